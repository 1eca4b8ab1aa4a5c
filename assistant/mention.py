"""Matters that a question names by their official name and that the plans asked about never mention."""

from __future__ import annotations

import re
from itertools import product

from assistant import kinds
from assistant.answer import DECLINED, PARTIAL
from assistant.certain import CERTAIN, EVEN
from assistant.choose import choose
from assistant.close import close
from assistant.cues import table
from assistant.decline import HALF, issuer_of, names, quoted, unsaid
from assistant.draft import Draft
from assistant.ground import folded_text
from assistant.likely import likely
from assistant.quoted import missing_name, says_english
from assistant.scene import Scene
from assistant.support import CLAUSES, COVER, LIKED
from index.plan import Plan
from index.script import fold
from index.thesaurus import concepts, outright, telling
from index.thesaurus import named as hinted

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.WHY})
"""Questions about a matter; one about a clause, a document or an indicator's record names it in other ways."""
TRUSTED = 0.5
"""Trust from which an English word is taken to speak of a concept that it does not name outright (phones)."""
SAID = 0.3
"""Cosine from which a sentence may say in other words what an English phrase names."""


def not_mentioned(scene: Scene) -> Draft | None:
    """What to say where the matter asked about stands nowhere in the plans asked: that, and what comes nearest."""
    quote = missing_name(scene)
    name = quote or unmentioned(scene) or _foreign_matter(scene)
    if not name:
        return None
    page, plans = scene.page, scene.plans
    page.frame(scene.say("unmentioned", plans=names(plans, scene.question.language), name=name))
    found = scene.found(scene.hits[:CLAUSES])
    near = any(one.like >= LIKED or one.cover >= COVER for one in found)
    sure = any(one.chance >= EVEN for one in likely(scene, found)[:1])
    blank = not near and bool(quote or (scene.question.language == "en" and not sure))
    chosen = [] if blank else choose(scene, found)
    told = [one.piece for one in (chosen if scene.question.language == "en" else close(chosen))]
    if told:
        page.frame(scene.say("nearest"))
        page.items([quoted(scene, piece) for piece in told])
    if len(plans) == 1:
        page.frame(scene.say("ask", issuer=issuer_of(plans[0])))
    return page.draft(DECLINED if blank else PARTIAL, "near_miss")


def unmentioned(scene: Scene) -> str:
    """The name in the question of a matter that no plan asked about mentions in any way; empty where none is named,
    or one of those named is mentioned."""
    if scene.question.kind not in KINDS or not scene.question.plans:
        return ""
    when = re.compile(table("asked")["when"])
    named = [one for one in outright(scene.question.standalone) if not when.fullmatch(one[0])]
    there = (
        one for one in named if re.search(f"(?:有没[有得]|有无|是否有)(?:{re.escape(one[0])})", scene.question.folded)
    )
    for name, number in there:  # 培智学校有没有校车 asks of the bus, though the school is mentioned
        if not any(_mentions(plan, name, number) for plan in scene.plans):
            return name
    if not named or any(_mentions(plan, name, number) for name, number in named for plan in scene.plans):
        return ""
    if _meant_otherwise(scene, {number for _, number in named}):
        return ""
    ways = [fold(name) for name, _ in named]
    english = scene.question.language == "en"
    if english and (_said_otherwise(scene) or any(says_english(scene, *one) for one in product(scene.plans, ways))):
        return ""
    return max((name for name, _ in named), key=len)


def _meant_otherwise(scene: Scene, outright: set[int]) -> bool:
    """Whether the clause that most likely answers speaks of another concept than those named ``outright``, one that the
    question tells of in everyday words (智力有点问题: 特殊教育)."""
    spoken = [number for number, trust in hinted(scene.question.standalone).items() if trust >= TRUSTED]
    others = [number for number in spoken if number not in outright]
    first = next(iter(likely(scene, scene.found(scene.hits[:CLAUSES]))), None) if others else None
    if first is None or first.chance < EVEN:
        return False
    text = f"{scene.text_of(first.clause)} {scene.heading(first.clause)}"
    ways = (fold(way) for number in others for way in (concepts()[number].term, *concepts()[number].also))
    return any(way in text for way in ways)


def _said_otherwise(scene: Scene) -> bool:
    """Whether a sentence found is near an English question, or the clause that surely answers it has half its words."""
    found = scene.found(scene.hits[:CLAUSES])
    first = next(iter(likely(scene, found)), None)
    if first is not None and first.chance >= CERTAIN:
        lacked = scene.ground.lacking(f"{scene.text_of(first.clause)} {scene.heading(first.clause)}")
        if len(lacked) <= HALF * len(scene.ground.lacking("")):
            return True
    return any(one.like >= SAID for one in found)


def _foreign_matter(scene: Scene) -> str:
    """What an English question speaks of in single words (phones), where no plan asked about mentions any of it and no
    sentence found comes near; else empty."""
    question = scene.question
    if question.kind not in KINDS or not question.plans or question.language != "en" or outright(question.standalone):
        return ""
    spoken = [number for number, trust in hinted(question.standalone).items() if trust >= TRUSTED]
    if any(_mentions(plan, "", number) for number in spoken for plan in scene.plans):
        return ""
    found = scene.found(scene.hits[:CLAUSES])
    sure = any(one.chance >= CERTAIN for one in likely(scene, found)[:1])
    if sure or any(one.like >= SAID or unsaid(scene, one) <= HALF for one in found):
        return ""
    text = " ".join(folded_text(clause) for plan in scene.plans for clause in plan.clauses)
    words = scene.ground.lacking(text)
    own = " ".join(fold(way) for number in spoken for way in concepts()[number].english)
    return next((word for word in words if word in own or len(words) == len(scene.ground.lacking(""))), "")


def _mentions(plan: Plan, name: str, number: int) -> bool:
    """Whether a clause of ``plan`` has a way of the concept, or all words of its name that tell anything."""
    concept = concepts()[number]
    ways = [fold(way) for way in (concept.term, *concept.also, *concept.everyday)]
    words = telling(concept.term if name.isascii() else name)  # also where no name is given
    texts = (folded_text(clause) for clause in plan.clauses)
    return any(any(way in text for way in ways) or all(word in text for word in words) for text in texts)
