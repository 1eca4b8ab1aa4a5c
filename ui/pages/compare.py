"""Plans side by side: which plans, on what, and the matrix with a source in every cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from index.library import Library
from ui.examples import LONGEST as LONGEST_NAME
from ui.links import cited, link, period, place, plan_link
from ui.matrix import LONGEST, MOST_ASPECTS, MOST_PLANS, Matrix, names
from ui.measures import measures
from ui.pages.terms import beside, english_place, named
from ui.prose import Cite, attribute, html, inert
from ui.render import chip_html
from ui.scope import EVERYTHING, Scope, chosen
from ui.scope_form import scope_form
from ui.strings import say

OFFERED = 6
"""Indicators offered as aspects: those that most plans have."""


def compare_html(
    library: Library, matrix: Matrix, aspects: Sequence[str], scope: Scope = EVERYTHING, today: date = date.max
) -> str:
    """The page's main part; the plans that ``scope`` leaves on the day ``today`` are offered, and those compared."""
    head = f'<h1>{say("nav_compare")}</h1><p class="lead">{say("compare_lead")}</p>'
    if not library.plans:
        return f'<h1>{say("nav_compare")}</h1><p class="notice">{say("plans_none")}</p>'
    below = _table(library, matrix) if matrix.lines else _hint(matrix, aspects)
    ids = {plan.id for plan in (*chosen(library, scope, today), *matrix.plans)}
    offered = Library(plan for plan in library.plans.values() if plan.id in ids)
    return head + scope_form(library, today, scope, "/compare") + _form(offered, matrix, aspects) + below


def _form(library: Library, matrix: Matrix, aspects: Sequence[str]) -> str:
    ticked = {plan.id for plan in matrix.plans}
    plans = "".join(
        _box(
            "plan",
            plan.id,
            beside(f"{place(plan)} {period(plan)}".strip(), english_place(plan)),
            plan.id in ticked,
            plan.title,
        )
        for plan in library.plans.values()
    )
    offered = shared(library)
    boxes = "".join(_box("aspect", name, named(name), name in aspects) for name in offered)
    shown = f"<fieldset><legend>{say('compare_measures')}</legend>{boxes}</fieldset>" if boxes else ""
    own = "\n".join(text for text in aspects if text not in offered)
    return (
        f'<form class="filters" action="/compare"><fieldset><legend>{say("compare_plans", n=MOST_PLANS)}</legend>'
        f'{plans}</fieldset>{shown}<div class="fields"><label>{say("compare_aspects", n=MOST_ASPECTS)}'
        f'<textarea class="field" name="aspect" rows="3" maxlength="{LONGEST * MOST_ASPECTS}">{_field(own)}</textarea>'
        f'</label></div><p class="tools"><button class="button strong">{say("compare_do")}</button>'
        f"{_export(matrix)}</p></form>"
    )


def _field(text: str) -> str:
    return "&#10;".join(attribute(line) for line in text.splitlines())


def _box(name: str, value: str, word: str, ticked: bool, title: str = "") -> str:
    return (
        f'<label title="{attribute(title)}"><input type="checkbox" name="{name}" value="{attribute(value)}"'
        f"{' checked' if ticked else ''}><span>{word}</span></label>"
    )


def _export(matrix: Matrix) -> str:
    if not matrix.lines:
        return ""
    query = {"plan": [plan.id for plan in matrix.plans], "aspect": [line.aspect for line in matrix.lines]}
    asked = inert(urlencode(query, doseq=True))
    kinds = (("docx", "export_word"), ("xlsx", "export_excel"), ("md", "download_markdown"))
    return "".join(f'<a class="button" href="/compare.{kind}?{asked}" download>{say(key)}</a>' for kind, key in kinds)


def _hint(matrix: Matrix, aspects: Sequence[str]) -> str:
    if not matrix.plans and not any(aspects):
        return ""
    key = "compare_two" if len(matrix.plans) < 2 else "compare_on_what"
    return f'<p class="notice">{say(key)}</p>'


def _table(library: Library, matrix: Matrix) -> str:
    def chip(number: int) -> str:
        return chip_html(number, matrix.sources[number - 1])

    heads = "".join(
        f'<th scope="col"><a href="{plan_link(plan.id)}">{beside(name, english_place(plan))}</a></th>'
        for plan, name in zip(matrix.plans, names(matrix.plans), strict=True)
    )
    silent = f'<span class="quiet">{say("not_mentioned")}</span>'
    body = ""
    for line in matrix.lines:
        cells = "".join(
            f'<td><span class="column">{inert(place(plan))}</span><span>{_inline(line.cells[plan.id], chip) or silent}'
            "</span></td>"
            for plan in matrix.plans
        )
        remark = f'<p class="about">{_inline(line.remark, chip)}</p>' if line.remark else ""
        body += f'<tr><th scope="row">{named(line.aspect)}{remark}</th>{cells}</tr>'
    return (
        f'<div class="answer"><div class="table-wrap" tabindex="0"><table class="stacked matrix"><thead><tr>'
        f'<th scope="col">{say("compare_aspect")}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<section class="cited"><h2>{say("sources")}</h2><ol>{"".join(_sources(library, matrix))}</ol></section></div>'
    )


def _sources(library: Library, matrix: Matrix) -> Iterator[str]:
    for one in matrix.sources:
        words = f'<span lang="zh">{attribute(one.words)}</span>'
        yield f'<li><a href="{link(one.clause, one.start, one.end)}">{inert(cited(one, library))}</a><br>{words}</li>'


def _inline(text: str, chip: Cite) -> str:
    return html(text, chip).removeprefix("<p>").removesuffix("</p>") if text else ""


def shared(library: Library) -> list[str]:
    """Names of the measures that at least two plans have, short enough for a question."""
    groups = measures(library.indicators()).values()
    both = (group for group in groups if len({record.plan_id for record in group}) > 1)
    names = (min((record.name for record in group), key=len) for group in both)
    return list(dict.fromkeys(name for name in names if 2 < len(name) <= LONGEST_NAME))[:OFFERED]
