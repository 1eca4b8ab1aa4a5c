"""The table of contents of a file: lines that name what comes again below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.lines import Line

_HEAD = re.compile(r"目\s*[录次]$|contents$")
_PAGE = re.compile(r"[\s.…·⋯_-]*[(\[]?\d{1,3}[)\]]?$")
_DOTTED = re.compile(r"[.…·⋯]{3,}[\s.…·⋯]*\d{1,3}$")


def contents_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Indices of the lines of the contents, its heading included. ``text`` is matchable."""
    shown = [text[line.start : line.end] for line in lines]
    found = {i for i, line in enumerate(shown) if _DOTTED.search(line)}
    for i, line in enumerate(shown):
        if not _HEAD.match(line) or i + 2 >= len(shown):
            continue
        found.add(i)
        entry = _plain(shown[i + 1])
        again = next((j for j in range(i + 2, len(shown)) if _plain(shown[j]) == entry), None)
        if again is not None:
            found.update(range(i + 1, again))
    return found


def _plain(line: str) -> str:
    return re.sub(r"[\s。.]", "", _PAGE.sub("", line))
