"""A plan asked about that is not among those indexed: named by years after those that the district's own covers."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.answer import DECLINED
from assistant.decline import missing, quoted
from assistant.draft import Draft
from assistant.ground import pieces_of
from assistant.scene import Scene
from index.quantity import Period, periods
from index.script import fold

_PLAN = re.compile(
    r"[”’\"'」』]?[^，,。；;？?]{0,8}?(?:规划|计划|方案)"
    r"|\W{0,2}(?:[a-z-]+ ){0,3}(?:plan|programme|program)\b"
)
"""What stands behind the years of a plan's name: 2022—2024年三年行动计划."""

_AFTER = re.compile(r"(20\d\d)年?(?:以|之)?后|\b(?:after|beyond|following) (?:the year )?(20\d\d)\b")
_GOAL = re.compile(
    r"目标|规划|计划|打算|怎么办|怎么样|安排|任务|呢[?？]?$|\b(?:goals?|targets?|aims?|plans?|objectives?|next|happens?)\b"
)
_WHOLE = re.compile(
    r"目标|规划|计划|打算|安排|任务|工作|教育|事业|发展|行动|以?后|之后|还|年|\d"
    r"|^(?:goals?|targets?|aims?|plans?|objectives?|next|happens?|after|beyond|following|year|education|set|have)$"
)
"""What a question about a plan's goals as a whole says."""
_NAMED = re.compile("20\\d\\d年?(?=远景目标)|《[^《》]*》")
"""Years that belong to the name of a document."""
GOALS = 6
"""Sentences told of what a plan sets for its last year."""


def other_period(scene: Scene) -> Draft | None:
    """Says that only an earlier plan is at hand, and what it says; None where the years named are those of the plan, or
    lie before it: these it reviews."""
    own = scene.plans[0].metadata.period if len(scene.plans) == 1 else None
    asked = own and next((one for one in _of_plans(scene.question.folded) if one.first > own[1]), None)
    if own and not asked and (said := _afterwards(scene, own)):
        return said
    if not own or not asked:
        return None
    years = "–".join(map(str, (asked.first, asked.last)))
    return missing(scene, "not_indexed", "other_period", asked=years, period="–".join(map(str, own)))


def _afterwards(scene: Scene, own: tuple[int, int]) -> Draft | None:
    """Asked for the goals of the years after its period (2021年后的目标): that the plan ends with it, and what it sets
    for its last year; None where it speaks of a later year itself."""
    folded = scene.question.folded
    after = any(int(match[1] or match[2]) >= own[1] for match in _AFTER.finditer(folded))
    named = [int(year) for year in re.findall(r"20\d\d", _unquoted(scene))]  # not 明年, which may date a child's birth
    later = bool(named) and min(named) > own[1]
    if not (after or later) or not _GOAL.search(folded) or scene.question.kind == kinds.NUMBER:
        return None
    plan = scene.plans[0]
    texts = (_NAMED.sub(" ", fold(clause.text)) for clause in plan.clauses)
    if any(one.last > own[1] for text in texts for one in periods(text)):
        return None
    goal = re.compile(f"(?:到|至|力争){own[1]}年")
    pieces = [piece for clause in plan.clauses for piece in pieces_of(clause) if goal.search(fold(piece.text))]
    period = "–".join(map(str, own))
    if any(_WHOLE.sub("", word) for word in scene.question.focus):
        return None
    scene.page.frame(scene.say("after_period", plans=scene.label(plan), period=period))
    if pieces:
        scene.page.frame(scene.say("last_year"))
        scene.page.items([quoted(scene, piece) for piece in pieces[:GOALS]])
    return scene.page.draft(DECLINED, "not_indexed")


def _unquoted(scene: Scene) -> str:
    """The question without the names that it quotes (“蓝鲸2030计划”)."""
    text = scene.question.folded
    for name in scene.question.quoted:
        text = text.replace(name, " ")
    return text


def _of_plans(folded: str) -> list[Period]:
    """The runs of years in a folded question by which it names a plan."""
    return [one for one in periods(folded) if one.first < one.last and _PLAN.match(folded, one.end)]
