"""The searches that one question needs, and their hits as one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant import kinds
from assistant.places import Named
from assistant.question import Question, focus_of
from assistant.retrieve import Hit
from index.library import Library
from index.script import fold

EACH = 4
"""Hits for each plan that is compared."""
MANY = 12
"""Plans up to which a comparison of all gives each its places; more would take too long."""
OTHER = 0.8
"""What a hit counts that only another wording of the question found, beside one that the asker's own words found."""

BEFORE, SPOKEN, ASIDE = 3, 0.5, 0.25
"""Clauses that what was said before a follow-up was probably about, and what the first of them gains, measured by the
best hit: what is asked next mostly stands where the last answer stood. A question that can be read alone may be about
something else: for it they gain less, and only where it finds them itself."""

Search = Callable[[Question, int], list[Hit]]
"""A question and how many hits → hits, best first."""


def gather(question: Question, library: Library, k: int, search: Search, wordings: Sequence[str] = ()) -> list[Hit]:
    """Hits for ``question``, best first. A comparison is searched aspect by aspect with places for every plan; other
    ``wordings`` of the question add what they find, they never take the place of the asker's own."""
    asked = [_fair(part, library) for part in question.parts or (question,)]
    places = max(k, EACH * len(asked[0].plans)) if question.kind == kinds.COMPARISON else k
    lists = [_widened(one, search, places, wordings if len(asked) == 1 else ()) for one in asked]
    hits = lists[0] if len(lists) == 1 else merged(lists)
    return _as_before(asked[0], hits, search, places) if len(lists) == 1 else hits


def _as_before(question: Question, hits: list[Hit], search: Search, k: int) -> list[Hit]:
    """``hits`` of a question in a conversation with the clauses ahead that this was about."""
    text = question.said or question.before
    said = fold(text)
    focus = focus_of(said, Named())
    if not focus or not hits:
        return hits
    before = search(replace(question, standalone=text, folded=said, focus=focus), BEFORE)
    top = max((hit.score for hit in before), default=0.0)
    found = {hit.clause.id: hit for hit in hits}
    for hit in before if top > 0 else ():
        own = found.get(hit.clause.id)
        if own is None and not question.said:
            continue
        gain = (SPOKEN if question.said else ASIDE) * hits[0].score * hit.score / top
        told = own or replace(hit, score=0.0, why="what was said before")
        found[hit.clause.id] = replace(told, score=told.score + gain)
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.clause.id))[:k]


def _fair(question: Question, library: Library) -> Question:
    """A comparison of all plans, asked of each of them."""
    every = question.kind == kinds.COMPARISON and not question.plans and len(library.plans) <= MANY
    return replace(question, plans=tuple(library.plans)) if every else question


def _widened(question: Question, search: Search, k: int, wordings: Sequence[str]) -> list[Hit]:
    own = search(question, k)
    best = {hit.clause.id: hit for hit in own}
    for text in wordings:
        other = replace(question, standalone=text, folded=fold(text), focus=focus_of(text, Named()))
        for hit in search(other, k) if other.focus else ():
            told = replace(hit, score=OTHER * hit.score, why=f"{hit.why}, as “{text}”")
            if hit.clause.id not in best or best[hit.clause.id].score < told.score:
                best[hit.clause.id] = told
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.clause.id))[:k] if wordings else own


def merged(lists: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The lists taken in turn, each clause once."""
    found: dict[str, Hit] = {}
    for row in zip_longest(*lists):
        for hit in row:
            if hit is not None:
                found.setdefault(hit.clause.id, hit)
    return list(found.values())
