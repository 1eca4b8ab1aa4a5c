"""Which plans a question is asked of: the choice above the question box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from index.library import Library
from index.plan import Plan
from ui.examples import place
from ui.links import period, validity
from ui.prose import attribute, inert
from ui.strings import say

SCRIPT = """element.addEventListener('change', () => {
  const plans = [...element.querySelectorAll('input[name=plan]:checked')].map(box => box.value);
  trigger('select', {plans, valid: element.querySelector('input[name=valid]').checked});
});"""
"""Tells the server what was ticked."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What was ticked: ids of plans (none: all of them), and whether only plans in force count."""

    plans: tuple[str, ...] = ()
    valid: bool = False


def plans_of(library: Library, scope: Scope, today: date) -> tuple[str, ...] | None:
    """The ids to ask of, empty for no limit; None where the choice leaves no plan."""
    if not scope.valid and not scope.plans:
        return ()
    left = [
        plan.id
        for plan in library.plans.values()
        if (not scope.plans or plan.id in scope.plans) and (not scope.valid or in_force(plan, today))
    ]
    return tuple(left) or None


def in_force(plan: Plan, today: date) -> bool:
    return validity(plan, today) == "in_force"


def names(library: Library, plans: Iterable[str]) -> str:
    """What the plans are called, for a line above an answer."""
    return "、".join(place(library.plans[plan]) for plan in plans if plan in library.plans)


def scope_html(library: Library, today: date) -> str:
    """The choice, folded; plans stand under their city."""
    if len(library.plans) < 2:
        return ""
    ordered = sorted(library.plans.values(), key=_region)
    groups = "".join(_group(region, list(plans), today) for region, plans in groupby(ordered, key=_region))
    now = f'<span class="now">{say("scope_all")}</span><span class="tag"> · {say("scope_valid")}</span>'
    return (
        f'<details class="scope"><summary><span class="label">{say("scope")}</span> {now}</summary>'
        f'<div class="choices"><label class="valid"><input type="checkbox" name="valid">{say("scope_valid")}</label>'
        f"{groups}</div></details>"
    )


def _region(plan: Plan) -> str:
    return "".join(dict.fromkeys(filter(None, (plan.metadata.province, plan.metadata.city))))


def _group(region: str, plans: list[Plan], today: date) -> str:
    boxes = "".join(_box(plan, today) for plan in plans)
    legend = f"<legend>{inert(region)}</legend>" if region else f"<legend>{say('scope_elsewhere')}</legend>"
    return f"<fieldset>{legend}{boxes}</fieldset>"


def _box(plan: Plan, today: date) -> str:
    state = validity(plan, today)
    return (
        f'<label title="{attribute(plan.title)}"><input type="checkbox" name="plan" value="{attribute(plan.id)}">'
        f'<span class="name">{inert(place(plan))}</span> <span class="quiet">{inert(period(plan))}</span>'
        + (f' <span class="state {state}">{say(state)}</span>' if state == "period_over" else "")
        + "</label>"
    )
