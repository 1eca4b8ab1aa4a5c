"""A clause in its plan's context, as HTML: for the panel beside the chat and for the permalink page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlencode

from index.library import Library
from index.plan import Clause, Plan, Span
from index.script import is_traditional
from ui.marked import Piece, lines, pieces
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


def link(clause: str, start: int | None = None, end: int | None = None) -> str:
    """The permalink of a clause, percent-encoded; with the source span of a quote it opens there."""
    query = "?" + urlencode({"start": start, "end": end}) if start is not None and end is not None else ""
    return f"/clause/{quote(clause, safe='')}{query}"


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


def script(plan: Plan) -> str:
    """The language tag of a plan's words."""
    return "zh-Hant" if is_traditional(plan.document.text[:2000]) else "zh-Hans"


def citation(plan: Plan, clause: Clause) -> str:
    """The clause in official form: 《规划名》三、(二)1.，文号."""
    number = f"，{plan.metadata.doc_no}" if plan.metadata.doc_no else ""
    return f"《{plan.title}》{clause.path}{number}"


def facts(plan: Plan) -> list[str]:
    """What is known of the plan, in the order in which it is shown; not escaped."""
    metadata = plan.metadata
    period = "–".join(str(year) for year in dict.fromkeys(metadata.period)) if metadata.period else ""
    return [fact for fact in (metadata.issuer, metadata.doc_no, period) if fact]


def _head(view: _View) -> str:
    plan, here = view.plan, view.here
    page = plan.page(view.mark.start if view.mark else here.start)
    about = [inert(fact) for fact in [*facts(plan), plan.source]] + ([say("page", n=page)] if page else [])
    steps = "".join(
        f'<li><a href="{link(above.id)}">{inert(_label(above))}</a></li>' for above in view.library.ancestors(here)
    )
    return (
        f'<header><h2 lang="{script(plan)}">{inert(plan.title)}</h2>'
        f'<p class="about">{" · ".join(about)}</p>'
        f'<nav class="crumbs" lang="{script(plan)}"><ol>{steps}'
        f'<li aria-current="true">{inert(_label(here))}</li></ol></nav></header>'
    )


def _label(clause: Clause) -> str:
    title = clause.title if len(clause.title) <= 24 else clause.title[:23] + "…"
    return clause.number + title.removeprefix(clause.number) if clause.number else title or clause.path


def _around(view: _View) -> Iterator[str]:
    library, here = view.library, view.here
    parent = library.clause(here.parent) if here.parent else None
    row = library.children(parent.id) if parent else _roots(view.plan)
    at = next(place for place, sibling in enumerate(row) if sibling.id == here.id)
    if parent:
        yield _near(view, parent, "above")
    for sibling in row[max(0, at - NEIGHBOURS) : at]:
        yield _near(view, sibling)
    yield f'<section class="here" id="here">{_subtree(view, here)}</section>'
    for sibling in row[at + 1 : at + 1 + NEIGHBOURS]:
        yield _near(view, sibling)


def _roots(plan: Plan) -> tuple[Clause, ...]:
    return tuple(clause for clause in plan.clauses if clause.parent is None)


def _near(view: _View, clause: Clause, place: str = "") -> str:
    count = 0 if place else len(view.library.children(clause.id))
    below = f'<p class="below">{say("inside", n=count)}</p>' if count else ""
    more = f'<a class="more" href="{link(clause.id)}" title="{attribute(clause.path)}">{inert(clause.path)}</a>'
    return f'<section class="near {place}">{more}{_own(view, clause)}{below}</section>'


def _subtree(view: _View, clause: Clause) -> str:
    """The clause and what lies under it, as far as ``BELOW`` reaches."""
    children = view.library.children(clause.id)
    if clause.end - clause.start <= BELOW or (
        view.mark and _holds(clause, view.mark) and not _in_own(clause, view.mark)
    ):
        below = "".join(f'<div class="child">{_subtree(view, child)}</div>' for child in children)
    else:
        below = "".join(
            f'<p class="below"><a href="{link(child.id)}">{inert(_label(child))}</a></p>' for child in children
        )
    return _own(view, clause) + below


def _holds(clause: Clause, mark: Span) -> bool:
    return clause.start <= mark.start < clause.end


def _in_own(clause: Clause, mark: Span) -> bool:
    return any(span.start <= mark.start < span.end for span in clause.own)


def _own(view: _View, clause: Clause) -> str:
    rows = lines(pieces(view.plan.document.text, view.plan.damage, clause.own, view.mark))
    if clause.kind in {"table", "row"}:
        return _cells(clause, rows)
    headed = clause.kind in {"heading", "annex"} or len(rows) > 1
    return "".join(
        f'<p class="{"title" if headed and place == 0 and _is_title(clause, row) else "text"}">{_line(row)}</p>'
        for place, row in enumerate(rows)
    )


def _cells(clause: Clause, rows: list[list[Piece]]) -> str:
    """A table's caption or row, whose cells stand one a line in the source, on one line."""
    caption = rows[:1] if clause.kind == "table" else []
    cells = [row for row in rows[len(caption) :] if any(piece.text.strip("| ") for piece in row)]
    shown = "".join(f'<span class="cell">{_line(cell)}</span> ' for cell in cells)
    return "".join(f'<p class="title">{_line(row)}</p>' for row in caption) + (
        f'<p class="text">{shown}</p>' if cells else ""
    )


def _is_title(clause: Clause, row: list[Piece]) -> bool:
    return len("".join(piece.text for piece in row)) <= len(clause.number) + len(clause.title) + 8


def _line(row: list[Piece]) -> str:
    return "".join(
        f"<mark>{text}</mark>" if marked else text
        for marked, text in (
            (marked, "".join(map(_piece, group))) for marked, group in groupby(row, key=lambda piece: piece.marked)
        )
    )


def _piece(piece: Piece) -> str:
    if piece.raw is None:
        return inert(piece.text)
    kind = "mended" if piece.certain else "mended guess"
    raw = piece.raw.strip() or "∅"
    return f'<span class="{kind}" title="{attribute(raw)}">{inert(piece.text)}<s class="raw">{inert(raw)}</s></span>'


def _foot(view: _View) -> str:
    order = [clause.id for clause in view.plan.clauses]
    at = order.index(view.here.id)
    steps = []
    for place, key in ((at - 1, "previous"), (at + 1, "next")):
        if 0 <= place < len(order):
            steps.append(f'<a class="button {key}" href="{link(order[place])}">{say(key)}</a>')
    span = view.mark
    href = link(view.here.id, span.start, span.end) if span else link(view.here.id)
    copied = attribute(citation(view.plan, view.here))
    raw = f'<label class="raw-switch"><input type="checkbox">{say("show_raw")}</label>' if view.plan.damage else ""
    return (
        f'<footer><nav class="steps">{"".join(steps)}</nav>{raw}<p class="tools">'
        f'<a class="button permalink" href="{href}" target="_blank">{say("permalink")}</a>'
        f'<button type="button" class="button copy" data-copy="{copied}">{say("copy_citation")}</button></p></footer>'
    )
