"""A Word document → lines in document order, with its automatic numbers written out and its tables as rows.

The parts are read straight from the archive: python-docx shows neither the numbers nor content controls, text boxes
and tracked insertions, and refuses macro-enabled and strict-format files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.formats.docx_numbering import Numbering
from index.formats.docx_package import open_parts
from index.formats.extract import Extract, UnreadableError, table_row, tidy
from index.formats.unseen import white_run
from index.formats.word_xml import child, is_on, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(str.split("del moveFrom Fallback rt rPr pPr instrText delText footnoteReference"))
_INVISIBLE = 4
"""Half points: a size that nobody can read."""
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass
class _Word:
    numbering: Numbering
    hidden_styles: frozenset[str]
    contents_styles: frozenset[str]
    footnotes: dict[str, _Element]
    hidden: int = 0


def read_docx(data: bytes) -> Extract:
    """The text of a docx or docm file: a paragraph is a line, a table row is a line."""
    parts = open_parts(data)
    body = child(parts["document"], "body")
    if body is None:
        raise UnreadableError("it is a broken Word document (no body); open it in Word and save it again")
    styles = parts.get("styles")
    word = _Word(
        Numbering(parts.get("numbering"), styles),
        frozenset(_styles_with(styles, "vanish")),
        frozenset(_contents_styles(styles)),
        {value(note, "id") or "": note for note in parts.get("footnotes", ())},
    )
    text = "".join(f"{line}\n" for line in _blocks(body, word))
    warnings = (f"{word.hidden} characters of hidden text left out",) if word.hidden else ()
    return Extract(text, warnings=warnings)


def _styles_with(styles: _Element | None, switch: str) -> Iterator[str]:
    for style in styles if styles is not None else ():
        if local(style) == "style" and is_on(child(style, "rPr", switch)):
            yield value(style, "styleId") or ""


def _contents_styles(styles: _Element | None) -> Iterator[str]:
    """Styles of the lines of a generated table of contents (``toc 1`` … ``toc 9``)."""
    for style in styles if styles is not None else ():
        if (value(child(style, "name")) or "").lower().startswith("toc "):
            yield value(style, "styleId") or ""


def _blocks(container: _Element, word: _Word) -> Iterator[str]:
    """The lines of a body, a cell, a content control or a text box."""
    for block in container:
        name = local(block)
        if name == "p":
            yield from _paragraph(block, word)
        elif name == "tbl":
            yield from _table(block, word)
        elif name == "sdt":
            gallery = value(child(block, "sdtPr", "docPartObj", "docPartGallery"))
            content = child(block, "sdtContent")
            if content is not None and gallery != "Table of Contents":
                yield from _blocks(content, word)
        elif name in {"customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"}:
            yield from _blocks(block, word)


def _paragraph(paragraph: _Element, word: _Word) -> Iterator[str]:
    style = value(child(paragraph, "pPr", "pStyle"))
    if style in word.contents_styles:
        return
    if style in word.hidden_styles:
        word.hidden += _length(paragraph)
        return
    boxes: list[_Element] = []
    notes: list[str] = []
    before = word.hidden
    text = "".join(_runs(paragraph, word, boxes, notes))
    lines = [line for line in map(tidy, text.split("\n")) if line]
    # A wholly hidden paragraph is neither shown nor counted; a blank numbered one is counted.
    marker = word.numbering.marker(paragraph, style) if lines or word.hidden == before else ""
    if lines:
        gap = " " if marker and marker[-1].isascii() and lines[0][0].isascii() else ""
        yield tidy(f"{marker}{gap}{lines[0]}")
        yield from lines[1:]
    for box in boxes:
        yield from _blocks(box, word)
    for note in notes:
        if note in word.footnotes:
            yield from _blocks(word.footnotes[note], word)


def _runs(element: _Element, word: _Word, boxes: list[_Element], notes: list[str]) -> Iterator[str]:
    """The shown text within a paragraph; text boxes and footnotes met on the way are collected."""
    for part in element:
        name = local(part)
        if name == "t":
            yield part.text or ""
        elif name in _TEXT:
            yield _TEXT[name]
        elif name == "sym":
            yield "•"
        elif name == "txbxContent":
            boxes.append(part)
        elif name == "footnoteReference":
            notes.append(value(part, "id") or "")
        elif name == "r" and _is_hidden(part, word):
            word.hidden += _length(part)
        elif name not in _LEFT_OUT:
            yield from _runs(part, word, boxes, notes)


def _is_hidden(run: _Element, word: _Word) -> bool:
    """Whether Word does not show a run, or shows it too small or too white to be seen."""
    vanish = child(run, "rPr", "vanish")
    if vanish is not None:
        return is_on(vanish) or white_run(run)
    size = value(child(run, "rPr", "sz")) or ""
    tiny = size.isdigit() and int(size) <= _INVISIBLE
    return tiny or white_run(run) or value(child(run, "rPr", "rStyle")) in word.hidden_styles


def _length(element: _Element) -> int:
    return sum(len(text.text or "") for text in element.iter() if local(text) == "t")


def _table(table: _Element, word: _Word) -> Iterator[str]:
    """A table's rows; a cell merged downwards is repeated, so that each row says all that holds for it.

    A table of a single column is a frame around text: its paragraphs are lines.
    """
    rows = list(_rows(table))
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            for cell in row:
                yield from _blocks(cell, word)
        return
    above: dict[int, str] = {}
    for row in rows:
        cells: list[str] = []
        for cell in row:
            merge = child(cell, "tcPr", "vMerge")
            text = " ".join(_blocks(cell, word))
            if merge is not None:
                if (value(merge) or "continue") == "continue":
                    text = above.get(len(cells), "")
                else:
                    above[len(cells)] = text
            span = value(child(cell, "tcPr", "gridSpan")) or "1"
            cells += [text] + [""] * (min(int(span), 200) - 1 if span.isdigit() else 0)
        if any(cells):
            yield table_row(cells)


def _rows(table: _Element) -> Iterator[list[_Element]]:
    for row in _inner(table, "tr"):
        if is_on(child(row, "trPr", "del")) or is_on(child(row, "trPr", "hidden")):
            continue
        yield list(_inner(row, "tc"))


def _inner(element: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, through content controls."""
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _inner(part, name)
