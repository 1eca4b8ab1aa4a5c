"""Who pays (谁出钱, 费用由谁承担): only a sentence that names a payer or a source of money answers it."""

from __future__ import annotations

from dataclasses import replace

from assistant import kinds
from assistant.answer import PARTIAL
from assistant.choose import SHARE, choose
from assistant.cues import has, pattern
from assistant.decline import ABOUT, HALF, issuer_of, names, nearest, quoted, unsaid
from assistant.draft import Draft
from assistant.places import named
from assistant.question import Question, focus_of
from assistant.scene import Found, Scene
from assistant.support import ALIKE, CLAUSES, COVER, LIKED, MEANT, supported
from index.script import fold

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.RESPONSIBLE})
MOST = 3
"""Sentences that answer; of those that only come near the best is enough."""


def compose_payer(scene: Scene) -> Draft | None:
    """The sentences about the matter that name a payer; where there is none, that, with the sentence nearest to the
    matter; where none is plainly about it, the likely ones that name a payer, said to be so. None where nobody asks
    who pays."""
    question = scene.question
    if question.kind not in KINDS or not has(question.folded, "payer"):
        return None
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return None
    matter = scene.about(_matter(scene))
    near = matter.found(matter.hits[:CLAUSES])
    about = [one for one in near if _about(matter, one)] if matter.question.focus else near
    paid = [one for one in about if _names_payer(one)]
    if not paid and (likely := _likely(scene, found, bool(about))):
        scene.page.frame(scene.say("loose"))  # whether they pay for just this nobody can tell
        scene.page.items([quoted(scene, one.piece) for one in likely])
        return scene.page.draft(PARTIAL, "near_miss")
    if paid:
        told = [one.piece for one in paid[:MOST] if one.near >= SHARE * paid[0].near]
        scene.page.items([quoted(scene, piece) for piece in told])
        return scene.page.draft()
    scene.page.frame(scene.say("no_payer", plans=names(scene.plans, question.language)))
    near_by = tuple(one.piece for one in about[:1]) or nearest(scene)[:1]
    if near_by:
        scene.page.frame(scene.say("nearest"))
        scene.page.items([quoted(scene, piece) for piece in near_by])
    if len(scene.plans) == 1:
        scene.page.frame(scene.say("ask", issuer=issuer_of(scene.plans[0])))
    return scene.page.draft(PARTIAL, "near_miss")


def _likely(scene: Scene, found: list[Found], first: bool) -> list[Found]:
    """The sentences that search takes for the answer and that name a payer; with ``first`` only where one of the
    likeliest clause does."""
    chosen = choose(scene, found)
    clause = chosen[0].piece.clause
    paying = [one for one in chosen if _names_payer(one)]
    return [] if first and all(one.piece.clause is not clause for one in paying) else paying


def _names_payer(one: Found) -> bool:
    return has(fold(one.piece.text), "payer", "names")


def _matter(scene: Scene) -> Question:
    """The question without its words of who pays: what is to be paid for."""
    rest = pattern("payer").sub(" ", scene.question.folded)
    return replace(
        scene.question, standalone=rest, folded=rest, focus=focus_of(rest, named(rest, scene.library)), indicators=()
    )


def _about(matter: Scene, one: Found) -> bool:
    """Whether a sentence, its headings or what stands right before it speak of what is to be paid for."""
    if one.like >= ALIKE:
        return True
    said = unsaid(matter, one) < HALF
    if matter.ground.concepts:
        return one.meant >= MEANT or (said and one.cover >= ABOUT)
    return said and (one.cover >= COVER or one.like >= LIKED)
