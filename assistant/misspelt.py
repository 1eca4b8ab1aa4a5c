"""A district written with other characters of the same sound (宿成区 for 宿城区), as keyboards do."""

from __future__ import annotations

from collections.abc import Iterable

from assistant import gazetteer
from assistant.sounds import sounds
from index.script import fold
from index.words import frequency

SUFFIXES = ("区", "县", "市")


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
