"""A number that a question puts to a plan (不是有60所吗), against the number that the plan gives."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cues import has
from assistant.scene import Found, Scene
from index.quantity import find_quantities, same


def say_claim(scene: Scene, taken: Sequence[Found]) -> str:
    """Says that the plan gives another number than the one the question puts to it; the reason, empty where not."""
    if not has(scene.question.folded, "claimed"):
        return ""
    claimed = [one for one in find_quantities(scene.question.folded) if one.kind == "amount" and one.unit]
    given = [one for found in taken for one in find_quantities(found.piece.text) if one.kind == "amount"]
    alike = {one.canonical[1] for one in given}
    wrong = [one for one in claimed if one.canonical[1] in alike and not any(same(one, other) for other in given)]
    if not wrong:
        return ""
    scene.page.frame(scene.say("not_this_value"))
    return "false_premise"
