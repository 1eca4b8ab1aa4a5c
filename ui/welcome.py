"""The parts of the page that stand before anything is asked: the bar on top, the first page, the plans loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from index.library import Library
from index.plan import Plan
from ui.bar import bar_html
from ui.links import facts, plan_link, script, validity
from ui.prose import attribute, inert
from ui.strings import LANGUAGES, say

Asks = Callable[[str], Sequence[str]]
"""Questions to begin with, by language."""


def top_html() -> str:
    """The bar, with the buttons for earlier conversations and for a new one."""
    buttons = "".join(
        f'<button type="button" class="button {name}">{say(key)}</button>'
        for name, key in (("past", "history"), ("new", "new"))
    )
    return bar_html("/", buttons)


def welcome_html(library: Library, asks: Asks, days: int = 0, today: date = date.max) -> str:
    """The first page: what it can do, the questions that ``asks`` gives for a language, for how many ``days``
    conversations are kept, and on a phone the plans loaded."""
    if not library.plans:
        return f'<div class="welcome"><h2>{say("welcome")}</h2><p class="notice">{say("plans_none")}</p></div>'
    groups = "".join(
        f'<ul class="examples l" lang="{language}">{"".join(map(_example, asks(language)))}</ul>'
        for language in LANGUAGES
    )
    return (
        f'<div class="welcome"><h2>{say("welcome")}</h2><p class="lead">{say("welcome_lead")}</p>'
        f'<p class="label">{say("try_these")}</p>{groups}{retention_html(days)}'
        f'<div class="only-narrow">{_plans(library, today)}</div></div>'
    )


def retention_html(days: int) -> str:
    """For how long a conversation is kept, who sees it, and that it can be deleted."""
    words = say("kept_days", n=days) if days else say("kept_not")
    return f'<p class="retention">{words}</p>'


def kept_html(conversation: str) -> str:
    """What tells the browser under which id its conversation is kept."""
    return f'<span data-chat="{attribute(conversation)}"></span>' if conversation else ""


def fresh_html(mark: str) -> str:
    """What tells the browser that a new conversation stands there; ``mark`` is never the same."""
    return f'<span data-fresh="{attribute(mark)}"></span>'


def idle_html(library: Library, today: date) -> str:
    """The panel beside the chat while no clause is open."""
    return f'<div class="idle"><p class="hint">{say("reader_hint")}</p>{_plans(library, today)}</div>'


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


def _plans(library: Library, today: date) -> str:
    if not library.plans:
        return ""
    rows = "".join(_plan(plan, today) for plan in library.plans.values())
    return f'<section class="plans"><h2 class="label">{say("plans")}</h2><ul>{rows}</ul></section>'


def _plan(plan: Plan, today: date) -> str:
    about = [*map(inert, facts(plan)), say("plan_clauses", n=len(plan.clauses))]
    if plan.damage:
        about.append(say("plan_damage", n=len(plan.damage)))
    if validity(plan, today) == "period_over":
        about.append(f'<em class="state period_over">{say("period_over")}</em>')
    title = f'<a href="{plan_link(plan.id)}">{inert(plan.title)}</a>'
    return f'<li><b lang="{script(plan)}">{title}</b><p class="about">{" · ".join(about)}</p></li>'
