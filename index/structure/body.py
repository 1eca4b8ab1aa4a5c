"""The body of a plan, line by line, grown into drafts of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.plan import Damage, Span
from index.structure.acceptance import accepts
from index.structure.annexes import Opening, find_openings, references
from index.structure.contents import contents_lines
from index.structure.decimals import decimal_markers
from index.structure.drafting import lost_draft, marker_draft, table_drafts
from index.structure.front import PREAMBLE
from index.structure.grids import SERIALS, is_grid
from index.structure.leadins import lead_ins
from index.structure.lines import Line, headed
from index.structure.lost import Lost, hidden_between, lost_at, lost_between
from index.structure.markers import RANK, WEAK, Marker, marker_at
from index.structure.runs import inline_marker
from index.structure.tables import Table, find_tables
from index.structure.titles import LONGEST, title_of
from index.structure.tree import ROOT_RANK, Draft, Tree
from index.structure.unnumbered import bold_headings, is_chapter, is_section

_INLINE_FIRST = re.compile(
    r"(?:(?<=[。:)])[\s\u3000*]*|[\s\u3000*]{2,})(?:一、(?=[^一二三四五六七八九十]{4})|第一[章条](?=[\s\u3000]))"
)
"""A first heading inside a paragraph, in a file whose line breaks were lost."""


@dataclass(frozen=True, slots=True)
class Body:
    """``first`` is the index of the first body line; positions in ``drafts`` and ``lost`` count in the mended text;
    ``contents`` are lines of a table of contents."""

    first: int
    drafts: list[Draft]
    lost: list[Damage]
    contents: set[int]


def grow(text: str, shown: str, lines: Sequence[Line]) -> Body:
    """``text`` is matchable, ``shown`` the same text as it stands."""
    grower = _Grower(text, shown, lines, {}, [])
    grower.run()
    forced = lost_between(text, lines, grower.tree.drafts, grower.lines_of)
    hidden = hidden_between(text, grower.tree.drafts)
    if forced or hidden:
        grower = _Grower(text, shown, lines, forced, hidden)
        grower.run()
    return Body(grower.first, lead_ins(text, shown, grower.tree.drafts), grower.lost, grower.skipped)


class _Grower:
    def __init__(
        self, text: str, shown: str, lines: Sequence[Line], forced: dict[int, Lost], hidden: Sequence[Marker]
    ) -> None:
        self.text, self.shown, self.lines, self.forced, self.hidden = text, shown, lines, forced, hidden
        contents = contents_lines(text, lines)
        self.skipped = contents
        markers = [None if i in contents else marker_at(text, line.start, line.end) for i, line in enumerate(lines)]
        for i, marker in decimal_markers(text, lines).items():
            markers[i] = None if i in contents else marker
        self.openings = find_openings(text, lines, markers)
        for i in references(text, lines, markers, self.openings):
            markers[i] = None
        self.tables = self._tables()
        self._unmark(markers)
        self.markers = markers
        ahead = [(m.start, m, text[m.end - 1]) for m in markers if m is not None]
        self.tree = Tree(ahead)
        self.numbered_markdown = any(
            m is not None and "#" in text[line.indent : line.start] for line, m in zip(lines, markers, strict=True)
        )
        self.bold = set() if any(m is not None and m.number == 1 for m in markers) else bold_headings(text, lines)
        self.first = self._first_line()
        self.lost: list[Damage] = []
        self.lines_of: dict[int, int] = {}
        self.listing = False
        self.serial = 0

    def _tables(self) -> dict[int, Table]:
        """Tables by their first line; one whose caption is an annex's title begins below it."""
        titles = {opening.title for opening in self.openings.values()}
        tables = {}
        for table in find_tables(self.text, self.lines):
            if (table.first in titles or table.first in self.openings) and table.first < table.last:
                first = table.first + 1
                table = replace(table, first=first, token="", title=Span(0, 0), start=self.lines[first].start)
            tables[table.first] = table
        return tables

    def _unmark(self, markers: list[Marker | None]) -> None:
        """Cells of a table open nothing."""
        for first, table in list(self.tables.items()):
            if first in self.openings or any(i in self.openings for i in range(first, table.last + 1)):
                del self.tables[first]
                continue
            for i in range(table.first, table.last + 1):
                markers[i] = None

    def _first_line(self) -> int:
        for i, (line, marker) in enumerate(zip(self.lines, self.markers, strict=True)):
            self.tree.pass_by(line.start)
            if i in self.openings or line.start in self.forced:
                return i
            if i in self.bold:
                return i
            if marker is not None and self._opens(marker, line):
                return i - 1 if i and (self._is_chapter(i - 1) or self._is_section(i - 1)) else i
            if line.end - line.start > 60 and _INLINE_FIRST.search(self.text, line.start, line.end):
                return i
        return len(self.lines)

    def _opens(self, marker: Marker, line: Line) -> bool:
        """Whether ``marker`` may be the first of the body."""
        if marker.style == "dash":
            return False
        if self.text[marker.end - 1] in WEAK:
            return marker.number == 1 and headed(self.text[marker.after : line.end], 30) and self.tree.starts(marker)
        if marker.rank <= RANK["article"]:
            return True
        return marker.number == 1 or (marker.number == 2 and self.tree.starts(marker, 3))

    def _is_heading(self, i: int) -> bool:
        """Whether line ``i`` may be a heading without a number."""
        return self.markers[i] is None and i not in self.skipped and i not in self.openings

    def _is_chapter(self, i: int) -> bool:
        following = self.markers[i + 1] if i + 1 < len(self.lines) else None
        return self._is_heading(i) and is_chapter(self.text, self.lines[i], following)

    def _is_section(self, i: int) -> bool:
        if i in self.bold:
            return True
        below = self.lines[i + 1].start if i + 1 < len(self.lines) else self.lines[i].end
        return self._is_heading(i) and not self.numbered_markdown and is_section(self.text, self.lines[i], below)

    def run(self) -> None:
        i = self.first
        while i < len(self.lines):
            line = self.lines[i]
            self.tree.pass_by(line.start)
            if i in self.skipped:
                i += 1
            elif i in self.openings:
                i = self._open_document(self.openings[i])
            elif i in self.tables and not self.tree.under("grid"):
                i = self._add_table(self.tables[i])
            elif self._is_section(i):
                words = self.shown[line.start : line.end].strip(" *\\")
                self._add(i, Draft("heading", "unnumbered", 0, -0.5, words, words, line.start))
                i += 1
            elif self._is_chapter(i):
                words = re.sub(r"[\s\u3000]", "", self.shown[line.start : line.end])
                self._add(i, Draft("heading", "chapter", 0, RANK["chapter"], words, words, line.start))
                i += 1
            elif self.markers[i] is None and not self.tree.under("grid") and is_grid(self.text, self.lines, i):
                self._open_grid(i)
                i += 1
            elif self._opens_row(i):
                self._open_row(i)
                i += 1
            else:
                self._line(i)
                i += 1

    def _open_grid(self, i: int) -> None:
        self._add(i, Draft("table", "grid", 0, 98, "表", "表", self.lines[i].start))
        self.listing = True
        self.serial = 1 if self._words(i) in SERIALS else 0

    def _opens_row(self, i: int) -> bool:
        """A serial number alone on its line, the next one due, over a row's first cell."""
        due = self.serial > 0 and self.tree.under("grid") and self._words(i) == str(self.serial)
        return due and i + 1 < len(self.lines) and not self._words(i + 1).isdigit()

    def _open_row(self, i: int) -> None:
        name = self.lines[i + 1]
        words = self.shown[name.start : name.end][:LONGEST]
        self._add(i, Draft("row", "row", 0, 99, words, words, self.lines[i].start))
        self.serial += 1

    def _words(self, i: int) -> str:
        return self.text[self.lines[i].start : self.lines[i].end]

    def _open_document(self, opening: Opening) -> int:
        line = self.lines[opening.at]
        last = opening.at if opening.title is None else opening.title
        name = self.lines[last] if opening.title is not None else Line(0, opening.rest, line.end)
        title = self.shown[name.start : name.end].strip(" *\\") if opening.annex else opening.token
        self.listing = opening.listing
        shown = f"附件{opening.number}" if opening.annex else ""
        token = opening.token if opening.annex else self.shown[line.start : line.end].strip(" *\\")
        draft = Draft("annex", "annex", 0, ROOT_RANK, token, title, line.start, shown=shown and opening.token)
        self._add(opening.at, draft)
        for i in range(opening.at + 1, last + 1):
            draft.spans.append((self.lines[i].start, self.lines[i].end))
            draft.head += 1
        return last + 1

    def _add(self, i: int, draft: Draft, nested: bool = False) -> None:
        line = self.lines[i]
        self.tree.add(draft, nested)
        draft.spans.append((draft.start, line.end))
        self.lines_of[len(self.tree.drafts) - 1] = i

    def _add_table(self, table: Table) -> int:
        while self.tree.stack and self.tree.drafts[self.tree.stack[-1]].style in {"dash", "yishi", "nth"}:
            self.tree.stack.pop()
        parent = self.tree.stack[-1] if self.tree.stack else None
        self.lines_of[len(self.tree.drafts)] = table.first
        if table.lost:
            self.lost.append(Damage("marker", table.start, table.start, "", table.lost, True))
        self.tree.drafts += table_drafts(self.text, self.shown, self.lines, table, parent, len(self.tree.drafts))
        return table.last + 1

    def _line(self, i: int) -> None:
        line, marker = self.lines[i], self.markers[i]
        lost = self.forced.get(line.start) or (None if marker or self.listing else lost_at(self.text, line, self.tree))
        slip = lost is not None and not lost.missing
        if marker is not None and not slip and accepts(self.text, marker, line, self.tree, self.listing):
            self.listing = self.listing and self.tree.under("annex") and not self.tree.under("grid")
            self._place(i, marker, line.end)
        elif lost is not None:
            self._place_lost(i, lost)
        else:
            self._paragraph(line.start, line.end)
        self._split(i)

    def _paragraph(self, start: int, end: int) -> None:
        top = self.tree.top()
        if top is None:
            top = self.tree.add(Draft("preamble", "preamble", 0, 98, PREAMBLE, PREAMBLE, start))
        top.spans.append((start, end))

    def _split(self, i: int) -> None:
        """Further markers inside the line, in a file whose line breaks were lost."""
        line = self.lines[i]
        at = line.start
        while True:
            top = self.tree.top()
            marker = inline_marker(self.text, at, line.end, self.tree, self.hidden)
            if marker is None:
                return
            if top is not None and top.spans and top.spans[-1][1] == line.end:
                top.spans[-1] = (top.spans[-1][0], marker.start)
                self._retitle(top)
            self._place(i, marker, line.end)
            at = marker.after

    def _retitle(self, draft: Draft) -> None:
        """A heading that turned out to end where the next marker begins."""
        if draft.head == 1 and len(draft.spans) == 1 and draft.style not in {"table", "annex"} and draft.number:
            start, end = draft.spans[0]
            marker = marker_at(self.text, start, end)
            if marker is not None:
                draft.title, draft.sentence = title_of(self.text, self.shown, marker.after, end)

    def _place(self, i: int, marker: Marker, end: int) -> None:
        draft, lost = marker_draft(self.text, self.shown, marker, end)
        self.lost += lost
        self._add(i, draft)

    def _place_lost(self, i: int, lost: Lost) -> None:
        line = self.lines[i]
        if lost.missing:
            self.lost.append(Damage("marker", line.start, line.start, "", lost.missing, lost.certain))
        self._add(i, lost_draft(self.text, self.shown, lost, line))
