"""Markers, lost markers and tables → drafts of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.plan import Damage
from index.structure.lines import Line, has_word
from index.structure.lost import Lost
from index.structure.markers import RANK, Marker
from index.structure.numerals import chinese
from index.structure.tables import Row, Table
from index.structure.titles import lead_of, title_of
from index.structure.tree import Draft

_STROKE = re.compile(r"[-—–―ー]")
_LEFT, _RIGHT = "([〔【", ")]〕】"


def marker_draft(text: str, shown: str, marker: Marker, end: int) -> tuple[Draft, list[Damage]]:
    """The clause that ``marker`` opens on a line that ends at ``end``, and what its marker lost."""
    raw = shown[marker.start : marker.end]
    title, sentence = title_of(text, shown, marker.after, end)
    draft = Draft("item", marker.style, marker.number, marker.rank, raw, title, marker.start, shown=raw)
    draft.variant, draft.sentence = text[marker.end - 1], sentence
    if marker.style == "dash":
        draft.title = lead_of(text, shown, marker.after, end)
        draft.token, draft.shown, draft.kind = "——" + draft.title, "", "dash"
        return draft, []
    if not sentence and marker.style not in {"yishi", "nth"}:
        draft.kind = "heading"
    damage = _unmarked(text, shown, marker) if marker.style in {"cn", "paren_cn"} else []
    if damage:
        digits = chinese(marker.number)
        draft.token = draft.shown = f"({digits})" if marker.style == "paren_cn" else digits + raw[-1]
        draft.repaired = True
    return draft, damage


def _unmarked(text: str, shown: str, marker: Marker) -> list[Damage]:
    """What (-), 三) and (三? lack of the marker meant."""
    start, end = marker.start, marker.end
    found = []
    if marker.style == "paren_cn" and text[start] not in _LEFT:
        broken = start if text[start] in "一二三四五六七八九十" else start + 1
        found.append(Damage("marker", start, broken, shown[start:broken], "("))
    if stroke := _STROKE.search(text, start, end):
        found.append(Damage("marker", *stroke.span(), shown[stroke.start() : stroke.end()], "一"))
    if marker.style == "paren_cn" and text[end - 1] not in _RIGHT:
        broken = end if text[end - 1] in "一二三四五六七八九十" else end - 1
        found.append(Damage("marker", broken, end, shown[broken:end], ")"))
    return found


def lost_draft(text: str, shown: str, lost: Lost, line: Line) -> Draft:
    """The clause whose marker is lost on ``line``."""
    title, sentence = title_of(text, shown, lost.after, line.end)
    kind = "item" if sentence else "heading"
    draft = Draft(kind, lost.style, lost.number, RANK[lost.style], lost.token, title, line.start, shown=lost.token)
    draft.variant, draft.repaired, draft.sentence = lost.token[-1], True, sentence
    return draft


def table_drafts(
    text: str, shown: str, lines: Sequence[Line], table: Table, parent: int | None, index: int
) -> list[Draft]:
    """The table, which will be draft ``index``, and its rows; what stands between rows is the table's own."""
    title = shown[table.title.start : table.title.end]
    token = table.token or title or "表"
    whole = Draft("table", "table", 0, 99, token, title or token, table.start, parent=parent, shown=table.token)
    whole.repaired = bool(table.lost)
    drafts, current, row = [whole], whole, None
    rows = iter(table.rows)
    coming: Row | None = next(rows, None)
    for line in lines[table.first : table.last + 1]:
        if coming is not None and line.start <= coming.start < line.end:
            row, coming = coming, next(rows, None)
            name = shown[row.name.start : row.name.end]
            current = Draft("row", "row", 0, 99, name, name, row.start, parent=index)
            drafts.append(current)
        elif row is not None and line.start >= row.end and has_word(text[line.start : line.end]):
            current = whole
        current.spans.append((line.start, line.end))
    return drafts
