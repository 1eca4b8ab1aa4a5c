"""Builds Word files for tests: lines of text → docx whose outline numbers are Word's own automatic numbering."""

from __future__ import annotations

import io
import re
from itertools import groupby

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.structure.numerals import ordinal

_LEVELS = (
    # marker in the text, Word's number format, Word's level text
    (re.compile(r"([一二三四五六七八九十]+)、"), "chineseCounting", "%1、"),
    (re.compile(r"[（(]([一二三四五六七八九十]+)[)）]"), "chineseCounting", "（%2）"),
    (re.compile(r"(\d{1,2})\.(?!\d)"), "decimal", "%3."),
    (re.compile(r"[（(](\d{1,2})[)）]"), "decimal", "（%4）"),
)


def word_bytes(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A docx of raw WordprocessingML: ``body`` inside w:body, ``numbering`` inside w:numbering."""
    document = Document()
    document.element.body.clear_content()
    for part, xml in ((document.part.numbering_part.element, numbering), (document.styles.element, styles)):
        if xml:
            if part is not document.styles.element:
                for child in list(part):
                    part.remove(child)
            for child in parse_xml(f"<w:x {nsdecls('w')}>{xml}</w:x>"):
                part.append(child)
    for child in parse_xml(f"<w:x {nsdecls('w')}>{body}</w:x>"):
        document.element.body.append(child)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(text: str, number: int | None = None, level: int = 0) -> str:
    """A paragraph, numbered where ``number`` names a list."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered_list(levels: list[tuple[str, str]], number: int = 1, extra: str = "") -> str:
    """Numbering XML of one list; ``levels`` are (number format, level text), ``extra`` goes into its w:num."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{shapes}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{extra}</w:num>'
    )


def word_file(text: str) -> bytes:
    """``text`` as a Word file: outline markers become automatic numbers, lines ``a | b`` become tables."""
    lines = [line for line in text.splitlines() if line.strip()]
    lists: list[str] = []
    blocks: list[str] = []
    counts: dict[int, int] = {}
    number = 1
    for is_row, group in groupby(lines, key=lambda line: " | " in line):
        if is_row:
            blocks.append(_table([re.split(r" ?\| ?", row) for row in group]))
            continue
        for line in group:
            level, value, rest = _marker(line)
            if level is None:
                blocks.append(paragraph(line))
                continue
            counts = {deeper: count for deeper, count in counts.items() if deeper <= level}
            if value != counts.get(level, 0) + 1:  # the drafter's numbers run on or restart: a list of its own
                number += 1
                start = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
                lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{start}</w:num>')
            counts[level] = value
            blocks.append(paragraph(rest, number, level))
    return word_bytes("".join(blocks), numbered_list([(form, shape) for _, form, shape in _LEVELS]) + "".join(lists))


def _marker(line: str) -> tuple[int | None, int, str]:
    for level, (pattern, _, _) in enumerate(_LEVELS):
        found = pattern.match(line)
        if found:
            return level, ordinal(found[1]) or 0, line[found.end() :]
    return None, 0, line


def _table(rows: list[list[str]]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>"

    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid/>{body}</w:tbl>'
