"""The parts of the page that stand before anything is asked: the bar on top, the first page, the plans loaded."""

from __future__ import annotations

from datetime import date

from index.library import Library
from index.plan import Plan
from ui.bar import bar_html
from ui.examples import examples
from ui.links import facts, plan_link, script, validity
from ui.prose import attribute, inert
from ui.strings import LANGUAGES, say


def top_html() -> str:
    """The bar, with the button for a new conversation."""
    return bar_html("/", f'<button type="button" class="button new">{say("new")}</button>')


def welcome_html(library: Library) -> str:
    """The first page: what it can do, questions to try, and on a phone the plans loaded."""
    if not library.plans:
        return f'<div class="welcome"><h2>{say("welcome")}</h2><p class="notice">{say("plans_none")}</p></div>'
    groups = "".join(
        f'<ul class="examples l" lang="{language}">{"".join(map(_example, examples(library, language)))}</ul>'
        for language in LANGUAGES
    )
    return (
        f'<div class="welcome"><h2>{say("welcome")}</h2><p class="lead">{say("welcome_lead")}</p>'
        f'<p class="label">{say("try_these")}</p>{groups}'
        f'<div class="only-narrow">{_plans(library)}</div></div>'
    )


def idle_html(library: Library) -> str:
    """The panel beside the chat while no clause is open."""
    return f'<div class="idle"><p class="hint">{say("reader_hint")}</p>{_plans(library)}</div>'


def reader_html() -> str:
    """The panel in which the browser opens clauses; it is never written again from here."""
    return (
        f'<section class="open" id="reader" hidden><div class="bar"><h2>{say("reader")}</h2>'
        f'<button type="button" class="button close">{say("close")}</button></div>'
        '<div class="page" aria-live="polite"></div>'
        f'<p class="notice trouble" data-for="404" hidden>{say("no_clause")}</p>'
        f'<p class="notice trouble" data-for="" hidden>{say("load_failed")}</p></section>'
    )


def _example(question: str) -> str:
    return (
        f'<li><button type="button" class="example" data-pick="{attribute(question)}">{inert(question)}</button></li>'
    )


def _plans(library: Library) -> str:
    if not library.plans:
        return ""
    rows = "".join(map(_plan, library.plans.values()))
    return f'<section class="plans"><h2 class="label">{say("plans")}</h2><ul>{rows}</ul></section>'


def _plan(plan: Plan) -> str:
    about = [*map(inert, facts(plan)), say("plan_clauses", n=len(plan.clauses))]
    if plan.damage:
        about.append(say("plan_damage", n=len(plan.damage)))
    if validity(plan, date.today()) == "period_over":
        about.append(f'<em class="state period_over">{say("period_over")}</em>')
    title = f'<a href="{plan_link(plan.id)}">{inert(plan.title)}</a>'
    return f'<li><b lang="{script(plan)}">{title}</b><p class="about">{" · ".join(about)}</p></li>'
