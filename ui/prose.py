"""Text of documents, models and users as inert HTML, and the few Markdown forms that an answer uses.

Whatever is not one of these forms comes out as the characters that it is: no raw HTML, no link, no image.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Cite = Callable[[int], str]
"""HTML for the citation of that number; empty where there is none."""

MARKER = re.compile(r"(?<!\\)\[(\d{1,3})\]")
"""``[n]`` in Markdown: the citation of that number."""

_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")
_INLINE = re.compile(r"\\([!-/:-@\[-`{-~])|\[(\d{1,3})\]|\*\*((?:\\.|[^*\\])+)\*\*|(<br>)")
_CELL = re.compile(r"(?:\\.|[^|\\])*")
_ITEM = re.compile(r"(?:[-*]|(\d{1,3})\.)[ \t]+")
_RULE = re.compile(r"\|?[ :|-]*-[ :|-]*\|?")
_HEADING = re.compile(r"#{1,6}[ \t]+")


def inert(text: str) -> str:
    """``text`` as HTML that shows just its visible characters, in an element or a quoted attribute.

    ASCII punctuation becomes numeric references, so that a Markdown renderer behind it finds nothing to render
    either; control characters and those that hide or turn text round (zero width, bidirectional) are left out.
    """
    visible = "".join(char for char in text if char in "\n\t\u200d" or unicodedata.category(char) not in {"Cc", "Cf"})
    return _ESCAPED.sub(lambda found: f"&#{ord(found[0])};", visible).replace("\n", "<br>")


def attribute(text: str) -> str:
    """``text`` as ``inert``, on one line: for a quoted attribute, or where lines would be in the way."""
    return inert(" ".join(text.split()))


def html(markdown: str, cite: Cite) -> str:
    """The answer's Markdown as HTML on one line: paragraphs, lists, quotes, tables, bold, ``[n]`` through ``cite``."""
    return "".join(_blocks(markdown.splitlines(), cite))


def table_rows(markdown: str) -> list[list[str]]:
    """The cells of the first table in ``markdown``, head first, as Markdown; empty where there is none."""
    lines = markdown.splitlines()
    first = next((at for at, line in enumerate(lines) if _kind(line) == "table"), len(lines))
    last = next((at for at in range(first, len(lines)) if _kind(lines[at]) != "table"), len(lines))
    return [row_cells(line.strip()) for line in lines[first:last] if not _RULE.fullmatch(line.strip())]


def _inline(text: str, cite: Cite) -> str:
    pieces, at = [], 0
    for found in _INLINE.finditer(text):
        pieces.append(inert(text[at : found.start()]))
        char, number, strong, _ = found.groups()
        if char:
            pieces.append(inert(char))
        elif number:
            pieces.append(cite(int(number)))
        elif strong:
            pieces.append(f"<strong>{_inline(strong, cite)}</strong>")
        else:
            pieces.append("<br>")
        at = found.end()
    return "".join(pieces) + inert(text[at:])


def _blocks(lines: list[str], cite: Cite) -> Iterator[str]:
    at = 0
    while at < len(lines):
        kind, first = _kind(lines[at]), at
        while at < len(lines) and _kind(lines[at]) == kind:
            at += 1
        if kind:
            yield _BLOCKS[kind](lines[first:at], cite)


def _kind(line: str) -> str:
    line = line.strip()
    if not line:
        return ""
    if line.startswith("|"):
        return "table"
    if line.startswith(">"):
        return "quote"
    if found := _ITEM.match(line):
        return "numbers" if found[1] else "bullets"
    return "heading" if _HEADING.match(line) else "paragraph"


def _paragraph(lines: list[str], cite: Cite) -> str:
    return "<p>" + "<br>".join(_inline(line.strip(), cite) for line in lines) + "</p>"


def _heading(lines: list[str], cite: Cite) -> str:
    return "".join(f"<h4>{_inline(_HEADING.sub('', line.strip(), count=1), cite)}</h4>" for line in lines)


def _quote(lines: list[str], cite: Cite) -> str:
    return "<blockquote>" + html("\n".join(line.strip()[1:] for line in lines), cite) + "</blockquote>"


def _bullets(lines: list[str], cite: Cite) -> str:
    items = "".join(f"<li>{_inline(_ITEM.sub('', line.strip(), count=1), cite)}</li>" for line in lines)
    return f"<ul>{items}</ul>"


def _numbers(lines: list[str], cite: Cite) -> str:
    found = _ITEM.match(lines[0].strip())
    start = found[1] if found else "1"
    return f'<ol start="{start}">' + _bullets(lines, cite)[len("<ul>") : -len("</ul>")] + "</ol>"


def _table(lines: list[str], cite: Cite) -> str:
    rows = [row_cells(line.strip()) for line in lines if not _RULE.fullmatch(line.strip())]
    head, *body = rows or [[]]
    top = "".join(f'<th scope="col">{_inline(cell, cite)}</th>' for cell in head)
    rest = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{_inline(cell, cite)}</th>' if place == 0 else f"<td>{_inline(cell, cite)}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in body
    )
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table>"
    return f'<div class="table-wrap" tabindex="0">{table}</div>'


def row_cells(line: str) -> list[str]:
    """The cells of a row of a Markdown table, their escapes kept."""
    line = line.removeprefix("|")
    cells, at = [], 0
    while at < len(line):
        found = _CELL.match(line, at)
        assert found is not None
        cells.append(found[0].strip())
        at = found.end() + 1
    return cells


_BLOCKS: dict[str, Callable[[list[str], Cite], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "bullets": _bullets,
    "numbers": _numbers,
    "table": _table,
}
