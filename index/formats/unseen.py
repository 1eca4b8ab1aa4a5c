"""Words of a Word file or a web page that no reader of it sees, as white as the paper; ``pdf_unseen`` tells a PDF's.

They are the way to slip a machine what people do not read. Where something behind the words may be dark (a table's
cell, a shading) they are taken for seen: white on blue is how plans set the heads of their tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.formats.word_xml import child, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LEVEL = r"2(?:4[2-9]|5[0-5])"
_WHITE = rf"(?:#(?:fff|(?:f[2-9a-f]){{3}})\b|white\b|rgba?\(\s*{_LEVEL}\s*,\s*{_LEVEL}\s*,\s*{_LEVEL}\b)"
"""As good as white: nineteen twentieths of red, green and blue or more."""
_WHITE_RUN = re.compile(r"(?:f[2-9a-f]){3}", re.IGNORECASE)
_WHITE_STYLE = re.compile(rf"(?:^|;)\s*color\s*:\s*{_WHITE}", re.IGNORECASE)
_WHITE_FONT = re.compile(rf"\s*{_WHITE}", re.IGNORECASE)
_MAY_BE_DARK = frozenset({"h1", "h2", "h3", "th", "td", "a", "button", "label", "caption"})
"""Elements that pages set in white on a colour which a style sheet from elsewhere gives."""


def white_run(run: _Element) -> bool:
    """Whether a Word run is white on the paper itself."""
    if not _WHITE_RUN.fullmatch(value(child(run, "rPr", "color")) or ""):
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
