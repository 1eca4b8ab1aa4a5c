"""Which plans mention a matter by its name and which do not: named first, then where each speaks of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import kinds
from assistant.answer import DECLINED
from assistant.cues import has, pattern
from assistant.decline import names
from assistant.draft import Draft, DraftSentence
from assistant.ground import folded_text, pieces_of
from assistant.pieces import FRONT, Piece
from assistant.scene import Scene, flat, sentence
from index.plan import Plan
from index.script import fold
from index.thesaurus import concepts, outright

TOLD = 2
"""Sentences of a plan that are quoted."""


def compose_mention(scene: Scene) -> Draft | None:
    """A first sentence that names the plans asked for, then a table; None where something else is asked or the matter
    has no name that can be looked for."""
    question = scene.question
    if question.kind != kinds.COMPARISON or question.parts or len(scene.plans) < 2 or question.unknown_places:
        return None
    name, ways = _matter(scene)
    if not ways:
        return None
    held = {plan.id: _mentions(scene, plan, ways) for plan in scene.plans}
    having = tuple(plan for plan in scene.plans if held[plan.id])
    lacking = tuple(plan for plan in scene.plans if not held[plan.id])
    silent = has(question.folded, "mentions", "silent")
    _lead(scene, name, lacking if silent else having, "leave_out" if silent else "mention_it")
    if not having:
        return scene.page.draft("answered" if silent else DECLINED, "" if silent else "no_evidence")
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    rows = [[[sentence(scene, flat(one.text), one) for one in held[plan.id]] or absent] for plan in scene.plans]
    labels = tuple(scene.label(plan) for plan in scene.plans)
    scene.page.table((scene.say("district"), scene.say("content")), labels, rows)
    return scene.page.draft()


def _lead(scene: Scene, name: str, meant: Sequence[Plan], key: str) -> None:
    whole, none = ("none_mention", "all_mention") if key == "leave_out" else ("all_mention", "none_mention")
    if len(meant) in (0, len(scene.plans)):
        scene.page.frame(scene.say(whole if meant else none, name=name))
    else:
        scene.page.frame(scene.say(key, name=name, plans=names(tuple(meant), scene.question.language)))


def _matter(scene: Scene) -> tuple[str, list[str]]:
    """The matter as the question names it, and how plans may write it; nothing where it is not known by name."""
    found = pattern("mentions").search(scene.question.folded)
    if found is None:
        return "", []
    said = (found["zh"] or found["en"] or "").strip(" “”\"'")
    if not said or has(said, "mentions", "asks"):  # 分别提到多少 asks for figures
        return "", []
    named = [(way, concepts()[number]) for way, number in outright(said)]
    if found["en"] is not None:
        told = {concept.term: [concept.term, *concept.also] for _, concept in named}
        return (said, [fold(way) for way in next(iter(told.values()))]) if len(told) == 1 else ("", [])
    same = [fold(way) for name, concept in named if name == said for way in (concept.term, *concept.also)]
    return said, [said, *(way for way in same if way != said and _shortened(said, way))]


def _shortened(one: str, other: str) -> bool:
    """Whether one name is the other with characters left out (特教, 特殊教育)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(char in rest for char in short)


def _mentions(scene: Scene, plan: Plan, ways: Sequence[str]) -> list[Piece]:
    """The sentences in which a plan has the matter, those of clauses that search found and the name itself first."""
    order = {hit.clause.id: place for place, hit in enumerate(scene.hits)}
    found = []
    for clause in plan.clauses:
        if clause.kind == FRONT or not any(way in folded_text(clause) for way in ways):
            continue
        for piece in pieces_of(clause):
            first = next((n for n, way in enumerate(ways) if way in fold(piece.text)), -1)
            if first >= 0:
                found.append((first > 0, order.get(clause.id, len(order)), clause.start, piece.start, piece))
    best = [one[-1] for one in sorted(found, key=lambda one: one[:-1])]
    return [piece for n, piece in enumerate(best) if piece.clause not in [b.clause for b in best[:n]]][:TOLD]
