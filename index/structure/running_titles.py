"""Markdown headings that all begin with the page's own title: ``### 青禾区招生办法一、总则``, ``### …二、报名``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.lines import Line
from index.structure.markers import Marker, marker_at

_INSIDE = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部编]|\d{1,2}[.、]")
_SHORTEST = 4
_ENOUGH = 2
"""Headings that must count on from one another behind the same words."""


def without_running_titles(text: str, lines: Sequence[Line]) -> list[Line]:
    """``lines`` where such headings begin at their marker; the title before it belongs to the page."""
    behind: dict[str, list[tuple[int, Marker]]] = {}
    for i, line in enumerate(lines):
        if "#" not in text[line.indent : line.start]:
            continue
        found = _INSIDE.search(text, line.start + _SHORTEST, line.end)
        marker = marker_at(text, found.start(), line.end) if found else None
        if marker is not None:
            behind.setdefault(text[line.start : marker.start], []).append((i, marker))
    made = list(lines)
    for headings in behind.values():
        if len(headings) < _ENOUGH or [marker.number for _, marker in headings] != list(range(1, len(headings) + 1)):
            continue
        for i, marker in headings:
            made[i] = Line(lines[i].indent, marker.start, lines[i].end)
    return made
