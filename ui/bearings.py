"""Where a clause stands in its plan, as HTML: the way down to it, the clauses beside it, how it is cited."""

from __future__ import annotations

from index.library import Library
from index.plan import Clause, Plan
from ui.links import citation, label, link
from ui.prose import attribute, inert
from ui.strings import say


def roots(plan: Plan) -> tuple[Clause, ...]:
    """The clauses that stand in no other."""
    return tuple(clause for clause in plan.clauses if clause.parent is None)


def crumbs_html(library: Library, here: Clause) -> str:
    """The list of the clauses that ``here`` stands in, and ``here``."""
    steps = "".join(
        f'<li><a href="{link(above.id)}">{inert(label(above))}</a></li>' for above in library.ancestors(here)
    )
    return f'<ol>{steps}<li aria-current="true">{inert(label(here))}</li></ol>'


def steps_html(plan: Plan, here: Clause) -> str:
    """Buttons to the clause before and the one after."""
    order = [clause.id for clause in plan.clauses]
    at = order.index(here.id)
    return "".join(
        f'<a class="button {key}" href="{link(order[place])}">{say(key)}</a>'
        for place, key in ((at - 1, "previous"), (at + 1, "next"))
        if 0 <= place < len(order)
    )


def copy_html(plan: Plan, here: Clause) -> str:
    """The button that copies the official citation."""
    copied = attribute(citation(plan, here))
    return f'<button type="button" class="button copy" data-copy="{copied}">{say("copy_citation")}</button>'


def raw_html(plan: Plan) -> str:
    """The switch to the source as it came, for a plan that had to be mended."""
    if not plan.damage:
        return ""
    return f'<label class="raw-switch"><input type="checkbox">{say("show_raw")}</label>'
