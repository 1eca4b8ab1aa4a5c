"""A PDF → its paragraphs and table rows with the pages they stand on; scanned pages by OCR where that is installed."""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import TYPE_CHECKING

from index.formats.extract import Extract, UnreadableError
from index.formats.ocr import Recognise, load_ocr
from index.formats.pdf_lines import joined, without_furniture
from index.formats.pdf_page import PdfLine, is_picture, page_lines
from index.formats.pdf_unseen import seen_part
from index.script import is_traditional

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

LARGEST_STREAM = 256 * 2**20
"""Bytes that one compressed part may unpack to: a page of a real document stays far below."""
MOST_PAGES = 3000
_PIXELS_A_POINT = 200 / 72
_SAMPLE = 5000
_STREAM = re.compile(rb"stream\r?\n")
_BROKEN = "it is a broken PDF; print it to PDF again or fetch it again"


def read_pdf(data: bytes, recognise: Recognise | None = None) -> Extract:
    """The text of a PDF. ``recognise`` reads the pages that are only pictures; by default the ``ocr`` extra."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    _refuse_bomb(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(pdf, recognise)
    except UnreadableError:
        raise
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableError("it is encrypted; save it without a password") from error
        raise UnreadableError(_BROKEN) from error
    except Exception as error:  # a damaged file makes the parser fail in every way there is
        raise UnreadableError(_BROKEN) from error


def _read(pdf: PDF, recognise: Recognise | None) -> Extract:
    if not pdf.pages:
        raise UnreadableError(_BROKEN)
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(f"it has {len(pdf.pages)} pages, the limit is {MOST_PAGES}; split it")
    from index.formats.pdf_paint import PaintedPage

    pages: list[tuple[float, list[PdfLine]]] = []
    pictures: list[int] = []
    unseen = 0
    for number, plain in enumerate(pdf.pages):
        page = PaintedPage.of(plain)
        seen, hidden = seen_part(page)
        unseen += hidden
        if is_picture(seen):
            pictures.append(number)
            pages.append((float(page.height), []))
        else:
            pages.append((float(page.height), page_lines(seen, number)))
        seen.close()
        page.close()  # drops the page's cache of characters
    warnings = _recognised(pdf, pages, pictures, recognise)
    if unseen:
        warnings = (*warnings, f"{unseen} characters of hidden text left out")
    if not any(lines for _, lines in pages):
        raise UnreadableError("its pages show no text; scan it again or save the text itself")
    extract = joined(without_furniture(pages), len(pages), float(pdf.pages[0].width))
    text = extract.text
    if not is_traditional(text[:_SAMPLE]):
        text = text.replace("戶", "户")  # one radical stands for both; Simplified text knows only the latter
    return Extract(text, pages=extract.pages, warnings=warnings)


def _recognised(
    pdf: PDF, pages: list[tuple[float, list[PdfLine]]], pictures: list[int], recognise: Recognise | None
) -> tuple[str, ...]:
    """Fills in the pages that are pictures; returns the warnings to give."""
    if not pictures:
        return ()
    recognise = recognise or load_ocr()
    named = ", ".join(str(number + 1) for number in pictures[:10]) + (" …" if len(pictures) > 10 else "")
    if recognise is None:
        if not any(lines for _, lines in pages):
            raise UnreadableError('it is scanned: pictures without text; pip install "eduplan[ocr]" reads them')
        return (f'pages {named} are pictures without text and left out; pip install "eduplan[ocr]" reads them',)
    for number in pictures:
        page: Page = pdf.pages[number]
        picture = page.to_image(resolution=72 * _PIXELS_A_POINT).original
        pages[number] = (pages[number][0], recognise(picture, number, _PIXELS_A_POINT))
    return (f"pages {named} were read from pictures; their text may hold mistakes",)


def _refuse_bomb(data: bytes) -> None:
    """Refuses parts that unpack absurdly: pdfminer unpacks without a limit."""
    if re.search(rb"/(Flate|LZW)Decode\s*/(Flate|LZW)Decode", data):
        raise UnreadableError("its parts are packed twice, as no document needs; print it to PDF again")
    for start in _STREAM.finditer(data):
        packed = memoryview(data)[start.end() :]
        unpacker, total = zlib.decompressobj(), 0
        try:
            piece = unpacker.decompress(packed[: 2**16], 2**20)
            at = 2**16
            while piece or unpacker.unconsumed_tail or not unpacker.eof:
                total += len(piece)
                if total > LARGEST_STREAM:
                    raise UnreadableError("a part of it unpacks to more than a document can hold; it may be a zip bomb")
                if unpacker.eof or (not unpacker.unconsumed_tail and at >= len(packed)):
                    break
                rest = unpacker.unconsumed_tail or bytes(packed[at : at + 2**16])
                at += 0 if unpacker.unconsumed_tail else 2**16
                piece = unpacker.decompress(rest, 2**20)
        except zlib.error:
            continue  # not packed this way
