"""A follow-up made standalone by rule: what it leaves out is taken from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cues import has, table
from assistant.history import Turn
from assistant.places import bare, named
from index.library import Library
from index.script import fold
from index.thesaurus import named as named_concepts

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NTH = re.compile(r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:条|项|点|款|章|节|部分)")
_QUOTED = re.compile("[“\"「『'‘][^“”\"「」『』'‘’]{1,12}[”\"」』'’]")
_HANGING = re.compile("(?:分为?|包括|都?有|是)$")
SHORT = 8
"""A question of so few characters that names no concept of the field is taken for a follow-up."""
NOUN = 10
"""A follow-up of so many characters that asks nothing itself (那视力呢) names another subject for the same question."""
OWN = 6
"""Characters before the asking words from which a follow-up has a subject of its own (学校发展共同体有多少个), so that
it takes only the place from the question before."""
TAIL = (3, 14)
"""Characters of what may follow the asking words and belongs to the topic (有哪些保障措施); 措施 alone adds nothing."""
ALIKE, MORE = 2, 2
"""Characters that the ends of two names share where one takes the place of the other (组长, 副组长), and that the
other may have beside them."""
_DEPTH = 6
"""User turns that are looked back over."""


def _cue(key: str) -> re.Pattern[str]:
    return re.compile("|".join(table("followup")[key]), re.IGNORECASE)


def _classes() -> list[tuple[str, ...]]:
    """Groups of words of which one takes the place of another (学段: 小学, 初中 …), longest first."""
    return [
        tuple(sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True))
        for words in table("followup")["swap"].values()
    ]


def depends(text: str) -> bool:
    """Whether ``text`` leans on what was said before: 那…呢, 它, the bare 牵头的是谁."""
    folded = fold(text).strip(" 。？?！!")
    if has(folded, "off_topic") or has(folded, "catalogue"):
        return False
    if _cue("leans").search(folded) or _cue("bare").fullmatch(folded):
        return True
    return len(folded) <= SHORT and not folded.isascii() and not named_concepts(folded)


def standalone(text: str, history: Sequence[Turn], library: Library) -> str:
    """``text`` as a question that can be understood alone; ``text`` itself where it already can."""
    users = [turn.content for turn in history if turn.role == "user"][-_DEPTH:]
    full = ""
    for said in [*users, text]:
        full = _complete(said, full, library) if full and depends(said) else said
    return full


def _complete(text: str, before: str, library: Library) -> str:
    """``before`` with the part exchanged that ``text`` names; else both, the subject first."""
    rest = _cue("shell").sub("", text.strip()).strip(" ,，。?？!！、")
    place = named(rest, library)
    folded = fold(rest)
    if _cue("more").fullmatch(folded):
        return before
    if _cue("other").search(folded):
        return _other_place(before, library) or f"{before} {rest}"
    if place.plans or place.unknown:
        return _with_place(rest, before, library)
    for words in _classes():
        new = next((word for word in words if word in folded), None)
        old = next((word for word in words if word in fold(before)), None)
        if (
            new
            and old
            and new != old
            and (len(folded) <= len(new) + 2 or _says_again(folded.replace(new, ""), fold(before)))
        ):
            at, own = fold(before).find(old), folded.find(new)
            said = rest[own : own + len(new)] if len(rest) == len(folded) else new
            return before[:at] + said + before[at + len(old) :]
    quoted, before_it = _QUOTED.fullmatch(rest), list(_QUOTED.finditer(before))
    if quoted and before_it:
        return before[: before_it[-1].start()] + rest + before[before_it[-1].end() :]
    nth, last = _NTH.search(folded), _NTH.search(fold(before))
    if nth and last and len(folded) <= 12:
        return before[: last.start()] + nth.group() + before[last.end() :]
    year, past = _YEAR.search(folded), _YEAR.search(fold(before))
    if year and past and len(folded) <= 12:
        return before[: past.start()] + year.group() + before[past.end() :]
    asks = _cue("asks").search(fold(before))
    if (
        not _cue("asks").search(folded)
        and 1 < len(folded) <= NOUN
        and asks
        and (not folded.endswith("的") or _counts(before[asks.end() :]))
        and _cue("ends").search(fold(text).strip())
        and not _cue("versus").search(folded)
    ):
        if (changed := _tail_changed(before[: asks.start()], rest)) is not None:
            return changed + before[asks.start() :]
        spans = named(before, library).spans
        return before[: spans[-1][1] if spans else 0] + rest + before[asks.start() :]
    pronoun = _cue("pronoun").search(folded)
    asking = _cue("asks").search(folded)
    if asking and asking.start() >= OWN and not pronoun and not _cue("versus").search(folded):
        spans = named(before, library).spans
        return before[spans[0][0] : spans[-1][1]] + rest if spans else rest
    subject = topic(before)
    if pronoun:
        rest = rest[: pronoun.start()] + rest[pronoun.end() :]
    return f"{subject}，{rest}" if subject else rest


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
    return bool(pairs) and sum(pair in before for pair in pairs) >= 0.4 * len(pairs)


def topic(question: str) -> str:
    """A question without its interrogative tail: 杏花岭区的近视防控有哪些措施？ → 杏花岭区的近视防控."""
    folded = fold(question)
    match = _cue("asks").search(folded)
    cut = question[: match.start()] if match and match.start() >= 4 else question
    behind = question[match.end() :].strip(" ,，。?？!！、的吗呢") if match and cut is not question else ""
    if TAIL[0] <= len(behind) <= TAIL[1] and not _cue("asks").search(fold(behind)):
        return cut.strip(" ,，。?？!！、") + behind
    return _HANGING.sub("", cut.strip(" ,，。?？!！、的"))


def _with_place(rest: str, before: str, library: Library) -> str:
    """``before`` asked of the place in ``rest``; where ``rest`` asks something itself, that place stays with it."""
    spans = named(rest, library).spans
    old = named(before, library).spans
    if spans and old and _cue("versus").search(fold(rest)):
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
