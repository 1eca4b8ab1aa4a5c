"""How likely each clause that search found is the one that answers the question.

A logistic model of five signs, each a clause's lead over the best of the others or its place: search's score, the
cosine of its best sentence, its share of the asker's words, of the concepts named, its rank. Chinese and foreign
questions have their own weights, as search has. Fitted and checked by ``python -m eval.fit_likely``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scene import Found, Scene
from index.plan import Clause
from index.query import is_foreign

SIGNS = ("score", "like", "cover", "meant", "rank")
WEIGHTS: dict[str, tuple[float, ...]] = {
    "zh": (5.23, 4.73, 4.07, 0.80, 0.12, -0.24),
    "foreign": (4.94, 6.57, 1.60, 2.02, 2.66, -2.78),
}
"""Weight of each of ``SIGNS`` and the constant."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A clause with the chance (0..1) that it answers the question, and its sentences, best first."""

    clause: Clause
    chance: float
    sentences: tuple[Found, ...]


def likely(scene: Scene, found: Sequence[Found]) -> list[Likely]:
    """The clauses of ``found``, the likeliest first."""
    weights = WEIGHTS["foreign" if is_foreign(scene.question.standalone) else "zh"]
    rated = [
        Likely(inside[0].piece.clause, _chance(weights, row), tuple(inside)) for inside, row in signs(scene, found)
    ]
    return sorted(rated, key=lambda one: -one.chance)


def _chance(weights: Sequence[float], row: Sequence[float]) -> float:
    total = weights[-1] + sum(weight * sign for weight, sign in zip(weights, row, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def signs(scene: Scene, found: Sequence[Found]) -> list[tuple[list[Found], tuple[float, ...]]]:
    """The sentences of each clause of ``found`` in search's order, best first, with the clause's ``SIGNS``."""
    inside: dict[str, list[Found]] = {}
    for one in sorted(found, key=lambda one: -one.near):
        inside.setdefault(one.piece.clause.id, []).append(one)
    hits = [hit for hit in scene.hits if hit.clause.id in inside]
    top = max((hit.score for hit in hits), default=1.0) or 1.0
    scores = [hit.score / top for hit in hits]
    clauses = [inside[hit.clause.id] for hit in hits]
    likes, covers, meants = (
        [max(getattr(one, sign) for one in sentences) for sentences in clauses] for sign in ("like", "cover", "meant")
    )
    return [
        (sentences, (_lead(scores, at), _lead(likes, at), _lead(covers, at), meants[at], 1 / (1 + at)))
        for at, sentences in enumerate(clauses)
    ]


def _lead(values: Sequence[float], at: int) -> float:
    """By how much a value is ahead of the best of the others (below 0: behind it)."""
    return values[at] - max((value for place, value in enumerate(values) if place != at), default=0.0)
