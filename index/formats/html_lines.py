"""The shown text of a web page as lines: a block is a line, a table row is a line, lists get their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.formats.chinese_count import numbered
from index.formats.extract import join_wrapped, table_row, tidy
from index.formats.html_tree import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    str.split(
        "address article blockquote body br caption center dd details div dl dt fieldset figcaption figure form h1 h2 "
        "h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
    )
)
_HEADINGS = frozenset(str.split("h1 h2 h3 h4 h5 h6"))
_LONG_CELL = 300
_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "upper-roman": "upperRoman",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "lower-alpha": "lowerLetter",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: how many of its characters are links, whether it is a heading or a table row."""

    text: str
    linked: int = 0
    heading: bool = False
    row: bool = False


class _Writer:
    """Gathers text into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links = 0
        self.headings = 0
        self._pieces: list[str] = []
        self._linked = 0

    def say(self, text: str | None, verbatim: bool = False) -> None:
        """Adds text to the present line; ``verbatim`` line ends are line ends."""
        for at, part in enumerate((text or "").split("\n") if verbatim else [text or ""]):
            if at:
                self.end_line()
            self._pieces.append(part)
            if self.links:
                self._linked += len(part.strip())

    def end_line(self) -> None:
        text = join_wrapped(tidy(part) for part in "".join(self._pieces).split("\n"))
        if text:
            self.lines.append(Line(text, self._linked, self.headings > 0))
        self._pieces.clear()
        self._linked = 0


def lines_of(page: Page, top: HtmlElement) -> list[Line]:
    """The lines under ``top``, without what is hidden, silent or a list of links."""
    from lxml import etree

    out = _Writer()
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        tag, step = element.tag, 1 if event == "start" else -1
        if event == "end" and tag in _BLOCKS:
            out.end_line()
        out.headings += step * (tag in _HEADINGS)
        out.links += step * (tag == "a")
        if event == "end":
            if element is not top:
                out.say(element.tail, verbatim=_inside_pre(element))
            continue
        if _is_left_out(page, element, top):
            walk.skip_subtree()
            continue
        if tag in _BLOCKS:
            out.end_line()
        if tag == "table" and _is_data(page, element):
            out.lines.extend(_table(page, element))
            walk.skip_subtree()
        else:
            if tag == "li":
                out.say(_list_number(element))
            out.say(element.text, verbatim=tag == "pre")
    return out.lines


def _inside_pre(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "pre"


def _is_left_out(page: Page, element: HtmlElement, top: HtmlElement) -> bool:
    if element is top:
        return False
    if page.is_silent(element) or page.is_hidden(element):
        return True
    return element.tag in _BLOCKS and element.tag != "p" and page.is_list_of_links(element)


def _list_number(item: HtmlElement) -> str:
    """The number that a browser draws before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    named = _LIST_STYLE.search(parent.get("style", ""))
    style = named[1] if named else parent.get("type", "1")
    if style == "none":
        return ""
    form = _STYLES.get(style, "decimal")
    start = parent.get("start", "1")
    number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    for sibling in parent.iterchildren("li"):
        value = sibling.get("value", "")
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number
        if sibling is item:
            break
        number += 1
    return numbered(number, form) + ("、" if form == "chineseCountingThousand" else ".")


def _is_data(page: Page, table: HtmlElement) -> bool:
    """A table of values, not one that lays out the page: nothing nested, several columns, short cells."""
    if next(table.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    wide = any(len(row) > 1 for row in rows)
    return wide and all(page.length(cell) <= _LONG_CELL for row in rows for cell in row)


def _table(page: Page, table: HtmlElement) -> list[Line]:
    lines = []
    for caption in table.iterchildren("caption"):
        lines.append(Line(_cell(page, caption)))
    above: dict[int, tuple[int, str]] = {}  # column → rows it still reaches down, text
    for row in table.iterdescendants("tr"):
        if page.is_hidden(row):
            continue
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            if page.is_hidden(cell):
                continue
            _fall_through(above, cells)
            text = _cell(page, cell)
            down, across = _reach(cell, "rowspan"), _reach(cell, "colspan")
            for column in range(len(cells), len(cells) + across):
                cells.append(text)
                if down > 1:
                    above[column] = (down - 1, text)
                text = ""
        _fall_through(above, cells)
        if any(cells):
            lines.append(Line(table_row(cells), row=len(cells) > 1))
    return [line for line in lines if line.text]


def _fall_through(above: dict[int, tuple[int, str]], cells: list[str]) -> None:
    """Cells that reach down from the rows above, from the present column on."""
    while len(cells) in above:
        column = len(cells)
        left, text = above.pop(column)
        cells.append(text)
        if left > 1:
            above[column] = (left - 1, text)


def _reach(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 200) if re.fullmatch(r"\d{1,6}", value) else 1


def _cell(page: Page, cell: HtmlElement) -> str:
    """A cell's shown text; its blocks are parted by a space."""
    return " ".join(line.text for line in lines_of(page, cell))
