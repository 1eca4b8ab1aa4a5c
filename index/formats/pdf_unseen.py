"""The letters of a PDF that no reader sees: not painted, as white as the paper, too small, beside the page, covered.

A scan is the exception: the programme that recognised its words lays them, unpainted, over the picture in which a
reader sees them, or under it. There they are the only words that the page has.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfminer.utils import Rect
    from pdfplumber.page import FilteredPage

    from index.formats.pdf_paint import Paint, PaintedPage

SMALLEST = 1.5
"""Points of letters that nobody can read."""
PICTURED = 0.3
"""Share of a page that pictures fill where it may be a scan."""
_WHITE, _NO_INK = 0.95, 0.05
"""From here on grey, red, green and blue are as good as white; up to here cyan, magenta, yellow and black are."""
_THICK = 2.0
"""Points of a shape that may cover letters: thinner ones are rules."""
_RIM = 0.2
"""Share of a letter's box, at each side, that may peep out of what covers it: letters do not fill their boxes."""


def seen_part(page: PaintedPage) -> tuple[FilteredPage, int]:
    """``page`` without the letters that no reader sees, and how many these are."""
    hidden = _hidden(page)
    return page.filter(lambda thing: id(thing) not in hidden), len(hidden)


def _hidden(page: PaintedPage) -> set[int]:
    """The letters that are not seen, by the identity of their objects in ``page``."""
    letters = [char for char in page.chars if char["text"].strip()]
    pictures = [image["paint"].box for image in page.images]
    grounds = [*pictures, *page.shaded, *(shape["paint"].box for shape in _filled(page) if not _white(shape["paint"]))]
    painted = (shape["paint"] for shape in (*page.rects, *page.images))
    covers = sorted(filter(_may_cover, painted), key=lambda paint: paint.order)
    gone: set[int] = set()
    layer: set[int] = set()
    for char in page.chars:
        paint: Paint = char["paint"]
        if _nothing(paint.box) or char["size"] < SMALLEST:
            gone.add(id(char))
        elif not paint.inks or _covered(paint, covers):
            (layer if _stands_on(paint.box, pictures) else gone).add(id(char))
        elif _white(paint) and not _stands_on(paint.box, grounds):
            gone.add(id(char))
    shown = sum(id(char) not in gone and id(char) not in layer for char in letters)
    scan = pictured(page, [_size(box) for box in pictures]) and len(layer) > shown
    return gone if scan else gone | layer


def pictured(page: Any, sizes: list[float]) -> bool:
    """Whether pictures of ``sizes``, in square points, fill so much of ``page`` that it may be a scan."""
    return bool(sum(sizes) > PICTURED * page.width * page.height)


def _filled(page: PaintedPage) -> list[dict[str, Any]]:
    return [shape for shape in (*page.rects, *page.curves) if shape["paint"].inks]


def _white(paint: Paint) -> bool:
    return all(_is_white(ink) for ink in paint.inks)


def _is_white(ink: Any) -> bool:
    """In grey and RGB white is all ones, in CMYK all noughts; a pattern's name is none of them."""
    parts = tuple(ink) if isinstance(ink, (tuple, list)) else (ink,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part <= _NO_INK for part in parts) if len(parts) == 4 else all(part >= _WHITE for part in parts)


def _may_cover(paint: Paint) -> bool:
    x0, y0, x1, y1 = paint.box
    return paint.opaque and min(x1 - x0, y1 - y0) > _THICK


def _covered(paint: Paint, covers: list[Paint]) -> bool:
    """Whether something opaque that is painted later lies over the letter; ``covers`` in the order of painting: most
    grounds come before their letters, and a page of tables has thousands of both."""
    x0, y0, x1, y1 = paint.box
    wide, high = _RIM * (x1 - x0), _RIM * (y1 - y0)
    return any(
        over.box[0] <= x0 + wide and over.box[1] <= y0 + high and over.box[2] >= x1 - wide and over.box[3] >= y1 - high
        for over in covers[bisect_right(covers, paint.order, key=lambda over: over.order) :]
    )


def _stands_on(box: Rect, grounds: list[Rect]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in grounds)


def _nothing(box: Rect) -> bool:
    return box[0] > box[2] or box[1] > box[3]


def _size(box: Rect) -> float:
    return 0.0 if _nothing(box) else (box[2] - box[0]) * (box[3] - box[1])
