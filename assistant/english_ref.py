"""Clause numbers in English: section 3, Part IV(3)1, the second part, task 6, point 1 of section three of part 4."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = r"(?:section|part|chapter|article|item|clause|paragraph|point|task|measure|step|action)s?"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_KNOWN = {name: number for names in (_WORDS, _ORDINALS, ROMAN) for number, name in enumerate(names, 1)}
_STEP = r"(?:\.| ?\()\(?(?:[ivx]{1,5}\b|\d{1,2})\)?\d{0,2}"
_REF = re.compile(
    rf"\b{_UNITS} (?:no\.? ?)?\(?((?:[ivx]{{1,5}}|\d{{1,2}}|{'|'.join(_WORDS)})\b\)?(?:{_STEP})*)"
    rf"|\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) {_UNITS}\b",
    re.I,
)
_DOWN, _UP = re.compile(r"\W*(?:and )?"), re.compile(r"\s+(?:of|in|under|within)(?:\s+the)?\s+", re.I)
_PART = re.compile(r"\b(?:part|chapter)", re.I)


def english_refs(text: str) -> list[tuple[int, str]]:
    """Where each clause number begins, with its steps from the top down in words: 第4部分第3条第1条 for point 1 of
    section 3 of part 4."""
    return [(begin, _steps(steps, part)) for begin, steps, part in _read(text)]


def _read(text: str) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    begin, end, part = 0, 0, False
    steps: tuple[int, ...] = ()
    for match in _REF.finditer(text):
        own = tuple(_numbers(match[1] or match[2]))
        between = text[end : match.start()]
        if steps and _DOWN.fullmatch(between):
            steps += own
        elif steps and _UP.fullmatch(between):
            steps = own + steps
        else:
            if steps:
                yield begin, steps, part
            begin, steps, part = match.start(), own, False
        part = part or _PART.search(match.group()) is not None
        end = match.end()
    if steps:
        yield begin, steps, part


def _steps(steps: tuple[int, ...], part: bool) -> str:
    top = "部分" if part or len(steps) > 1 else "条"
    return f"第{steps[0]}{top}" + "".join(f"第{number}条" for number in steps[1:])


def _numbers(numeral: str) -> Iterator[int]:
    for one in re.findall(r"\d+|[a-z]+", numeral.lower()):
        if number := int(one) if one.isdigit() else _KNOWN.get(one, 0):  # the th of 4th is none
            yield number
