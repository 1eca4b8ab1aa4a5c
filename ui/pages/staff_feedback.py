"""What askers said of answers, and the form that makes an eval case of one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from html import escape

from assistant.answer import REASONS
from eval.new import figures
from index.library import Library
from ui.casework import PERSONAS, Draft
from ui.feedback import BAD, GOOD, Feedback
from ui.links import link
from ui.pages.staff import csrf_html
from ui.prose import inert
from ui.strings import say

PAGE = 50
"""Verdicts on a page."""


def feedback_html(given: Sequence[Feedback], verdict: str, begin: int, cases: int, library: Library) -> str:
    """The page's main part: verdicts of the kind ``verdict`` (all where it is empty) from the ``begin``-th on."""
    wanted = [one for one in given if not verdict or one.verdict == verdict]
    counts = {kind: sum(one.verdict == kind for one in given) for kind in (BAD, GOOD)} | {"": len(given)}
    choices = "".join(
        f'<a class="button" href="/staff/feedback?verdict={kind or "all"}"{_pressed(kind == verdict)}>'
        f"{say('verdict_' + (kind or 'all'))} {counts[kind]}</a>"
        for kind in (BAD, GOOD, "")
    )
    download = (
        f'<a class="button" href="/staff/cases.jsonl" download>{say("cases_download", n=cases)}</a>' if cases else ""
    )
    rows = "".join(_row(one, library) for one in wanted[begin : begin + PAGE])
    body = f'<ol class="verdicts">{rows}</ol>' if rows else f'<p class="quiet">{say("feedback_none")}</p>'
    return (
        f'<h1>{say("staff_feedback")}</h1><div class="tools">{choices}{download}</div>{body}'
        f"{_steps(len(wanted), begin, verdict)}"
    )


def _pressed(chosen: bool) -> str:
    return ' aria-current="true"' if chosen else ""


def _steps(count: int, begin: int, verdict: str) -> str:
    steps = [("previous", begin - PAGE)] if begin > 0 else []
    steps += [("next", begin + PAGE)] if begin + PAGE < count else []
    return (
        '<p class="tools">'
        + "".join(
            f'<a class="button" href="/staff/feedback?verdict={verdict or "all"}&amp;from={max(0, at)}">{say(key)}</a>'
            for key, at in steps
        )
        + "</p>"
        if steps
        else ""
    )


def _row(one: Feedback, library: Library) -> str:
    reasons = "".join(f'<span class="state">{say(f"reason_{reason}")}</span> ' for reason in one.reasons)
    words = f"<blockquote>{inert(one.words)}</blockquote>" if one.words else ""
    return (
        f'<li><p class="about"><time>{_day(one.at)}</time> {say(f"verdict_{one.verdict}")} {reasons}</p>'
        f'<p class="asked">{inert(one.question)}</p>{_standalone(one)}{words}'
        f'<details><summary>{say("feedback_answer")}</summary><div class="said-then">{inert(one.answer)}</div>'
        f"{_clauses(one.clauses, library)}</details>"
        f'<p class="tools"><a class="button" href="/staff/feedback/{escape(one.id)}">{say("case_make")}</a></p></li>'
    )


def _standalone(one: Feedback) -> str:
    if not one.standalone or one.standalone == one.question:
        return ""
    return f'<p class="about">{say("understood")}: {inert(one.standalone)}</p>'


def _clauses(ids: Iterable[str], library: Library) -> str:
    rows = "".join(
        f'<li><a href="{link(name)}">{inert(name)}</a></li>' if library.clause(name) else f"<li>{inert(name)}</li>"
        for name in ids
    )
    return f"<ul>{rows}</ul>" if rows else ""


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def case_html(one: Feedback, draft: Draft, library: Library, csrf: str, trouble: str = "") -> str:
    """The form; ``trouble`` is why it is shown again."""
    told = (
        f'<p class="notice" role="alert">{say("case_not_made")} <span lang="en">{inert(trouble)}</span></p>'
        if trouble
        else ""
    )
    cited = dict.fromkeys((*one.clauses, *(name for name in draft.gold if library.clause(name))))
    others = [name for name in draft.gold if name not in cited]
    boxes = "".join(_gold(name, name in draft.gold, library) for name in cited)
    personas = "".join(_choice("radio", "persona", key, key == draft.persona) for key in PERSONAS)
    reasons = "".join(_choice("checkbox", "reasons", key, key in draft.reasons) for key in REASONS)
    return (
        f'<p><a href="/staff/feedback">{say("staff_feedback")}</a></p><h1>{say("case_make")}</h1>{told}'
        f'<details class="then"><summary>{say("feedback_answer")}</summary>'
        f'<div class="said-then">{inert(one.answer)}</div></details>'
        f'<form class="case" method="post" action="/staff/feedback/{escape(one.id)}">{csrf_html(csrf)}'
        f"{_field('question', draft.question, 2)}"
        f"<fieldset><legend>{say('case_persona')}</legend>{personas}</fieldset>"
        f"<fieldset><legend>{say('case_answerable')}</legend>"
        f"{_choice('radio', 'answerable', 'yes', draft.answerable)}"
        f"{_choice('radio', 'answerable', 'no', not draft.answerable)}"
        f'</fieldset><div class="if-yes"><fieldset><legend>{say("case_gold")}</legend>{boxes}</fieldset>'
        f"{_field('others', chr(10).join(others), 2)}{_field('must', chr(10).join(draft.must), 3)}</div>"
        f'<fieldset class="if-no"><legend>{say("case_reasons")}</legend>{reasons}</fieldset>'
        f"{_field('must_not', chr(10).join(draft.must_not), 2)}"
        f'<button class="button strong">{say("case_keep")}</button></form>'
    )


def _gold(name: str, chosen: bool, library: Library) -> str:
    clause = library.clause(name)
    if clause is None:
        return f'<p class="quiet">{inert(name)}: {say("case_clause_gone")}</p>'
    numbers = "、".join(figures(clause))
    hint = f'<span class="about">{say("case_figures")} {inert(numbers)}</span>' if numbers else ""
    mark = " checked" if chosen else ""
    return (
        f'<label class="gold"><input type="checkbox" name="gold" value="{escape(name)}"{mark}>'
        f'<span><a href="{link(name)}" target="_blank" rel="noopener">{inert(name)}</a>{hint}</span></label>'
    )


def _choice(kind: str, name: str, value: str, chosen: bool) -> str:
    mark = " checked" if chosen else ""
    return f'<label><input type="{kind}" name="{name}" value="{value}"{mark}>{say(f"{name}_{value}")}</label>'


def _field(name: str, value: str, rows: int) -> str:
    return (
        f'<div class="row"><label for="{name}">{say(f"case_{name}")}</label>'
        f'<textarea class="field" id="{name}" name="{name}" rows="{rows}" maxlength="5000">\n{escape(value)}</textarea>'
        "</div>"
    )


def made_html(line: str, fresh: bool, cases: int) -> str:
    """After a case was made, or was found to be there already."""
    return (
        f'<h1>{say("case_made" if fresh else "case_known")}</h1><pre class="command"><code>{escape(line)}</code></pre>'
        f'<p class="tools"><a class="button" href="/staff/cases.jsonl" download>'
        f"{say('cases_download', n=cases)}</a>"
        f'<a class="button" href="/staff/feedback">{say("staff_feedback")}</a></p>'
        f'<p class="quiet">{say("case_run")}</p>'
        '<pre class="command"><code>eduplan eval --cases feedback.jsonl</code></pre>'
    )
