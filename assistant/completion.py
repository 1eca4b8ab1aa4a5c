"""What a follow-up leaves out, put back: one rule for each way of leaving something out, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.cues import table
from assistant.places import Named, bare, named
from index.library import Library
from index.script import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NTH = re.compile(r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:条|项|点|款|章|节|部分)")
_QUOTED = re.compile("[“\"「『'‘][^“”\"「」『』'‘’]{1,12}[”\"」』'’]")
_HANGING = re.compile("(?:分为?|包括|都?有|是|从|由)$")
_HEADLESS = re.compile("的?呢?[?？,，。](?P<own>[^?？,，。]*)$")
_PAUSE = re.compile("呢[,，]")
_IDLE = re.compile("各|都|也|又|要|会|能|有|是|共|总|分别|一|个|了|的|呢|到底|具体|大概")
_MEASURE = re.compile("^(?:个|项|条|些|种|大|点)")
BRIEF = 12
"""Characters of a follow-up that says no more than a number or a year."""
NOUN = 10
"""A follow-up of so many characters that asks nothing itself (那视力呢) names another subject for the same question."""
OWN = 6
"""Characters before the asking words from which a follow-up has a subject of its own (学校发展共同体有多少个), so that
it takes only the place from the question before."""
ACT = 3
"""Characters of content between the last comma and the asking words from which a follow-up says itself what is done."""
TAIL = (3, 14)
"""Characters of what may follow the asking words and belongs to the topic (有哪些保障措施); 措施 alone adds nothing."""
ALIKE, MORE = 2, 2
"""Characters that the ends of two names share where one takes the place of the other (组长, 副组长), and that the
other may have beside them."""
AGAIN = 0.4
"""Share of what else a follow-up says that must have been said before for it to say the same of something else."""


@dataclass(frozen=True)
class _Said:
    """A follow-up ``text`` and the standalone question ``before`` it; ``rest`` is what it says without 那, 呢 …"""

    text: str
    before: str
    library: Library

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


def cue(key: str) -> re.Pattern[str]:
    """The regular expressions of ``data/followup.toml`` under ``key`` as one."""
    return re.compile("|".join(table("followup")[key]), re.IGNORECASE)


def complete(text: str, before: str, library: Library) -> str:
    """``before`` with the part exchanged that ``text`` names; else both, the subject first."""
    said = _Said(text, before, library)
    return next(whole for rule in _RULES if (whole := rule(said)))


def _again(said: _Said) -> str:
    """再说详细点: the same once more."""
    return said.before if cue("more").fullmatch(said.folded) else ""


def _elsewhere(said: _Said) -> str:
    """另一个区呢: the same of the other plan, or of all others."""
    if not cue("other").search(said.folded):
        return ""
    return _other_place(said.before, said.library) or f"{said.before} {said.rest}"


def _there(said: _Said) -> str:
    """那柳湾县呢: the same of another place."""
    place = said.place
    return _with_place(said.rest, said.before, said.library) if place.plans or place.unknown else ""


def _swapped(said: _Said) -> str:
    """初中呢, after a question about 小学: one word of a group takes the place of another."""
    folded, before = said.folded, said.before
    for words in _classes():
        new = next((word for word in words if word in folded), None)
        old = next((word for word in words if word in fold(before)), None)
        if not new or not old or new == old:
            continue
        if len(folded) <= len(new) + 2 or _says_again(folded.replace(new, ""), fold(before)):
            at, own = fold(before).find(old), folded.find(new)
            told = said.rest[own : own + len(new)] if len(said.rest) == len(folded) else new
            return before[:at] + told + before[at + len(old) :]
    return ""


def _quoted(said: _Said) -> str:
    """“名校长”呢: one quoted name takes the place of another."""
    before = list(_QUOTED.finditer(said.before))
    if not before or not _QUOTED.fullmatch(said.rest):
        return ""
    return said.before[: before[-1].start()] + said.rest + said.before[before[-1].end() :]


def _counted(said: _Said) -> str:
    """第二条呢, 2020年呢: one number takes the place of another."""
    for pattern in (_NTH, _YEAR):
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
    short = 1 < len(said.folded) <= NOUN
    bare_of = said.folded.endswith("的") and not _counts(before[asked.end() :])
    named_so = cue("ends").search(fold(said.text).strip())
    if not short or bare_of or not named_so or cue("versus").search(said.folded):
        return ""
    if (changed := _tail_changed(before[: asked.start()], rest)) is not None:
        return changed + before[asked.start() :]
    spans = named(before, said.library).spans
    return before[: spans[-1][1] if spans else 0] + rest + before[asked.start() :]


def _own_subject(said: _Said) -> str:
    """学校发展共同体有多少个: only the place is left out."""
    asks = said.asks
    if asks is None or asks.start() < OWN or cue("pronoun").search(said.folded) or cue("versus").search(said.folded):
        return ""
    # 翻新扩大的呢，各几所; 第二个板块有哪几项: of what, was said before; not 起草阶段呢，集中研讨了几次
    headless = _HEADLESS.search(said.folded[: asks.start()])
    if (headless and len(_IDLE.sub("", headless["own"])) < ACT) or said.folded.startswith("第"):
        return ""
    spans = named(said.before, said.library).spans
    rest = _PAUSE.sub("", said.rest)
    return said.before[spans[0][0] : spans[-1][1]] + rest if spans else rest


def _joined(said: _Said) -> str:
    """Anything else: what was spoken of, then what is asked of it."""
    subject, rest = topic(said.before), said.rest
    pronoun = cue("pronoun").search(said.folded)
    if pronoun:
        rest = rest[: pronoun.start()] + rest[pronoun.end() :]
    rest = rest.strip(" ,，、的") or rest
    return f"{subject}，{rest}" if subject else rest


_RULES: tuple[Callable[[_Said], str], ...] = (
    _again,
    _elsewhere,
    _there,
    _swapped,
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
    """Whether most of what else a follow-up says was in the question before."""
    pairs = [rest[i : i + 2] for i in range(len(rest) - 1)]
    return bool(pairs) and sum(pair in before for pair in pairs) >= AGAIN * len(pairs)


def topic(question: str) -> str:
    """A question without its interrogative tail: 杏花岭区的近视防控有哪些措施？ → 杏花岭区的近视防控."""
    folded = fold(question)
    match = cue("asks").search(folded)
    cut = question[: match.start()] if match and match.start() >= 4 else question
    behind = question[match.end() :].strip(" ,，。?？!！、的吗呢") if match and cut is not question else ""
    behind = _MEASURE.sub("", behind)
    if TAIL[0] <= len(behind) <= TAIL[1] and not cue("asks").search(fold(behind)):
        return cut.strip(" ,，。?？!！、") + behind
    return _HANGING.sub("", cut.strip(" ,，。?？!！、的"))


def _with_place(rest: str, before: str, library: Library) -> str:
    """``before`` asked of the place in ``rest``; where ``rest`` asks something itself, that place stays with it."""
    spans = named(rest, library).spans
    old = named(before, library).spans
    if spans and old and cue("versus").search(fold(rest)):
        return f"{before[: old[-1][1]]}和{rest[spans[0][0] : spans[-1][1]]}{before[old[-1][1] :]}"
    left = "".join(char for i, char in enumerate(rest) if not any(a <= i < b for a, b in spans))
    unknown = named(rest, library).unknown
    if not old:
        old = _unknown_spans(before, library)
    if len(re.sub(r"[\W的呢区县市]", "", left)) > 6 and not unknown:
        return rest
    new = rest if not spans else rest[spans[0][0] : spans[-1][1]]
    return f"{before[: old[0][0]]}{new}{before[old[-1][1] :]}" if old else f"{new}：{before}"


def _unknown_spans(text: str, library: Library) -> tuple[tuple[int, int], ...]:
    """Where a question names places that are not indexed, with the 区 or 县 behind them."""
    found = []
    for name in named(text, library).unknown:
        match = re.search(f"{re.escape(fold(name))}(?:新区|区|县|市)?", fold(text))
        if match:
            found.append(match.span())
    return tuple(sorted(found))


def _other_place(before: str, library: Library) -> str:
    """``before`` asked of the other plan, where there is just one other."""
    here = named(before, library)
    others = [plan for plan in library.plans.values() if plan.id not in here.plans]
    if len(others) == 1 and here.spans:
        new = others[0].metadata.district or others[0].title
        return f"{before[: here.spans[0][0]]}{new}{before[here.spans[-1][1] :]}"
    if others and here.plans:
        names = "、".join(bare(plan.metadata.district) for plan in others if plan.metadata.district)
        old = here.spans
        return f"{before[: old[0][0]]}{names}{before[old[-1][1] :]}" if old and names else ""
    return ""
