"""Damage that the web did to a text: found, mended where certain, recorded."""

from __future__ import annotations

from index.mending.debris import find_blanks, find_markup, find_private, find_stray
from index.mending.pinyin import find_readings
from index.mending.shifted import find_shifted
from index.mending.wraps import find_wraps
from index.plan import Damage
from index.structure.markers import matchable


def find_damage(text: str) -> tuple[Damage, ...]:
    """Every damaged spot of ``text``, sorted, none overlapping another. Undamaged text has none.

    Runs read one byte off come first: taking the readings off would destroy what tells them.
    """
    shifted = list(find_shifted(text))
    ends = {record.end for record in shifted}
    return _apart(
        [
            *shifted,
            *find_readings(text, ends),
            *find_markup(text),
            *find_private(text),
            *find_blanks(text),
            *find_stray(text),
            *find_wraps(text, matchable(text)),
        ]
    )


def _apart(found: list[Damage]) -> tuple[Damage, ...]:
    """In text order; of two that overlap, the one that was found first stays."""
    kept: list[tuple[int, Damage]] = []
    for place, record in sorted(enumerate(found), key=lambda item: (item[1].start, item[0])):
        while kept and record.start < kept[-1][1].end and place < kept[-1][0]:
            kept.pop()
        if not kept or record.start >= kept[-1][1].end:
            kept.append((place, record))
    return tuple(record for _, record in kept)
