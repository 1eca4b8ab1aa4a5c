"""Words that a document holds and no reader of it sees: as white as the paper, too small, beside the page.

They are the way to slip a machine what people do not read. Where something behind the words may be dark (a table's
cell, a shading, a picture) they are taken for seen: white on blue is how plans set the heads of their tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from index.formats.word_xml import child, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from pdfplumber.page import Page

SMALLEST = 1.5
"""Points of letters in a PDF that nobody can read."""
_WHITE = r"(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)"
_WHITE_STYLE = re.compile(rf"(?:^|;)\s*color\s*:\s*{_WHITE}", re.IGNORECASE)
_WHITE_FONT = re.compile(rf"\s*{_WHITE}", re.IGNORECASE)
_MAY_BE_DARK = frozenset({"h1", "h2", "h3", "th", "td", "a", "button", "label", "caption"})
"""Elements that pages set in white on a colour which a style sheet from elsewhere gives."""


def white_run(run: _Element) -> bool:
    """Whether a Word run is white on the paper itself."""
    if (value(child(run, "rPr", "color")) or "").upper() != "FFFFFF":
        return False
    if child(run, "rPr", "shd") is not None or child(run, "rPr", "highlight") is not None:
        return False
    return not any(
        local(around) in {"tc", "txbxContent"} or child(around, "pPr", "shd") is not None
        for around in run.iterancestors()
    )


def white_element(element: HtmlElement) -> bool:
    """Whether an element of a web page is white, and nothing around it says what it stands on."""
    styled = _WHITE_STYLE.search(element.get("style", ""))
    if not styled and not (element.tag == "font" and _WHITE_FONT.match(element.get("color", ""))):
        return False
    around = (element, *element.iterancestors())
    if any(
        one.tag in _MAY_BE_DARK or "bgcolor" in one.attrib or "background" in one.get("style", "") for one in around
    ):
        return False
    return not any("color" in one.get("style", "") or "color" in one.attrib for one in element.iterdescendants())


def unseen_char(thing: dict[str, Any], page: Page) -> bool:
    """Whether ``thing``, anything that pdfplumber finds on ``page``, is a letter that the page does not show."""
    if thing["object_type"] != "char":
        return False
    x0, top, x1, bottom = page.bbox
    outside = thing["x1"] < x0 or thing["x0"] > x1 or thing["bottom"] < top or thing["top"] > bottom
    return outside or thing["size"] < SMALLEST or (_is_white(thing) and not _stands_on(thing, page))


def _is_white(thing: dict[str, Any]) -> bool:
    """In grey and RGB white is all ones, in CMYK all noughts."""
    color = thing.get("non_stroking_color")
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    return parts in {(1,), (1, 1, 1), (0, 0, 0, 0)}


def _stands_on(thing: dict[str, Any], page: Page) -> bool:
    """Whether a picture or a filled shape that is not white lies where the letter is."""
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    shapes = [shape for shape in (*page.rects, *page.curves) if shape.get("fill") and not _is_white(shape)]
    return any(one["x0"] <= x <= one["x1"] and one["top"] <= y <= one["bottom"] for one in (*shapes, *page.images))
