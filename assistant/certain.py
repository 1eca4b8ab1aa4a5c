"""Whether one clause beyond doubt answers a question whose words its sentences need not repeat."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked import asked_units
from assistant.cues import has
from assistant.likely import likely
from assistant.scene import Found, Scene
from assistant.support import LIKED, MEANT

CERTAIN = 0.9
"""Chance from which a clause is beyond doubt the one that answers."""
EVEN = 0.5
"""Chance from which a clause is more likely than not the one that answers."""


def of_the_clause(scene: Scene, found: Sequence[Found], best: Found) -> bool:
    """Whether the clause of a sentence certainly answers a question for a number of a kind that is named, and says all
    the matters in it, though the sentence itself does not (抓住棚户区土地…。到2025年，新建3所)."""
    first = likely(scene, found)[0]
    text = f"{scene.text_of(first.clause)} {scene.heading(first.clause)}"
    fits = asked_units(scene.question.folded) is not None and first.clause == best.piece.clause
    return fits and first.chance >= CERTAIN and not scene.ground.lacking(text)


def aim(scene: Scene, found: Sequence[Found]) -> bool:
    """Whether a target is asked for, no rate or amount of it (target for group schooling), and a clause that is about
    it certainly has it."""
    asked = has(scene.question.folded, "rank", "goal") and asked_units(scene.question.folded) is None
    first = likely(scene, found)[0]
    about = max(max(one.like - LIKED, one.meant - MEANT) for one in first.sentences)
    return asked and first.chance >= CERTAIN and about >= 0


def beyond_doubt(scene: Scene, found: Sequence[Found]) -> bool:
    """Whether a clause that more likely than not answers the question has a sentence that is about it."""
    first = next(iter(likely(scene, found)), None)
    if first is None or first.chance < EVEN:
        return False
    return any(max(one.meant - MEANT, one.like - LIKED) >= 0 for one in first.sentences)
