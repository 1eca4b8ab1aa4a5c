"""A paper as a Word document (python-docx)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ui.export.paper import BULLETS, HEADING, NOTE, QUOTE, TABLE, Block, Paper

if TYPE_CHECKING:
    from docx.document import Document

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATIN, CHINESE = "Times New Roman", "宋体"
"""Fonts by name only, as offices have them; where one is missing the reader's program takes another."""

_STYLES = {BULLETS: "List Bullet", QUOTE: "Quote", NOTE: "Quote"}


def docx(paper: Paper) -> bytes:
    """The document as the bytes of a .docx file."""
    from docx import Document

    made = Document()
    _fonts(made)
    made.core_properties.title = paper.title[:255]
    made.core_properties.author = ""
    made.add_heading(paper.title, level=1)
    for block in paper.blocks:
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Document, block: Block) -> None:
    if block.kind == TABLE:
        _table(made, block)
    elif block.kind == HEADING:
        made.add_heading(block.text, level=2)
    else:
        for row in block.rows:
            made.add_paragraph(row[0], style=_STYLES.get(block.kind, "Normal"))


def _table(made: Document, block: Block) -> None:
    width = max(map(len, block.rows))
    table = made.add_table(rows=0, cols=width, style="Table Grid")
    for place, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.bold = place == 0
    made.add_paragraph()


def _fonts(made: Document) -> None:
    from docx.oxml.ns import qn

    for name in ("Normal", "Heading 1", "Heading 2"):
        style = made.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), CHINESE)
