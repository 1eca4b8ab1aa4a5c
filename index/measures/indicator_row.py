"""Rows of tables → indicator records, whether the outline gave them clauses or they stand as lines in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.clean import CleanText
from index.measures.indicator_name import clean as clean_name
from index.measures.indicator_rule import aimed_at
from index.measures.indicator_table import (
    Cell,
    Column,
    RowReading,
    Value,
    cells,
    columns,
    heads_of,
    is_part,
    is_row,
    name_cell,
    number,
    of_which,
    read_row,
)
from index.measures.indicator_text import statements
from index.measures.measure import Quantity, shown
from index.plan import Clause, Indicator, Plan, Span
from index.quantity import periods

__all__ = ["TableReader", "is_row"]


class TableReader:
    """Reads the rows of one plan in text order; it remembers the heads of the table it is in and the row above."""

    def __init__(self, plan: Plan, first: int | None) -> None:
        self._plan, self._first = plan, first
        self._heads: dict[str | None, list[Column]] = {}
        self._above = ""

    def records(self, clause: Clause, clean: CleanText) -> Iterator[Indicator]:
        """The records of the rows in a clause's own text; a table or a row whose lines are cells is one row."""
        text = clean.text
        lines = _row_lines(text)
        if clause.kind in ("table", "row") and not lines:
            lines = [(0, len(text))] if clause.kind == "row" else []
        if clause.kind == "row":
            heads = self._heads.get(clause.parent, [])
        elif clause.kind == "table" or lines:
            heads = columns(heads_of(text), self._first)
            self._heads[clause.id] = heads
        for start, end in lines:
            yield from self._row(clause, clean, text[start:end], start, heads)

    def _row(
        self, clause: Clause, clean: CleanText, text: str, offset: int, heads: Sequence[Column]
    ) -> Iterator[Indicator]:
        kept = len(text.rstrip("| \t\r\n"))
        lead = len(text) - len(text.lstrip("| \t\r\n"))
        if lead >= kept:
            return
        reading = read_row(text, heads)
        if reading is None:
            yield from self._listed(clause, clean, text, offset, heads)
            return
        part = is_part(reading.name)
        reading = replace(reading, name=of_which(reading.name, self._above))
        self._above = self._above if part else reading.name
        for start, baseline, target in _pairs(reading, lead):
            span = clean.span(offset + start, offset + kept)
            yield self._record(clause, reading, baseline, target, span)

    def _record(
        self, clause: Clause, reading: RowReading, baseline: Value | None, target: Value | None, span: Span
    ) -> Indicator:
        leading = target or baseline
        assert leading is not None  # a reading holds at least one value
        unit = leading.quantity.shown_unit or reading.unit or leading.column.unit
        return self._indicator(
            clause, reading.name, (baseline.column.year, baseline.quantity) if baseline else None,
            (target.column.year, target.quantity) if target else None, unit, reading.nature, span,
        )  # fmt: skip

    def _listed(
        self, clause: Clause, clean: CleanText, text: str, offset: int, heads: Sequence[Column]
    ) -> Iterator[Indicator]:
        """A list of projects or tasks: the numbers in its cells, under the row's name, due by the date it gives."""
        row = cells(text)
        at = name_cell(row)
        if at < 0 or len(row) < 2:
            return
        year = next((found[-1].last for cell in row[at + 1 :] if (found := periods(cell.text))), None)
        for i, cell in enumerate(row):
            head = heads[i] if len(heads) == len(row) else Column("")
            for name, quantity, start, end, unit in _in_cell(row[at], cell, i == at, head):
                span = clean.span(offset + start, offset + end)
                yield self._indicator(clause, name, None, (year, quantity), unit, "", span)

    def _indicator(
        self, clause: Clause, name: str, baseline: tuple[int | None, Quantity] | None,
        target: tuple[int | None, Quantity] | None, unit: str, nature: str, span: Span,
    ) -> Indicator:  # fmt: skip
        leading = target or baseline
        assert leading is not None
        return Indicator(
            self._plan.id, name, baseline[0] if baseline else None, shown(baseline[1]) if baseline else "",
            target[0] if target else None, shown(target[1]) if target else "", unit, leading[1].qualifier, nature,
            clause.id, self._plan.document.text[span.start : span.end], span.start, span.end,
        )  # fmt: skip


def _row_lines(text: str) -> list[tuple[int, int]]:
    """Where the lines with cells between bars stand in ``text``."""
    found, at = [], 0
    for line in text.split("\n"):
        if is_row(line):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _pairs(reading: RowReading, lead: int) -> Iterator[tuple[int, Value | None, Value | None]]:
    """The row as last baseline and last target, then every further year by itself, each with where its quote begins."""
    baselines = [value for value in reading.values if value.column.role == "baseline"]
    targets = [value for value in reading.values if value.column.role == "target"]
    yield lead, baselines[-1] if baselines else None, targets[-1] if targets else None
    for value in baselines[:-1]:
        yield value.start, value, None
    for value in targets[:-1]:
        yield value.start, None, value


def _in_cell(name: Cell, cell: Cell, own: bool, head: Column) -> Iterator[tuple[str, Quantity, int, int, str]]:
    """The numbers one cell of a list gives: name, quantity, span in the row's text, unit."""
    single = number(cell.text)
    if not own and single and not single.unit and head.unit:
        label = head.head.partition("(")[0]
        yield f"{name.text}{label}", single, cell.start, cell.end, head.unit
        return
    for found in statements(cell.text):
        if own and not aimed_at(found, cell.text):
            continue
        if own or found.quantity.unit:
            label = found.name if own else f"{name.text}{clean_name(found.name, keep_verb=True)}"
            yield label, found.quantity, cell.start + found.start, cell.start + found.end, found.quantity.shown_unit
