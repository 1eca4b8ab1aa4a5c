"""The lines of a PDF's pages → its paragraphs: running heads and page numbers go, wrapped lines are rejoined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from statistics import median

from index.formats.extract import Extract, join_wrapped
from index.formats.page_furniture import is_page_number
from index.formats.pdf_page import PdfLine

_MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, where heads and page numbers stand."""
_FIGURES = re.compile(r"\d+")
_MARKER = re.compile(
    r"[一二三四五六七八九十百]+[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百\d]+[章节條条節]|"
    r"[①-⑳]|——|专栏|專欄|附件|附表"
)
_END = "。；！？：:;）)》”"


def without_furniture(pages: Sequence[tuple[float, list[PdfLine]]]) -> list[PdfLine]:
    """The lines of all (height, lines) pages without page numbers, running heads and repeated table heads."""
    edges = [[_edge(lines, height, last) for last in (False, True)] for height, lines in pages]
    seen = Counter(key for both in edges for key in {key for edge in both for key in edge.values()})
    often = max(2, 0.4 * len(pages))
    kept: list[PdfLine] = []
    for (_, lines), both in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for edge in both:
            for at, key in edge.items():  # from the page's edge inwards, up to the first line of the text
                if not is_page_number(lines[at].text) and (not key or seen[key] < often):
                    break
                gone.add(at)
        for at, line in enumerate(lines):
            repeated = line.row and kept and kept[-1].row and kept[-1].page < line.page and line.text == _head_of(kept)
            if at not in gone and not repeated:
                kept.append(line)
    return kept


def _edge(lines: list[PdfLine], height: float, last: bool) -> dict[int, str]:
    """The lines in the page's top (or bottom) margin, from its edge inwards, with what they repeat from page to page;
    that is empty for a line that is set like the text beside it."""
    places = list(enumerate(lines))
    if last:
        places.reverse()
    size = median(line.size for line in lines) if lines else 0
    found: dict[int, str] = {}
    for (at, line), inward in zip_longest(places, places[1:]):
        inside = line.bottom < height * (1 - _MARGIN) if last else line.top > height * _MARGIN
        if line.row or inside or len(found) == 3:
            break
        gap = height if inward is None else max(line.top - inward[1].bottom, inward[1].top - line.bottom)
        apart = abs(line.size - size) >= 1 or gap > 1.5 * line.size
        found[at] = f"{last}{_FIGURES.sub('#', line.text)}" if apart else ""
    return found


def _head_of(lines: list[PdfLine]) -> str:
    """The first row of the table that ``lines`` ends with."""
    at = len(lines)
    while at and lines[at - 1].row:
        at -= 1
    return lines[at].text


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: the left margin of each page, the measure and the size of its running text, in points."""

    left: dict[int, float]
    measure: float
    size: float
    page_width: float


def _setting(lines: Sequence[PdfLine], page_width: float) -> _Setting:
    text = [line for line in lines if not line.row]
    if not text:
        return _Setting({}, page_width, 12, page_width)
    left = {}
    for page, group in groupby(text, key=lambda line: line.page):
        starts = Counter(round(line.x0) for line in group)
        common = [start for start, count in starts.items() if count >= max(2, starts.total() // 10)]
        left[page] = float(min(common or starts))
    reach = sorted((line.x1 - left[line.page] for line in text), reverse=True)
    longest = reach[min(len(reach) - 1, max(1, len(reach) // 30))]  # a stray long line does not set the measure
    return _Setting(left, max(longest, 0.6 * page_width), median(line.size for line in text), page_width)


def _continues(before: PdfLine, line: PdfLine, setting: _Setting) -> bool:
    """Whether ``line`` goes on with the paragraph (or the heading of several lines) that ``before`` belongs to."""
    if before.row or line.row or abs(before.size - line.size) > 1:
        return False
    if before.page == line.page and line.top - before.bottom > 1.6 * line.size:
        return False
    if _is_display(before, setting) and _is_display(line, setting):
        return before.page == line.page
    full = before.x1 >= setting.left[before.page] + setting.measure - 1.6 * before.size
    indented = line.x0 > setting.left[line.page] + 0.9 * line.size
    begins = _MARKER.match(line.text) and before.text[-1] in _END
    return full and not indented and not begins


def _is_display(line: PdfLine, setting: _Setting) -> bool:
    """A centred line in larger type: part of a title."""
    centred = abs(line.x0 + line.x1 - setting.page_width) < 0.04 * setting.page_width
    return centred and line.size > setting.size + 1.5


def joined(lines: Sequence[PdfLine], pages: int, page_width: float) -> Extract:
    """Lines as text, a paragraph or table row a line, with the offset where each of ``pages`` pages begins."""
    setting = _setting(lines, page_width)
    parts: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            joint = ""
        elif _continues(before, line, setting):
            joint = " " if " " in join_wrapped((before.text[-1], line.text[0])) else ""
        else:
            joint = "\n"
        starts.setdefault(line.page, length + len(joint))
        parts += [joint, line.text]
        length += len(joint) + len(line.text)
    begins = length
    offsets = []
    for page in reversed(range(pages)):
        begins = starts.get(page, begins)
        offsets.append(begins)
    return Extract("".join(parts) + "\n", pages=(0, *reversed(offsets[:-1])))
