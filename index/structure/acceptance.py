"""Whether a marker at the beginning of a line opens a clause, given what is open."""

from __future__ import annotations

from index.structure.decimals import DECIMAL
from index.structure.lines import Line, headed, stops
from index.structure.markers import RANK, WEAK, Marker
from index.structure.numerals import chinese
from index.structure.tree import Tree

_STRONG = {"part", "chapter", "section", "article", "cn", "paren_cn"}
_LOOSE = {"arabic", "paren_arabic", "half_arabic", "circled", "alpha", *DECIMAL}
_LEAP = 3
"""Numbers that a drafter may skip."""


def accepts(text: str, marker: Marker, line: Line, tree: Tree, listing: bool) -> bool:
    """``text`` is matchable; ``listing`` says that the line lies in a table whose cells stand one below the other."""
    if marker.style == "dash":
        return tree.top() is not None and not listing
    if marker.rank <= RANK["article"] or (marker.style in DECIMAL and not listing):
        return True
    words = text[marker.after : line.end]
    if text[marker.end - 1] in WEAK and marker.style in {"cn", "arabic"}:
        going_on = tree.expects(marker) or (marker.number == 1 and tree.starts(marker))
        return going_on and headed(words, 30) and not listing
    if listing and marker.style in _LOOSE:
        opened = tree.open(marker.style)
        return (stops(words) or len(words) > 40) and opened is not None and marker.number == opened.number + 1
    if tree.expects(marker):
        return True
    if marker.style in {"yishi", "nth"}:
        return marker.number == 1 and (tree.starts(marker) or _followed(text, marker))
    if text[marker.end : marker.end + 1].isdigit():
        return marker.number == 1 and tree.starts(marker)
    return marker.number == 1 or _leaps(marker, tree)


def _leaps(marker: Marker, tree: Tree) -> bool:
    """A number out of order, as drafters have them: twice the same, some left out."""
    opened = tree.open(marker.style)
    if marker.style in _STRONG:
        return opened is None or marker.number >= opened.number or tree.starts(marker)
    last = tree.last.get(marker.style, 0)
    return (
        (opened is not None and opened.number <= marker.number <= opened.number + _LEAP)
        or (last > 0 and last < marker.number <= last + _LEAP)
        or tree.starts(marker, 3)
    )


def _followed(text: str, marker: Marker) -> bool:
    """Whether 二是 comes soon after 一是."""
    word = text[marker.start : marker.end].replace(chinese(marker.number), chinese(marker.number + 1))
    return text.find(word, marker.end, marker.end + 1500) >= 0
