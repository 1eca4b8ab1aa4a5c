"""The plan library: every plan that is indexed, with what it says of itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from index.library import Library
from index.plan import Plan
from ui.links import indicators_link, original_link, period, plan_link, region, script, text_link, validity
from ui.pages.terms import beside, english_place
from ui.prose import attribute, inert
from ui.scope import EVERYTHING, Scope, chosen
from ui.scope_form import scope_form
from ui.strings import say

COLUMNS = ("plan", "issuer", "doc_no", "period", "validity", "clauses", "indicators", "damage")


_STAFF = f'<a href="/staff">{say("staff")}</a>'


def plans_html(library: Library, today: date, scope: Scope = EVERYTHING, kept: Collection[str] = frozenset()) -> str:
    """The page's main part; ``kept`` are the plans whose own file is at hand."""
    head = f'<h1>{say("nav_plans")}</h1><p class="lead">{say("plans_lead", n=len(library.plans))} {_STAFF}</p>'
    if not library.plans:
        return f'<h1>{say("nav_plans")}</h1><p class="notice">{say("plans_none")} {_STAFF}</p>'
    names = "".join(f'<th scope="col">{say(f"column_{key}")}</th>' for key in COLUMNS)
    shown = chosen(library, scope, today)
    form = scope_form(library, today, scope, "/plans")
    if not shown:
        return head + form
    rows = "".join(_row(library, plan, today, plan.id in kept) for plan in shown)
    return (
        f'{head}{form}<div class="table-wrap" tabindex="0"><table class="stacked"><thead><tr>{names}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(library: Library, plan: Plan, today: date, kept: bool) -> str:
    metadata, state = plan.metadata, validity(plan, today)
    count, where = len(plan.indicators), beside(region(plan), english_place(plan))
    original = (
        f'<a href="{original_link(plan.id)}" download>{say("download_original")}</a>'
        if kept
        else f"<span>{say('original_none')}</span>"
    )
    targets = f'<a href="{indicators_link(plan.id)}">{count}</a>' if count else "0"
    cells = (
        inert(metadata.issuer) or _untold(),
        inert(metadata.doc_no) or _untold(),
        inert(period(plan)) or _untold(),
        f'<span class="state {state}">{say(state)}</span>{_newer(library, plan)}',
        str(len(plan.clauses)),
        targets,
        _repairs(plan),
    )
    told = "".join(
        f'<td><span class="column">{say(f"column_{key}")}</span><span>{cell}</span></td>'
        for key, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    return (
        f'<tr><th scope="row"><a href="{plan_link(plan.id)}" lang="{script(plan)}">{inert(plan.title)}</a>'
        f'<p class="about">{where}</p><p class="about files">{original}'
        f'<a href="{text_link(plan.id)}" download>{say("download_text")}</a></p></th>{told}</tr>'
    )


def _newer(library: Library, plan: Plan) -> str:
    newer = library.successor(plan)
    if newer is None:
        return ""
    title = attribute(newer.title)
    return f' <a class="state superseded" href="{plan_link(newer.id)}" title="{title}">{say("superseded")}</a>'


def _repairs(plan: Plan) -> str:
    unsure = sum(not record.certain for record in plan.damage)
    return str(len(plan.damage)) + (f" · {say('damage_unsure', n=unsure)}" if unsure else "")


def _untold() -> str:
    return f'<span class="quiet">{say("untold")}</span>'
