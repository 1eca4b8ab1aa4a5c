"""How a sentence falls into phrases around its numbers. Positions count in the folded text. Pure, linear."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.measures.indicator_name import ACTION_END, BEHIND, BREAK, LEVEL_END
from index.quantity import Quantity

_HARD = re.compile(r"[,:()]")
_JOIN = re.compile(r"以及|[、和及与或]")
_SCHOOLING = re.compile(r"(?:免费|基础|融合|特殊)?教育")
_NOUN = re.compile(r"[^\s,:、。;()]")
_NOW = re.compile(r"[,、]现(?!代|场|实)|目前|现有")
_DURATIONS = frozenset({"年", "学年", "学期", "周", "个月", "岁"})
_REACH = 80  # how far from a number its name is looked for


@dataclass(frozen=True, slots=True)
class Phrases:
    """Where commas, colons and brackets part a sentence, and the brackets that hold numbers."""

    start: int
    end: int
    stops: tuple[int, ...]
    brackets: tuple[tuple[int, int], ...]

    def before(self, at: int) -> int:
        """Where the phrase around ``at`` begins."""
        index = bisect_left(self.stops, at)
        return self.stops[index - 1] + 1 if index else self.start

    def after(self, at: int) -> int:
        """Where the phrase around ``at`` ends."""
        index = bisect_left(self.stops, at)
        return self.stops[index] if index < len(self.stops) else self.end

    def bracket(self, at: int) -> int:
        """Start of the bracket around ``at``, -1 outside of any."""
        index = bisect_right(self.brackets, (at, self.end)) - 1
        return self.brackets[index][0] if index >= 0 and at < self.brackets[index][1] else -1


def phrases(folded: str, start: int, end: int, amounts: Sequence[Quantity]) -> Phrases:
    """Brackets without a number, as (含中职), part nothing."""
    starts = [amount.start for amount in amounts]
    stops: list[int] = []
    brackets: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for match in _HARD.finditer(folded, start, end):
        at = match.start()
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < amounts[index].end:
            continue
        if match[0] == "(":
            opened = (at, len(stops))
        elif match[0] == ")" and opened:
            first, count = opened
            opened = None
            if bisect_left(starts, at) > bisect_left(starts, first):
                stops[count:] = [first, *stops[count:], at]
                brackets.append((first, at))
            else:
                del stops[count:]
        elif match[0] != ")":
            stops.append(at)
    return Phrases(start, end, tuple(stops), tuple(brackets))


def is_duration(quantity: Quantity, folded: str) -> bool:
    """A time or an age that only qualifies a noun (三年行动, 3岁以下幼儿), unlike 15年免费教育, 年限提高到11年."""
    before = folded[max(0, quantity.start - 6) : quantity.start]
    if quantity.unit not in _DURATIONS or (LEVEL_END.search(before) and not before.endswith("为")):
        return False
    if quantity.qualifier:
        return quantity.unit == "岁" and bool(_NOUN.match(folded, quantity.end))
    return quantity.value < 10 or not _SCHOOLING.match(folded, quantity.end)


def words_before(quantity: Quantity, phrase: Phrases, floor: int) -> int:
    """Where the words before a number that may name it begin; ``floor`` is the end of the statement before."""
    return max(phrase.before(quantity.start), floor, quantity.start - _REACH)


def words_behind(folded: str, quantity: Quantity, phrase: Phrases, following: Quantity | None) -> int:
    """Where the words behind a number that belong to it end: before the verb or the 、 of the next number."""
    stop = min(phrase.after(quantity.end), quantity.end + _REACH)
    if following is None or following.start > stop:
        return stop
    between = folded[quantity.end : following.start]
    if (broken := BREAK.search(between, 2)) and not BEHIND.search(between):
        return quantity.end + broken.start()
    if action := ACTION_END.search(between):
        return quantity.end + action.start()
    joins = [match.start() for match in _JOIN.finditer(between)]
    return quantity.end + (joins[-1] if joins else 0)


def years_named(folded: str, quantity: Quantity, years: Sequence[Quantity], start: int) -> tuple[int, int] | None:
    """The years named last before a number; one it grew from (较2015年增长) is not its own, nor any before 现."""
    index = bisect_left(years, quantity.start, key=lambda year: year.start)
    for year in reversed(years[max(0, index - 2) : index]):
        compared = folded[max(start, year.start - 1) : year.start] in ("较", "比")
        if not (compared and quantity.polarity):
            return None if _NOW.search(folded, year.end, quantity.start) else year.years
    return None
