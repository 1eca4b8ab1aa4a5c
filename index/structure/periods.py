"""The years a plan covers."""

from __future__ import annotations

import re
from collections import Counter

from index.structure.numerals import ordinal

_SPAN = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-—–―~至到]+\s*((?:19|20)\d\d)")
_FIVE = re.compile(
    r"[“\"]?([一二三四五六七八九十]{1,3})五[”\"]?(?:期间|时期|规划|教育|末|计划|年|学前|义务|发展|国民|事业|[”\"])|第([一二三四五六七八九十]{1,3})个五年"
)
_UNTIL = re.compile(r"到((?:20)\d\d)年")
_YEAR = re.compile(r"((?:19|20)\d\d)[年学]")


def five_years(number: int) -> tuple[int, int]:
    """The 14th five-year plan is 2021–2025."""
    return 1951 + 5 * number, 1955 + 5 * number


def period_of(title: str, text: str, issued: int) -> tuple[int, int] | None:
    """First and last year, from the title, else from what the text of a plan aims at. ``issued`` is a year or 0."""
    if span := _SPAN.search(title):
        return int(span[1]), int(span[2])
    if five := _fives(title):
        return five_years(five)
    years = [int(year) for year in _YEAR.findall(title)]
    if years:
        return min(years), max(years)
    if not re.search("规划|计划|方案|纲要|解读|要点", title[-12:]):
        return None
    until = Counter(int(year) for year in _UNTIL.findall(text) if int(year) >= issued)
    if until and issued:
        return issued, until.most_common(1)[0][0]
    if five := _fives(text):
        return five_years(five)
    return None


def _fives(text: str) -> int:
    """The five-year plan named most, 0 where none is."""
    found = Counter(ordinal(match[1] or match[2]) or 0 for match in _FIVE.finditer(text))
    return found.most_common(1)[0][0] if found else 0
