"""Clauses cut into sentences and sentences into segments, each of which maps back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from assistant.draft import Quote
from assistant.kept import Kept
from index.clean import CleanText, mend
from index.library import Library
from index.plan import Clause, Span

_OPEN, _CLOSE = "(（[【《〈“‘「『〔", ")）]】》〉”’」』〕"
_STOPS = "。！？；!;\n"
_RESPONSIBLE = re.compile(r"[(（](?:责任|責任|牵头|牽頭|配合|负责|負責)(?:单位|單位|部门|部門)[^()（）]*[)）]")

FRONT = "front"
"""Kind of clause that stands before the body of a plan, as the notice it was sent out with: it answers nothing beside
another."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``clause.text[start:end]``."""

    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.clause.text[self.start : self.end]


def _cut(text: str, start: int, end: int, marks: str, inside: bool) -> Iterator[Span]:
    """Runs of ``text[start:end]`` that end with one of ``marks``; brackets are not cut open unless ``inside``.

    An unclosed bracket is taken to close at the end of its sentence, so that one lost mark does not glue
    the rest of a clause together.
    """
    depth, at = 0, start
    for i in range(start, end):
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and (inside or not depth or char in "。\n"):
            if char in ",.;" and i + 1 < end and text[i - 1 : i].isdigit() and text[i + 1].isdigit():
                continue
            depth = 0
            closing = i + 1
            while closing < end and text[closing] in _CLOSE:
                closing += 1
            if closing > at:
                yield Span(at, closing)
            at = closing
    if at < end:
        yield Span(at, end)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, blanks at the edges off; a bracket stays whole."""
    found = (_trim(text, span) for span in _cut(text, start, len(text) if end is None else end, _STOPS, False))
    return [span for span in found if span.end > span.start]


def segments(text: str, span: Span) -> list[Span]:
    """A sentence cut at commas (not at the 、 of an enumeration)."""
    return list(_cut(text, span.start, span.end, "，,", False))


def members(text: str, span: Span) -> list[Span]:
    """An enumeration cut at 、 and ；."""
    return list(_cut(text, span.start, span.end, "、；;", False))


def responsible(clause: Clause) -> Span | None:
    """Where the clause names who answers for it, brackets included."""
    found = list(_RESPONSIBLE.finditer(clause.text))
    return Span(*found[-1].span()) if found else None


def body(clause: Clause) -> list[Piece]:
    """The sentences of a clause, without the bracket that names the responsible units."""
    units = responsible(clause)
    pieces = []
    for span in sentences(clause.text):
        if units and span.start <= units.start < span.end:
            span = _trim(clause.text, Span(span.start, units.start))
        if span.end > span.start and not (units and units.start <= span.start < units.end):
            pieces.append(Piece(clause, *span))
    return pieces


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A clause's own text as mended from the source, beside ``clause.text``, which has the same characters but blanks:
    ``places[i]`` is where the i-th of them stands in the mended text, ``counts[k]`` how many stand before
    ``clause.text[k]``. ``places`` is empty where the two differ in more."""

    clean: CleanText
    places: tuple[int, ...]
    counts: tuple[int, ...]


_mended = Kept[str, _Aligned](1 << 11)


def _aligned(library: Library, clause: Clause) -> _Aligned:
    known = _mended.of(library)
    if clause.id not in known:
        plan = library.plan_of(clause)
        clean = mend(plan.document.text, plan.damage, clause.own)
        places = tuple(i for i, char in enumerate(clean.text) if not char.isspace())
        counts = tuple(accumulate((not char.isspace() for char in clause.text), initial=0))
        same = "".join(clean.text.split()) == "".join(clause.text.split())
        known[clause.id] = _Aligned(clean, places if same else (), counts)
    return known[clause.id]


def quote(library: Library, piece: Piece) -> Quote:
    """The source span behind a piece, blanks at its edges off; the whole clause's own text where the two cannot be
    matched."""
    aligned = _aligned(library, piece.clause)
    first, last = aligned.counts[piece.start], aligned.counts[piece.end]
    if not aligned.places or first >= last:
        own = piece.clause.own or (Span(piece.clause.start, piece.clause.end),)
        return Quote(piece.clause.id, own[0].start, own[-1].end)
    start, end = aligned.clean.span(aligned.places[first], aligned.places[last - 1] + 1)
    for record in library.plan_of(piece.clause).damage:
        if record.start < end and start < record.end:  # a mended run is quoted whole or not at all
            start, end = min(start, record.start), max(end, record.end)
    return Quote(piece.clause.id, start, end)


def shown(library: Library, quote: Quote) -> str:
    """The quoted words mended, in the plan's script; empty where the clause is unknown."""
    clause = library.clause(quote.clause)
    if clause is None:
        return ""
    plan = library.plan_of(clause)
    return mend(plan.document.text, plan.damage, [Span(quote.start, quote.end)]).text
