"""Hybrid search: meaning (dense) and words (BM25) fused, shared out over the plans asked, folded to clauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from assistant.clause_ref import named_clauses
from index.fusion import fuse
from index.library import Library
from index.plan import Clause
from index.query import is_foreign, word_weights
from index.script import fold

if TYPE_CHECKING:
    from assistant.question import Question
    from index.store import Store

POOL = 60
"""Candidates taken from each of the two searches."""

NAMED_CLAUSE, INDICATOR, QUOTED = 1.0, 0.1, 0.25
"""What a clause gains that the question names by its number, that holds the indicator it names, or words it quotes."""

SENTENCE = 0.5
"""Share of a clause's meaning that its nearest sentence makes, beside its nearest passage."""

NUMBERED = 100
"""Plans up to which a clause number is looked for in all of them, where the question names none."""

HEADING = 0.3
"""Share of a bare heading's score that goes to the clauses under it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that search found. ``score`` is about 0..1; ``why`` says what found it."""

    clause: Clause
    score: float
    why: str


def retrieve(question: Question, store: Store, k: int = 10) -> list[Hit]:
    """Up to ``k`` hits for ``question``, best first, different clauses.

    Where the question is about several plans each gets an even share of the places.
    """
    wanted = " ".join(question.focus) or question.standalone
    weights = word_weights(wanted)
    vector = store.embedder.embed_query(wanted) if store.embedder.knows(wanted) else None
    plans = question.plans
    groups = [[plan] for plan in plans] if len(plans) > 1 else [list(plans)]
    found = []
    for group in groups:
        dense = dict(store.search_dense(vector, POOL, group)) if vector is not None else {}
        words = dict(store.search_words(weights, POOL, group))
        found.append(_fold_parents(_fuse(question, store, vector, dense, words)))
    return _share(found, k)


def _fuse(
    question: Question,
    store: Store,
    vector: list[float] | None,
    dense: Mapping[str, float],
    words: Mapping[str, float],
) -> list[Hit]:
    library, named = store.library, _named(question, store)
    names = [name for name in sorted({*dense, *words, *named}) if library.clause(name)]
    low = min(dense.values(), default=0.0)
    near = store.closest_sentences(vector, names) if vector is not None else {}
    meaning = np.array([_meaning(dense.get(name, low), near.get(name)) for name in names], dtype=np.float32)
    counted = np.array([words.get(name, 0.0) for name in names], dtype=np.float32)
    scores = fuse(counted, meaning, is_foreign(question.standalone))
    clauses = [clause for name in names if (clause := library.clause(name))]
    headings = {one.id: float(score) for one, score in zip(clauses, scores, strict=True) if _is_bare(one)}
    hits = []
    for place, clause in enumerate(clauses):
        gains = _gains(clause, question, named, headings, library)
        parts = {"words": counted[place], "meaning": meaning[place], **gains}
        why = ", ".join(f"{label} {value:.2f}" for label, value in parts.items() if value)
        hits.append(Hit(clause, float(scores[place]) + sum(gains.values()), why))
    return sorted(hits, key=lambda hit: (-hit.score, hit.clause.id))


def _meaning(passage: float, sentence: float | None) -> float:
    return passage if sentence is None else (1 - SENTENCE) * passage + SENTENCE * sentence


def _named(question: Question, store: Store) -> set[str]:
    """Ids of the clauses that the question names by number. Among very many plans a number alone names none."""
    plans = question.plans or tuple(islice(store.library.plans, NUMBERED + 1))
    if len(plans) > NUMBERED:
        return set()
    return {
        clause.id
        for plan in plans
        if plan in store.library.plans
        for ref in question.clause_refs
        for clause in named_clauses(ref, plan, store.library)
    }


def _gains(
    clause: Clause, question: Question, named: set[str], headings: Mapping[str, float], library: Library
) -> dict[str, float]:
    """What a clause's place and records add to its score."""
    gains = {}
    if clause.id in named:
        gains["number"] = NAMED_CLAUSE
    if question.indicators and any(record.name in question.indicators for record in library.indicators_of(clause.id)):
        gains["indicator"] = INDICATOR
    if any(name in fold(clause.text) for name in question.quoted):
        gains["quoted"] = QUOTED
    if above := headings.get(clause.parent or ""):
        gains["heading"] = HEADING * above
    return gains


def _fold_parents(hits: Sequence[Hit]) -> list[Hit]:
    """Bare headings go where something below them was found too: the clause that holds the hit is the deepest."""
    parents: set[str | None] = {hit.clause.parent for hit in hits}
    return [hit for hit in hits if not (hit.clause.id in parents and _is_bare(hit.clause))]


def _is_bare(clause: Clause) -> bool:
    return len(clause.text) <= len(clause.number) + len(clause.title) + 2


def _share(found: Collection[Sequence[Hit]], k: int) -> list[Hit]:
    """The best of each list in turn until ``k`` are taken; a single list is cut to ``k``."""
    taken: list[Hit] = []
    for rank in range(max((len(hits) for hits in found), default=0)):
        row = sorted((hits[rank] for hits in found if rank < len(hits)), key=lambda hit: -hit.score)
        taken.extend(row[: k - len(taken)])
        if len(taken) >= k:
            break
    return taken
