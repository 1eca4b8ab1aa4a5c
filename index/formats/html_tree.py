"""A parsed web page: which of its elements show, and how much of their text is links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.formats.extract import UnreadableError
from index.formats.page_furniture import named_as_furniture
from index.formats.unseen import white_element

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    str.split(
        "head script style noscript template iframe object embed svg canvas audio video map button input select "
        "textarea datalist rt rp nav footer aside dialog menu"
    )
)
_ROLES = frozenset(str.split("navigation banner contentinfo complementary search menu menubar toolbar dialog alert"))
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|font-size\s*:\s*0*(\.0+)?\s*(px|pt|em|rem|%)?\s*(;|!|$)|"
    r"opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|text-indent\s*:\s*-\d{3,}|(left|top)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_TITLE = 14
_AT_RULE = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"^\w*([.#][\w-]+)$")


@dataclass
class Page:
    """A page with the measures that tell its document from its furniture."""

    root: HtmlElement
    hiding: frozenset[str]
    hidden_length: int = 0
    _lengths: dict[HtmlElement, tuple[int, int, int]] = field(default_factory=dict)

    def length(self, element: HtmlElement) -> int:
        """Characters of shown text in ``element``, blanks left out."""
        return self._measure(element)[0]

    def is_list_of_links(self, element: HtmlElement) -> bool:
        """Three links or more that make up most of the text: a menu, a list of news."""
        length, linked, links = self._measure(element)
        return links >= 3 and linked > 0.6 * length

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether a reader of the page would not see it."""
        if "hidden" in element.attrib or element.get("aria-hidden") == "true":
            return True
        if _HIDING.search(element.get("style", "")) or white_element(element):
            return True
        names = [f".{name}" for name in element.get("class", "").split()] + [f"#{element.get('id', '')}"]
        return not self.hiding.isdisjoint(names)

    def is_silent(self, element: HtmlElement) -> bool:
        """Whether the element is no part of the page's document: code, controls, navigation, footers."""
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            return True
        if element.get("role", "").lower() in _ROLES:
            return True
        if element.tag in {"html", "body", "main", "article", "p", "td", "th", "tr"}:
            return False
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if named_as_furniture(names) or (element.tag == "header" and not _inside(element, "article", "main")):
            # A wrapper may be named after its furniture ("has-sidebar"): what holds the page's text or title stays.
            return self.length(element) * 2 < self.length(self.root) and not self._has_title(element)
        return False

    def _has_title(self, element: HtmlElement) -> bool:
        """Whether a heading in ``element`` is long enough for a document's title rather than a site's name."""
        return any(self.length(heading) >= _TITLE for heading in element.iterdescendants("h1", "h2"))

    def _measure(self, element: HtmlElement) -> tuple[int, int, int]:
        return self._lengths.get(element, (0, 0, 0))


def _inside(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def parse(html: str) -> Page:
    """The page's tree, measured. Broken markup is mended as a browser would."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise UnreadableError("it holds no web page; fetch it again") from error
    if any("depth" in error.message for error in parser.error_log):
        raise UnreadableError("its markup is nested too deep; save the document from a browser as text")
    page = Page(root, frozenset(_hiding_names(root)))
    _measure_all(page)
    return page


def _hiding_names(root: HtmlElement) -> Iterator[str]:
    """``.name`` and ``#name`` that the page's own style sheets hide on the screen."""
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_AT_RULE.sub("", sheet.text or "")):
            if _HIDING.search(body):
                yield from (m[1] for part in selectors.split(",") if (m := _SIMPLE.match(part.strip())))


def _length_outside_links(element: HtmlElement) -> int:
    """Characters of text in a hidden element; folded menus are links and do not count."""
    pieces = [part.text or "" for part in element.iter() if part.tag != "a"]
    pieces += [part.tail or "" for part in element.iter() if part is not element]
    return len("".join("".join(pieces).split()))


def _measure_all(page: Page) -> None:
    """(characters, those in links, links) of every element, leaves first; hidden and silent parts count nothing."""
    from lxml import etree

    lengths = page._lengths
    walk = etree.iterwalk(page.root, events=("start", "end"))
    for event, element in walk:
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        if event == "start":
            if not silent and page.is_hidden(element):
                page.hidden_length += _length_outside_links(element)
                silent = True
            if silent:
                lengths[element] = (0, 0, 0)
                walk.skip_subtree()
            continue
        if element in lengths:
            continue
        length = len("".join((element.text or "").split()))
        linked = links = 0
        for child in element:
            inner = lengths.get(child, (0, 0, 0))
            length += inner[0] + len("".join((child.tail or "").split()))
            linked, links = linked + inner[1], links + inner[2]
        if element.tag == "a" and element.get("href") and length:
            linked, links = length, 1
        lengths[element] = (length, linked, links)
