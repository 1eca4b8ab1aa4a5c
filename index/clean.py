"""A mended copy of a source text that maps back to it, position by position."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.plan import Damage, Span


@dataclass(frozen=True)
class CleanText:
    """``text`` is the source mended; ``origin[i]`` and ``reach[i]`` are the source offsets where
    character ``i`` begins and ends (an inserted character has both at its place)."""

    source: str
    text: str
    origin: array[int]
    reach: array[int]

    def span(self, start: int, end: int) -> Span:
        """The source span behind ``text[start:end]``, dropped debris at either edge left out.

        ``start < end`` is expected; an empty range maps to an empty span.
        """
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else len(self.source)
            return Span(at, at)
        return Span(self.origin[start], self.reach[end - 1])

    def at(self, offset: int) -> int:
        """Position in ``text`` of the first character whose source begins at or after ``offset``."""
        return bisect_left(self.origin, offset)


def mend(source: str, damage: Sequence[Damage], spans: Iterable[Span] | None = None) -> CleanText:
    """``source`` (or its ``spans`` joined) with every damage record replaced by its ``after``.

    ``damage`` is sorted by start and does not overlap. A record that straddles an edge of a span belongs
    to the span that holds its start.
    """
    pieces: list[str] = []
    origin, reach = array("l"), array("l")

    def copy(start: int, end: int) -> None:
        pieces.append(source[start:end])
        origin.extend(range(start, end))
        reach.extend(range(start + 1, end + 1))

    for span in [Span(0, len(source))] if spans is None else spans:
        at = span.start
        index = bisect_left(damage, span.start, key=lambda record: record.start)
        while index < len(damage) and damage[index].start < span.end:
            record = damage[index]
            index += 1
            copy(at, record.start)
            count = len(record.after)
            pieces.append(record.after)
            width = record.end - record.start
            edges = [record.start + width * i // count for i in range(count + 1)] if count else []
            origin.extend(edges[:-1])
            reach.extend(edges[1:])
            at = max(record.end, at)
        copy(at, max(at, span.end))
    return CleanText(source, "".join(pieces), origin, reach)
