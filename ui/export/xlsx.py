"""Tables as a workbook (openpyxl), a sheet each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.export.cells import FORMULA
from ui.export.paper import legal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROW, WIDE = 18, 42
"""Width in characters of a column whose cells are short, and of any other."""
SHORT, LONGEST = 20, 32_000
"""Characters of a short cell, and of the longest that is written; the format allows 32,767."""

Rows = Sequence[Sequence[str]]
"""A table of text, its head first."""


def xlsx(sheets: Sequence[tuple[str, Rows]]) -> bytes:
    """The workbook as the bytes of an .xlsx file: a name and a table for each sheet. Every cell is text: what begins
    like a formula is none, also after somebody has edited the cell."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets:
        _write(book.create_sheet(name), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, rows: Rows) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for at, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(at, place)
            cell.value = legal(text)[:LONGEST]
            cell.data_type = "s"  # openpyxl would take =… for a formula
            cell.quotePrefix = text.startswith(FORMULA)  # and Excel, once the cell is edited
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=at == 1)
    for place, column in enumerate(zip(*rows, strict=False), 1):
        short = all(len(text) <= SHORT for text in column)
        sheet.column_dimensions[get_column_letter(place)].width = NARROW if short else WIDE
    sheet.freeze_panes = "B2"
