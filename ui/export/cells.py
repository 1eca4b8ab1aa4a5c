"""Cells of CSV that a spreadsheet program takes for words and not for a formula. Pure."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def harmless(cell: Any) -> Any:
    """A text that would begin a formula (= + - @, a tab or a line end) with an apostrophe before it; numbers, also as
    text, stay as they are."""
    if not isinstance(cell, str) or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        return cell
    return cell if _NUMBER.fullmatch(cell) else f"'{cell}"
