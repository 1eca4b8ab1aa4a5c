"""A passage of a plan as pieces to show: mended spots keep their raw form, quoted words are marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.plan import Damage, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters as shown. ``raw`` is what the source has in their place, None where nothing was mended."""

    text: str
    raw: str | None = None
    certain: bool = True
    marked: bool = False


def pieces(source: str, damage: Sequence[Damage], spans: Iterable[Span], mark: Span | None = None) -> list[Piece]:
    """``source`` within ``spans``, mended, in text order; ``mark`` is the source span of the quote.

    ``damage`` is sorted and does not overlap. A record that only takes something out is shown on the character
    before it; one that takes out nothing but white space is not shown at all.
    """
    shown: list[Piece] = []
    starts = [record.start for record in damage]
    for span in spans:
        at = span.start
        for record in damage[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
            shown.extend(_plain(source, at, record.start, mark))
            _mended(shown, record, mark)
            at = max(at, record.end)
        shown.extend(_plain(source, at, span.end, mark))
    return shown


def lines(shown: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line; blank lines and white space at either end of a line left out."""
    rows: list[list[Piece]] = [[]]
    for piece in shown:
        first, *rest = piece.text.split("\n")
        rows[-1].append(replace(piece, text=first))
        rows.extend([replace(piece, text=text)] for text in rest)
    return [row for row in map(trim, rows) if row]


def _plain(source: str, start: int, end: int, mark: Span | None) -> Iterator[Piece]:
    cuts = [start, *(cut for cut in mark or () if start < cut < end), end]
    for left, right in pairwise(cuts):
        if left < right:
            yield Piece(source[left:right], marked=_within(left, mark))


def _within(offset: int, mark: Span | None) -> bool:
    return mark is not None and mark.start <= offset < mark.end


def _mended(shown: list[Piece], record: Damage, mark: Span | None) -> None:
    marked = _within(record.start, mark)
    if record.after:
        shown.append(Piece(record.after, record.before, record.certain, marked))
        return
    if not record.before.strip() or not shown or not shown[-1].text:
        return
    last = shown.pop()
    if last.raw is not None:
        shown.append(replace(last, raw=last.raw + record.before, certain=last.certain and record.certain))
        return
    if last.text[:-1]:
        shown.append(replace(last, text=last.text[:-1]))
    char = last.text[-1]
    shown.append(Piece(char, char + record.before, record.certain, last.marked))


def trim(row: list[Piece]) -> list[Piece]:
    """The pieces without white space at either end."""
    while row and not row[0].text.strip():
        row = row[1:]
    while row and not row[-1].text.strip():
        row = row[:-1]
    if row:
        row = [replace(row[0], text=row[0].text.lstrip()), *row[1:]]
        row = [*row[:-1], replace(row[-1], text=row[-1].text.rstrip())]
    return row
