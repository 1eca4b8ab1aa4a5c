"""The staff's page of plans: put files in, see what is in them, index, read again, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from index.library import Library
from index.plan import Plan
from ui.intake import Findings
from ui.job import UNEXPECTED, State
from ui.links import period, plan_link, script
from ui.pages.staff import csrf_html
from ui.prose import attribute, inert
from ui.shelf import Outcome
from ui.strings import say

READABLE = ".txt,.text,.md,.markdown,.html,.htm,.shtml,.xhtml,.docx,.docm,.pdf,.doc,.wps,.rtf,.odt"
COLUMNS = ("plan", "period", "clauses", "indicators", "damage", "file")


def plans_html(
    library: Library, held: Mapping[str, Mapping[str, str]], waiting: str, job: State, csrf: str,
    largest: int, most: int, busy: bool = False,
) -> str:  # fmt: skip
    """The page's main part. ``held`` are the plans that can be changed, ``waiting`` is HTML of ``waiting_html``;
    ``largest`` is in bytes."""
    told = f'<p class="notice" role="alert">{say("staff_busy")}</p>' if busy else ""
    samples = f'<p class="notice">{say("staff_samples")}</p>' if library.plans and not held else ""
    return (
        f"<h1>{say('staff_plans')}</h1>{told}{job_html(job)}{samples}{_upload(csrf, largest, most)}"
        f'<div id="waiting">{waiting}</div>{_table(library, held, csrf)}{_templates(largest, most)}'
    )


def _upload(csrf: str, largest: int, most: int) -> str:
    return (
        f'<form class="put-in" data-csrf="{attribute(csrf)}" data-largest="{largest}" data-most="{most}">'
        f'<input id="files" type="file" multiple accept="{READABLE}">'
        f'<label for="files"><b>{say("upload_choose")}</b><span>{say("upload_drop")}</span>'
        f'<span class="quiet">{say("upload_kinds", mb=largest // 2**20, n=most)}</span></label>'
        '<p class="whole" hidden><progress></progress> <output aria-live="polite"></output></p>'
        '<ol class="files" aria-live="polite"></ol></form>'
    )


def _templates(largest: int, most: int) -> str:
    """What the page's script shows without asking the server."""
    kept = {
        "sending": say("upload_sending"),
        "reading": say("upload_reading"),
        "large": _verdict("refused", say("upload_large", n=largest // 2**20)),
        "many": _verdict("refused", say("upload_many", n=most)),
        "failed": _verdict("refused", say("upload_failed")),
    }
    return "".join(f'<template id="upload-{name}">{html}</template>' for name, html in kept.items())


def refused_html(key: str, **fields: object) -> str:
    """The result of a file that is not taken."""
    return _verdict("refused", say(key, **fields))


def found_html(found: Findings, held: Mapping[str, Mapping[str, str]]) -> str:
    """The result of a file that was looked into."""
    if found.refused:
        untold = found.detail if found.refused == "upload_unreadable" else ""
        detail = f'<span class="detail" lang="en">{inert(untold)}</span>' if untold else ""
        return _verdict("refused", say(found.refused) + detail)
    facts = [say("staff_clauses", n=found.clauses), say("staff_indicators", n=found.indicators)]
    if found.period:
        facts.insert(0, inert("–".join(map(str, dict.fromkeys(found.period)))))
    repairs = "staff_repairs_unsure" if found.unsure else "staff_repairs"
    facts.append(say(repairs, n=found.damage, unsure=found.unsure))
    lines = [f'<span class="facts-line">{" · ".join(facts)}</span>']
    if found.plan in held:
        lines.append(f'<span class="facts-line">{say("upload_replaces")}</span>')
    lines += [f'<span class="warning">{inert(line)}</span>' for line in dict.fromkeys(found.warnings)]
    return _verdict("taken", f"<b>{inert(found.title)}</b>" + "".join(lines))


def _verdict(kind: str, told: str) -> str:
    return f'<span class="verdict {kind}">{say(f"upload_{kind}")}</span><span class="told">{told}</span>'


def waiting_html(
    waiting: Sequence[tuple[str, Findings | None]], held: Mapping[str, Mapping[str, str]], csrf: str
) -> str:
    """Files by name that are not indexed yet, with what was found in them where it is still known."""
    if not waiting:
        return ""
    rows = "".join(
        f'<li><span class="name">{inert(name)}</span>{found_html(found, held) if found else ""}</li>'
        for name, found in waiting
    )
    return (
        f'<section class="waiting"><h2>{say("upload_waiting", n=len(waiting))}</h2><ol class="files">{rows}</ol>'
        f'<div class="tools">{_post("/staff/index", say("upload_index", n=len(waiting)), csrf, strong=True)}'
        f"{_post('/staff/discard', say('upload_discard'), csrf)}</div></section>"
    )


def job_html(job: State) -> str:
    """How far the work in the background is, or what came of it."""
    if job.running:
        share = f'<progress max="{job.total}" value="{job.done}"></progress>' if job.total else "<progress></progress>"
        stage = say(f"stage_{job.stage}") if job.stage else say("stage_read")
        count = f" {job.done} / {job.total}" if job.total else ""
        return f'<div id="job" class="notice working" role="status" data-running="1">{share} {stage}{count}</div>'
    if job.trouble:
        told = say("staff_failed") if job.trouble == UNEXPECTED else f'<span lang="en">{inert(job.trouble)}</span>'
        return f'<div id="job" class="notice" role="alert"><b>{say("staff_not_done")}</b> {told}</div>'
    return _outcome(job.outcome) if job.outcome else ""


def _outcome(outcome: Outcome) -> str:
    rows = "".join(f"<li>{say(f'change_{state}')} {inert(title)}</li>" for title, state in outcome.changes)
    rows += "".join(
        f'<li>{say("change_failed")} <span lang="en">{inert(line)}</span></li>' for line in outcome.failures
    )
    told = f"<ul>{rows}</ul>" if rows else f" {say('change_none')}"
    return f'<div id="job" class="notice working" role="status"><b>{say("staff_done")}</b>{told}</div>'


def _table(library: Library, held: Mapping[str, Mapping[str, str]], csrf: str) -> str:
    plans = [plan for plan in library.plans.values() if plan.id in held]
    if not plans:
        return ""
    names = "".join(f'<th scope="col">{say(f"column_{key}")}</th>' for key in COLUMNS)
    rows = "".join(_row(plan, held[plan.id], csrf) for plan in plans)
    again = _post("/staff/renew", say("renew_changed"), csrf) + _post(
        "/staff/renew", say("renew_all"), csrf, {"all": "1"}
    )
    return (
        f'<section><h2>{say("staff_held", n=len(plans))}</h2><div class="tools">{again}</div>'
        f'<div class="table-wrap" tabindex="0"><table class="stacked"><thead><tr>{names}<th scope="col">'
        f"{say('remove')}</th></tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _row(plan: Plan, facts: Mapping[str, str], csrf: str) -> str:
    unsure = sum(not one.certain for one in plan.damage)
    cells = (
        inert(period(plan)),
        str(len(plan.clauses)),
        str(len(plan.indicators)),
        say("staff_repairs_short", n=len(plan.damage), unsure=unsure) if unsure else str(len(plan.damage)),
        inert(PurePath(facts["origin"]).name),
    )
    told = "".join(
        f'<td><span class="column">{say(f"column_{key}")}</span><span>{cell}</span></td>'
        for key, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    warnings = "".join(
        f'<p class="warning">{inert(line)}</p>' for line in dict.fromkeys((*plan.document.warnings, *plan.warnings))
    )
    sure = _post("/staff/remove", say("remove_sure"), csrf, {"plan": plan.id})
    return (
        f'<tr><th scope="row"><a href="{plan_link(plan.id)}" lang="{script(plan)}">{inert(plan.title)}</a>'
        f'{warnings}</th>{told}<td><span class="column">{say("remove")}</span>'
        f'<details class="remove"><summary class="button">{say("remove")}</summary>'
        f"<p>{say('remove_what', title=plan.title)}</p>{sure}</details></td></tr>"
    )


def _post(action: str, words: str, csrf: str, fields: Mapping[str, str] | None = None, strong: bool = False) -> str:
    """A form that is only a button."""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{attribute(value)}">' for name, value in (fields or {}).items()
    )
    look = "button strong" if strong else "button"
    return (
        f'<form method="post" action="{action}">{csrf_html(csrf)}{hidden}<button class="{look}">{words}</button></form>'
    )
