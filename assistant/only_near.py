"""What is told where nothing found shares the question's words, yet one clause most likely is the one that is meant."""

from __future__ import annotations

from assistant import kinds
from assistant.asked import values
from assistant.certain import EVEN
from assistant.choose import choose
from assistant.close import close
from assistant.decline import quoted
from assistant.draft import Draft
from assistant.likely import likely
from assistant.scene import Found, Scene
from assistant.support import APART


def only_near(scene: Scene, found: list[Found]) -> Draft | None:
    """The clauses nearest in meaning, where one more likely than not answers a question that has none of its words;
    a number asked for must be in it."""
    first = next(iter(likely(scene, found)), None)
    if not scene.question.plans or first is None or first.chance < EVEN:
        return None
    if max(one.like for one in first.sentences) < APART:
        return None
    chosen = choose(scene, found)
    if scene.question.language != "en":
        chosen = close(chosen) or chosen[:1]
    near = [one.piece for one in chosen]
    if scene.question.kind == kinds.NUMBER and not any(values(scene, piece.text) for piece in near[:1]):
        return None
    scene.page.frame(scene.say("loose"))
    scene.page.items([quoted(scene, piece) for piece in near])
    return scene.page.draft("partial", "no_evidence")
