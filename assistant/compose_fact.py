"""Answers to questions of fact, number and policy: the sentences that hold it, cut to what was asked."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.asked import off_year
from assistant.cues import table
from assistant.decline import missing, quoted
from assistant.draft import Draft
from assistant.numbers import compose_number, say_claim
from assistant.pieces import Piece, segments
from assistant.scene import Found, Scene, sentence
from assistant.support import CLAUSES, COVER, MEANT, everyday, supported
from assistant.totals import compose_total
from index.plan import Span
from index.script import fold

FAINT = 0.08
"""What the words of a sentence count, below which they do not show that it is the one meant."""
LIKELY = 0.82
"""Share of the first hit's score from which another clause is as likely the one meant (everyday words)."""
UNSURE = 0.12
"""Search score below which even the likeliest clause is only the nearest one."""
RIVAL = 0.6
"""Share of the best sentence's words that another must count to stand beside it."""
WHOLE, LONG = 160, 420
"""A clause of so many characters is given whole; of one from its beginning, so many."""


def compose_fact(scene: Scene) -> Draft:
    """The best sentences, or why there are none."""
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    if scene.question.kind == kinds.NUMBER:
        return scene.page.draft() if compose_total(scene, found) else compose_number(scene, found)
    plain = everyday(scene) and found[0].cover < COVER
    loose = plain and found[0].meant < MEANT
    chosen = _spread(scene, found) if plain else choose(found)
    if off_year(scene, chosen[0].piece):
        return missing(scene, "near_miss", "no_year", (chosen[0].piece,))
    reason = say_claim(scene, chosen)
    if loose:
        scene.page.frame(scene.say("loose"))
    firm = scene.question.kind == kinds.POLICY and not reason and not loose
    if firm:
        _strength(scene, chosen)
    scene.page.items([quoted(scene, one.piece) for one in chosen])
    if firm:
        _limits(scene, chosen)
    unsure = loose and scene.hits[0].score < UNSURE
    return scene.page.draft("partial" if unsure else "answered", "near_miss" if unsure else reason)


def _spread(scene: Scene, found: list[Found]) -> list[Found]:
    """For a question whose words no sentence shares: the clauses that search holds nearly as likely as its first."""
    top = scene.hits[0].score
    likely = [hit.clause.id for hit in scene.hits[:3] if hit.score >= LIKELY * top]
    chosen: list[Found] = []
    for clause in likely:
        inside = [one for one in found if one.piece.clause.id == clause]
        chosen += choose(inside, length=LONG if len(likely) == 1 else LONG // 2) if inside else []
    return chosen or choose(found)


def choose(found: list[Found], other: float = 0.92, most: int = 3, length: int = LONG) -> list[Found]:
    """The best sentence with those of its clause whose words say nearly as much, and one of another clause that is
    nearly as good. Where the words of no sentence say which is meant, the clause from its beginning."""
    best = found[0]
    inside = sorted(
        (one for one in found if one.piece.clause.id == best.piece.clause.id), key=lambda one: one.piece.start
    )
    if best.near < FAINT or len(best.piece.clause.text) <= WHOLE:
        taken: list[Found] = []
        for one in inside:
            if taken and sum(len(other.piece.text) for other in (*taken, one)) > length:
                break
            taken.append(one)
        return taken
    taken = [one for one in inside if one.near >= RIVAL * best.near][:most]
    rival = next((one for one in found if one.piece.clause.id != best.piece.clause.id), None)
    if (
        rival is not None
        and rival.score >= other * best.score
        and rival.near >= RIVAL * best.near
        and len(taken) < most
    ):
        taken.append(rival)
    return taken


def _strength(scene: Scene, chosen: list[Found]) -> None:
    """A plain first sentence: how firmly the plan binds itself, in its own word."""
    best = max(chosen, key=lambda one: one.score).piece
    label = scene.label(scene.library.plan_of(best.clause))
    key, word = governing(scene, best)
    scene.page.say(sentence(scene, scene.say(key, label=label, word=word), best))


def _limits(scene: Scene, chosen: list[Found]) -> None:
    """For whom, when and on what condition, after the words themselves."""
    best = max(chosen, key=lambda one: one.score).piece
    found = limits(best.text)
    if found and scene.question.language != "en":
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
    part = max(
        segments(text, Span(piece.start, piece.end)),
        key=lambda span: (scene.ground.cover(fold(text[span.start : span.end])), -span.start),
    )
    key, word = strength(text[part.start : part.end])
    if key != "state":
        return key, word
    key, word = strength(text[piece.start : part.start])
    return (key, word) if key in ("commit", "aim", "explore") else ("state", "")


def limits(text: str) -> list[str]:
    """For whom, when and under which condition a statement holds, in its words."""
    patterns = table("strength")["limits"]["cues"]
    return [match.group().rstrip("，,") for cue in patterns if (match := re.search(cue, text))]
