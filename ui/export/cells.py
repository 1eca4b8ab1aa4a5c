"""Cells of CSV that a spreadsheet program takes for words and not for a formula. Pure."""

from __future__ import annotations

import re
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a formula begins with."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def harmless(cell: Any) -> Any:
    """A text that would begin a formula with an apostrophe before it; numbers, also as
    text, stay as they are."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return cell
    return cell if _NUMBER.fullmatch(cell) else f"'{cell}"
