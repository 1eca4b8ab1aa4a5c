"""Answers to questions of fact, number and policy: the sentences that hold it, cut to what was asked."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.asked import off_year
from assistant.choose import choose
from assistant.compose_person import compose_person
from assistant.cues import table
from assistant.decline import missing, quoted
from assistant.draft import Draft
from assistant.numbers import compose_number, say_claim
from assistant.pieces import Piece, segments
from assistant.scene import Scene, flat, sentence
from assistant.support import ALIKE, CLAUSES, COVER, FAINT, MEANT, everyday, supported
from assistant.totals import compose_total
from index.plan import Span
from index.script import fold

UNSURE = 0.12
"""Search score below which even the likeliest clause is only the nearest one."""


def compose_fact(scene: Scene) -> Draft:
    """The best sentences, or why there are none."""
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    if scene.question.kind == kinds.NUMBER:
        return scene.page.draft() if compose_total(scene, found) else compose_number(scene, found)
    if (named := compose_person(scene)) is not None:
        return named
    chosen = choose(scene, found)
    best = max((one for one in chosen if one.piece.clause is chosen[0].piece.clause), key=lambda one: one.near)
    if off_year(scene, best.piece):
        return missing(scene, "near_miss", "no_year", (best.piece,))
    reason = say_claim(scene, chosen)
    sure = len({one.piece.clause.id for one in chosen}) == 1
    loose = not sure and everyday(scene) and best.cover < COVER and best.meant < MEANT
    loose = loose or (
        best.cover < FAINT and best.meant < MEANT and best.like < ALIKE and scene.question.language != "en"
    )
    if loose:
        scene.page.frame(scene.say("loose"))
    firm = scene.question.kind == kinds.POLICY and not reason and not loose
    if firm:
        _committed(scene, best.piece)
    scene.page.items([quoted(scene, one.piece) for one in chosen if not (firm and one is best)])
    unsure = loose and scene.hits[0].score < UNSURE
    return scene.page.draft("partial" if unsure else "answered", "near_miss" if unsure else reason)


def _committed(scene: Scene, best: Piece) -> None:
    """A plain first sentence: how firmly the plan binds itself, in its own word, and to what; then the limits."""
    label = scene.label(scene.library.plan_of(best.clause))
    key, word = governing(scene, best)
    lead = scene.say(key, label=label, word=word)
    if scene.question.language == "en":
        scene.page.say(sentence(scene, lead, best), quoted(scene, best))
        return
    scene.page.say(sentence(scene, lead + flat(best.text), best))
    if found := limits(best.text):
        scene.page.say(sentence(scene, scene.say("limits", limits="；".join(found)), best))


def strength(text: str) -> tuple[str, str]:
    """The frame and the word that shows how firm a statement is: commit, forbid, permit, aim, explore or state."""
    for key, words in table("strength")["strength"].items():
        word = next((word for word in words if word in fold(text)), "")
        if word:
            return key, word
    return "state", ""


def governing(scene: Scene, piece: Piece) -> tuple[str, str]:
    """``strength`` of the part of a sentence that is about the question, or of a word before it that governs it.

    A 不得 of another part (不得晚于20时) says nothing of what was asked.
    """
    text = piece.clause.text
    parts = [Piece(piece.clause, *span) for span in segments(text, Span(piece.start, piece.end))]
    likes = scene.nearness(scene.library, parts) if scene.nearness else [0.0] * len(parts)
    rated = [scene.ground.cover(fold(one.text)) + like for one, like in zip(parts, likes, strict=True)]
    part = parts[rated.index(max(rated))]
    key, word = strength(text[part.start : part.end])
    if key != "state":
        return key, word
    key, word = strength(text[piece.start : part.start])
    return (key, word) if key in ("commit", "aim", "explore") else ("state", "")


def limits(text: str) -> list[str]:
    """For whom, when and under which condition a statement holds, in its words."""
    patterns = table("strength")["limits"]["cues"]
    return [match.group().rstrip("，,") for cue in patterns if (match := re.search(cue, text))]
