"""A document before it has a format: a title and blocks of plain text, in which ``[n]`` points to a source. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.prose import table_rows

HEADING, PARAGRAPH, QUOTE, BULLETS, TABLE, NOTE = "heading", "paragraph", "quote", "bullets", "table", "note"

LONGEST_NAME = 60
"""Characters of a title in the name of its file."""

_ITEM = re.compile(r"\s*(?:[-*]|\d{1,3}\.)[ \t]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may hold."""


@dataclass(frozen=True, slots=True)
class Block:
    """``rows`` hold cells of plain text: a table its head first, a list one cell a row, anything else one cell."""

    kind: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return self.rows[0][0]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    title: str
    blocks: tuple[Block, ...]


def block(kind: str, *texts: str) -> Block:
    """A block of one text, or a list of several."""
    return Block(kind, tuple((legal(text),) for text in texts))


def grid(rows: Sequence[Sequence[str]]) -> Block:
    """A table, its head first."""
    return Block(TABLE, tuple(tuple(legal(cell) for cell in row) for row in rows))


def legal(text: str) -> str:
    """``text`` without what XML forbids."""
    return _ILLEGAL.sub("", text)


def file_name(paper: Paper, kind: str) -> str:
    """What to save the document as, on any system."""
    name = "".join(char for char in paper.title if char.isalnum() or char in "·-— _").strip()
    return f"{name[:LONGEST_NAME].rstrip() or 'eduplan'}.{kind}"


def unescaped(markdown: str) -> str:
    """The words of inline Markdown: without emphasis, its escapes undone."""
    plain = re.sub(r"\*\*((?:\\.|[^*\\])+)\*\*", r"\1", markdown).replace("<br>", "\n")
    return _ESCAPE.sub(r"\1", plain)


def blocks_of(markdown: str) -> Iterator[Block]:
    """An answer's Markdown as blocks; what it does not know stays as its characters."""
    lines, at = markdown.splitlines(), 0
    while at < len(lines):
        kind, first = _kind(lines[at]), at
        while at < len(lines) and _kind(lines[at]) == kind:
            at += 1
        if kind:
            yield _block(kind, [line.strip() for line in lines[first:at]])


def _kind(line: str) -> str:
    line = line.strip()
    if not line:
        return ""
    if line.startswith("|"):
        return TABLE
    if line.startswith(">"):
        return QUOTE
    if line.startswith("#"):
        return HEADING
    return BULLETS if _ITEM.match(line) else PARAGRAPH


def _block(kind: str, lines: list[str]) -> Block:
    if kind == TABLE:
        return grid([[*map(unescaped, row)] for row in table_rows("\n".join(lines))])
    if kind == BULLETS:
        return block(kind, *(unescaped(_ITEM.sub("", line, count=1)) for line in lines))
    bare = [line.lstrip("#> ") if kind in (HEADING, QUOTE) else line for line in lines]
    return block(kind, "\n".join(map(unescaped, bare)))
