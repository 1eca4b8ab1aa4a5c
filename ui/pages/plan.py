"""A plan as a reader: its outline beside the whole text, a search within it, and every clause's permalink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.library import Library
from index.plan import Clause, Plan, Span
from ui.bearings import copy_html, crumbs_html, raw_html, roots, steps_html
from ui.body import grid_html, own_html, text_html
from ui.find import LONGEST, Found, find
from ui.links import (
    indicators_link,
    label,
    link,
    original_link,
    period,
    plan_link,
    region,
    script,
    text_link,
    validity,
)
from ui.pages.damage import damage_html
from ui.prose import attribute, inert
from ui.strings import say

TITLES = {1: "h2", 2: "h3", 3: "h4"}
"""Element of a clause's title by its level."""


@dataclass(frozen=True, slots=True)
class _View:
    library: Library
    plan: Plan
    here: Clause | None
    mark: Span | None


def plan_html(
    library: Library,
    plan: Plan,
    today: date,
    here: Clause | None = None,
    mark: Span | None = None,
    words: str = "",
    kept: bool = False,
) -> str:
    """The page's main part: the whole plan, open at the clause ``here`` with the source span ``mark`` marked; or,
    where ``words`` are looked for, the clauses that hold them. ``kept`` says whether the plan's own file is at hand."""
    view = _View(library, plan, here, mark)
    words = words.strip()[:LONGEST]
    body = _results(plan, words, find(plan, words)) if words and not here else _text(view)
    return (
        f'<div class="book"><aside class="side">{_search(plan, words)}{_tree(view)}</aside>'
        f'<article class="reader whole">{_head(library, plan, today, kept)}{body}</article></div>'
    )


def _search(plan: Plan, words: str) -> str:
    return (
        f'<form class="find" role="search" action="{plan_link(plan.id)}"><label for="find">{say("find_within")}</label>'
        f'<div><input id="find" type="search" name="q" maxlength="{LONGEST}" value="{attribute(words)}">'
        f'<button class="button">{say("find")}</button></div></form>'
    )


def _tree(view: _View) -> str:
    def branch(clauses: Sequence[Clause]) -> str:
        items = "".join(
            f'<li><a href="{link(clause.id)}"{_current(clause, view)}>{inert(label(clause))}</a>'
            f"{branch(view.library.children(clause.id))}</li>"
            for clause in clauses
            if clause.kind != "row"
        )
        return f"<ul>{items}</ul>" if items else ""

    return (
        f'<details class="tree" open><summary>{say("contents")}</summary>'
        f'<nav aria-label="目录 Contents" lang="{script(view.plan)}">{branch(roots(view.plan))}</nav></details>'
    )


def _current(clause: Clause, view: _View) -> str:
    here = view.here
    while here is not None and here.kind == "row" and here.parent:
        here = view.library.clause(here.parent)
    return ' aria-current="true"' if here is not None and here.id == clause.id else ""


def _head(library: Library, plan: Plan, today: date, kept: bool) -> str:
    metadata, state = plan.metadata, validity(plan, today)
    newer = library.successor(plan)
    standing = f'<span class="state {state}">{say(state)}</span>'
    if newer:
        standing += f' <a class="state superseded" href="{plan_link(newer.id)}">{say("superseded")}</a>'
    told = {
        "issuer": inert(metadata.issuer),
        "doc_no": inert(metadata.doc_no),
        "issued": inert(metadata.issued),
        "period": f"{inert(period(plan))} {standing}",
        "place": inert(region(plan)),
        "clauses": str(len(plan.clauses)),
        "indicators": _indicators(plan),
        "damage": damage_html(plan),
        "file": inert(plan.source),
    }
    facts = "".join(
        f"<div><dt>{say(f'column_{key}')}</dt><dd>{value}</dd></div>" for key, value in told.items() if value
    )
    warnings = "".join(f'<p class="notice">{inert(line)}</p>' for line in (*plan.document.warnings, *plan.warnings))
    original = f'<a class="button" href="{original_link(plan.id)}" download>{say("download_original")}</a>' * kept
    return (
        f'<header><h1 lang="{script(plan)}"><a href="{plan_link(plan.id)}">{inert(plan.title)}</a></h1>'
        f'<details class="facts"><summary>{say("about_plan")} '
        f'<span class="state {state}">{say(state)}</span></summary><dl>{facts}</dl></details>{warnings}'
        f'<p class="tools">{original}'
        f'<a class="button" href="{text_link(plan.id)}" download>{say("download_text")}</a>{raw_html(plan)}</p>'
        "</header>"
    )


def _indicators(plan: Plan) -> str:
    count = len(plan.indicators)
    return f'<a href="{indicators_link(plan.id)}">{count}</a>' if count else "0"


def _text(view: _View) -> str:
    """The whole plan; nothing of it is left out."""
    sections = "".join(_section(view, clause) for clause in roots(view.plan))
    return f'<div class="text-body" lang="{script(view.plan)}">{sections}</div>'


def _section(view: _View, clause: Clause) -> str:
    body, inside = _in_order(view, clause), False
    if clause.kind == "table" and any(child.kind == "row" for child in view.library.children(clause.id)):
        body = _table(view, clause)
        inside = view.here is not None and view.here.kind == "row" and view.here.parent == clause.id
    pin = f'<a class="pin" href="{link(clause.id)}" tabindex="-1" title="{attribute(clause.path)}">#</a>'
    here = view.here if view.here is not None and (inside or view.here.id == clause.id) else None
    if here is None:
        return f'<section class="clause">{pin}{body}</section>'
    crumbs = f'<nav class="crumbs" aria-label="位置 Path">{crumbs_html(view.library, here)}</nav>'
    return f'<section class="clause here" id="here" tabindex="-1">{pin}{crumbs}{body}{_tools(view, here)}</section>'


def _in_order(view: _View, clause: Clause) -> str:
    """The clause's own words and its children as they follow each other in the source."""
    children = view.library.children(clause.id)
    first = min((child.start for child in children), default=clause.end)
    lead = tuple(span for span in clause.own if span.start < first)
    parts = [(clause.start, own_html(view.plan, replace(clause, own=lead), view.mark, TITLES.get(clause.level, "p")))]
    parts += [(span.start, text_html(view.plan, span, view.mark)) for span in clause.own if span.start >= first]
    parts += [(child.start, _section(view, child)) for child in children]
    return "".join(html for _, html in sorted(parts, key=lambda part: part[0]))


def _table(view: _View, table: Clause) -> str:
    others = (child for child in view.library.children(table.id) if child.kind != "row")
    grid = grid_html(view.library, table, view.mark, view.here.id if view.here else "")
    return grid + "".join(_section(view, child) for child in others)


def _tools(view: _View, here: Clause) -> str:
    page = view.plan.page(view.mark.start if view.mark else here.start)
    return (
        f'<p class="tools here-tools">{steps_html(view.plan, here)}{copy_html(view.plan, here)}'
        f"{say('page', n=page) if page else ''}</p>"
    )


def _results(plan: Plan, words: str, found: Sequence[Found]) -> str:
    count = say("found_some", words=words, n=len(found)) if found else say("found_none", words=words)
    rows = "".join(
        f'<li><a href="{link(one.clause.id, *one.mark)}"><b>{inert(label(one.clause))}</b>'
        f'<span class="where">{inert(one.clause.path)}</span>'
        f'<span class="snippet">{inert(one.before)}<mark>{inert(one.words)}</mark>{inert(one.after)}</span></a></li>'
        for one in found
    )
    return (
        f'<section class="found" lang="{script(plan)}"><h2 role="status">{count}</h2><ol>{rows}</ol>'
        f'<p><a href="{plan_link(plan.id)}">{say("whole_text")}</a></p></section>'
    )
