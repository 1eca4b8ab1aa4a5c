"""Text laid out on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from wcwidth import wcswidth, wcwidth

_GAP = "  "
_LEAST = 10
"""Columns that a cell keeps however narrow the terminal is."""


def terminal_width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere and nothing need be cut."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` columns, the last one … where something is left out."""
    if wide(text) <= width:
        return text
    taken = 0
    for at, char in enumerate(text):
        taken += max(wcwidth(char), 0)
        if taken > width - 1:
            return text[:at] + "…"
    return text


def wide(text: str) -> int:
    """Columns that ``text`` takes."""
    return max(wcswidth(text), 0)


def columns(table: Sequence[Sequence[str]], width: int | None = None, narrow: int = 0) -> str:
    """Left-aligned columns, in lines of at most ``width``: the column ``narrow`` is cut to what the others leave."""
    widths = [max(wide(row[i]) for row in table) for i in range(len(table[0]))]
    if width is not None:
        others = sum(size + len(_GAP) for i, size in enumerate(widths) if i != narrow)
        widths[narrow] = min(widths[narrow], max(width - others, _LEAST))
    lines = []
    for row in table:
        cells = [cut(cell, size) for cell, size in zip(row, widths, strict=True)]
        padded = [cell + " " * (size - wide(cell)) for cell, size in zip(cells, widths, strict=True)]
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)
