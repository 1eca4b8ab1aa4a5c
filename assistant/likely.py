"""How likely each clause that search found is the one that answers the question.

A conditional logit (D. McFadden, 1974): the chance of a clause is the softmax of a weighted sum of its signs over the
clauses found. Chinese and foreign questions have their own weights, as search has. Fitted and checked, a plan left
out at a time, by ``python -m eval.fit_likely``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import kinds
from assistant.asked import values
from assistant.match import Match
from assistant.scene import Found, Scene
from index.passage import words_text
from index.plan import Clause
from index.query import is_foreign
from index.script import fold

SIGNS = ("score", "match", "like", "heading", "meant", "value", "review", "past", "above", "told", "named")
"""Search's score as a share of the best; ``assistant.match``; the lead of the best sentence's cosine; the asker's words
in the headings; the concepts named that a sentence has in so many words; whether it holds a number of the kind asked;
whether it looks back where the question looks ahead, and where the question looks back too; whether others stand under
it, which say what it announces; the asker's words in all of it; the concepts named, in whatever words."""
WEIGHTS: dict[str, tuple[float, ...]] = {
    "zh": (3.29, 4.19, 3.52, 1.34, -0.45, 2.68, -1.12, 0.11, -1.38, 5.35, 0.91),
    "foreign": (5.16, 14.88, 5.17, 8.21, 1.00, 3.71, -1.66, -1.53, -0.65, 3.64, 0.43),
}
"""Weight of each of ``SIGNS``."""
REVIEW = re.compile("成[就绩效]|回顾|现状|发展情况|基础(?!教育)|历程|取得")
"""Headings of what was done in the years before: it answers less often than what a plan sets out to do."""
_PAST = re.compile(
    "了(?:什么|啥|哪|多|几|[一两二三四五六七八九十百\\d])|过去|以前|前几年|[这那]几年|这些年|已经?[^，。？?]{0,6}了|取得|获得|曾经?|完成得|"
    r"现[在有]|目前|\b(?:was|were|did|had|has|have|so far|already|past|currently|now)\b|achiev"
)
"""Words of a question about what was done or is."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A clause with the chance (0..1) that it answers the question, and its sentences, best first."""

    clause: Clause
    chance: float
    sentences: tuple[Found, ...]


def likely(scene: Scene, found: Sequence[Found]) -> list[Likely]:
    """The clauses of ``found``, the likeliest first; their chances sum to 1."""
    weights = WEIGHTS["foreign" if is_foreign(scene.question.standalone) else "zh"]
    rows = signs(scene, found)
    totals = [sum(weight * sign for weight, sign in zip(weights, row, strict=True)) for _, row in rows]
    most = max(totals, default=0.0)
    shares = [math.exp(total - most) for total in totals]
    rated = [
        Likely(inside[0].piece.clause, share / sum(shares), tuple(inside))
        for (inside, _), share in zip(rows, shares, strict=True)
    ]
    return sorted(rated, key=lambda one: -one.chance)


def signs(scene: Scene, found: Sequence[Found]) -> list[tuple[list[Found], tuple[float, ...]]]:
    """The sentences of each clause of ``found`` in search's order, best first, with the clause's ``SIGNS``."""
    inside: dict[str, list[Found]] = {}
    for one in sorted(found, key=lambda one: -one.near):
        inside.setdefault(one.piece.clause.id, []).append(one)
    hits = [hit for hit in scene.hits if hit.clause.id in inside]
    top = max((hit.score for hit in hits), default=1.0) or 1.0
    clauses = [inside[hit.clause.id] for hit in hits]
    likes = [max(one.like for one in sentences) for sentences in clauses]
    past = _of_the_past(scene)
    match = Match([hit.clause for hit in hits], scene.library)
    matched, named = match.of(_asked(scene)), match.naming(scene.ground.concepts)
    rows: list[tuple[list[Found], tuple[float, ...]]] = []
    for at, (hit, sentences) in enumerate(zip(hits, clauses, strict=True)):
        heading = scene.heading(hit.clause)
        back = REVIEW.search(heading) is not None
        row = (
            hit.score / top,
            matched[at],
            _lead(likes, at),
            scene.ground.cover(heading),
            max(one.meant for one in sentences),
            float(_holds_value(scene, sentences)),
            float(back and not past),
            float(back and past),
            float(bool(scene.library.children(hit.clause.id))),
            scene.ground.cover(fold(words_text(hit.clause, scene.library))),
            named[at],
        )
        rows.append((sentences, row))
    return rows


def _asked(scene: Scene) -> str:
    """The words of the question that are held against a clause: of a Chinese one those that say what it is about."""
    question = scene.question
    return question.standalone if is_foreign(question.standalone) else " ".join(question.focus) or question.standalone


def _of_the_past(scene: Scene) -> bool:
    """Whether the question asks of the time before the plans' own."""
    begins = [plan.metadata.period[0] for plan in scene.plans if plan.metadata.period]
    years = scene.question.years
    return bool(_PAST.search(scene.question.folded)) or bool(years and begins and min(years) < min(begins))


def _holds_value(scene: Scene, sentences: Sequence[Found]) -> bool:
    number = scene.question.kind == kinds.NUMBER
    return number and any(values(scene, one.piece.text) for one in sentences)


def _lead(values: Sequence[float], at: int) -> float:
    """By how much a value is ahead of the best of the others (below 0: behind it)."""
    return values[at] - max((value for place, value in enumerate(values) if place != at), default=0.0)
