"""Text out of pictures of pages, through the optional extra ``ocr`` (RapidOCR on ONNX Runtime)."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from index.formats.pdf_page import PdfLine

if TYPE_CHECKING:
    from PIL.Image import Image

Recognise = Callable[["Image", int, float], list[PdfLine]]
"""(picture of a page, page number from 0, pixels a point) → the page's lines, places in points."""


def load_ocr() -> Recognise | None:
    """The recogniser, or None where the extra is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None
    with contextlib.redirect_stdout(sys.stderr):  # its log must not mix with what a command prints
        from rapidocr import RapidOCR

        engine = RapidOCR()

    def recognise(picture: Image, page: int, scale: float) -> list[PdfLine]:
        with contextlib.redirect_stdout(sys.stderr):
            found = engine(picture.convert("RGB"))
        if found.boxes is None or found.txts is None:
            return []
        pieces = []
        for box, text in zip(found.boxes, found.txts, strict=True):
            xs, ys = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
            height = max(ys) - min(ys)
            pieces.append(PdfLine(text, page, min(xs), max(xs), min(ys), max(ys), height * 0.8))
        return lines_from(pieces)

    return recognise


def lines_from(pieces: list[PdfLine]) -> list[PdfLine]:
    """Pieces of text recognised side by side, put together to lines, from top to bottom.

    Sizes read off a picture vary by a point or two; each line gets the size most of the page has near its own.
    """
    lines: list[PdfLine] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.x0)):
        last = lines[-1] if lines else None
        if last is not None and (piece.top + piece.bottom) / 2 < last.bottom - 0.3 * last.size and piece.x0 >= last.x1:
            gap = " " if piece.x0 - last.x1 > last.size else ""
            top, bottom = min(last.top, piece.top), max(last.bottom, piece.bottom)
            lines[-1] = PdfLine(last.text + gap + piece.text, last.page, last.x0, piece.x1, top, bottom, last.size)
        else:
            lines.append(piece)
    sizes = sorted(line.size for line in lines)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    even = [line.size if abs(line.size - body) > 0.25 * body else body for line in lines]
    return [
        PdfLine(line.text, line.page, line.x0, line.x1, line.top, line.bottom, size)
        for line, size in zip(lines, even, strict=True)
    ]
