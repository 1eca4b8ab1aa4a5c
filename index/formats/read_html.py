"""A web page → the lines of the document in it: furniture and hidden text dropped, headings and tables kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.formats.extract import Extract, UnreadableError, join_wrapped, tidy
from index.formats.html_lines import Line, lines_of
from index.formats.html_tree import Page, parse
from index.formats.page_furniture import is_furniture, is_imprint
from index.formats.read_text import decode
from index.script import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BODY_LINE = 30
"""Characters of a line that is surely running text, not a label of the page."""
_HIDDEN = 20
"""Hidden characters worth a warning: every page hides a label or two."""
_SENTENCE = "。；：！？;:"


def read_html(data: bytes) -> Extract:
    """The document in a web page, one block a line. A page of links and labels only raises UnreadableError."""
    decoded = decode(data, _declared(data))
    page = parse(decoded.text)
    lines = _document(lines_of(page, _main(page)))
    if not lines:
        raise UnreadableError("the page holds only navigation, no document; save the page of the document itself")
    title = _title(page)
    text = "\n".join(line.text for line in lines)
    if title and fold(title) not in fold(text).replace("\n", ""):
        text = f"{title}\n{text}"
    much = page.hidden_length >= _HIDDEN
    hidden = (f"{page.hidden_length} characters of hidden text left out",) if much else ()
    return Extract(text + "\n", decoded.encoding, warnings=decoded.warnings + hidden)


def _declared(data: bytes) -> str:
    found = re.search(rb"""charset\s*=\s*["']?\s*([\w-]+)""", data[:4096])
    return found[1].decode("ascii") if found else ""


def _main(page: Page) -> HtmlElement:
    """The element that the page itself names as its content, if it holds most of the text; else the whole body."""
    named = page.root.xpath("//main | //article | //*[@role='main' or @role='article']")
    best = max(named, key=page.length, default=page.root)
    return best if page.length(best) * 2 > page.length(page.root) else page.root


def _document(lines: list[Line]) -> list[Line]:
    """From the title to the last line of the document: what stands before and after is furniture where it looks so.

    Between the first and the last line of running text (or table) everything stays.
    """
    lines = [line for line in lines if line.row or not is_imprint(line.text)]
    body = [at for at, line in enumerate(lines) if _is_body(line)]
    if not body:
        return []
    first, last = body[0], body[-1]
    head = [line for line in lines[:first] if not _is_label(line)]
    tail = [line for line in lines[last + 1 :] if not _is_label(line)]
    return [*head, *lines[first : last + 1], *tail]


def _is_body(line: Line) -> bool:
    if line.row:
        return True
    if line.linked * 2 > len(line.text) or is_furniture(line.text):
        return False
    return len(line.text) >= _BODY_LINE or (len(line.text) >= 12 and line.text[-1] in _SENTENCE)


def _is_label(line: Line) -> bool:
    if line.row or line.heading:
        return False
    linked = line.linked * 2 > len(line.text) and not fold(line.text).startswith("附件")
    return linked or is_furniture(line.text)


def _title(page: Page) -> str:
    """The page's ``<title>`` without the site's name, empty where the body has a heading of its own."""
    if page.root.xpath("//h1 | //h2"):
        return ""
    found = page.root.xpath("string(//head/title)")
    return tidy(join_wrapped(re.split(r"\s*[-_|–—]\s*(?=\S*$)", tidy(found))[:1]))
