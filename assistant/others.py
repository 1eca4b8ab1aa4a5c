"""Questions about every plan but those named (除了X哪个区还有): which are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.places import Named, named
from index.library import Library
from index.script import fold

_EXCEPT = re.compile(
    r"除(?:了|去|开|却)?(?P<zh>[^，,。？?]{1,30}?)(?:以外|之外|外|[，,]|(?=哪|还|其[他它余]|别的|另外?|各|有|谁|都|所有))"
    r"|(?:^|[，,。？?])(?P<before>[^，,。？?]{2,12}?)(?:除外|以外|之外)(?!的?[教学课])"
    r"|\b(?:besides|except(?: for)?|apart from|aside from|other than|excluding)\b(?P<en>[^?,;]{2,40})"
)
_REST = re.compile(
    "(?:其[他它余]|别的?|另外|剩下)(?:的)?(?:[一二三四五六七八九十两几\\d]+个)?(?:区县|[区县市]|地方|地区)(?!级|域)"
    r"|\b(?:other|remaining) (?:\w+ )?(?:districts?|counties|plans?|places)\b"
)
_WITH = re.compile(
    "(?:[和与跟同比])[^，。？?]{0,3}(?:其[他它余]|别的?|另外)|\\b(?:and|than|to|with|from) (?:the )?other\\b"
)
"""Beside the others, not without them."""


def others(text: str, place: Named, library: Library) -> tuple[str, ...]:
    """The plans that ``text`` asks about where it leaves out those it names (除了X; X有，其他区呢), or compares one
    with all others; empty where it does neither. A plan named beside those left out is meant alone."""
    folded = fold(text)
    inside = [match.span(match.lastgroup or 0) for match in _EXCEPT.finditer(folded)]
    out = _named_within(folded, inside, place, library)
    if place.unknown or not place.plans:
        return ()
    if not out and _WITH.search(folded) and _REST.search(folded):
        return tuple(library.plans)
    if not out and _REST.search(folded):
        out = place.plans
    if not out:
        return ()
    beside = tuple(plan for plan in place.plans if plan not in out)
    return beside or tuple(plan for plan in library.plans if plan not in out)


def _named_within(folded: str, inside: Sequence[tuple[int, int]], place: Named, library: Library) -> tuple[str, ...]:
    """The plans of ``place`` whose name stands in one of the stretches ``inside``."""
    found = [plan for start, end in inside for plan in named(folded[start:end], library).plans]
    rest = list(folded)
    for start, end in inside:
        rest[start:end] = " " * (end - start)
    asked = named("".join(rest), library).plans  # besides the city, where else does this district …
    return tuple(plan for plan in place.plans if plan in found and plan not in asked)
