"""How many there are of a plain class (有多少名教师): the number of a narrower one, or of those to come, is another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import values
from assistant.cues import table
from assistant.decline import missing, names, quoted
from assistant.draft import Draft
from assistant.numbers import rank
from assistant.scene import Found, Scene

REACH = 30
"""Characters before a number in which what it counts stands."""


def compose_stock(scene: Scene, found: Sequence[Found]) -> Draft | None:
    """What comes nearest, said as such, where the plan counts only some of what is asked for (骨干教师, 新建的学校);
    None where the question asks for something else or the plan counts them all."""
    noun = _noun(scene.question.folded, scene.question.focus)
    if not noun or any(_counts(scene, one, noun) for one in found):
        return None
    near = next(
        (one for one in rank(scene, list(found)) if noun in one.piece.text and values(scene, one.piece.text)), None
    )
    if near is None:
        return missing(scene, "near_miss", "no_number", (found[0].piece,))
    scene.page.frame(scene.say("no_such_number", plans=names(scene.plans, scene.question.language)))
    scene.page.items([quoted(scene, near.piece)])
    return scene.page.draft("partial", "near_miss")


def _noun(folded: str, focus: Sequence[str]) -> str:
    """The plain class of which a folded question asks how many there are, as plans write it; empty for none."""
    stock = table("asked")["stock"]
    asked = re.search(stock["asked"].format(noun=stock["noun"]), folded)
    word = next((one for one in asked.groups() if one), "") if asked else ""
    return stock["same"].get(word, word) if word and {*focus} - {"人"} == {word} else ""


def _counts(scene: Scene, one: Found, noun: str) -> bool:
    """Whether a number of the sentence counts all of the class: none of a narrower one, none to be added."""
    stock, text = table("asked")["stock"], scene.text_of(one.piece.clause)[one.piece.start : one.piece.end]
    whole = f"(?:{stock['whole']})*{noun}"
    for value in values(scene, text):
        before, after = text[max(0, value.start - REACH) : value.start], text[value.end :]
        behind = re.match(f"的?{whole}", after) and re.search(f"(?:{stock['is']})[约近]?$", before)
        if behind or re.search(rf"(?:^|[^\u4e00-\u9fff])[共有其中]*{whole}(?:{stock['counted']})*$", before):
            return True
    return False
