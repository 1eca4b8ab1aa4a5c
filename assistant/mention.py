"""Matters that a question names by their official name and that the plans asked about never mention."""

from __future__ import annotations

from assistant import kinds
from assistant.answer import PARTIAL
from assistant.choose import choose
from assistant.decline import issuer_of, names, quoted
from assistant.draft import Draft
from assistant.ground import folded_text
from assistant.scene import Scene
from assistant.support import CLAUSES
from index.library import Library
from index.plan import Plan
from index.script import fold
from index.thesaurus import concepts, outright, telling

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.WHY})
"""Questions about a matter; one about a clause, a document or an indicator's record names it in other ways."""
SAID = 0.3
"""Cosine from which a sentence may say in other words what an English phrase names."""


def not_mentioned(scene: Scene) -> Draft | None:
    """What to say where the matter asked about stands nowhere in the plans asked: that, and what comes nearest."""
    name = unmentioned(scene)
    if not name:
        return None
    page, plans = scene.page, scene.plans
    page.frame(scene.say("unmentioned", plans=names(plans, scene.question.language), name=name))
    if found := scene.found(scene.hits[:CLAUSES]):
        page.frame(scene.say("nearest"))
        page.items([quoted(scene, one.piece) for one in choose(scene, found)])
    if len(plans) == 1:
        page.frame(scene.say("ask", issuer=issuer_of(plans[0])))
    return page.draft(PARTIAL, "near_miss")


def unmentioned(scene: Scene) -> str:
    """The name in the question of a matter that no plan asked about mentions in any way; empty where none is named,
    or one of those named is mentioned."""
    if scene.question.kind not in KINDS or not scene.question.plans:
        return ""
    named = outright(scene.question.standalone)
    if not named or any(_mentions(scene.library, plan, name, number) for name, number in named for plan in scene.plans):
        return ""
    english = scene.question.language == "en"
    if english and any(one.like >= SAID for one in scene.found(scene.hits[:CLAUSES])):
        return ""
    return max((name for name, _ in named), key=len)


def _mentions(library: Library, plan: Plan, name: str, number: int) -> bool:
    """Whether a clause of ``plan`` has a way of the concept, or all words of its name that tell anything."""
    concept = concepts()[number]
    ways = [fold(way) for way in (concept.term, *concept.also, *concept.everyday)]
    words = telling(concept.term if name.isascii() else name)
    texts = (folded_text(library, clause) for clause in plan.clauses)
    return any(any(way in text for way in ways) or all(word in text for word in words) for text in texts)
