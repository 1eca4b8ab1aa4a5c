"""The stream of a chat model's reply: sentences and their citation marks, however the stream is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 8000
"""Characters of a reply that are read."""

_MARK = re.compile(r"\s*[\[［【]\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]］】]")
_MARK_BEGUN = re.compile(r"\s*(?:[\[［【][\d\s,，、]*)?$")
_END = re.compile(r"[。！？!?\n]|\.(?=\s|$|[\[［【])")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a model's reply and the clause numbers it gave."""

    text: str
    marks: tuple[int, ...]


def _at_most(stream: Iterable[str]) -> Iterator[str]:
    """The stream up to ``LONGEST`` characters: a model may run on for ever."""
    left = LONGEST
    for part in stream:
        yield part[:left]
        left -= len(part)
        if left <= 0:
            return


def sentences_of(stream: Iterable[str]) -> Iterator[Said]:
    """Whole sentences out of a model's stream, read up to ``LONGEST``; half-arrived citation marks are waited for.

    Marks [1] 【1】 ［1,2］ count whether they stand before or after the sentence's stop.
    """
    buffer = ""
    for part in _at_most(stream):
        buffer += part
        while (end := _sentence_end(buffer)) is not None:
            yield from _said(buffer[:end])
            buffer = buffer[end:]
    yield from _said(buffer)


def _sentence_end(buffer: str) -> int | None:
    """Where the first whole sentence with its marks ends; None while more marks may still come."""
    stop = _END.search(buffer)
    if stop is None:
        return None
    end = stop.end()
    while mark := _MARK.match(buffer, end):
        end = mark.end()
    return None if _MARK_BEGUN.fullmatch(buffer, end) else end


def _said(text: str) -> Iterator[Said]:
    marks = [int(number) for found in _MARK.findall(text) for number in re.findall(r"\d+", found)]
    words = _MARK.sub("", text).strip().lstrip("-*•# ").strip()
    if words:
        yield Said(words, tuple(dict.fromkeys(marks)))
