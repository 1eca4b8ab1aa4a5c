"""Answers to questions of fact, number and policy: the sentences that hold it, cut to what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import kinds
from assistant.ahead import only_past, set_out
from assistant.asked import off_year
from assistant.choose import HALF, UNSURE, choose, clauses
from assistant.claimed import say_claim
from assistant.close import without_strange
from assistant.compose_person import compose_person
from assistant.cues import has, table
from assistant.decline import HALF as UNSAID
from assistant.decline import missing, quoted, unsaid
from assistant.draft import Draft, DraftSentence
from assistant.likely import Likely, likely
from assistant.numbers import CLEAR, compose_number
from assistant.only_near import only_near
from assistant.pieces import Piece, segments
from assistant.scene import Found, Scene, flat, sentence
from assistant.spoken import named_elsewhere, speaks
from assistant.stock import compose_stock
from assistant.support import ALIKE, CLAUSES, COVER, FAINT, LIKED, MEANT, everyday, supported
from assistant.totals import compose_total
from index.plan import Span
from index.script import fold

SURE = 0.75
"""Chance from which a clause says what a yes-or-no question asks, though it has few of its words."""

PLAIN = 0.27
"""Cosine from which a sentence is about an English question though half of its words are unsaid."""


def compose_fact(scene: Scene) -> Draft:
    """The best sentences, or why there are none."""
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return only_near(scene, found) or missing(scene, "no_evidence", "no_evidence")
    if scene.question.kind == kinds.NUMBER:
        if compose_total(scene, found):
            return scene.page.draft()
        return compose_stock(scene, found) or compose_number(scene, found)
    if (named := compose_person(scene)) is not None:
        return named
    rated = set_out(scene, _plainest(scene, likely(scene, found)))
    chosen = choose(scene, found, rated)
    best = max((one for one in chosen if one.piece.clause is chosen[0].piece.clause), key=lambda one: one.near)
    if off_year(scene, best.piece):
        return missing(scene, "near_miss", "no_year", (best.piece,))
    reason = say_claim(scene, chosen)
    own = [one for one in (best, *chosen) if one.piece.clause is best.piece.clause]
    told = next((one for one in own if speaks(scene, one)), None)
    other = named_elsewhere(scene, best, found) if scene.question.kind == kinds.POLICY and told is None else None
    chosen = [other, *(one for one in chosen if one is not other)] if other else chosen
    strange = scene.question.kind == kinds.POLICY and told is None and (other or rated[0].chance < UNSURE)
    doubtful = strange or _elsewhere_meant(scene, best) or _rumour(scene, best)
    loose = doubtful or _loose(scene, chosen, best, rated[0].chance)
    past = not loose and only_past(scene, [one.piece.clause for one in chosen])
    if loose or past:
        scene.page.frame(scene.say("loose" if loose else "only_past"))
    if loose and scene.question.language != "en":
        chosen = without_strange(chosen)
    firm = told if scene.question.kind == kinds.POLICY and not reason and not loose and not past else None
    if firm:
        _committed(scene, firm.piece)
    scene.page.items([quoted(scene, one.piece) for one in chosen if one is not firm])
    return scene.page.draft("partial" if loose else "answered", "near_miss" if loose else reason)


def _loose(scene: Scene, chosen: Sequence[Found], best: Found, chance: float) -> bool:
    """Whether the best sentence is not plainly about the question; ``chance`` that its clause answers it."""
    if scene.question.language == "en":
        sure = scene.question.kind != kinds.POLICY and (chance >= HALF or unsaid(scene, best) == 0)
        return not (sure or _about(scene, best, chance))
    if _unmet(scene, best):
        return True
    if best.meant >= MEANT:
        return False
    sure = len({one.piece.clause.id for one in chosen}) == 1
    if scene.question.kind == kinds.POLICY and chance < SURE and best.cover < COVER and best.like < ALIKE:
        return True
    return (best.cover < FAINT and best.like < ALIKE) or (not sure and best.cover < COVER and everyday(scene))


def _unmet(scene: Scene, best: Found) -> bool:
    """Whether none of what a follow-up itself says (有没有游泳课) is in the clause, which is about the rest alone."""
    own = "".join(scene.question.fresh)
    words = {word for word in scene.ground.lacking("") if word in own}
    clause = best.piece.clause
    return bool(words) and words <= set(scene.ground.lacking(f"{scene.text_of(clause)} {scene.heading(clause)}"))


def _plainest(scene: Scene, rated: Sequence[Likely]) -> Sequence[Likely]:
    """``rated``; of an English question the first that is plainly about it goes before those that are not, among those
    that would be quoted."""
    if scene.question.language != "en":
        return rated
    picked = clauses(rated)
    plain = next((one for one in picked if _about(scene, one.sentences[0], one.chance)), None)
    return rated if plain is None else [plain, *(one for one in rated if one is not plain)]


def _about(scene: Scene, best: Found, chance: float) -> bool:
    """Whether a sentence is about an English question: by what it means; by its words, of which each has many ways,
    only where its clause is likely and most of them are said. One that leaves half of them unsaid must mean it all."""
    half = unsaid(scene, best) >= UNSAID
    if best.meant >= MEANT or best.like >= LIKED:
        return not half or best.like >= PLAIN or best.meant == 1 or scene.question.kind != kinds.POLICY
    return best.cover >= COVER and chance >= HALF and not half


def _elsewhere_meant(scene: Scene, best: Found) -> bool:
    """Whether a sentence has some of the question's words but none of what they mean together: interviews of teachers
    where those of pupils are asked about; of English ones no word that names a matter."""
    if scene.question.language == "en":
        return best.meant == 0 and best.cover < CLEAR and unsaid(scene, best) == 1
    return best.meant == 0 and best.like < LIKED and best.cover < CLEAR and bool(scene.ground.concepts)


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
        claim = sentence(scene, lead, best) if key != "state" else DraftSentence(lead, frame=True)
        scene.page.say(claim, quoted(scene, best))
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
