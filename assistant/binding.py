"""Is a number said of what the evidence says it of? Its own words and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.breaks import PART, beginning, pairs, without
from assistant.cues import table
from assistant.places import bare
from assistant.sameword import ways
from index.quantity import Quantity, find_quantities, same

MARGIN = 0.2
"""How much more of a number's words another number of the evidence must have for the two to be mixed up."""
LEAST = 0.5
"""Share of its words that this other number must have at least."""
FEW = 3
"""Pairs of characters before a number below which the words behind it count too."""
REACH = 32
"""Characters before a number in which its words stand."""
BEHIND = 14
"""Characters behind a number in which its words stand."""

_CUT = re.compile(r"[，,、。；;！!？?\n：:()（）|…]|以及|[和及与]")
_ASIDE = re.compile(r"\([^()]*\)")
_GROWN = re.compile("增[长加]|提[高升]|上升|下降|降低|减少|扩大")
_CHANGE = re.compile(r"^[^，,。；;]{0,6}(?:提高|提升|增加|上升|降低|下降|减少|扩大|调整|升|降|涨|增)[到至为]")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with the words it is said of (pairs of characters) and the years that may govern it: the nearest
    before it or in brackets behind it, and all before it in its sentence. ``listed``: it follows another number at once
    (小学、初中2000元和2500元), so that whose it is cannot be told by its neighbours."""

    quantity: Quantity
    words: frozenset[str]
    year: tuple[int, int] | None
    years: frozenset[tuple[int, int]]
    listed: bool
    near: str
    behind: frozenset[str]
    over: frozenset[str] = frozenset()
    district: str = ""


def misbound(said: str, evidence: Sequence[str], headings: Sequence[str] = ()) -> list[str]:
    """Numbers of folded ``said`` that the folded ``evidence`` gives for something else or for another year.
    ``headings``: what stands over each text of the evidence."""
    told = bound(said)
    known = _known(evidence, headings)
    reasons = []
    districts = {one.district for one in known if one.district}
    for one in told:
        own = [other for other in known if same(one.quantity, other.quantity)]
        if not own:
            continue
        about = _district(said[: one.quantity.start], districts) if len(districts) > 1 else ""
        if about and not any(other.district == about for other in own):
            reasons.append(f"{one.quantity.text} is not of {about}")
        reasons += _of_another(one, own, known)
        foreign = not any(_of_year(one, other) for other in own) or _other_has_year(one, own, known)
        if one.year and foreign:
            reasons.append(f"{one.quantity.text} is not of {one.year[0]}")
    return reasons


def _district(before: str, districts: set[str]) -> str:
    """The district named last ahead of a number; empty where none is."""
    return (
        max(districts, key=lambda name: before.rfind(bare(name)))
        if any(bare(one) in before for one in districts)
        else ""
    )


def _known(evidence: Sequence[str], headings: Sequence[str]) -> list[Bound]:
    """The numbers of the evidence, each also under the words of its heading."""
    found: list[Bound] = []
    years: frozenset[tuple[int, int]] = frozenset()
    over = [frozenset(pairs(heading)) for heading in headings] if len(headings) == len(evidence) else []
    common = frozenset.intersection(*over) if over else frozenset()
    for place, text in enumerate(evidence):
        own = over[place] - common if over else common
        district = headings[place].split("\n")[0] if over else ""
        found += [replace(one, over=own, district=district) for one in bound(text, years)]
        years |= {one.years for one in find_quantities(text) if one.years}
    return found


def bound(text: str, before: frozenset[tuple[int, int]] = frozenset()) -> list[Bound]:
    """The amounts of folded ``text`` with their words and years; ``before`` are years named ahead of it."""
    found = find_quantities(text)
    result: list[Bound] = []
    for place, one in enumerate(found):
        if one.kind != "amount":
            continue
        first = beginning(text, one.start)
        prior = found[place - 1].end if place else 0
        behind = found[place + 1].start if place + 1 < len(found) else len(text)
        inside = [
            other.years
            for other in found
            if other.years and first <= other.start < one.start and not _compared(text, other, one)
        ]
        after = next((other for other in found[place + 1 : place + 2] if other.years), None)
        near = after.years if after and re.fullmatch(r"\s*[(（]", text[one.end : after.start]) else None
        year = near or _year_behind(text, found, place) or (inside[-1] if inside else None)
        earlier = before | {other.years for other in found if other.years and other.start < first}
        start = max(prior, first, one.start - REACH)
        follows = prior == start and place > 0 and _counts(found[place - 1])
        words = _words(text, start, follows, one, behind)
        if follows and result and not pairs(_telling(text[start : one.start])) and not pairs(words):
            words = result[-1].near
        elif result and _CHANGE.search(text[prior : one.start]):  # 由500元提高到小学700元
            words = f"{result[-1].near} {words}"
        behind_it = _CUT.split(text[one.end : min(behind, one.end + BEHIND)])[0]
        listed = bool(place) and re.fullmatch(r"[和、,及与/]", text[prior : one.start]) is not None
        years = frozenset([*inside, *([near] if near else [])]) or frozenset(earlier)
        result.append(
            Bound(one, frozenset(pairs(words)), year, years, listed, words, frozenset(pairs(_telling(behind_it))))
        )
    return result


def _compared(text: str, year: Quantity, one: Quantity) -> bool:
    """Whether a year is what a number is compared with (比2015年增长50%，达到10亿元), so that it does not govern it."""
    return text[: year.start].endswith(("比", "较")) and _GROWN.search(text[year.end : one.start]) is not None


def _year_behind(text: str, found: Sequence[Quantity], place: int) -> tuple[int, int] | None:
    """The year that follows the last number of a part without a year before it (56人以上的班额到2020年消除)."""
    one = found[place]
    begin = beginning(text, one.start, PART)
    cut = PART.search(text, one.end)
    end = cut.start() if cut else len(text)
    behind = [other for other in found[place + 1 :] if other.start < end]
    before = [other for other in found[:place] if other.start >= begin and other.years]
    return behind[0].years if len(behind) == 1 and not before else None


def _words(text: str, start: int, follows: bool, one: Quantity, behind: int) -> str:
    """What a number is said of: the words before it in its part of the sentence; where these are few, those behind it
    too. Behind a number that came before its noun (2所中学、3所小学) these only."""
    between = _ASIDE.sub("", text[start : one.start]).lstrip('”"’ ')
    parts = PART.split(between)
    right = _CUT.split(text[one.end : min(behind, one.end + BEHIND)])[0]
    first = follows and len(parts) == 1 and re.match(r"[“\"]?(?![和及与、]|以及)[\u3400-\u9fff]", between)
    told = "" if first else _telling(parts[-1])
    return told if len(pairs(told)) >= FEW else f"{told} {_telling(right)}"


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of what a number is of."""
    return frozenset(table("check")["contrast"]["empty"].split())


def _counts(one: Quantity) -> bool:
    """Whether a number is of something that may follow it (2所中学), not a date or a stretch of time."""
    return one.kind == "amount" and one.canonical[1] not in ("年", "学年", "学期", "个月", "周", "天", "分钟")


def _telling(text: str) -> str:
    """The words of ``text`` that say something of what a number is of."""
    return without(text, _empty())


def _of_another(one: Bound, own: Sequence[Bound], known: Sequence[Bound]) -> list[str]:
    if not one.words or one.listed or any(other.listed for other in own):
        return []

    if (wrong := _contrary(one, own)) is not None:
        return [wrong]

    def share(other: Bound, words: frozenset[str] = frozenset()) -> float:
        return len(one.words & (other.words | other.over | words)) / len(one.words)

    mine = max(share(other, other.behind) for other in own)
    rivals = [other for other in known if not same(one.quantity, other.quantity) and _comparable(one, other)]
    rivals = [other for other in rivals if not _told_apart(one, own, other)]
    best = max(rivals, key=share, default=None)
    if best is None or share(best) < max(LEAST, mine + MARGIN):
        return []
    return [f"{one.quantity.text} for {best.quantity.text}"]


def _contrary(one: Bound, own: Sequence[Bound]) -> str | None:
    """A word of a number (初中) that the evidence has another of its kind for (小学)."""
    for kind in table("check")["contrast"]["kinds"]:
        mine = _named(kind, one.near)
        theirs = [_named(kind, other.near) for other in own]
        if mine and all(held and not held & mine for held in theirs):
            return f"{'、'.join(sorted(mine))} for {'、'.join(sorted(theirs[0]))}"
    return None


def _told_apart(one: Bound, own: Sequence[Bound], rival: Bound) -> bool:
    """Whether a word of a kind (初中) says that a number is its own and not the rival's, of which another is said."""
    for kind in table("check")["contrast"]["kinds"]:
        mine, theirs = _named(kind, one.near), _named(kind, rival.near)
        if mine and theirs and not mine & theirs and any(_named(kind, other.near) & mine for other in own):
            return True
    return False


def _named(kind: Sequence[str], near: str) -> set[str]:
    """The words of ``kind`` in ``near``, each by the one it is another form of (初级中学: 初中)."""
    return {next(way for way in kind if way == word or way in ways(word)) for word in kind if word in near}


def _comparable(one: Bound, other: Bound) -> bool:
    mine, theirs = one.quantity, other.quantity
    return same(
        replace(mine, value=Decimal(1), high=None), replace(theirs, value=Decimal(1), scale=mine.scale, high=None)
    )


def _of_year(one: Bound, other: Bound) -> bool:
    """Whether the year said of a number may be the one the evidence gives it. A change has two; where its sentence
    gives none, the year comes from elsewhere and is checked as a year."""
    if not other.years or one.year is None:
        return True
    changes = other.quantity.polarity or other.quantity.unit in ("百分点", "倍")
    given = other.years if changes or other.year is None else {other.year}
    return any(
        (first <= one.year[0] and one.year[1] <= last) or one.year == (first, last) for first, last in given
    ) or (any(one.year[0] <= first and last <= one.year[1] for first, last in given))


def _other_has_year(one: Bound, own: Sequence[Bound], known: Sequence[Bound]) -> bool:
    """Whether the year said of a number is given by the evidence for another of its kind and not for it (12所，其中
    2026年4所)."""
    if one.year is None or one.quantity.kind != "amount" or any(other.year or other.quantity.polarity for other in own):
        return False
    rivals = [other for other in known if not same(one.quantity, other.quantity) and _comparable(one, other)]
    given = any(first <= one.year[0] and one.year[1] <= last for other in own for first, last in other.years)
    return not given and any(other.year == one.year and other.words & one.words for other in rivals)
