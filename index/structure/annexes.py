"""Where a file's further documents begin: annexes, and rules that follow one another without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.structure.lines import Line, headed, stops
from index.structure.markers import Marker

_CN = "[一二三四五六七八九十]{1,3}"
_ANNEX = re.compile(rf"附\s*(?P<sort>件|录|表)\s*(?P<n>{_CN}|\d{{1,2}})?\s*(?P<colon>[:.、])?\s*(?P<rest>.*)$")
_SORTS = "办法|规定|意见|方案|细则|规划|计划|纲要|规则|条例|措施|章程|制度|要点|规程|标准|准则|指引|指南|公约|预案"
_DOCUMENT = re.compile(rf"({_SORTS})(\((试行|暂行|草案|修订|修订稿|征求意见稿)\))?[*\\]*$")
_LISTING = re.compile(r"(表|清单|名单|目录|一览)(\(.{0,10}\))?[*\\]*$")
_SIGNED = re.compile(r"(19|20)\d\d年\d{1,2}月|[一二]\S{3}年\S{1,2}月")


@dataclass(frozen=True, slots=True)
class Opening:
    """Line ``at`` opens a further document; ``title`` is the line of its title, None where it has none of its own.

    ``listing`` says that what follows is a table or a list of names, so that bare numbers count nothing.
    """

    at: int
    token: str
    number: str
    title: int | None
    rest: int
    listing: bool
    annex: bool


def find_openings(text: str, lines: Sequence[Line], markers: Sequence[Marker | None]) -> dict[int, Opening]:
    """Openings by their line."""
    shown = [text[line.start : line.end] for line in lines]
    openings = _annexes(lines, shown, markers)
    parts = [i for i in range(len(lines)) if i not in openings and _is_part(i, lines, shown, markers, text)]
    named = {shown[i].strip("*\\ "): i for i in parts}
    parts = [i for i in parts if named[shown[i].strip("*\\ ")] == i]
    titles = {opening.title for opening in openings.values()}
    parts = [i for i in parts if i not in titles]
    first = next((i for i, marker in enumerate(markers) if marker and marker.number == 1), len(lines))
    if len(parts) > 1 or (parts and parts[0] > first):
        for i in parts:
            openings[i] = Opening(i, shown[i].strip("*\\ "), "", None, 0, False, False)
    return openings


def references(
    text: str, lines: Sequence[Line], markers: Sequence[Marker | None], openings: dict[int, Opening]
) -> set[int]:
    """Lines that list annexes (``附件:1.…``, ``2.…``): their numbers open nothing."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        match = _ANNEX.match(text, line.start, line.end)
        if match is None or i in openings or match["sort"] == "表":
            continue
        found.add(i)
        expected = 2 if re.match(r"1\s*[.、]", match["rest"]) else 1
        if (match["rest"] and expected == 1) or not (match["colon"] or match["rest"]):
            continue
        for j in range(i + 1, len(lines)):
            marker = markers[j]
            if marker is None or marker.style not in {"arabic", "paren_arabic"} or marker.number != expected:
                break
            found.add(j)
            expected += 1
    return found


def is_document(line: str) -> bool:
    """Whether ``line`` is named as a document is: 办法, 方案(试行) …"""
    return bool(_DOCUMENT.search(line))


def _annexes(lines: Sequence[Line], shown: Sequence[str], markers: Sequence[Marker | None]) -> dict[int, Opening]:
    matches = {i: match for i, line in enumerate(shown) if (match := _ANNEX.match(line)) and len(line) <= 80}
    labels: dict[str, list[int]] = {}
    for i, match in matches.items():
        labels.setdefault(match["sort"] + (match["n"] or ""), []).append(i)
    openings = {}
    for label, places in labels.items():
        bodies = [i for i in places if _has_body(i, matches[i], shown, markers, matches)]
        bare = [i for i in bodies if not matches[i]["rest"] and not matches[i]["colon"]]
        for i in bare or bodies[-1:]:
            openings[i] = _opening(i, label, matches[i], lines, shown, markers)
    return openings


def _opening(
    i: int,
    label: str,
    match: re.Match[str],
    lines: Sequence[Line],
    shown: Sequence[str],
    markers: Sequence[Marker | None],
) -> Opening:
    title, rest = None, lines[i].start + match.start("rest")
    name = match["rest"]
    if not name and i + 1 < len(lines) and markers[i + 1] is None and headed(shown[i + 1], 60):
        title, name = i + 1, shown[i + 1]
    return Opening(i, "附" + label, match["n"] or "", title, rest, bool(_LISTING.search(name)), True)


def _has_body(
    i: int,
    match: re.Match[str],
    shown: Sequence[str],
    markers: Sequence[Marker | None],
    matches: dict[int, re.Match[str]],
) -> bool:
    """Whether an annex's own text follows line ``i``, not a list of names, a signature or nothing."""
    if re.match(r"\d{1,2}[.、]", match["rest"]) or (match["rest"] and stops(match["rest"]) and len(match["rest"]) > 40):
        return False
    following = list(range(i + 1, min(i + 6, len(shown))))
    if not following or following[0] in matches:
        return False
    if match["colon"] and not match["rest"]:
        marker = markers[i + 1]
        return not (marker and marker.style in {"arabic", "paren_arabic"} and not stops(shown[i + 1]))
    if not match["rest"]:
        return True
    near = following[:4]
    if any(_SIGNED.match(shown[j]) for j in near[:3]):
        return False
    return any(markers[j] is not None or len(shown[j]) > 60 or "|" in shown[j] for j in near) or len(shown) - i > 8


def _is_part(i: int, lines: Sequence[Line], shown: Sequence[str], markers: Sequence[Marker | None], text: str) -> bool:
    """A title of its own document: named as one, and numbering begins anew below it."""
    if markers[i] is not None or not headed(shown[i], 60):
        return False
    marked = "#" in text[lines[i].indent : lines[i].start]
    if not marked and not _DOCUMENT.search(shown[i]):
        return False
    for j in range(i + 1, min(i + 12, len(lines))):
        marker = markers[j]
        if marker is not None:
            return marker.number == 1 and marker.style in {"part", "chapter", "article", "cn"}
        if j > i + 1 and _is_titled(shown[j], text, lines[j]):
            return False
    return False


def _is_titled(line: str, text: str, at: Line) -> bool:
    return headed(line, 60) and ("#" in text[at.indent : at.start] or bool(_DOCUMENT.search(line)))
