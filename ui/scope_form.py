"""The choice of plans as HTML: above the question box, and as a form on top of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.library import Library
from index.plan import Plan
from ui.links import period, validity
from ui.pages.terms import place_name
from ui.prose import attribute, inert
from ui.scope import EVERYTHING, Scope, chosen, key, regions, years
from ui.strings import say

SCRIPT = """element.addEventListener('change', () => {
  const form = element.querySelector('.scope');
  if (form) trigger('select', {scope: window.eduplan.scope(form)});
});"""
"""Tells the server what was ticked, and the browser to remember it."""


def scope_html(library: Library, today: date, scope: Scope = EVERYTHING) -> str:
    """The choice above the question box, folded; it takes effect at once."""
    if len(library.plans) < 2:
        return ""
    inside = _summary(library, today, scope, "scope") + _choices(library, today, scope)
    return f'<details class="scope">{inside}</details>'


def scope_form(library: Library, today: date, scope: Scope, action: str) -> str:
    """The choice on top of the page at ``action``: a form that works without scripts."""
    if len(library.plans) < 2:
        return ""
    clear = f'<a class="button" href="{action}?scope=1">{say("scope_clear")}</a>' if scope else ""
    left = chosen(library, scope, today)
    none = "" if left else f'<p class="notice">{say("scope_nothing")}</p>'
    return (
        f'<form class="scope-form" action="{action}"><input type="hidden" name="scope" value="1">'
        f'<details class="scope">{_summary(library, today, scope, "scope_page")}{_choices(library, today, scope)}'
        f'<p class="tools"><button class="button strong">{say("scope_apply")}</button>{clear}</p></details></form>'
        + none
    )


def _summary(library: Library, today: date, scope: Scope, label: str) -> str:
    """What is chosen, in words; the browser rewrites it as boxes are ticked."""
    count = len(chosen(library, scope, today))
    now = say("scope_some", n=count, all=len(library.plans)) if scope else say("scope_all")
    return (
        f'<summary><span class="label">{say(label)}</span> <span class="now">{now}</span></summary>'
        f'<template class="all">{say("scope_all")}</template>'
    )


def _choices(library: Library, today: date, scope: Scope) -> str:
    valid = f'<input type="checkbox" name="v" value="1"{_ticked(scope.valid)}>'
    options = "".join(
        f'<option value="{year}"{" selected" if year == scope.year else ""}>{year}</option>'
        for year in years(library.plans.values())
    )
    every = f'<option value="">—</option>{options}'
    ordered = sorted(library.plans.values(), key=lambda plan: regions(plan) or ("\uffff",))
    tree = _tree(ordered, 0, today, scope)
    return (
        f'<div class="choices"><p class="when"><label>{valid}{say("scope_valid")}</label>'
        f'<label>{say("scope_year")} <select name="y">{every}</select></label></p>{tree}</div>'
    )


def _tree(plans: Sequence[Plan], depth: int, today: date, scope: Scope) -> str:
    """Plans under their province, city and district; a level with one plan below it is not asked for."""
    groups: dict[str, list[Plan]] = {}
    for plan in plans:
        steps = regions(plan)
        groups.setdefault(steps[depth] if depth < len(steps) else "", []).append(plan)
    shown = []
    for region, inside in groups.items():
        if not region:
            legend = f"<legend>{say('scope_elsewhere')}</legend>" if depth == 0 else ""
            shown.append(f"<fieldset>{legend}{''.join(_box(plan, today, scope) for plan in inside)}</fieldset>")
        elif len(inside) == 1:
            legend = f"<legend>{inert(_path(inside[0]))}</legend>" if depth == 0 and _path(inside[0]) else ""
            shown.append(f"<fieldset>{legend}{_box(inside[0], today, scope)}</fieldset>")
        else:
            ticked = _ticked(key(region) in scope.regions)
            box = f'<input type="checkbox" name="r" value="{key(region)}"{ticked}>'
            name = f'<span class="name">{inert(region.rpartition("/")[2])}</span>'
            below = _tree(inside, depth + 1, today, scope)
            shown.append(f"<fieldset><legend><label>{box}{name}</label></legend>{below}</fieldset>")
    return "".join(shown)


def _path(plan: Plan) -> str:
    """What stands over the plan's own place."""
    return " · ".join(step.rpartition("/")[2] for step in regions(plan)[:-1])


def _box(plan: Plan, today: date, scope: Scope) -> str:
    state, ticked = validity(plan, today), _ticked(key(plan.id) in scope.plans)
    over = f' <span class="state {state}">{say(state)}</span>' if state == "period_over" else ""
    return (
        f'<label title="{attribute(plan.title)}"><input type="checkbox" name="p" value="{key(plan.id)}"{ticked}>'
        f'<span class="name">{place_name(plan)}</span> <span class="quiet">{inert(period(plan))}</span>{over}</label>'
    )


def _ticked(ticked: bool) -> str:
    return " checked" if ticked else ""
