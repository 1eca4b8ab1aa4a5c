"""Outline numbers that a page has lost, told by what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.structure.lines import Line, headed, stops
from index.structure.markers import Marker, marker_at
from index.structure.numerals import chinese
from index.structure.tree import Draft, Tree

_TRACE = re.compile(
    r"(?P<open>[(][\s?？\ufffd□]*)?[)](?=[\u4e00-\u9fff]{2})|(?P<pause>[?？\ufffd□]*、)(?=[\u4e00-\u9fff]{2})"
)
_SHAPES = {
    "arabic": r"(?<!第){0}\{1}(?=[\u4e00-\u9fff]{{2}})",
    "cn": r"(?<![一二三四五六七八九十]){0}\{1}",
    "paren_cn": r"(?<!第)[(]{0}[)](?![、项款])",
}


@dataclass(frozen=True, slots=True)
class Lost:
    """A marker that is not there: ``missing`` goes in at the line's start, ``after`` is where its title begins.

    ``missing`` is empty where the drafter wrote another style by mistake: what stands there stays.
    """

    style: str
    number: int
    token: str
    missing: str
    after: int
    certain: bool


def lost_at(text: str, line: Line, tree: Tree) -> Lost | None:
    """A line that kept the end of its marker: ``)实施…`` after (二) is (三)."""
    trace = _TRACE.match(text, line.start, line.end)
    if trace is None or not headed(text[trace.end() : line.end].split("。")[0]):
        return None
    style = "cn" if trace["pause"] else "paren_cn"
    opened = tree.open(style)
    if opened is None and style == "cn":
        return None
    number = opened.number + 1 if opened else 1
    token = f"({chinese(number)})" if style == "paren_cn" else f"{chinese(number)}、"
    return Lost(style, number, token, token[:-1], trace.end(), True)


def lost_between(
    text: str, lines: Sequence[Line], drafts: Sequence[Draft], lines_of: Mapping[int, int]
) -> dict[int, Lost]:
    """Lines that must carry the numbers missing between two siblings: as many headings as numbers, no more."""
    forced: dict[int, Lost] = {}
    taken = set(lines_of.values())
    previous: dict[tuple[int | None, str], int] = {}
    for index, draft in enumerate(drafts):
        if not draft.number or draft.style not in {"cn", "paren_cn"}:
            continue
        key = (draft.parent, draft.style)
        before = previous.get(key)
        previous[key] = index
        if before is None or before not in lines_of or index not in lines_of:
            continue
        missing = draft.number - drafts[before].number - 1
        if not 1 <= missing <= 8 or draft.sentence or drafts[before].sentence:
            continue
        between = range(lines_of[before] + 1, lines_of[index])
        bare = [i for i in between if _bare(text, lines, i)]
        if len(bare) == missing:
            for step, i in enumerate(bare, 1):
                forced[lines[i].start] = _named(draft.style, drafts[before].number + step, lines[i].start)
        elif missing == 1 and (slip := _slip(text, lines, [i for i in between if i not in taken], draft)) is not None:
            forced[lines[slip[0]].start] = slip[1]
    return forced


def hidden_between(text: str, drafts: Sequence[Draft]) -> list[Marker]:
    """Markers inside a line that are the only ones to fill a gap between two siblings, in text order."""
    hidden: dict[int, Marker] = {}
    previous: dict[tuple[int | None, str, str], Draft] = {}
    for draft in drafts:
        if not draft.number or draft.style not in _SHAPES:
            continue
        key = (draft.parent, draft.style, draft.variant)
        before = previous.get(key)
        previous[key] = draft
        if before is None and draft.number == 2 and draft.parent is not None and draft.style == "arabic":
            before = Draft("", "", 0, 0, "", "", drafts[draft.parent].start)
        if before is None or not 1 <= draft.number - before.number - 1 <= 5 or draft.start - before.start > 20_000:
            continue
        at = before.start + 1
        for number in range(before.number + 1, draft.number):
            shape = _SHAPES[draft.style].format(number if draft.style == "arabic" else chinese(number), draft.variant)
            found = re.search(shape, text[at : draft.start])
            marker = marker_at(text, at + found.start(), draft.start) if found else None
            if marker is None or marker.number != number:
                break
            hidden[marker.start] = marker
            at = marker.end
    return sorted(hidden.values(), key=lambda marker: marker.start)


def _bare(text: str, lines: Sequence[Line], i: int) -> bool:
    """A heading without a marker: short, no stop, between the end of a sentence and a sentence."""
    shown = text[lines[i].start : lines[i].end]
    if not headed(shown, 30) or stops(shown) or marker_at(text, lines[i].start, lines[i].end):
        return False
    before, after = text[lines[i - 1].start : lines[i - 1].end], text[lines[i + 1].start : lines[i + 1].end]
    return stops(before) and (len(after) > 40 or marker_at(text, lines[i + 1].start, lines[i + 1].end) is not None)


def _slip(text: str, lines: Sequence[Line], between: Sequence[int], draft: Draft) -> tuple[int, Lost] | None:
    """The one line between whose marker has the missing number in another style: 二、 between (一) and (三)."""
    found = [(i, marker_at(text, lines[i].start, lines[i].end)) for i in between]
    slips = [(i, m) for i, m in found if m is not None and m.number == draft.number - 1 and m.style != draft.style]
    if len(slips) != 1 or slips[0][1].style not in _SHAPES:
        return None
    i, marker = slips[0]
    named = _named(draft.style, marker.number, lines[i].start)
    return i, Lost(named.style, named.number, named.token, "", marker.after, False)


def _named(style: str, number: int, start: int) -> Lost:
    token = f"({chinese(number)})" if style == "paren_cn" else f"{chinese(number)}、"
    return Lost(style, number, token, token, start, False)
