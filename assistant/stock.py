"""How many there are of a plain class (有多少名教师): the number of a narrower one, or of those to come, is another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import values, year_bonus
from assistant.cues import table
from assistant.dated import single_years, years
from assistant.decline import missing, names, quoted
from assistant.draft import Draft
from assistant.numbers import rank
from assistant.retrieve import Hit
from assistant.scene import Found, Scene
from assistant.stated import stated
from index.alternation import alternation
from index.script import fold

REACH = 30
"""Characters before a number in which what it counts stands."""

_HOW_MANY = re.compile("how many ([a-z ]+?) (?:are|do|does|have|has|in)\\b")


def compose_stock(scene: Scene, found: Sequence[Found]) -> Draft | None:
    """The number that counts them all, or what comes nearest, said as such, where the plan counts only some of them
    (骨干教师, 新建的学校) or each kind apart; None where the question asks for something else."""
    noun = _noun(scene.question.folded, scene.question.focus)
    if not noun:
        return None
    held = _held(scene, noun, found)
    if counted := [one for one in held if _counts(scene, one, noun)]:
        return _said(scene, counted) if len(scene.plans) == 1 else None
    kinds = table("asked")["stock"]["kinds"].get(noun, ())
    near = next((one for one in held if sum(_counts(scene, one, kind) for kind in kinds) > 1), None) or next(
        (one for one in rank(scene, list(found)) if _speaks(one, noun) and values(scene, one.piece.text)), None
    )
    if near is None:
        return missing(scene, "near_miss", "no_number", (found[0].piece,))
    scene.page.frame(scene.say("no_such_number", plans=names(scene.plans, scene.question.language)))
    scene.page.items([quoted(scene, near.piece)])
    return scene.page.draft("partial", "near_miss")


def _said(scene: Scene, counted: Sequence[Found]) -> Draft:
    """The number of the year asked, else the latest that is no aim."""
    of_year = [one for one in counted if year_bonus(scene, one.piece) >= 0]
    if not of_year and single_years(scene.question.folded):
        return missing(scene, "near_miss", "no_year", (counted[0].piece,))

    def now(one: Found) -> bool:
        return max(years(one.piece.text), default=0) <= scene.as_of.year

    best = max(of_year or counted, key=lambda one: (now(one), one.score))
    scene.page.say(stated(scene, best.piece))
    return scene.page.draft()


def _held(scene: Scene, noun: str, found: Sequence[Found]) -> list[Found]:
    """The sentences that may count them, best first; of one plan those of all clauses: how many there are is said in
    passing, where search does not look."""
    if len(scene.plans) != 1:
        return list(found)
    known = {hit.clause.id: hit for hit in scene.hits}
    ways = [*_ways(noun), *table("asked")["stock"]["kinds"].get(noun, ())]
    clauses = [one for one in scene.plans[0].clauses if any(way in scene.text_of(one) for way in ways)]
    return scene.found([known.get(one.id) or Hit(one, 0.0, "counts them") for one in clauses])


def _noun(folded: str, focus: Sequence[str]) -> str:
    """The plain class of which a folded question asks how many there are, and nothing else; empty for none."""
    stock = table("asked")["stock"]
    if english := _HOW_MANY.match(folded):
        known = stock["english"].get(english[1], "")
        return str(known) if {*focus} == {*english[1].split()} else ""
    asked = re.search(stock["asked"].format(noun=stock["noun"]), folded)
    word = next((one for one in asked.groups() if one), "") if asked else ""
    return word if word and {*focus} - {"人"} == {word} else ""


def _ways(noun: str) -> list[str]:
    """How plans write the class."""
    return list(table("asked")["stock"]["ways"].get(noun, [noun]))


def _speaks(one: Found, noun: str) -> bool:
    return any(way in fold(one.piece.text) for way in _ways(noun))


def _counts(scene: Scene, one: Found, noun: str) -> bool:
    """Whether a number of the sentence counts all of the class: none of a narrower one, none to be added."""
    stock, text = table("asked")["stock"], scene.text_of(one.piece.clause)[one.piece.start : one.piece.end]
    whole = f"(?:{stock['whole']})*(?:{alternation(_ways(noun))})"
    for value in values(scene, text):
        before, after = text[max(0, value.start - REACH) : value.start], text[value.end :]
        behind = re.match(f"的?{whole}", after) and re.search(f"(?:{stock['is']})[约近]?$", before)
        if behind or re.search(rf"(?:^|[^\u4e00-\u9fff])[共有其中]*{whole}(?:{stock['counted']})*$", before):
            return True
    return False
