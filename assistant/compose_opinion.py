"""Opinions and forecasts: never given; what the plans set out on the subject is told beside that."""

from __future__ import annotations

from assistant.answer import DECLINED, PARTIAL
from assistant.compose_fact import compose_fact
from assistant.cues import has
from assistant.decline import issuer_of, nearest, quoted
from assistant.draft import Draft
from assistant.scene import Scene
from assistant.support import ALIKE, CLAUSES, COVER, LIKED, MEANT

REASON = "opinion"


def compose_opinion(scene: Scene) -> Draft:
    """Says that the plans give none; of a forecast (以后会更好吗) then what they commit to, of an opinion the nearest
    clauses and whom to ask, where some clause is about the subject at all."""
    folded = scene.question.folded
    forecast = has(folded, "opinion", "outlook") and not has(folded, "opinion", "verdict")
    if forecast and scene.question.plans and _speaks(scene, LIKED):
        scene.page.frame(scene.say("outlook"))
        told = compose_fact(scene)
        if told.status != DECLINED:
            return scene.page.draft(PARTIAL, REASON)
        return told
    scene.page.frame(scene.say(REASON))
    if len(scene.plans) == 1 and _speaks(scene, ALIKE):
        scene.page.frame(scene.say("nearest"))
        scene.page.items([quoted(scene, piece) for piece in nearest(scene)])
        scene.page.frame(scene.say("ask", issuer=issuer_of(scene.plans[0])))
    return scene.page.draft(DECLINED, REASON)


def _speaks(scene: Scene, like: float) -> bool:
    """Whether a sentence found is about what the question names."""
    found = scene.found(scene.hits[:CLAUSES])
    return any(one.like >= like or one.cover >= COVER or one.meant >= MEANT for one in found)
