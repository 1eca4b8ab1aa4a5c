"""Tables of text whose cells a page has set one below the other: told by their column heads, a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.lines import Line, stops

SERIALS = frozenset({"序号", "编号"})
"""Heads of a column that counts the rows."""
_COLUMNS = re.compile(r"(序号|编号|项目|指标|指标名称|类别|审核条件)$")
_HEADS = 3
_LONGEST = 14


def is_grid(text: str, lines: Sequence[Line], i: int) -> bool:
    """Whether the heads of such a table begin at line ``i`` of the matchable ``text``."""
    heads = [text[line.start : line.end] for line in lines[i : i + _HEADS]]
    return (
        len(heads) == _HEADS
        and bool(_COLUMNS.match(heads[0]))
        and all(len(head) <= _LONGEST and not stops(head) for head in heads)
    )
