"""Markers inside a line: headings that run on where a page lost its line breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.structure.markers import Marker, marker_at
from index.structure.tree import Tree

_CN = "[一二三四五六七八九十百]+"
_INLINE = re.compile(
    rf"[(]{_CN}[)]|(?<![一二三四五六七八九十百]){_CN}、|(?<![\d.])\d{{1,2}}[.、](?=[\u4e00-\u9fff])|第{_CN}[章条](?=[\s\u3000])"
)
_ENDED = "。！？!?)”》"
_HEADING = 50
_WIDEST = 80
"""Characters of blanks that may stand before a marker inside a line."""
_AHEAD = 20_000
"""Characters within which a list that begins must go on."""


def inline_marker(text: str, start: int, end: int, tree: Tree, hidden: Sequence[Marker]) -> Marker | None:
    """The next marker in ``text[start:end]`` that counts on from the open clauses, after its first character."""
    if end - start < 20:
        return None
    place = bisect_right(hidden, start, key=lambda marker: marker.start)
    known = hidden[place] if place < len(hidden) and hidden[place].start < end else None
    for found in _INLINE.finditer(text, start + 1, known.start if known else end):
        marker = marker_at(text, found.start(), end)
        if marker is None or marker.end - marker.start != found.end() - found.start():
            continue
        if _bounded(text, start, found.start(), marker, tree) and _fits(marker, tree, text, end):
            return marker
    return known


def _bounded(text: str, start: int, at: int, marker: Marker, tree: Tree) -> bool:
    """Whether a sentence or a heading ends at ``at``."""
    near = max(start, at - _WIDEST)
    before = text[near:at].rstrip(" \u3000\xa0*")
    if not before:
        return near > start
    if before[-1] in _ENDED or at - near - len(before) >= 2:
        return True
    if marker.style in {"cn", "article", "chapter"}:
        return before[-1] in ":：" and marker.number == 1 and not tree.last
    top = tree.top()
    return (
        marker.style == "paren_cn"
        and top is not None
        and top.style == "cn"
        and len(top.spans) == 1
        and at - top.start <= _HEADING
        and not re.search("[。；;,，、]", text[top.start + 3 : at])
    )


def _fits(marker: Marker, tree: Tree, text: str, end: int) -> bool:
    if tree.expects(marker):
        return True
    if marker.number != 1 or tree.under(marker.style):
        return False
    if marker.style == "cn":
        return text.find("二、", marker.end, min(end, marker.end + _AHEAD)) >= 0 and not tree.last
    if marker.style in {"chapter", "article"}:
        return tree.starts(marker)
    following = {"paren_cn": "(二)", "arabic": "2" + text[marker.end - 1]}.get(marker.style)
    return following is not None and text.find(following, marker.end, min(end, marker.end + _AHEAD)) >= 0
