"""Names written with a character that is not meant: a district with one of the same sound (宿成区 for 宿城区), as
keyboards do; a term of the plans with one of the same sound or looks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant import gazetteer
from assistant.sounds import sounds
from index.script import fold
from index.words import frequency

SUFFIXES = ("区", "县", "市")
LONG = 3
"""Characters from which a district's bare name is known by the others where one is another of the same sound."""


def _is_word(name: str) -> bool:
    """Whether a name is a county's or any word (和平): there may well be a district called so."""
    return name in gazetteer.names() or frequency(name) > 0


def meant(name: str, districts: Iterable[str]) -> str:
    """The one of ``districts`` that an unknown place's ``name`` ends like, to the ear; empty where it is a place of its
    own, a word, or sounds like none."""
    told = fold(name)
    for district in districts:
        end = told[-len(district) :]
        alike = len(end) == len(district) > 2 and end[-1] == district[-1] and end.endswith(SUFFIXES)
        if alike and end != district and not _is_word(end[:-1]) and sounds(end)[0] == sounds(district)[0]:
            return district
    return ""


def heard(text: str, districts: Iterable[str]) -> tuple[str, int, int]:
    """The district whose bare name (of three characters and more) stands in folded ``text`` with one character
    another of the same sound, no word, and where; empty where none does."""
    for district in districts:
        for at in range(len(text) - len(district) + 1) if len(district) >= LONG else ():
            run = text[at : at + len(district)]
            other = sum(a != b for a, b in zip(run, district, strict=True)) == 1
            if other and not _is_word(run) and sounds(run)[0] == sounds(district)[0]:
                return district, at, at + len(district)
    return "", 0, 0


def slip(name: str, text: str) -> str:
    """The run of ``text`` that ``name`` is but for one character, where that is a slip: it sounds as the one that is
    meant, or makes no word beside its neighbours where that one does (午歺 for 午餐); empty for none. All folded."""
    for at in range(len(name)) if len(name) >= LONG else ():
        for match in re.finditer(f"{re.escape(name[:at])}[\u4e00-\u9fff]{re.escape(name[at + 1 :])}", text):
            run = match.group()
            if run != name and (_alike(name[at], run[at]) or _words_at(name, at) == 0 < _words_at(run, at)):
                return run
    return ""


def _alike(one: str, other: str) -> bool:
    return bool(set(sounds(one)) & set(sounds(other)))


def _words_at(text: str, at: int) -> int:
    """How often the pairs of characters that the one at ``at`` stands in are words."""
    return sum(frequency(text[start : start + 2]) for start in (at - 1, at) if 0 <= start < len(text) - 1)
