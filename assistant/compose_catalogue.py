"""Which plans there are."""

from __future__ import annotations

from assistant.compose_metadata import compose_title
from assistant.draft import Draft, DraftSentence
from assistant.scene import Scene


def compose_catalogue(scene: Scene) -> Draft:
    """The indexed plans by district, with their titles quoted where the document gives them."""
    scene.page.frame(scene.say("catalogue"))
    items = []
    for plan in scene.library.plans.values():
        items.append(compose_title(scene, plan) or DraftSentence(scene.label(plan), frame=True))
    scene.page.items(items)
    return scene.page.draft()
