"""A clause in its plan's context, as HTML: for the panel beside the chat and for the permalink page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.library import Library
from index.plan import Clause, Plan, Span
from ui.bearings import copy_html, crumbs_html, raw_html, roots, steps_html
from ui.body import grid_html, own_html
from ui.links import facts, label, link, script
from ui.prose import attribute, inert
from ui.strings import say

NEIGHBOURS = 2
"""Siblings shown before and after the clause."""
BELOW = 6000
"""Characters of a clause's subtree that are shown; what lies below is then linked."""


@dataclass(frozen=True, slots=True)
class _View:
    library: Library
    plan: Plan
    here: Clause
    mark: Span | None


def clause_html(library: Library, clause_id: str, mark: Span | None = None) -> str | None:
    """The clause with its neighbours, ``mark`` (a source span) marked; None where no such clause is indexed."""
    clause = library.clause(clause_id)
    if clause is None:
        return None
    view = _View(library, library.plan_of(clause), clause, mark)
    return (
        f'<article class="reader" tabindex="-1">{_head(view)}'
        f'<div class="around" lang="{script(view.plan)}">{"".join(_around(view))}</div>{_foot(view)}</article>'
    )


def _head(view: _View) -> str:
    plan, here = view.plan, view.here
    page = plan.page(view.mark.start if view.mark else here.start)
    about = [inert(fact) for fact in [*facts(plan), plan.source]] + ([say("page", n=page)] if page else [])
    return (
        f'<header><h2 lang="{script(plan)}">{inert(plan.title)}</h2>'
        f'<p class="about">{" · ".join(about)}</p>'
        f'<nav class="crumbs" lang="{script(plan)}">{crumbs_html(view.library, here)}</nav></header>'
    )


def _around(view: _View) -> Iterator[str]:
    library, here = view.library, view.here
    parent = library.clause(here.parent) if here.parent else None
    if parent and parent.kind == "table" and here.kind == "row":  # a row is read under the heads of its columns
        yield f'<section class="here" id="here">{grid_html(library, parent, view.mark, here.id)}</section>'
        return
    row = library.children(parent.id) if parent else roots(view.plan)
    at = next(place for place, sibling in enumerate(row) if sibling.id == here.id)
    if parent:
        yield _near(view, parent, "above")
    for sibling in row[max(0, at - NEIGHBOURS) : at]:
        yield _near(view, sibling)
    yield f'<section class="here" id="here">{_subtree(view, here)}</section>'
    for sibling in row[at + 1 : at + 1 + NEIGHBOURS]:
        yield _near(view, sibling)


def _near(view: _View, clause: Clause, place: str = "") -> str:
    count = 0 if place else len(view.library.children(clause.id))
    below = f'<p class="below">{say("inside", n=count)}</p>' if count else ""
    more = f'<a class="more" href="{link(clause.id)}" title="{attribute(clause.path)}">{inert(clause.path)}</a>'
    return f'<section class="near {place}">{more}{_own(view, clause)}{below}</section>'


def _subtree(view: _View, clause: Clause) -> str:
    """The clause and what lies under it, as far as ``BELOW`` reaches."""
    children = view.library.children(clause.id)
    if clause.kind == "table" and children:
        others = (child for child in children if child.kind != "row")
        return grid_html(view.library, clause, view.mark) + "".join(_subtree(view, child) for child in others)
    if clause.end - clause.start <= BELOW or (
        view.mark and _holds(clause, view.mark) and not _in_own(clause, view.mark)
    ):
        below = "".join(f'<div class="child">{_subtree(view, child)}</div>' for child in children)
    else:
        below = "".join(
            f'<p class="below"><a href="{link(child.id)}">{inert(label(child))}</a></p>' for child in children
        )
    return _own(view, clause) + below


def _holds(clause: Clause, mark: Span) -> bool:
    return clause.start <= mark.start < clause.end


def _in_own(clause: Clause, mark: Span) -> bool:
    return any(span.start <= mark.start < span.end for span in clause.own)


def _own(view: _View, clause: Clause) -> str:
    return own_html(view.plan, clause, view.mark)


def _foot(view: _View) -> str:
    plan, span = view.plan, view.mark
    href = link(view.here.id, span.start, span.end) if span else link(view.here.id)
    return (
        f'<footer><nav class="steps">{steps_html(plan, view.here)}</nav>{raw_html(plan)}<p class="tools">'
        f'<a class="button permalink" href="{href}" target="_blank">{say("permalink")}</a>'
        f"{copy_html(plan, view.here)}</p></footer>"
    )
