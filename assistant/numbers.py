"""Questions for a number: the sentence that holds one of the kind asked, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ahead import reviews
from assistant.asked import (
    OTHER_STAGE,
    asked_units,
    best_value,
    counted_in,
    goal_bonus,
    only_change,
    other_stage,
    per_bonus,
    values,
    year_bonus,
)
from assistant.certain import EVEN, aim, beyond_doubt, of_the_clause
from assistant.choose import choose
from assistant.claimed import say_claim
from assistant.cues import has, table
from assistant.dated import years
from assistant.decline import lacks, missing, names, quoted, unsaid
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence
from assistant.likely import likely
from assistant.misplaced import complement, misplaced
from assistant.pieces import Piece
from assistant.scene import Found, Scene
from assistant.stated import narrow, stated
from assistant.support import ALIKE, CLAUSES, COVER, LIKED, MEANT, everyday
from index.quantity import Quantity, find_quantities
from index.script import fold

HOLDS, LACKS = 0.35, -0.4
"""What a sentence gains that holds a number of the kind asked, and loses that holds none."""
CLEAR = 0.6
"""Cover from which a sentence is about what is asked beyond doubt."""
PLAIN = 0.42
"""Cover below which a sentence with a number is not about a matter that the question names in official words."""
FAINT = 0.25
"""Cover below which, in everyday words, a number found is only offered."""
UNSAID = 0.8
"""What a sentence loses that says none of the matters an English question names, those that say some less."""
CHANCE = 0.2
"""What a sentence of a clause gains that surely answers the question (``assistant.likely``), the less sure less."""
COUNTS, COUNTED = 0.3, 0.6
"""What a sentence gains that has a number of just what the question counts (49所公办小学); share of the best sentence's
score from which it goes before one that has none."""
SHARED = 0.5
"""Share of the best sentence's cover that one of another year, or of the target, has beside the year's own digits."""
SECOND = 0.8
"""Share of the best sentence's ``near`` that a second one with a value must reach to stand beside it."""
ALSO = 0.4
"""Share of the best sentence's score that another of its clause must reach where several numbers are asked for."""
BEHIND = 0.8
"""Share of the best sentence's score from which one that holds such a number goes before it."""
_ASKS = re.compile(
    r"多少|几(?=[个所名人位项次年元块%家门届])"
    r"|\bhow (?:many|much|large|big|high|long)\b|\bwhat (?:share|percentage|number)\b"
)
MORE = 2
"""Sentences added for parts of the question that the best ones leave out."""


def ask_which(scene: Scene) -> Draft | None:
    """Where the question names no plan and several give such a number: asks back, with what each says."""
    if len(scene.plans) < 2 or scene.question.plans:
        return None
    found = scene.found(scene.hits[:CLAUSES])
    ranked = rank(scene, found) if found else []
    return _which(scene, ranked) if len(_best_of_each(scene, ranked)) > 1 else None


def compose_number(scene: Scene, found: list[Found]) -> Draft:
    """The sentences with the value; a near miss where the plan speaks of the matter without it."""
    ranked = rank(scene, found)
    best = next((one for one in ranked if _holds(scene, one) and one.score >= BEHIND * ranked[0].score), ranked[0])
    if not _counted(scene, best):
        best = next((one for one in ranked if _counted(scene, one) and one.score >= COUNTED * best.score), best)
    if (how_often := _frequency(scene, found, best)) is not None:
        return how_often
    if not _holds(scene, best):
        return _without(scene, found, ranked)
    if (asked_back := ask_which(scene)) is not None:
        return asked_back
    faint = best.cover < FAINT and best.meant < MEANT and scene.question.language != "en"
    if faint and everyday(scene):
        scene.page.frame(scene.say("loose"))
        near = [one.piece for one in ranked[:2]]
        near += [one.piece for one in choose(scene, found)[:1] if one.piece.clause not in [one.clause for one in near]]
        scene.page.items([quoted(scene, piece) for piece in near])
        return scene.page.draft("partial", "near_miss")
    fits = per_bonus(scene, best.piece) > 0
    vague = best.cover < PLAIN and best.meant < MEANT and best.like < ALIKE
    certain = of_the_clause(scene, found, best)
    vague = vague and scene.question.language != "en" and not everyday(scene) and not fits and not certain
    if scene.question.language == "en" and best.cover < FAINT and best.meant < MEANT and best.like < LIKED:
        return _nearly(scene, best)
    if other_stage(scene, best.piece):
        return missing(scene, "near_miss", "no_number", (best.piece,))
    if vague:
        return _nearly(scene, best)
    if year_bonus(scene, best.piece) < 0:
        return missing(scene, "near_miss", "no_year", (best.piece,))
    if complement(scene, best.piece):
        return _nearly(scene, best)
    if only_change(scene, best.piece):
        return _nearly(scene, best, "only_change")
    plain = has(scene.question.folded, "everyday") if scene.question.language == "en" else everyday(scene)
    row = best.piece.clause.kind == "row" and best.like >= ALIKE and scene.question.language == "en"
    if not plain and not row and not fits and not certain and lacks(scene, best):
        return _nearly(scene, best)
    taken = [best, *_beside(scene, ranked, best, certain)]
    taken += _rest(scene, found, taken)
    status = say_claim(scene, taken)
    for one in taken:
        scene.page.say(stated(scene, one.piece))
    if has(scene.question.folded, "rank", "change"):
        _say_change(scene, taken)
    return scene.page.draft("answered", status)


def _frequency(scene: Scene, found: Sequence[Found], best: Found) -> Draft | None:
    """The sentence that says how often, where that is asked; None where it is not, or a number may say it as well."""
    only = has(scene.question.folded, "often", "only")
    if not only and not (has(scene.question.folded, "often") and not values(scene, best.piece.text)):
        return None
    first = likely(scene, found)[0]
    told = [one for one in found if re.search(table("asked")["frequency"], one.piece.text)]
    sure = first.clause if first.chance >= EVEN else None
    told = [one for one in told if one.cover >= PLAIN or one.piece.clause == sure]
    if not told:
        return None
    scene.page.items([quoted(scene, max(told, key=lambda one: one.near).piece)])
    return scene.page.draft()


def _without(scene: Scene, found: list[Found], ranked: list[Found]) -> Draft:
    """What is said where no sentence has such a number: a target in words, or a near miss."""
    if not _ASKS.search(scene.question.folded) and aim(scene, found):
        scene.page.items([quoted(scene, one.piece) for one in choose(scene, found)])
        return scene.page.draft()
    held = [one for one in ranked if _holds(scene, one)]
    if len(held) == 1 and held[0].cover >= COVER:  # all the plan has of such a number
        return _nearly(scene, held[0])
    if everyday(scene) or beyond_doubt(scene, found):
        scene.page.frame(scene.say("no_number_near"))
        scene.page.items([quoted(scene, one.piece) for one in choose(scene, found)])
        return scene.page.draft("partial", "near_miss")
    return missing(scene, "near_miss", "no_number", (found[0].piece,))


def _nearly(scene: Scene, best: Found, key: str = "no_such_number") -> Draft:
    """The number of a sentence that may be about something else: offered as what comes nearest, never as the answer."""
    if not values(scene, best.piece.text):
        return missing(scene, "near_miss", "no_number", (best.piece,))
    scene.page.frame(scene.say(key, plans=names(scene.plans, scene.question.language)))
    scene.page.items([quoted(scene, best.piece)])
    return scene.page.draft("partial", "near_miss")


def _beside(scene: Scene, ranked: Sequence[Found], best: Found, certain: bool = False) -> list[Found]:
    """A second sentence with a value: nearly as good as the best one, or of its clause where several numbers are
    asked for or only the clause is ``certain``, or of another year where both the state and the target are."""
    several = certain or len(_ASKS.findall(scene.question.folded)) > 1
    ahead = has(scene.question.folded, "ahead") or has(scene.question.folded, "rank", "goal")
    both = has(scene.question.folded, "rank", "goal") and has(scene.question.folded, "rank", "state")
    for one in ranked:
        if one is best or not values(scene, one.piece.text) or (_counted(scene, best) and not _counted(scene, one)):
            continue
        if ahead and not both and reviews(scene, one.piece.clause) and not reviews(scene, best.piece.clause):
            continue
        own = one.piece.clause.id == best.piece.clause.id
        close = one.score >= (0.85 if own else 0.95) * best.score and one.near >= SECOND * best.near
        if scene.question.language == "en":
            close = close and unsaid(scene, one) <= unsaid(scene, best)
        if several:
            close = close or one.score >= (ALSO if own else BEHIND) * best.score
        if both and not own:
            alike = one.cover >= SHARED * best.cover > 0 and unsaid(scene, one) <= unsaid(scene, best)
            close = close or alike
        if close:
            return [one]
    return []


def _counted(scene: Scene, one: Found) -> bool:
    return counted_in(scene, scene.text_of(one.piece.clause)[one.piece.start : one.piece.end])


def _holds(scene: Scene, one: Found) -> bool:
    """Whether a sentence has a number of the kind asked; asked how much money, no other number will do, but a table's
    row has its unit in the head."""
    if misplaced(scene, one.piece):
        return False
    row = one.piece.clause.kind == "row" and "%" not in fold(one.piece.text)
    money = asked_units(scene.question.folded) == frozenset({"元"}) and not row
    return bool(values(scene, one.piece.text)) or (
        not money and one.cover >= CLEAR and bool(values(scene, one.piece.text, loose=True))
    )


def _rest(scene: Scene, found: list[Found], taken: list[Found]) -> list[Found]:
    """Sentences of the clause with values for words of the question that are left out yet (小学、初中各几所)."""
    told = " ".join(fold(piece.text) for one in taken for piece in narrow(scene, one.piece))
    open_terms = [term for term in scene.ground.own if not any(way in told for way in term.ways)]
    more: list[Found] = []
    for one in found:
        if one.piece.clause.id != taken[0].piece.clause.id or one.piece in [other.piece for other in (*taken, *more)]:
            continue
        text = fold(one.piece.text)
        fresh = [term for term in open_terms if any(len(way) > 1 and way in text for way in term.ways)]
        if fresh and values(scene, one.piece.text):
            more.append(one)
            open_terms = [term for term in open_terms if term not in fresh]
    return more[:MORE]


def _say_change(scene: Scene, taken: list[Found]) -> None:
    """By how much two values of the matter differ, both cited."""
    if say_gap_of_years(scene, taken[0].piece):
        return
    held = [best for one in taken if (best := best_value(scene, one.piece)) is not None]
    if len(held) == 2 and not years(held[0][0].text) == years(held[1][0].text) != set():
        _say_gap(scene, held)


def say_gap_of_years(scene: Scene, piece: Piece) -> bool:
    """By how much the values differ that one sentence gives for two years the question names; whether it was said."""
    held = _at_years(scene, piece)
    return bool(held) and _say_gap(scene, held)


def _say_gap(scene: Scene, held: Sequence[tuple[Piece, Quantity]]) -> bool:
    (first, a), (second, b) = held
    gap = abs(a.value - b.value).normalize()
    if a.shown_unit != b.shown_unit or not gap:
        return False
    result = f"{gap:f}{'个百分点' if a.unit == '%' else a.shown_unit}"
    operands = tuple(DraftOperand(f"{one.value.normalize():f}", one.shown_unit, i) for i, one in enumerate((a, b)))
    quotes = tuple(scene.quote(one) for one in (first, second))
    text = scene.say("difference", result=result)
    scene.page.say(DraftSentence(text, quotes, (DraftDerivation("difference", operands, result),)))
    return True


def _at_years(scene: Scene, piece: Piece) -> list[tuple[Piece, Quantity]]:
    """The value that a sentence gives next after each of two years the question names; empty where it does not."""
    asked = scene.question.years
    told = find_quantities(piece.text)
    fitting = {one.start for one in values(scene, piece.text)}
    held = []
    for year in asked if len(asked) == 2 else ():
        at = next((one.end for one in told if one.kind == "year" and one.years == (year, year)), None)
        one = next((one for one in told if at is not None and one.start >= at and one.start in fitting), None)
        if one is None or one.high is not None:
            return []
        held.append((Piece(piece.clause, piece.start + one.start, piece.start + one.end), one))
    return held


def _best_of_each(scene: Scene, ranked: list[Found]) -> list[Found]:
    """The best sentence with a value of each plan, where it is about what is asked."""
    best: dict[str, Found] = {}
    for one in ranked:
        if one.cover >= CLEAR and values(scene, one.piece.text):
            best.setdefault(one.piece.clause.plan_id, one)
    return list(best.values())


def _which(scene: Scene, ranked: list[Found]) -> Draft:
    """Several plans give such a number and the question names none: asks back, with what each says."""
    best = _best_of_each(scene, ranked)
    glue = ", " if scene.question.language == "en" else "、"
    labels = glue.join(scene.label(scene.library.plan_of(one.piece.clause)) for one in best)
    scene.page.frame(scene.say("which_plan", plans=labels))
    scene.page.items([stated(scene, one.piece) for one in best])
    return scene.page.draft("declined", "which_plan")


def rank(scene: Scene, found: list[Found]) -> list[Found]:
    """``found`` with sentences that hold a fitting number, of the year asked, in front."""
    chances = {one.clause.id: one.chance for one in likely(scene, found)}
    ranked = []
    for one in found:
        held = values(scene, one.piece.text)
        loose = not held and one.cover >= CLEAR and values(scene, one.piece.text, loose=True)
        bonus = (HOLDS if held else 0.0 if loose else LACKS) + year_bonus(scene, one.piece)
        bonus += goal_bonus(scene, one.piece) + per_bonus(scene, one.piece)
        bonus += COUNTS if _counted(scene, one) else 0.0
        bonus += OTHER_STAGE if other_stage(scene, one.piece) else 0.0
        bonus += CHANCE * chances[one.piece.clause.id]
        bonus -= UNSAID * unsaid(scene, one) if scene.question.language == "en" else 0.0
        ranked.append(replace(one, score=one.score + bonus))
    return sorted(ranked, key=lambda one: -one.score)
