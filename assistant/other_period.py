"""A plan asked about that is not among those indexed: named by years after those that the district's own covers."""

from __future__ import annotations

import re

from assistant.decline import missing
from assistant.draft import Draft
from assistant.scene import Scene
from index.quantity import Period, periods

_PLAN = re.compile(
    r"[”’\"'」』]?[^，,。；;？?]{0,8}?(?:规划|计划|方案)"
    r"|\W{0,2}(?:[a-z-]+ ){0,3}(?:plan|programme|program)\b"
)
"""What stands behind the years of a plan's name: 2022—2024年三年行动计划."""


def other_period(scene: Scene) -> Draft | None:
    """Says that only an earlier plan is at hand, and what it says; None where the years named are those of the plan, or
    lie before it: these it reviews."""
    own = scene.plans[0].metadata.period if len(scene.plans) == 1 else None
    asked = own and next((one for one in _of_plans(scene.question.folded) if one.first > own[1]), None)
    if not own or not asked:
        return None
    years = "–".join(map(str, (asked.first, asked.last)))
    return missing(scene, "not_indexed", "other_period", asked=years, period="–".join(map(str, own)))


def _of_plans(folded: str) -> list[Period]:
    """The runs of years in a folded question by which it names a plan."""
    return [one for one in periods(folded) if one.first < one.last and _PLAN.match(folded, one.end)]
