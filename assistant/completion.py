"""What a follow-up leaves out, put back: one rule for each way of leaving something out, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.antecedent import counted, pointed
from assistant.cues import table
from assistant.places import Named, named
from assistant.relocate import other_place, place_of, with_place
from assistant.topic import NOTHING, asks_again, content_of, cue, topic
from index.library import Library
from index.script import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_OF = re.compile(r"(?:到|至)?(?<!\d)20\d\d年(?:底|末|时)?")
_NTH = re.compile(r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:条|项|点|款|章|节|部分)")
_QUOTED = re.compile("[“\"「『'‘][^“”\"「」『』'‘’]{1,12}[”\"」』'’]")
_HEADLESS = re.compile("的?呢?[?？,，。](?P<own>[^?？,，。]*)$")
_LED = re.compile("呢[,，?？]|^(?:一共|总共|最后|后来|结果|都)")
_OF = r"(?: of (?:[a-z-]+ ){0,1}[a-z-]+(?= (?:will|do|does|did|is|are|must|should|in|by)\b))?"
_PAUSE = re.compile("呢[,，]")
_ENTIRE = re.compile("(?:how|what|which|who|when|where|why|do|does|is|are|will|can|must|should)\\b")
_WORD = re.compile(
    r"\b(?!(?:how|what|which|who|when|where|why|many|much|does|are|was|will|can|must|should|have|has|they|them|their"
    r"|the|and|for|from|with|come|there|about|into)\b)[a-z]{3,}"
)
_IT = re.compile(r"\b(?:it|its|this|that|these|those)\b")
_SCHOOLS = re.compile("(?:是|有)?(?:几|多少)(?:所|家)")
_AND = "(?:、|和|与|及| and | or |, )"
_WHICH = re.compile("(?:都?是)?(?:在)?哪一?(?:条|项|点|个|款)(?:里面?|中)?(?:说|讲|写|提)?(?:到|过)?的?$")
_IDLE = re.compile("各|都|也|又|要|会|能|有|是|共|总|分别|一|个|了|的|呢|到底|具体|大概")
BRIEF = 12
"""Characters of a follow-up that says no more than a number or a year."""
NOUN = 10
"""A follow-up of so many characters that asks nothing itself (那视力呢) names another subject for the same question."""
OWN = 6
"""Characters before the asking words from which a follow-up has a subject of its own (学校发展共同体有多少个), so that
it takes only the place from the question before."""
ACT = 3
"""Characters of content between the last comma and the asking words from which a follow-up says itself what is done."""
AMPLE = 8
"""Characters of content from which a follow-up says all that it asks about, but the place."""
WORDS = 3
"""English words of a question of its own from which it needs only the place from the one before."""
HEADED = 4
"""English words of a name that may take the place of another with the same last word."""
MATTER = 2
"""Characters of content beside the asking words from which a follow-up names what is asked of another stage."""
ALIKE, MORE = 2, 2
"""Characters that the ends of two names share where one takes the place of the other (组长, 副组长), and that the
other may have beside them."""
AGAIN = 0.4
"""Share of what else a follow-up says that must have been said before for it to say the same of something else."""


@dataclass(frozen=True)
class _Said:
    """A follow-up ``text``, the standalone question ``before`` it and the answer that was ``told``; ``rest`` is what it
    says without 那, 呢 …"""

    text: str
    before: str
    library: Library
    told: str = ""

    @cached_property
    def rest(self) -> str:
        return cue("shell").sub("", self.text.strip()).strip(" ,，。?？!！、")

    @cached_property
    def folded(self) -> str:
        return fold(self.rest)

    @cached_property
    def place(self) -> Named:
        return named(self.rest, self.library)

    @cached_property
    def asks(self) -> re.Match[str] | None:
        """Where it asks something itself."""
        return cue("asks").search(self.folded)

    @cached_property
    def asked(self) -> re.Match[str] | None:
        """Where the question before asks."""
        return cue("asks").search(fold(self.before))


def complete(text: str, before: str, library: Library, told: str = "") -> str:
    """``before`` with the part exchanged that ``text`` names; else both, the subject first. ``told`` is how ``before``
    was answered: what a 那个工程 points at may stand there."""
    said = _Said(text, before, library, told)
    return next(whole for rule in _RULES if (whole := rule(said)))


def _again(said: _Said) -> str:
    """再说详细点, 出自哪一条: of the same once more."""
    return said.before if asks_again(said.text) else ""


def _everywhere(said: _Said) -> str:
    """那五个区都比比: the same of every district."""
    if not cue("everywhere").fullmatch(fold(said.text).strip(" 。？?！!，,.")):
        return ""
    spans = named(said.before, said.library).spans
    places = "all districts" if said.before.isascii() else "各区"
    if not spans:
        return f"{places}{': ' if said.before.isascii() else ''}{said.before}"
    behind = said.before[spans[-1][1] :]
    return f"{said.before[: spans[0][0]]}{places}{'' if said.before.isascii() or behind[:1] == '的' else '的'}{behind}"


def _elsewhere(said: _Said) -> str:
    """另一个区呢: the same of the other plan, or of all others."""
    if not cue("other").search(said.folded):
        return ""
    return other_place(said.before, said.library) or f"{said.before} {said.rest}"


def _there(said: _Said) -> str:
    """那柳湾县呢: the same of another place."""
    place = said.place
    return with_place(said.rest, said.before, said.library) if place.plans or place.unknown else ""


def _swapped(said: _Said) -> str:
    """初中呢, after a question about 小学: one word of a group takes the place of another."""
    folded, before = said.folded, said.before
    for words in _classes():
        new = next((word for word in words if word in folded), None)
        old = next((word for word in words if word in fold(before)), None)
        if not new or not old or new == old:
            continue
        if len(folded) <= len(new) + 2 or _says_again(folded.replace(new, ""), fold(before)):
            own = folded.find(new)
            told = said.rest[own : own + len(new)] if len(said.rest) == len(folded) else new
            start, end = _with_others(words, fold(before), old)
            return before[:start] + told + before[end:]
    return ""


def _with_others(words: Sequence[str], before: str, old: str) -> tuple[int, int]:
    """Where ``old`` stands in ``before``, with those of its group that are named beside it (小学和初中)."""
    one = f"(?:{'|'.join(re.escape(word) for word in words)})s?"
    joined = re.compile(f"{one}(?:{_AND}{one})+")
    at = before.find(old)
    return next(
        (found.span() for found in joined.finditer(before) if found.start() <= at < found.end()), (at, at + len(old))
    )


def _quoted(said: _Said) -> str:
    """“名校长”呢: one quoted name takes the place of another."""
    before = list(_QUOTED.finditer(said.before))
    if not before or not _QUOTED.fullmatch(said.rest):
        return ""
    return said.before[: before[-1].start()] + said.rest + said.before[before[-1].end() :]


def _counted(said: _Said) -> str:
    """第二条呢, 2020年呢: one number takes the place of another."""
    for pattern in (_NTH, _YEAR) if not cue("versus").search(said.folded) else ():
        new, old = pattern.search(said.folded), pattern.search(fold(said.before))
        if new and old and len(said.folded) <= BRIEF:
            return said.before[: old.start()] + new.group() + said.before[old.end() :]
    return ""


def _renamed(said: _Said) -> str:
    """那视力呢, 副组长有哪几位: another subject for the same question, or for a question of its own on the same."""
    asked, rest, before = said.asked, said.rest, said.before
    if asked is None:
        return ""
    if said.asks is not None:
        own = rest[: said.asks.start()]
        changed = _tail_changed(before[: asked.start()], own) if len(own) <= NOUN else None
        return changed + rest[said.asks.start() :] if changed is not None else ""
    if cue("aspect").fullmatch(said.folded):
        return f"{_YEAR_OF.sub('', topic(before)).rstrip('的')}，{rest}"
    short = 1 < len(said.folded) <= NOUN
    bare_of = said.folded.endswith("的") and not _counts(before[asked.end() :])
    named_so = cue("ends").search(fold(said.text).strip())
    if not short or bare_of or not named_so or cue("versus").search(said.folded):
        return ""
    if (changed := _tail_changed(before[: asked.start()], rest)) is not None:
        return changed + before[asked.start() :]
    spans = named(before, said.library).spans
    return before[: spans[-1][1] if spans else 0] + rest + before[asked.start() :]


def _same_head(said: _Said) -> str:
    """And subject workshops, after how many teaching workshops: a name with the same last word takes its place."""
    rest = said.folded
    if not rest.isascii() or said.asks or not 1 < len(rest.split()) <= HEADED or _ENTIRE.match(rest):
        return ""
    head = re.escape(rest.split()[-1])
    old = re.search(rf"\b(?:(?!(?:many|what|which|the|of|for|much)\b)[a-z-]+ ){{0,3}}{head}\b{_OF}", fold(said.before))
    return said.before[: old.start()] + said.rest + said.before[old.end() :] if old else ""


def _own_subject(said: _Said) -> str:
    """学校发展共同体有多少个: only the place is left out."""
    asks, folded = said.asks, said.folded
    if (whole := _other_stage(said)) or asks is None:
        return whole
    if cue("pronoun").search(folded) or cue("versus").search(folded) or folded.startswith(("第", "是")):
        return ""
    if content_of(folded) <= NOTHING or cue("bare").fullmatch(folded):
        return ""
    ahead = folded[: asks.start()]
    counted = _SCHOOLS.match(folded[asks.start() :]) and _IDLE.sub("", ahead) in set().union(*_classes())
    ample = content_of(folded) >= AMPLE and not _LED.search(folded)
    if asks.start() < OWN and not counted and not ample:
        return ""
    # 翻新扩大的呢，各几所; 第二个板块有哪几项: of what, was said before; not 起草阶段呢，集中研讨了几次
    headless = _HEADLESS.search(ahead)
    if headless and len(_IDLE.sub("", headless["own"])) < ACT and not ample:
        return ""
    return place_of(said.before, said.library) + _PAUSE.sub("", said.rest)


def _other_stage(said: _Said) -> str:
    """普通高中呢，有什么目标, after a question about 职业教育: asks of another of its group something of its own."""
    head, pause, own = said.rest.partition("呢，")
    if not pause:
        head, pause, own = said.rest.partition("呢,")
    group = next((words for words in _classes() if fold(head) in words), ())
    asks = cue("asks").search(fold(own))
    if asks is None or not any(word in fold(said.before) for word in group if word != fold(head)):
        return ""
    if len(_IDLE.sub("", fold(own)[: asks.start()] + fold(own)[asks.end() :])) < MATTER:
        return ""
    return place_of(said.before, said.library) + head + own


def _entire(folded: str) -> bool:
    """Whether an English follow-up asks a whole question of its own, with no it or that in it and of words enough."""
    leans = _IT.search(folded) or cue("bare").fullmatch(folded)
    return bool(_ENTIRE.match(folded)) and not leans and len(_WORD.findall(folded)) >= WORDS


def _joined(said: _Said) -> str:
    """Anything else: what was spoken of, then what is asked of it."""
    if _entire(said.folded):
        return f"{said.rest.rstrip(' ?')} in {place_of(said.before, said.library)}?"
    subject, rest = counted(said.folded, said.before, said.told, said.library) or topic(said.before), said.rest
    pronoun = cue("pronoun").search(said.folded)
    if pronoun:
        rest = rest[: pronoun.start()] + rest[pronoun.end() :]
    rest = _WHICH.sub("", rest.strip(" ,，、的")) or rest
    return f"{subject}，{rest}" if subject else rest


_RULES: tuple[Callable[[_Said], str], ...] = (
    lambda said: pointed(said.text, said.before, said.told, said.library),
    _again,
    _everywhere,
    _elsewhere,
    _there,
    _swapped,
    _same_head,
    _quoted,
    _counted,
    _renamed,
    _own_subject,
    _joined,
)


def _classes() -> list[tuple[str, ...]]:
    """Groups of words of which one takes the place of another (学段: 小学, 初中 …), longest first."""
    return [
        tuple(sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True))
        for words in table("followup")["swap"].values()
    ]


def _counts(behind: str) -> bool:
    """Whether a noun stands behind the asking words (多少教师), to which a 参加交流的 may belong."""
    return len(behind.strip(" 。？?！!呢吗的")) > 1


def _tail_changed(head: str, rest: str) -> str | None:
    """``head`` with its last word exchanged for ``rest`` where both end alike (资金保障组组长, 副组长); None where
    they do not."""
    head = head.rstrip("的")
    shared = next((n for n, (a, b) in enumerate(zip(head[::-1], rest[::-1], strict=False)) if a != b), len(rest))
    return head[: len(head) - shared] + rest if ALIKE <= shared < len(rest) <= shared + MORE else None


def _says_again(rest: str, before: str) -> bool:
    """Whether most of what else a follow-up says was in the question before; of English words, every one."""
    if rest.isascii():
        return not set(re.findall("[a-z]{3,}", rest)) - set(re.findall("[a-z]{3,}", before)) - {"the", "for", "and"}
    pairs = [rest[i : i + 2] for i in range(len(rest) - 1)]
    return bool(pairs) and sum(pair in before for pair in pairs) >= AGAIN * len(pairs)
