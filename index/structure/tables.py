"""Tables flattened into text: captions, rows and cells, whichever way the page broke them up.

Three shapes are known: a row a line with bars (``指标 | 2020年 | 2025年``), a row a line with tabs, and a cell a
line, with or without lines of bars between. Positions are those of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.plan import Span
from index.structure.lines import Line, has_word, stops
from index.structure.markers import marker_at
from index.structure.numerals import ordinal

_CN = "[一二三四五六七八九十]+"
CAPTION = re.compile(
    rf"(?P<sort>专栏|附表|表格?|框图)[ \t\u3000]*(?P<n>{_CN}|\d{{1,2}}(?:-\d{{1,2}})?)?"
    r"(?![\u4e00-\u9fff]*[述示达明])[ \t\u3000:.、]*"
)
_LOST_CAPTION = re.compile(r"(?P<n>\d{1,2})[ \t\u3000]+(?=[^\d\s])")
_TABLE_WORDS = re.compile(r"(指标|目标|一览表|情况表|统计表|明细表|分解表|任务表|表)(\(.{0,12}\))?$")
_NUMBER = re.compile(
    r"[<>≥≤=~约≈±+-]{0,2}\s*\d[\d,.]*\s*([-—–~至到/:]\s*[\d,.]+\s*)?(%|‰|[\u4e00-\u9fff]{0,4})?(以上|以下|左右)?$"
)
_ATTRIBUTE = re.compile(
    r"(约束性?|预期性?|指导性|完成|未完成|达到|达标|是|否|无|不变|逐年.{1,4}|[-—–/*…]+|%|‰|个|所|人|万人|人次|年|元|万元|亿元|册|台|名|平方米|"
    r"万平方米|项|班|处|辆|公里|小时|次)$"
)
_YEAR = re.compile(r"\(?(19|20)\d\d年?(末|底|度)?\)?(目标值?|现状值?|实际|规划值?|预期|完成值?)?(\(.{0,8}\))?$")
_BAR_INSIDE = re.compile(r"[^|\s]\s*[|\t]\s*[^|\s]")
_BARS = re.compile(r"[|\s:-]*\|[|\s:-]*$")
_NONE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """``start:end`` runs from the name's first character to the end of the last cell."""

    name: Span
    cells: tuple[Span, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first..last`` (inclusive) of the lines given. ``token`` stands in the path (``专栏一``, ``表1``);
    ``lost`` is what the caption lost before its number. ``header`` are the column heads."""

    first: int
    last: int
    token: str
    title: Span
    start: int
    header: tuple[Span, ...]
    rows: tuple[Row, ...]
    lost: str = ""


def find_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """The tables among ``lines`` of the matchable ``text``, in order, not overlapping."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        table = _barred(text, lines, at)
        tables, end = ([table], table.last + 1) if table else _stacked(text, lines, at)
        for table in tables:
            found.append(_captioned(text, lines, table, found[-1].last + 1 if found else 0))
        at = max(end, at + 1)
    return found


def _text(text: str, span: Span | Line) -> str:
    return text[span.start : span.end]


def _is_value(cell: str) -> bool:
    return bool(_NUMBER.match(cell) or _ATTRIBUTE.match(cell))


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.match(cell)) and not _YEAR.match(cell)


def _split(text: str, line: Line, mark: str) -> tuple[Span, ...]:
    """The cells of one line, blanks off; outer bars make no empty cells."""
    start, end = line.start, line.end
    if mark == "|" and text[start] == "|":
        start += 1
    if mark == "|" and end > start and text[end - 1] == "|":
        end -= 1
    cells = []
    while True:
        cut = text.find(mark, start, end)
        stop = end if cut < 0 else cut
        left, right = start, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        cells.append(Span(left, right))
        if cut < 0:
            return tuple(cells)
        start = cut + 1


def _barred(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """Rows of a line each, cells between bars or tabs."""
    for mark in "|\t":
        last = at
        while last < len(lines) and text.find(mark, lines[last].start, lines[last].end) >= 0:
            if _BARS.match(_text(text, lines[last])) and not re.search("-{2}", _text(text, lines[last])):
                break
            last += 1
        if last - at < 2:
            continue
        split = [_split(text, line, mark) for line in lines[at:last] if not _BARS.match(_text(text, line))]
        if len(split) < 2 or max(map(len, split)) < 2:
            continue
        rows = [_row(text, cells) for cells in split[1:]]
        return Table(at, last - 1, "", _NONE, lines[at].start, split[0], tuple(row for row in rows if row))
    return None


def _row(text: str, cells: tuple[Span, ...]) -> Row | None:
    filled = [cell for cell in cells if cell.start < cell.end]
    if len(filled) < 2:
        return None
    serial = _text(text, filled[0]).strip("().、")
    name = filled[1] if ordinal(serial) is not None and len(filled) > 2 else filled[0]
    return Row(name, cells, filled[0].start, filled[-1].end) if has_word(_text(text, name)) else None


def _stacked(text: str, lines: Sequence[Line], at: int) -> tuple[list[Table], int]:
    """Tables with a cell a line in the run of short lines that begins at ``at``, and where that run ends.

    A row is a name and the values after it; rows no more than two cells (a group's name) apart make a table.
    """
    cells: list[int] = []
    last = at
    while last < len(lines) and _is_cell(text, lines[last]):
        if has_word(_text(text, lines[last])) or not set(_text(text, lines[last])) <= set("|"):
            cells.append(last)
        last += 1
    rows = _stacked_rows(text, lines, cells)
    clusters: list[list[tuple[int, int]]] = []
    for first, stop in rows:
        if clusters and first - clusters[-1][-1][1] <= 2:
            clusters[-1].append((first, stop))
        else:
            clusters.append([(first, stop)])
    tables, floor = [], 0
    for cluster in clusters:
        if len(cluster) < 2 or cluster[-1][1] - cluster[0][0] < 5:
            continue
        head = _head(text, lines, cells, cluster[0][0], floor)
        floor = cluster[-1][1]
        end = cells[floor - 1]
        while end + 1 < last and not has_word(_text(text, lines[end + 1])):
            end += 1
        spans = [[Span(lines[cell].start, lines[cell].end) for cell in cells[a:b]] for a, b in cluster]
        made = tuple(Row(row[0], tuple(row), row[0].start, row[-1].end) for row in spans)
        header = tuple(Span(lines[cell].start, lines[cell].end) for cell in cells[head : cluster[0][0]])
        if not _regular([_text(text, cell) for cell in header], [stop - first for first, stop in cluster]):
            continue
        tables.append(Table(cells[head], end, "", _NONE, lines[cells[head]].start, header, made))
    return tables, last


def _regular(header: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether rows belong together: years above them, or all of them alike and no column of serial numbers."""
    if any(map(_YEAR.match, header)):
        return True
    common = max(set(widths), key=widths.count)
    return len(widths) > 2 and widths.count(common) * 5 >= len(widths) * 4 and "序号" not in header


def _head(text: str, lines: Sequence[Line], cells: Sequence[int], row: int, floor: int) -> int:
    """Index of the first cell of the table whose first row is ``row``: its caption or its first column head."""
    head = row
    while head > max(floor, row - 12):
        line = lines[cells[head - 1]]
        marker = marker_at(text, line.start, line.end)
        if marker and marker.style != "alpha":
            break
        head -= 1
        if _caption(text, line):
            break
    return head


def _is_cell(text: str, line: Line) -> bool:
    if _BAR_INSIDE.search(text, line.start, line.end):
        return False
    return (
        line.end - line.start <= 40
        and not stops(_text(text, line))
        and (":" not in _text(text, line)[:-1] or text.startswith(("其中", "包括"), line.start))
    )


def _stacked_rows(text: str, lines: Sequence[Line], cells: Sequence[int]) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    at = 0
    while at < len(cells):
        stop = at + 1
        while stop < len(cells) and _is_value(_text(text, lines[cells[stop]])):
            stop += 1
        values = [_text(text, lines[cell]) for cell in cells[at + 1 : stop]]
        name = _text(text, lines[cells[at]])
        if not _is_value(name) and has_word(name) and any(map(_is_number, values)):
            rows.append((at, stop))
        at = stop
    return rows


def _caption(text: str, line: Line) -> re.Match[str] | None:
    """A caption: 专栏 or 表 with a number, or alone, or with its 表 lost before the number."""
    caption = CAPTION.match(text, line.start, line.end)
    if caption and (caption["n"] or not text[caption.end() : line.end].strip()):
        return caption
    lost = _LOST_CAPTION.match(text, line.start, line.end)
    return lost if lost and line.end - line.start <= 40 and _TABLE_WORDS.search(_text(text, line)) else None


def _captioned(text: str, lines: Sequence[Line], table: Table, floor: int) -> Table:
    """The table with its caption: one of its own first lines or the line above it."""
    first_row = table.rows[0].start if table.rows else lines[table.last].end
    candidates = [i for i in range(table.first, min(table.first + 3, table.last)) if lines[i].start < first_row]
    candidates += range(table.first - 1, max(table.first - 3, floor) - 1, -1)
    for i in candidates:
        caption = _caption(text, lines[i])
        if caption and not stops(_text(text, lines[i])):
            sort = caption.groupdict().get("sort")
            token = (sort or "表") + (caption["n"] or "")
            return _named(lines, table, i, caption.end(), token, "" if sort else "表")
    for i in candidates:
        if i < table.first and lines[i].end - lines[i].start <= 40 and _TABLE_WORDS.search(_text(text, lines[i])):
            if marker_at(text, lines[i].start, lines[i].end) is None:
                return _named(lines, table, i, lines[i].start, "", "")
            break
    return table


def _named(lines: Sequence[Line], table: Table, caption: int, title: int, token: str, lost: str) -> Table:
    header = tuple(cell for cell in table.header if cell.start >= lines[caption].end)
    name = Span(title, lines[caption].end)
    return Table(min(caption, table.first), table.last, token, name, lines[caption].start, header, table.rows, lost)
