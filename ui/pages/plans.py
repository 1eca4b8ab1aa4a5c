"""The plan library: every plan that is indexed, with what it says of itself."""

from __future__ import annotations

from datetime import date

from index.library import Library
from index.plan import Plan
from ui.links import indicators_link, period, place, plan_link, script, text_link, validity
from ui.prose import inert
from ui.strings import say

COLUMNS = ("plan", "issuer", "doc_no", "period", "validity", "clauses", "indicators", "damage")


def plans_html(library: Library, today: date) -> str:
    """The page's main part."""
    head = f'<h1>{say("nav_plans")}</h1><p class="lead">{say("plans_lead", n=len(library.plans))}</p>'
    if not library.plans:
        return f'<h1>{say("nav_plans")}</h1><p class="notice">{say("plans_none")}</p>'
    names = "".join(f'<th scope="col">{say(f"column_{key}")}</th>' for key in COLUMNS)
    rows = "".join(_row(plan, today) for plan in library.plans.values())
    return (
        f'{head}<div class="table-wrap" tabindex="0"><table class="stacked"><thead><tr>{names}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(plan: Plan, today: date) -> str:
    metadata, state = plan.metadata, validity(plan, today)
    count, where = len(plan.indicators), inert(place(plan))
    targets = f'<a href="{indicators_link(plan.id)}">{count}</a>' if count else "0"
    cells = (
        inert(metadata.issuer) or _untold(),
        inert(metadata.doc_no) or _untold(),
        inert(period(plan)) or _untold(),
        f'<span class="state {state}">{say(state)}</span>',
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
        f'<p class="about">{where}{" · " if where else ""}'
        f'<a href="{text_link(plan.id)}" download>{say("download_text")}</a></p></th>{told}</tr>'
    )


def _repairs(plan: Plan) -> str:
    unsure = sum(not record.certain for record in plan.damage)
    return str(len(plan.damage)) + (f" · {say('damage_unsure', n=unsure)}" if unsure else "")


def _untold() -> str:
    return f'<span class="quiet">{say("untold")}</span>'
