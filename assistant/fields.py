"""What a document gives under each field of its data (number, dates, issuer, period, title, basis), where it stands."""

from __future__ import annotations

import re
from datetime import date

from assistant.pieces import FRONT, Piece
from assistant.scene import flat
from index.plan import Clause, Plan
from index.quantity import find_quantities
from index.script import fold

MOST = 5
"""Documents named as basis that are listed."""


def field_of(plan: Plan, field: str) -> list[tuple[str, Piece]]:
    """The values of a field, each with where it stands; empty where the document gives none."""
    about = plan.metadata
    if field in ("issued", "published"):
        value = about.issued if field == "issued" else about.published
        dated = _date(plan, value) if value else None
        return [dated] if dated else []
    if field == "period":
        return _period(plan)
    if field == "basis":
        found = [written(plan, value) for value in about.basis[:MOST]]
        return [one for one in found if one]
    value = {"doc_no": about.doc_no, "issuer": about.issuer, "title": about.title}[field]
    one = written(plan, value) if value else None
    return [one] if one else []


def labelled_in(plan: Plan, name: str) -> tuple[Piece, Piece] | None:
    """The value under a label of the box over a document, and label and value."""
    for clause in (one for one in plan.clauses if one.kind == FRONT):
        found = re.search(
            f"{name}\\s*[:：|]?[ \\t]*([^\\s|][^\\n|]*?)(?=\\s*(?:\\||\\n|$)|\\s+\\S+[:：])", fold(clause.text)
        )
        if found:
            return Piece(clause, *found.span(1)), Piece(clause, *found.span())
    return None


def _front_first(plan: Plan) -> list[Clause]:
    return sorted(plan.clauses, key=lambda clause: (clause.kind not in ("front", "preamble"), clause.start))


def written(plan: Plan, value: str) -> tuple[str, Piece] | None:
    """``value`` where it stands first, line breaks and blanks within it allowed."""
    loose = re.compile(r"\s*".join(re.escape(char) for char in re.sub(r"\s", "", fold(value))))
    for clause in _front_first(plan):
        match = loose.search(fold(clause.text))
        if match:
            piece = Piece(clause, *match.span())
            return flat(piece.text), piece
    return None


def _date(plan: Plan, value: str) -> tuple[str, Piece] | None:
    """An ISO date where it is written, in either form."""
    wanted = int(date.fromisoformat(value).strftime("%Y%m%d")) if len(value) == 10 else int(value.replace("-", ""))
    for clause in _front_first(plan):
        for one in find_quantities(clause.text):
            if one.kind == "date" and one.value == wanted:
                return _day(one.text), Piece(clause, one.start, one.end)
    return None


def _day(text: str) -> str:
    """A date without the time of day behind it."""
    return re.sub(r"\s+\d{1,2}:\d\d.*$", "", text.strip())


def _period(plan: Plan) -> list[tuple[str, Piece]]:
    """The period as the plan writes it: a run of years in figures, else its five-year plan with the years it is, else
    its last year."""
    period = plan.metadata.period
    if not period:
        return []
    named: tuple[str, Piece] | None = None
    for clause in _front_first(plan):
        for one in find_quantities(clause.text):
            if one.kind != "year_range" or one.years != period:
                continue
            piece = Piece(clause, one.start, one.end)
            if re.search(r"\d{4}", one.text):
                return [(one.text.strip(), piece)]
            named = named or (f"{one.text.strip()}（{period[0]}—{period[1]}年）", piece)
    if named:
        return [named]
    for clause in plan.clauses:
        for one in find_quantities(clause.text):
            if one.kind == "year" and one.years and one.years[0] == period[1]:
                return [(one.text.strip(), Piece(clause, one.start, one.end))]
    return []
