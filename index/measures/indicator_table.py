"""Rows of a table → their values: columns understood by their heads (year, 现状, 目标, 单位, 属性). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.measures.measure import Quantity
from index.measures.units import UNITS
from index.quantity import find_quantities
from index.script import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_NOW = re.compile(r"现状|基期|基数|基准|实际|完成|现有|当前")
_AIM = re.compile(r"(?:.{0,6}(?:目标|规划|预期|预计|计划))(?:值|数)?")
_UNIT_HEAD = re.compile(r"(?:计量|计数)?单位")
_NATURE_HEAD = re.compile(r"(?:指标)?(?:属性|性质|类型|类别)")
_LAST_HEAD = re.compile(r"(?:指标)?(?:属性|性质|类型|类别)|(?:计量)?单位|备注")
_HEAD = re.compile(r"序号|项目|指标|指标名称|项目名称|任务|单位|责任单位|牵头单位")
_NATURE = re.compile(r"约束性|预期性")
_CUT = re.compile(r"\s*[|\t\n]+[\s|]*")
_TAIL_UNIT = re.compile(r"[(\[]\s*(?:单位[::]?)?\s*([^()\[\]]{1,6})\s*[)\]]\s*$")
_OF_WHICH = re.compile(r"^(?:其中|#)[::]?\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: ``role`` is baseline, target, unit, nature or empty; ``year`` and ``unit`` where the head
    names them; ``head`` its words where it holds something else (总投资)."""

    role: str
    year: int | None = None
    unit: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a row with the column it stands in; ``start`` is its cell's place in the row's text."""

    quantity: Quantity
    column: Column
    start: int


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row: ``name`` without its unit, values left to right, 约束性/预期性 or empty."""

    name: str
    unit: str
    values: tuple[Value, ...]
    nature: str


def cells(text: str) -> list[Cell]:
    """Cells of a row in order: a row a line with bars or tabs (empty cells stay), or a cell a line (they go)."""
    if "\n" in text.strip():
        cuts = [match.span() for match in _CUT.finditer(text)]
        return [cell for cell in _cut(text, cuts, 0, len(text)) if cell.text]
    start, end = len(text) - len(text.lstrip(" |")), len(text.rstrip(" |"))
    start, end = (text.find("|") + 1 if text.lstrip().startswith("|") else start), max(start, end)
    mark = "|" if "|" in text[start:end] else "\t"
    cuts = [match.span() for match in re.finditer(re.escape(mark), text[start:end])]
    return _cut(text, [(a + start, b + start) for a, b in cuts], start, end)


def _cut(text: str, cuts: Sequence[tuple[int, int]], start: int, end: int) -> list[Cell]:
    found, at = [], start
    for first, last in [*cuts, (end, end)]:
        piece = text[at:first]
        left = at + len(piece) - len(piece.lstrip())
        found.append(Cell(piece.strip(), left, left + len(piece.strip())))
        at = last
    return found


def columns(heads: Sequence[str], first: int | None) -> list[Column]:
    """What each head announces. ``first`` is the plan's first year: a year before it is a baseline."""
    folded = [fold(head) for head in heads]
    years = [int(found[0]) for head in folded if (found := _YEAR.search(head))]
    return [_column(head, years, first) for head in folded]


def _column(head: str, years: Sequence[int], first: int | None) -> Column:
    named = _YEAR.search(head)
    year = int(named[0]) if named else None
    unit = _TAIL_UNIT.search(head)
    measure = unit[1] if unit and is_unit(unit[1]) else ""
    if _UNIT_HEAD.fullmatch(head):
        return Column("unit")
    if _NATURE_HEAD.fullmatch(head):
        return Column("nature")
    if _NOW.search(head):
        return Column("baseline", year, measure)
    if year is None:
        return Column("target" if _AIM.fullmatch(head) else "", None, measure, head)
    before = year < first if first else year == min(years) < max(years)
    return Column("baseline" if before and not _AIM.search(head) else "target", year, measure)


def heads_of(table: str) -> list[str]:
    """The column heads in a table's own text: the line of bars that names them, or the cells around the years."""
    for line in table.splitlines():
        found = [cell.text for cell in cells(line)] if is_row(line) else []
        if found and any(_YEAR.search(fold(head)) or _HEAD.fullmatch(fold(head)) for head in found):
            return found
    found = [cell.text for cell in cells(table + "\n ")]
    marks = [i for i, head in enumerate(found) if len(head) <= 16 and _YEAR.search(fold(head))]
    if not marks:
        return []
    first, last = max(marks[0] - 1, 0), marks[-1] + 1
    while first > 0 and _UNIT_HEAD.fullmatch(fold(found[first])):
        first -= 1
    while last < len(found) and _LAST_HEAD.fullmatch(fold(found[last])):
        last += 1
    return found[first:last]


def is_row(line: str) -> bool:
    """Whether a line is a row with its cells between bars or tabs."""
    return "|" in line.strip(" |") or "\t" in line.strip()


def name_cell(row: Sequence[Cell]) -> int:
    """Index of the cell that names a row: the first with words in it; -1 where there is none."""
    return next((i for i, cell in enumerate(row) if re.search(r"[^\W\d_]{2}", cell.text)), -1)


def read_row(text: str, heads: Sequence[Column]) -> RowReading | None:
    """The row in ``text``; None where no column of values is known or filled. Offsets of values count in ``text``."""
    row = cells(text)
    at = name_cell(row)
    if at < 0 or not any(column.role in ("baseline", "target") for column in heads):
        return None
    name, unit = _name(row[at].text)
    nature = ""
    filled = row[at + 1 :]
    aligned = heads[at + 1 :] if len(heads) == len(row) else _aligned(filled, heads)
    values = []
    for cell, column in zip(filled, aligned, strict=False):
        if found := _NATURE.search(fold(cell.text)):
            nature = found[0]
        elif not unit and is_unit(fold(cell.text)):
            unit = fold(cell.text)
        elif (quantity := number(cell.text)) and column.role in ("baseline", "target"):
            values.append(Value(quantity, column, cell.start))
    return RowReading(name, unit, tuple(values), nature) if values else None


def of_which(name: str, above: str) -> str:
    """A row of parts (其中:小学) named with the row it is part of."""
    part = _OF_WHICH.match(fold(name))
    return f"{above}({name[part.end() :]})" if part and above and name[part.end() :] else name


def is_unit(text: str) -> bool:
    """Whether folded ``text`` is a unit, with or without a scale: %, 所, 万人次."""
    return text in UNITS or text.lstrip("百千万亿") in UNITS


def is_part(name: str) -> bool:
    return bool(_OF_WHICH.match(fold(name)))


def _name(cell: str) -> tuple[str, str]:
    unit = _TAIL_UNIT.search(fold(cell))
    if unit and is_unit(unit[1]):
        return cell[: unit.start()].strip(), unit[1]
    return cell, ""


def number(cell: str) -> Quantity | None:
    """The one number a cell holds; a bare 2000 is an amount here, not a year."""
    found = find_quantities(cell)
    if len(found) != 1 or found[0].kind not in ("amount", "year"):
        return None
    if found[0].kind == "year":
        return None if cell.strip().endswith("年") else replace(found[0], kind="amount", unit="")
    return found[0]


def _aligned(row: Sequence[Cell], heads: Sequence[Column]) -> list[Column]:
    """Columns for cells that lost their places: numbers take the columns of values in order."""
    wanted = [column for column in heads if column.role in ("baseline", "target")]
    numbers = sum(1 for cell in row if number(cell.text))
    queue = iter(wanted[-numbers:] if 0 < numbers < len(wanted) else wanted)
    return [next(queue, Column("")) if number(cell.text) else Column("") for cell in row]
