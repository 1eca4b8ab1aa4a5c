"""What a clause is called: the heading after a marker, or the first words of its sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[。！？；!?;]|[:](?!\d)")
_COMMA = re.compile(r"[,，:：]")
_DRESS = " \u3000\xa0*_\\#"
LONGEST = 40


class Title(NamedTuple):
    """``text`` is the title as it stands, without its full stop; ``sentence`` says that it only opens a sentence."""

    text: str
    sentence: bool


def title_of(text: str, shown: str, start: int, end: int) -> Title:
    """The title of a clause whose words begin at ``start``; ``text`` is matchable, ``shown`` the same as it stands."""
    while start < end and text[start] in _DRESS:
        start += 1
    stop = _END.search(text, start, end)
    cut = stop.start() if stop else end
    phrase = shown[start:cut].strip(_DRESS)
    alone = not shown[cut:end].strip(_DRESS + "。.：:；;！!")
    if len(phrase) <= LONGEST:
        comma = _COMMA.search(phrase)
        return Title(phrase, alone and stop is not None and (len(phrase) > 20 or comma is not None))
    comma = _COMMA.search(text, start, cut)
    short = shown[start : comma.start()] if comma else phrase
    return Title(short.strip(_DRESS)[:LONGEST], True)


def lead_of(text: str, shown: str, start: int, end: int) -> str:
    """The lead of a dash item: up to the first stop, the first comma where that is far."""
    title = title_of(text, shown, start, end).text
    return title if len(title) <= 25 else re.split(_COMMA, title, maxsplit=1)[0]
