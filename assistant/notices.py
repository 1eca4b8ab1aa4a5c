"""What the reader must know beside the answer: the plan is over, has a successor, is damaged, only a reading."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import DECLINED, Notice
from assistant.draft import Draft
from assistant.scene import Scene
from index.plan import Plan


def with_notices(draft: Draft, scene: Scene) -> Draft:
    """``draft`` with the notices that its quotes call for."""
    found = list(draft.notices)
    quotes = [quote for sentence in draft.sentences for quote in sentence.quotes]
    plans: dict[str, Plan] = {}
    for quote in quotes:
        clause = scene.library.clause(quote.clause)
        if clause is None:
            continue
        plan = scene.library.plan_of(clause)
        plans[plan.id] = plan
        broken = any(
            one.start < quote.end and quote.start < max(one.end, one.start + 1) and one.kind != "pinyin"
            for one in plan.damage
        )
        if broken:
            found.append(Notice("repaired", scene.say("notice_repaired"), clause.id))
    over: dict[int, list[Plan]] = {}
    for plan in plans.values():
        period = plan.metadata.period
        if period and period[1] < scene.as_of.year:
            over.setdefault(period[1], []).append(plan)
    for year, ended in sorted(over.items()):
        found.append(Notice("period_over", scene.say("notice_over", plan=_labels(scene, ended), year=str(year))))
    for plan in plans.values():
        newer = scene.library.successor(plan)
        if newer is not None:
            text = scene.say("superseded", label=scene.label(plan), title=newer.title)
            found.append(Notice("superseded", text))
    readings = [plan for plan in plans.values() if is_reading(plan)]
    if readings:
        found.append(Notice("reading", scene.say("notice_reading", plan=_labels(scene, readings))))
    if len(plans) == 1 and not scene.question.plans and len(scene.library.plans) > 1 and draft.status != DECLINED:
        found.append(Notice("scope", scene.say("notice_scope", plan=scene.label(next(iter(plans.values()))))))
    once: dict[tuple[str, str], Notice] = {}
    for notice in found:
        once.setdefault((notice.kind, notice.text), notice)
    return replace(draft, notices=tuple(once.values()))


def is_reading(plan: Plan) -> bool:
    """Whether a document is an official reading (解读) of a plan and not the plan."""
    return plan.metadata.kind == "解读" or "解读" in plan.title


def _labels(scene: Scene, plans: list[Plan]) -> str:
    return (", " if scene.question.language == "en" else "、").join(scene.label(plan) for plan in plans)
