"""Headings without a number: 总则 over its articles, Markdown headings, lines in bold. All read matchable text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.annexes import is_document
from index.structure.lines import Line, headed, stops
from index.structure.markers import Marker

_UNDERLINED = re.compile(r"\n\s*(-{4,}|={4,})\s*\n")


def is_chapter(text: str, line: Line, following: Marker | None) -> bool:
    """An unnumbered chapter of numbered articles: 总则, or a short line alone before 第七条."""
    if following is None or following.style != "article":
        return False
    words = re.sub(r"[\s\u3000]", "", text[line.start : line.end])
    return (
        len(words) <= 20 and headed(words) and not stops(words) and (following.number > 1 or words in {"总则", "通则"})
    )


def is_section(text: str, line: Line, below: int) -> bool:
    """A Markdown heading, marked with ``#`` or underlined before the next line at ``below``; no document's name."""
    marked = "#" in text[line.indent : line.start] or _UNDERLINED.search(text, line.end, below)
    words = text[line.start : line.end]
    return bool(marked) and headed(words, 30) and not stops(words) and not is_document(words)


def bold_headings(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines all in bold over a paragraph, where two or more are: the headings of a file that numbers nothing."""
    found = set()
    for i, line in enumerate(lines[:-1]):
        bold = "**" in text[line.indent : line.start] and text.endswith("**", line.start, line.end)
        following = text[lines[i + 1].start : lines[i + 1].end]
        if bold and headed(text[line.start : line.end]) and (stops(following) or len(following) > 40):
            found.add(i)
    return found if len(found) > 1 else set()
