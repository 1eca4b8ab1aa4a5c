"""One page of a PDF → its lines with their places, tables as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.formats.extract import join_wrapped, table_row, tidy
from index.formats.pdf_unseen import pictured

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_NO_LETTER = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_GAP = 0.6
"""Ems between two characters that are a space: justified Chinese is set with gaps of up to a third of one."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page; places in points from the top left corner. ``row`` marks a row of a table."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    row: bool = False


def page_lines(whole: Page, number: int) -> list[PdfLine]:
    """The lines of a page from top to bottom, table rows among them. ``number`` counts from 0."""
    page = whole.filter(_is_upright).dedupe_chars(tolerance=1)
    tables = [table for table in page.find_tables() if _is_table(table)]
    outside = page.filter(lambda thing: not any(_within(thing, table.bbox) for table in tables))
    lines = [
        PdfLine(text, number, line["x0"], line["x1"], line["top"], line["bottom"], line["chars"][0]["size"])
        for line in outside.extract_text_lines(x_tolerance_ratio=_GAP)
        if (text := tidy(line["text"]))
    ]
    for table in tables:
        lines.extend(_rows(table, number))
    return sorted(lines, key=lambda line: line.top)


def is_picture(page: Page) -> bool:
    """Whether a page shows its text only as a picture, or in letters that a machine cannot name."""
    text = "".join(char["text"] for char in page.chars)
    unknown = sum(len(match) for match in _NO_LETTER.findall(text))
    if len(text.strip()) >= 8:
        return unknown > 0.3 * len(text)
    return pictured(page, [image["width"] * image["height"] for image in page.images])


def _is_upright(thing: dict[str, Any]) -> bool:
    """Leaves out what is set at an angle: watermarks and stamps."""
    if thing["object_type"] != "char":
        return True
    along, across = thing["matrix"][:2]
    return bool(abs(across) < 0.2 * abs(along))


def _within(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    inside = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return bool(thing["object_type"] == "char" and inside)


def _is_table(table: Table) -> bool:
    """Two columns and two rows or more with something in them; a frame around text is none."""
    rows = [[cell for cell in row if cell and cell.strip()] for row in table.extract()]
    return sum(len(row) >= 2 for row in rows) >= 2


def _rows(table: Table, number: int) -> list[PdfLine]:
    """A table's rows; a cell that reaches over several rows is repeated in each."""
    texts = table.extract(x_tolerance_ratio=_GAP)
    found = []
    above: list[str] = []
    for row, cells in zip(table.rows, texts, strict=True):
        x0, top, x1, bottom = row.bbox
        shown = []
        for column, cell in enumerate(cells):
            if cell is None:
                over = _cell_over(table, column, (top + bottom) / 2)
                shown.append(above[column] if over and column < len(above) else "")
            else:
                shown.append(join_wrapped(tidy(part) for part in cell.split("\n")))
        above = shown
        if any(shown):
            found.append(PdfLine(table_row(shown), number, x0, x1, top, bottom, 0, row=True))
    return found


def _cell_over(table: Table, column: int, middle: float) -> bool:
    """Whether the place of a missing cell is covered by one that begins in the same column further up."""
    starts = sorted({round(cell[0], 1) for cell in table.cells})
    if column >= len(starts):
        return False
    return any(round(cell[0], 1) == starts[column] and cell[1] < middle < cell[3] for cell in table.cells)
