"""Decimal outlines: 1.1, 1.1.1, 2.3.4, told from numbers that merely stand at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.lines import Line
from index.structure.markers import Marker

DECIMAL = ("decimal2", "decimal3", "decimal4")
"""Styles by how many numbers a marker has."""
_SHAPE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?=[ \t\u3000\xa0]*[\u4e00-\u9fff“《(])([ \t\u3000\xa0]*)")
_MEASURES = re.compile(
    r"[万亿千百]|个百分点|百分点|倍|元|月|日|周岁|岁|年(?!度|级)|平方|公里|千米|米|公顷|亩|吨|小时|分(?!类|工|级|析|层|步|管|期|配)|"
    r"比(?!较|例尺)|人(?!员|才|工|事|力|口)|所(?!有|需|属|在)|名(?!称|师|校|词|单)|[(]"
)

Numbers = tuple[int, ...]


def decimal_markers(text: str, lines: Sequence[Line]) -> dict[int, Marker]:
    """Markers by line. Each counts on from one before it, and the first of a list has a second: 98.91 has neither."""
    found = {i: parsed for i, line in enumerate(lines) if (parsed := _parsed(text, line))}
    places = list(found)
    kept: dict[int, Marker] = {}
    last: Numbers | None = None
    for at, i in enumerate(places):
        numbers, marker = found[i]
        goes_on = last is not None and _follows(last, numbers)
        begins = _begins(numbers) and any(_follows(numbers, found[j][0]) for j in places[at + 1 : at + 20])
        if goes_on or (last is None and begins):
            kept[i], last = marker, numbers
    return kept


def _parsed(text: str, line: Line) -> tuple[Numbers, Marker] | None:
    match = _SHAPE.match(text, line.start, line.end)
    if match is None or _MEASURES.match(text, match.end()):
        return None
    numbers = tuple(int(part) for part in match[1].split("."))
    style = DECIMAL[len(numbers) - 2]
    return numbers, Marker(style, numbers[-1], line.start, match.end(1), match.end())


def _begins(numbers: Numbers) -> bool:
    return all(number == 1 for number in numbers[1:])


def _follows(last: Numbers, numbers: Numbers) -> bool:
    """1.2 after 1.1; 1.1.1 within 1.1; 1.2 or 2.1 after 1.1.3; one number may be skipped."""
    shared = 0
    while shared < min(len(last), len(numbers)) and last[shared] == numbers[shared]:
        shared += 1
    if shared == len(last):
        return len(numbers) == shared + 1 and numbers[shared] == 1
    if shared == len(numbers):
        return False
    step = numbers[shared] - last[shared]
    return 1 <= step <= 2 and all(number == 1 for number in numbers[shared + 1 :])
