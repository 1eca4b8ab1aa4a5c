"""A paper as Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.markup import escape
from ui.export.paper import BULLETS, HEADING, NOTE, QUOTE, TABLE, Block, Paper

_MARKER = re.compile(r"\\\[(\d{1,3})\\\]")
_PREFIX = {HEADING: "## ", QUOTE: "> ", NOTE: "> "}


def markdown(paper: Paper) -> str:
    """The document with its title as heading; words of plans and askers stay words."""
    return "\n\n".join([f"# {_inline(paper.title)}", *map(_block, paper.blocks)]) + "\n"


def _block(block: Block) -> str:
    if block.kind == TABLE:
        head, *rows = [[_inline(cell) for cell in row] for row in block.rows]
        return "\n".join(map(_row, [head, ["---"] * len(head), *rows]))
    if block.kind == BULLETS:
        return "\n".join(f"- {_inline(row[0])}" for row in block.rows)
    lines = [line for row in block.rows for line in row[0].splitlines() if line.strip()]
    return "\n".join(_PREFIX.get(block.kind, "") + _inline(line) for line in lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _inline(text: str) -> str:
    lines = (escape(line) for line in text.splitlines())
    return _MARKER.sub(r"[\1]", "<br>".join(lines))
