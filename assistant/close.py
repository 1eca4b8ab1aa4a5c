"""Which of the sentences chosen come near a question that none of them plainly answers: the others are left out."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.scene import Found
from assistant.support import APART, COVER, LIKED

NEAR = 0.15
"""Cover of the question's words from which the best sentence is offered though it is not close."""
FAR = 0.05
"""Cosine below which a sentence that shares few words with the question is about something else."""


def close(chosen: Sequence[Found]) -> list[Found]:
    """``chosen``, the likeliest clause first, without what is about something else; where none is close, nor speaks of
    a concept that is named, its best sentence alone, if that comes near at all: there is nothing on the matter."""
    if any(one.meant > 0 or one.like >= LIKED or one.cover >= COVER for one in chosen):
        return without_strange(chosen)
    best = _best(chosen)
    return [best] if best is not None and (best.like >= APART or best.cover >= NEAR) else []


def without_strange(chosen: Sequence[Found]) -> list[Found]:
    """``chosen`` without sentences that neither share words with the question nor are like it; the best one of the
    likeliest clause stays. All of them where there is no embedder to tell what is like it."""
    if not any(one.like for one in chosen):
        return list(chosen)
    best = _best(chosen)
    return [one for one in chosen if one is best or one.like >= FAR or one.cover >= NEAR or one.meant]


def _best(chosen: Sequence[Found]) -> Found | None:
    """The sentence of the likeliest clause, which is the first, that comes nearest."""
    first = [one for one in chosen if one.piece.clause == chosen[0].piece.clause]
    return max(first, key=lambda one: one.near, default=None)
