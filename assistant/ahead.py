"""What is asked of the time to come (will …, 会……吗): told first by what a plan sets out, not by what has been done."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import kinds
from assistant.cues import has
from assistant.likely import REVIEW, Likely
from assistant.scene import Scene
from assistant.support import LIKED, MEANT
from index.plan import Clause

LEAST = 0.15
"""Chance from which what a plan sets out goes before what it reviews."""


def set_out(scene: Scene, rated: Sequence[Likely]) -> list[Likely]:
    """``rated`` with the likeliest clause that sets out something on the matter first, where the question asks of the
    time to come and a review is likeliest."""
    if not rated or not _asked(scene) or not reviews(scene, rated[0].clause):
        return list(rated)
    ahead = [one for one in rated if one.chance >= LEAST and not reviews(scene, one.clause) and _meant(one)]
    return [*ahead[:1], *(one for one in rated if one not in ahead[:1])]


def only_past(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Whether the question asks if something will be, and all ``clauses`` tell what has been."""
    policy = scene.question.kind == kinds.POLICY
    return policy and _asked(scene) and bool(clauses) and all(reviews(scene, one) for one in clauses)


def reviews(scene: Scene, clause: Clause) -> bool:
    """Whether a clause stands under a heading of what has been done."""
    return REVIEW.search(scene.heading(clause)) is not None


def _asked(scene: Scene) -> bool:
    return has(scene.question.folded, "ahead")


def _meant(one: Likely) -> bool:
    return any(found.meant >= MEANT or found.like >= LIKED for found in one.sentences[:1])
