"""A text as lines and what a line looks like: heading, sentence, cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from index.structure.markers import DECORATION

_CONTENT = re.compile(r"[^\r\n]+")
_EDGE = " \t\u3000\xa0\u2002\u2003\u200b\ufeff\f\v"
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff①-⑳]")
_STOP = "。！？；.!?;,，、：:"


class Line(NamedTuple):
    """``start:end`` without blanks and signs at the edges; ``indent`` is where the line itself begins."""

    indent: int
    start: int
    end: int


def content_lines(text: str) -> list[Line]:
    """Every line of ``text`` that holds a word or a sign, in order."""
    lines = []
    for found in _CONTENT.finditer(text):
        indent, end = found.span()
        while end > indent and text[end - 1] in _EDGE:
            end -= 1
        decoration = DECORATION.match(text, indent, end)
        start = decoration.end() if decoration else indent
        if start >= end:
            start = indent
        if start < end and text[start:end].strip():
            lines.append(Line(indent, start, end))
    return lines


def has_word(text: str) -> bool:
    return _WORD.search(text) is not None


def line_starts(source: str) -> list[int]:
    """Offsets at which the lines of ``source`` begin (``\\n``, ``\\r\\n`` and a lone ``\\r`` end a line)."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", source))]


def line_number(starts: Sequence[int], offset: int) -> int:
    """1-based number of the line that holds ``offset``."""
    return bisect_right(starts, offset)


def stops(text: str) -> bool:
    """Whether ``text`` ends as a sentence or a part of one does."""
    return text.rstrip(' \u3000*_\\”’"）)')[-1:] in _STOP and bool(text)


def headed(text: str, longest: int = 45) -> bool:
    """Whether ``text`` could stand alone as a heading: short, one phrase, no sentence inside."""
    body = text.strip(" \u3000*_\\")
    if not 2 <= len(body) <= longest or not has_word(body):
        return False
    return not re.search(r"[。！？；;!?：:]", body.rstrip("。")) and not body.endswith(("，", ",", "、"))
