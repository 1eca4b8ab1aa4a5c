"""Questions that name no matter (咋办): asked back which one is meant, and of which plan."""

from __future__ import annotations

from assistant import kinds
from assistant.answer import DECLINED
from assistant.cues import pattern
from assistant.decline import names
from assistant.draft import Draft
from assistant.question import Question
from assistant.scene import Scene

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.NUMBER, kinds.WHY, kinds.OPINION})
"""Questions about a matter of the plans."""


def which_matter(scene: Scene) -> Draft | None:
    """Asks back where nothing is named; None where something is."""
    if not matterless(scene.question):
        return None
    key = "which_matter_of" if scene.question.plans else "which_matter"
    scene.page.frame(scene.say(key, plans=names(scene.plans, scene.question.language)))
    return scene.page.draft(DECLINED, "empty" if scene.question.plans else "which_plan")


def matterless(question: Question) -> bool:
    """Whether a question that stands alone has only words that ask; of a plan that is named, a bare question
    (霞山区怎么样) is one about the plan, a call for help (霞山区咋办) is not."""
    named = question.said or question.clause_refs or question.indicators or question.quoted or question.fields
    if named or question.kind not in KINDS or question.all_plans or question.unknown_places:
        return False
    bare = all(pattern("bare").fullmatch(run) for run in question.focus)
    return bare and bool(question.focus or not question.plans) and not question.before
