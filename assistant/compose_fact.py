"""Answers to questions of fact, number and policy: the sentences that hold it, cut to what was asked."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.asked import off_year
from assistant.choose import choose
from assistant.compose_person import compose_person
from assistant.cues import has, table
from assistant.decline import missing, quoted, unsaid
from assistant.draft import Draft
from assistant.numbers import CLEAR, compose_number, say_claim
from assistant.pieces import Piece, segments
from assistant.scene import Found, Scene, flat, sentence
from assistant.stock import compose_stock
from assistant.support import ALIKE, CLAUSES, COVER, FAINT, LIKED, MEANT, everyday, supported
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
        if compose_total(scene, found):
            return scene.page.draft()
        return compose_stock(scene, found) or compose_number(scene, found)
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
    doubtful = _elsewhere_meant(scene, best) or _rumour(scene, best)
    loose = loose or doubtful
    if loose:
        scene.page.frame(scene.say("loose"))
    firm = scene.question.kind == kinds.POLICY and not reason and not loose
    if firm:
        _committed(scene, best.piece)
    scene.page.items([quoted(scene, one.piece) for one in chosen if not (firm and one is best)])
    unsure = doubtful or (loose and scene.hits[0].score < UNSURE)
    return scene.page.draft("partial" if unsure else "answered", "near_miss" if unsure else reason)


def _elsewhere_meant(scene: Scene, best: Found) -> bool:
    """Whether a sentence has some of the question's words but none of what they mean together: interviews of teachers
    where those of pupils are asked about; of English ones no word that names a matter."""
    apart = best.meant == 0 and best.like < LIKED and best.cover < CLEAR
    if scene.question.language == "en":
        return apart and unsaid(scene, best) == 1
    return apart and bool(scene.ground.concepts)


def _rumour(scene: Scene, best: Found) -> bool:
    """Whether the question asks if something heard is true of which the best clause says less than half."""
    if not has(scene.question.folded, "claimed", "rumour"):
        return False
    text = f"{scene.text_of(best.piece.clause)} {scene.heading(best.piece.clause)}"
    return 2 * len(scene.ground.lacking(text)) > len(scene.ground.lacking(""))


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
