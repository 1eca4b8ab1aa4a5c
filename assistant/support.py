"""Whether what search found bears on the question at all; the thresholds stand here, in one place."""

from __future__ import annotations

from assistant import kinds
from assistant.cues import has
from assistant.scene import Found, Scene

CLAUSES = 8
"""Hits that are read for an answer."""
COVER = 0.36
"""Cover of the question's own words from which a sentence bears on it."""
MEANT = 0.5
"""Share of the concepts that the question names, from which a sentence bears on it."""
LIKED, ALIKE = 0.22, 0.3
"""Cosine of a sentence with the question from which it bears on it, where a plan is named; where a number is asked."""
LOOSE = 0.2
"""Cover that is enough beside a share of concepts."""
FAINT = 0.1
"""Cover below which a question that names neither a plan nor a concept of the field is about something else."""
APART = 0.13
"""Cosine of the nearest sentence below which an English question without a concept of the field is off the field."""
KNOWN, LONG = 0.5, 9
"""Share of a question's words that stand in some plan, below which it is not in official words, and
characters of a question long enough to tell."""
SURE = 0.45
"""Search score from which a clause is taken to be meant though it shares few words with the question."""


def supported(scene: Scene, found: list[Found]) -> bool:
    """Whether an answer may be given from ``found``.

    A question in official words has its words in the clause that answers it. One in everyday words, or in English,
    need not: there search's word is taken, and the answer shows which clause it is.
    """
    if not found:
        return False
    best = found[:5]
    cover = max(one.cover for one in best)
    meant = max(one.meant for one in best)
    sure = scene.question.language != "en" and scene.hits[0].score >= SURE
    liked = max(one.like for one in found) >= (ALIKE if scene.question.kind == kinds.NUMBER else LIKED)
    if cover >= COVER or (meant >= MEANT and cover >= LOOSE) or sure or (liked and scene.question.plans):
        return True
    if not scene.question.plans and cover < FAINT and not meant:
        return False
    english = scene.question.language == "en"
    if english and not scene.ground.concepts and cover < LOOSE and max(one.like for one in found) < APART:
        return False
    return english or everyday(scene) or meant >= MEANT


def everyday(scene: Scene) -> bool:
    """Whether the question is put in everyday words: by its cues, or as most of its words are in no plan."""
    long = len("".join(scene.question.focus)) >= LONG
    return has(scene.question.folded, "everyday") or (long and scene.ground.known() < KNOWN)
