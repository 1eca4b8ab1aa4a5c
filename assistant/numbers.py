"""Questions for a number: the sentence that holds one of the kind asked, or why there is none."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked import OTHER_STAGE, best_value, goal_bonus, other_stage, values, year_bonus, years
from assistant.cues import has, table
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence
from assistant.scene import Found, Scene
from assistant.stated import narrow, stated
from assistant.support import MEANT, everyday
from index.quantity import find_quantities, same
from index.script import fold

HOLDS, LACKS = 0.35, -0.4
"""What a sentence gains that holds a number of the kind asked, and loses that holds none."""
CLEAR = 0.6
"""Cover from which a sentence is about what is asked beyond doubt."""
PLAIN = 0.42
"""Cover below which a sentence with a number is not about a matter that the question names in official words."""
FAINT = 0.25
"""Cover below which, in everyday words, a number found is only offered."""
MORE = 2
"""Sentences added for parts of the question that the best ones leave out."""


def compose_number(scene: Scene, found: list[Found]) -> Draft:
    """The sentences with the value; a near miss where the plan speaks of the matter without it."""
    ranked = rank(scene, found)
    best = ranked[0]
    if has(scene.question.folded, "often") and not values(scene, best.piece.text):
        told = [one for one in found if one.cover >= PLAIN and re.search(table("asked")["frequency"], one.piece.text)]
        if told:
            scene.page.items([quoted(scene, told[0].piece)])
            return scene.page.draft()
    if not values(scene, best.piece.text) and not (best.cover >= CLEAR and values(scene, best.piece.text, loose=True)):
        if everyday(scene):
            scene.page.items([quoted(scene, best.piece)])
            return scene.page.draft("partial", "near_miss")
        return missing(scene, "near_miss", "no_number", (found[0].piece,))
    if len(scene.plans) > 1 and not scene.question.plans and _differ(scene, ranked):
        return _which(scene, ranked)
    faint = best.cover < FAINT and best.meant < MEANT and scene.question.language != "en"
    if faint and everyday(scene):
        scene.page.frame(scene.say("loose"))
        scene.page.items([quoted(scene, one.piece) for one in ranked[:2]])
        return scene.page.draft("partial", "near_miss")
    vague = best.cover < PLAIN and best.meant < MEANT and scene.question.language != "en" and not everyday(scene)
    if vague or other_stage(scene, best.piece):
        return missing(scene, "near_miss", "no_number", (best.piece,))
    if year_bonus(scene, best.piece) < 0:
        return missing(scene, "near_miss", "no_year", (best.piece,))
    taken = [best]
    for one in ranked[1:]:
        share = 0.85 if one.piece.clause.id == best.piece.clause.id else 0.95
        if len(taken) < 2 and one.score >= share * best.score and values(scene, one.piece.text):
            taken.append(one)
    taken += _rest(scene, found, taken)
    status = say_claim(scene, taken)
    for one in taken:
        scene.page.say(stated(scene, one.piece))
    if has(scene.question.folded, "rank", "change"):
        _say_change(scene, taken)
    return scene.page.draft("answered", status)


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


def say_claim(scene: Scene, taken: list[Found]) -> str:
    """Says that the plan gives another number than the one the question puts to it; the reason, empty where not."""
    if not has(scene.question.folded, "claimed"):
        return ""
    claimed = [one for one in find_quantities(scene.question.folded) if one.kind == "amount" and one.unit]
    given = [one for found in taken for one in find_quantities(found.piece.text) if one.kind == "amount"]
    alike = {one.canonical[1] for one in given}
    wrong = [one for one in claimed if one.canonical[1] in alike and not any(same(one, other) for other in given)]
    if not wrong:
        return ""
    scene.page.frame(scene.say("not_this_value"))
    return "false_premise"


def _say_change(scene: Scene, taken: list[Found]) -> None:
    """By how much two values of the matter differ, both cited."""
    held = [(one.piece, best) for one in taken if (best := best_value(scene, one.piece)) is not None]
    if len(held) != 2 or held[0][1][1].shown_unit != held[1][1][1].shown_unit:
        return
    (_, (first, a)), (_, (second, b)) = held
    gap = abs(a.value - b.value).normalize()
    if not gap or years(first.text) == years(second.text) != set():
        return
    result = f"{gap:f}{'个百分点' if a.unit == '%' else a.shown_unit}"
    operands = tuple(DraftOperand(f"{one.value.normalize():f}", one.shown_unit, i) for i, one in enumerate((a, b)))
    quotes = tuple(scene.quote(one) for one in (first, second))
    text = scene.say("difference", result=result)
    scene.page.say(DraftSentence(text, quotes, (DraftDerivation("difference", operands, result),)))


def _best_of_each(scene: Scene, ranked: list[Found]) -> list[Found]:
    """The best sentence with a value of each plan, where it is about what is asked."""
    best: dict[str, Found] = {}
    for one in ranked:
        if one.cover >= CLEAR and values(scene, one.piece.text):
            best.setdefault(one.piece.clause.plan_id, one)
    return list(best.values())


def _differ(scene: Scene, ranked: list[Found]) -> bool:
    return len(_best_of_each(scene, ranked)) > 1


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
    ranked = []
    for one in found:
        held = values(scene, one.piece.text)
        loose = not held and one.cover >= CLEAR and values(scene, one.piece.text, loose=True)
        bonus = (HOLDS if held else 0.0 if loose else LACKS) + year_bonus(scene, one.piece)
        bonus += goal_bonus(scene, one.piece)
        bonus += OTHER_STAGE if other_stage(scene, one.piece) else 0.0
        ranked.append(replace(one, score=one.score + bonus))
    return sorted(ranked, key=lambda one: -one.score)
