"""The members of an enumeration within a sentence, each a span of the clause's text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.clause_ref import arabic
from assistant.headings import counts
from assistant.pieces import Piece, members, segments
from assistant.scene import Scene
from index.plan import Clause, Span
from index.script import fold

TOLD = 0.3
"""Share of the best segment's cover from which another says what is asked too."""
FEW, MANY = 2, 3
"""Members from which a bracket is an enumeration, and from which a run with 、 is."""

_LEADS = re.compile(
    r"\s*(?:按照|根据|依照|围绕|通过|借助|依托|针对|对于|对(?![口接标照比外])|凡|为了|以(?!及)|在(?!校|园|编|岗|职)|到\d)"
)
_SO_MANY = re.compile("([二两三四五六七八九十])[大个项驾支类][\\u4e00-\\u9fff]{2}")
_DASHES = re.compile(r"(?=(?:[一二三四五六七八九十]是))")
_MARKS = re.compile("[“”\"'‘’「」『』]")


def enumerated(scene: Scene, piece: Piece) -> list[Span]:
    """What a sentence lists of what is asked: the members of the bracket behind what the question names, the parts of
    一是……二是……, the members of its only run with 、, else its segments from the first that is about the question: the
    words of an answer are often none of the question's. Empty where it lists nothing."""
    return _bracketed(scene, piece) or _dashed(piece) or named_alike(scene, piece) or _told(scene, piece)


_ANNOUNCED = re.compile("[^，,。；;]{0,6}(?:[:：(（]|——|即|包括|分别|是|为)")


def unlisted(scene: Scene) -> str:
    """The name of so many things (五大工程) that the question wants listed and that the plan names without listing
    them anywhere; empty where it names none, or lists them."""
    asked = _MARKS.sub("", scene.question.folded)
    found = _SO_MANY.search(asked)
    if found is None or scene.question.language == "en" or len(scene.plans) != 1:
        return ""
    number = arabic(found[1])
    texts = {clause: _MARKS.sub("", scene.text_of(clause)) for clause in scene.plans[0].clauses}
    name = _as_written(asked[found.start() :], found.group(), texts.values())
    holders = [clause for clause, text in texts.items() if name in text]
    if number < FEW or not holders or any(_lists(scene, clause, name, number) for clause in holders):
        return ""
    return name


_WHICH_SCHOOLS = re.compile(
    "(?:具体|分别|都)(?:是|有|为|指)?哪(?:几|些|一)?(?:所|家)|哪几所[^，。？?]{0,8}[?？]?$|哪[几些](?:学校|小学|中学|幼儿园)[?？]?$"
)
_SCHOOLS = re.compile(
    "(?:小学|中学|幼儿园|学校|附小|附中|分校|职专|[一二三四五六七八九十]中|一小|实小)[、和及与]|[、和及与][^、，。；]{2,12}(?:小学|中学|幼儿园|学校|附小|附中)"
)


_WHERE = re.compile(
    "哪条(?:路|街)|(?:什么|啥|具体|哪个)(?:位置|地段|地址)|(?:建|盖|修|选址|设|落)在(?:哪(?![^，。？?]{0,3}[国省市县区校])|什么地方|啥地方)"
)
_PLACE = re.compile("路(?![径线])|街(?!镇)|位于|坐落|片区|地块|新城|选址")


def unnamed(scene: Scene, told: Sequence[Piece]) -> str:
    """What is asked for by name and not named in what is told, as the frame that says so: the schools of a kind
    (具体是哪几所), the place of something (盖在哪条路上); empty where it is not."""
    texts = [fold(piece.text) for piece in told]
    if _WHICH_SCHOOLS.search(scene.question.folded) and not any(map(_SCHOOLS.search, texts)):
        return "no_names"
    if _WHERE.search(scene.question.folded) and not any(map(_PLACE.search, texts)):
        return "no_place"
    return ""


def _as_written(asked: str, name: str, texts: Collection[str]) -> str:
    """As much of what is asked, from ``name`` on, as one of ``texts`` has (四个引路人, not 四个引路)."""
    while len(name) < len(asked) and any(asked[: len(name) + 1] in text for text in texts):
        name = asked[: len(name) + 1]
    return name


def _lists(scene: Scene, clause: Clause, name: str, number: int) -> bool:
    """Whether a clause that names so many things has as many parts, or a run of as many beside or behind the name."""
    if len(scene.library.children(clause.id)) >= number:
        return True
    parts = [part for part in re.split("[。；;]", _MARKS.sub("", scene.text_of(clause))) if name in part]
    runs = (run.count("、") + 1 for part in parts for run in re.split("[，,:：]", part))
    if any(part.count(name[-2:]) > number for part in parts):  # 五大工程甲工程乙工程……
        return True
    behind = (_listed_behind(part.partition(name)[2]) for part in parts)
    return max((*runs, *(count + 1 for count in behind if count))) >= number


def _listed_behind(behind: str) -> int:
    """The marks of a list behind the name of so many things: commas count only where the things are announced
    (三防，即人防、……; 五大工程：……), for else a new thought begins at them."""
    rest = behind.lstrip("，,")
    return len(re.findall("[、，,]" if _ANNOUNCED.match(rest) else "、", rest))


def named_alike(scene: Scene, piece: Piece) -> list[Span]:
    """五大工程甲工程乙工程……: as many names that end alike behind their sum, whatever marks are lost between them."""
    folded = scene.text_of(piece.clause)
    found = _SO_MANY.search(folded, piece.start, piece.end)
    if found is None or found.group() not in _MARKS.sub("", scene.question.folded):
        return []
    each = re.compile(f"[^、，,；;。:：]{{2,}}?{re.escape(found.group()[-2:])}")
    spans = [Span(*one.span()) for one in each.finditer(folded, found.end(), piece.end)]
    return spans if len(spans) == arabic(found[1]) else []


def _dashed(piece: Piece) -> list[Span]:
    starts = [piece.start + match.start() for match in _DASHES.finditer(piece.text)]
    return [Span(a, b) for a, b in pairwise([*starts, piece.end])] if len(starts) >= FEW else []


def _told(scene: Scene, piece: Piece) -> list[Span]:
    folded = scene.text_of(piece.clause)
    spans = segments(piece.clause.text, Span(piece.start, piece.end))
    rated = [scene.ground.cover(folded[span.start : span.end]) for span in spans]
    told = [at for at, cover in enumerate(rated) if cover and cover >= TOLD * max(rated)]
    if not told:
        return []
    runs = {at: _run(piece.clause.text, span) for at, span in enumerate(spans)}
    if exact := _just_so_many(scene, [folded[span.start : span.end] for span in spans], rated, runs):
        return exact
    listing = [at for at, run in runs.items() if len(run) >= FEW]
    if len(told) == 1 and listing in ([], told):
        return runs[told[0]] if len(runs[told[0]]) >= MANY else []
    first = told[0]
    while first and _LEADS.match(folded, *spans[first - 1]):  # 对甲、乙，其他丙，可以……: whom it is of is part of it
        first -= 1
    parts = _with_leads(folded, spans[first:])
    return parts if len(parts) > 1 else []


def _just_so_many(scene: Scene, texts: list[str], rated: list[float], runs: dict[int, list[Span]]) -> list[Span]:
    """The run with just as many members as the question counts (哪三个): in the segment most about it, or before the
    name that sums them up (……，做强三大品牌)."""
    asked = [number for number in counts(scene.question.folded) if number > 1]
    exact = [at for at, run in runs.items() if len(asked) == 1 and len(run) == asked[0]]
    best = max(exact, key=lambda at: rated[at], default=None)
    if best is None:
        return []
    named = any(_SO_MANY.search(_MARKS.sub("", text)) for text in texts[best + 1 :])
    return runs[best] if named or rated[best] == max(rated) else []


def _with_leads(text: str, spans: list[Span]) -> list[Span]:
    """``spans`` with those that only lead up to the next (按照……，) put to it."""
    parts: list[Span] = []
    for span in reversed(spans):
        lead = parts and _LEADS.match(text, span.start, span.end)
        parts = [Span(span.start, parts[0].end), *parts[1:]] if lead else [span, *parts]
    return parts


def _run(text: str, span: Span) -> list[Span]:
    return [part for part in members(text, span) if part.end - part.start > 1]


def _bracketed(scene: Scene, piece: Piece) -> list[Span]:
    """The members of the bracket that follows what the question names: 三名工程（名校、名校长、名教师）."""
    text, folded = piece.clause.text, scene.text_of(piece.clause)
    bare = _MARKS.sub(" ", folded)
    for run in sorted(scene.question.focus, key=len, reverse=True):
        loose = re.compile(r"\s?".join(map(re.escape, run)) + r"\s?\(")
        found = loose.search(bare, piece.start, piece.end) if len(run) > FEW else None
        closing = folded.find(")", found.end(), piece.end) if found else -1
        spans = members(text, Span(found.end(), closing)) if found and closing > 0 else []
        if len(spans) >= FEW:
            return spans
    return []
