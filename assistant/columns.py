"""Does a number keep its place: its column in a table's row, its end of a change from one number to another?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.binding import REACH, Bound, bound
from assistant.breaks import SENTENCE
from assistant.cues import table
from index.quantity import Quantity, find_quantities, same

CELL = 24
"""Characters up to which a text without stops is a table's cell."""

_CUT = re.compile(r"[，,、。；;！!？?\n：:()（）|…]|以及|[和及与]")
_FROM = re.compile(r"(?:从|由)[^，,。；;]{0,16}$")
_UP, _DOWN = re.compile(r"提高|提升|增加|上升|增长|扩大|增至|升至"), re.compile(r"降低|下降|减少|压减|降至|缩小")
_BASE, _GOAL = re.compile(r"基准值?|baseline"), re.compile(r"目标值?|target")

Row = tuple[list[Quantity], list[tuple[int, int]]]
"""The numbers of a table's row and the years of their columns."""


def misplaced(said: str, evidence: Sequence[str]) -> list[str]:
    """Numbers of folded ``said`` put into another column of a row of the folded ``evidence``, at the other end of a
    change, or in another order than what they are listed for."""
    told, rows = bound(said), _rows(evidence)
    return _columns(said, told, rows) + _ends(said, told, rows) + _listed(said, told, evidence)


def _columns(said: str, told: Sequence[Bound], rows: Sequence[Row]) -> list[str]:
    """Values of a table's row that are given the year of another column, or taken for the other end."""
    reasons = []
    for row, years in rows:
        for one in told:
            held = [place for place, cell in enumerate(row) if cell.value == one.quantity.value]
            if not held:
                continue
            wrong_year = years and one.year and one.year in years and all(years[p] != one.year for p in held)
            before = _CUT.split(said[max(0, one.quantity.start - 12) : one.quantity.start])[-1]
            last = len(row) - 1  # years before the baseline may stand ahead of it
            wrong_end = (_BASE.search(before) and held == [last]) or (_GOAL.search(before) and last not in held)
            if len(row) > 1 and (wrong_year or wrong_end):
                reasons.append(f"{one.quantity.text} is of another column")
    return reasons


def _cells_joined(evidence: Sequence[str]) -> list[str]:
    """``evidence`` with neighbours that are single cells put into one text: a row that was quoted cell by cell."""
    joined: list[str] = []
    for text in evidence:
        cell = len(text) <= CELL and not re.search(r"[，,。；;]", text)
        if cell and joined and joined[-1].endswith("|"):
            joined[-1] += f"{text}|"
        else:
            joined.append(f"{text}|" if cell else text)
    return joined


def _rows(evidence: Sequence[str]) -> list[Row]:
    """Rows of cells in the evidence with the years over their numbers; none where the two do not match in number."""
    rows = []
    texts = _cells_joined(evidence)
    for text in texts:
        cells = [part.strip() for part in re.split(r"[|\n]", text)]
        bare = [
            found[0]
            for cell in cells
            if len(found := find_quantities(cell)) == 1 and re.fullmatch(r"[<>≥≤]?[\d.,]+%?", cell)
        ]
        if len(bare) > 1 and len(cells) > 2:
            rows.append(bare)
    heads = [[one.years for one in find_quantities(text) if one.kind == "year" and one.years] for text in texts]
    return [(row, next((head for head in heads if len(head) == len(row)), [])) for row in rows]


def _ends(said: str, told: Sequence[Bound], rows: Sequence[Row]) -> list[str]:
    """From A to B: the verb must fit the two, and a row gives them in that order."""
    reasons = []
    for low, high in pairwise(told):
        a, b = low.quantity, high.quantity
        between = said[a.end : b.start]
        if not _FROM.search(said[: a.start]) or not re.search(r"到|至", between) or SENTENCE.search(between):
            continue
        if a.canonical[1] != b.canonical[1]:
            continue
        rise = b.canonical[0] - a.canonical[0]
        wrong = (_UP.search(between) and rise < 0) or (_DOWN.search(between) and rise > 0)
        for row, _ in rows:
            values = [cell.value for cell in row]
            if a.value in values and b.value in values and a.value != b.value:
                wrong = wrong or values.index(a.value) > values.index(b.value)
        if wrong:
            reasons.append(f"from {a.text} to {b.text}")
    return reasons


def _listed(said: str, told: Sequence[Bound], evidence: Sequence[str]) -> list[str]:
    """Two numbers in a row, in another order than in the evidence though their words (小学、初中) are in the same."""
    reasons = []
    for text in evidence:
        known = [(x, y) for x, y in pairwise(bound(text)) if y.listed]
        for a, b in pairwise(told):
            mine = _heads(said[max(0, a.quantity.start - REACH) : a.quantity.start]) if b.listed else []
            for x, y in known if len(mine) > 1 else ():
                crossed = same(a.quantity, y.quantity) and same(b.quantity, x.quantity)
                if crossed and mine == _heads(text[max(0, x.quantity.start - REACH) : x.quantity.start]):
                    reasons.append(f"{a.quantity.text} for {b.quantity.text}")
    return reasons


def _heads(before: str) -> list[str]:
    """The last two words of one kind (小学, 初中) that stand in ``before``, in their order."""
    for kind in table("check")["contrast"]["kinds"]:
        found = sorted((before.rfind(word), word) for word in kind if word in before)
        if len(found) > 1:
            return [word for _, word in found[-2:]]
    return []
