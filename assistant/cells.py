"""A quotation out of a table put as words: its cells parted by commas, not by what parts them in the file."""

from __future__ import annotations

import re

VALUE = 12
"""Characters of the longest cell that only a line break parts from a row's name."""

_VALUE = re.compile(r"[<>≥≤≈~]?\s*\d\S*")


def in_words(text: str) -> str:
    """A quotation on one line; a table's row by its name and its values: 入园率(%)：85，>90."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any("|" in line.strip(" |") for line in lines):  # a row on a line
        return "；".join(filter(None, (_row(line.split("|")) for line in lines)))
    if "|" in text:  # a cell on a line
        return _row(text.split("|"))
    values = [line.strip() for line in lines[1:]]
    if values and all(len(one) <= VALUE and _VALUE.fullmatch(one) for one in values):
        return _row(lines)
    return " ".join(text.split())


def _row(cells: list[str]) -> str:
    """The name of a row and what it gives; values alone where the first is no name."""
    first, *rest = [" ".join(cell.split()) for cell in cells if cell.strip()] or [""]
    return f"{first}{'，' if first[:1].isdigit() else '：'}{'，'.join(rest)}" if rest else first
