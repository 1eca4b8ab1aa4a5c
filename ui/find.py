"""Looking for words within one plan: every clause that holds them, with the place to open it at. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clean import mend
from index.plan import Clause, Plan, Span
from index.script import fold

AROUND = 36
"""Characters shown on either side of the first match."""
LONGEST = 60
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with the words: ``mark`` is the source span of the first match, ``before``, ``words`` and ``after``
    the mended text around it on one line."""

    clause: Clause
    mark: Span
    before: str
    words: str
    after: str


def find(plan: Plan, words: str) -> tuple[Found, ...]:
    """The clauses whose own text holds every one of the blank-separated ``words``, in text order; either script finds
    the other, and mended text is searched as it reads."""
    terms = fold(words[:LONGEST]).split()
    if not terms:
        return ()
    found = (_in_clause(plan, clause, terms) for clause in plan.clauses)
    return tuple(one for one in found if one)


def _in_clause(plan: Plan, clause: Clause, terms: list[str]) -> Found | None:
    clean = mend(plan.document.text, plan.damage, clause.own)
    folded = fold(clean.text)
    if not all(term in folded for term in terms):
        return None
    start, term = min((folded.index(term), term) for term in terms)
    end = start + len(term)
    before, after = clean.text[max(0, start - AROUND) : start], clean.text[end : end + AROUND]
    return Found(
        clause,
        clean.span(start, end),
        ("…" if start > AROUND else "") + _line(before),
        clean.text[start:end],
        _line(after) + ("…" if end + AROUND < len(clean.text.rstrip()) else ""),
    )


def _line(text: str) -> str:
    return re.sub(r"[\s|]+", " ", text)
