"""An answer as HTML for the chat: text with citation chips, notices, sources used, and what was found but not used."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import ANSWERED, Answer, Citation, Notice, Retrieved
from index.library import Library
from ui.links import cited, link
from ui.prose import Cite, attribute, html, inert
from ui.register import around, export_html
from ui.strings import say

LONGEST = 300
"""Characters of a question that are shown."""
_REASONS = frozenset(
    {"too_long", "which_plan", "off_topic", "opinion", "personal_data", "decided_elsewhere", "instruction"}
)
"""Why nothing was answered, where it is not for want of evidence: what stands above the answer then."""


def question_html(question: str) -> str:
    """What the user said, as they said it; a very long text is cut, and says so."""
    if len(question) <= LONGEST:
        return f'<div class="said">{inert(question)}</div>'
    return f'<div class="said">{inert(question[:LONGEST])}{say("cut", n=len(question))}</div>'


def answer_html(answer: Answer, library: Library, complete: bool = True) -> str:
    """The answer on one line of HTML; while it streams (not ``complete``), without what follows the text."""
    sources = {citation.n: citation for citation in answer.citations}
    chips = _chips(sources)
    body = f'<div class="said">{html(answer.text or _joined(answer), chips)}</div>'
    if complete:
        body = around(answer, library, body, chips)
    parts = [_standalone(answer), _status(answer), body, *map(_notice, answer.notices)]
    if complete:
        parts += [_sources(answer, sources, library), copy_html(answer, library), _unused(answer, library)]
    return f'<div class="answer {attribute(answer.status)}" lang="{attribute(answer.language)}">{"".join(parts)}</div>'


def notice_html(key: str, kind: str = "page", **fields: object) -> str:
    """A banner with one of the page's own strings."""
    return f'<p class="notice {kind}" role="status">{say(key, **fields)}</p>'


def scope_note(plans: str) -> str:
    """The line above an answer that says which plans alone it was asked of."""
    return f'<p class="within">{say("scope_note", plans=plans)}</p>'


def copy_html(answer: Answer, library: Library) -> str:
    """The answer with its sources in official form, for a document: a button and the lines it copies."""
    if not answer.citations:
        return ""
    said = [line for line in (answer.text or answer.standalone).splitlines() if line.strip()]
    lines = [*said, *(f"[{one.n}] {cited(one, library)}" for one in answer.citations)]
    copied = "".join(f"<p>{inert(line)}</p>" for line in lines)
    return (
        f'<div class="copying"><button type="button" class="act copy-all">{say("act_copy")}</button>'
        f'<div class="copied-text">{copied}</div>{export_html()}</div>'
    )


def _joined(answer: Answer) -> str:
    """The sentences with their markers, for an answer without a text of its own."""
    return "\n\n".join(one.text + "".join(f"[{n}]" for n in one.citations) for one in answer.sentences)


def _chips(sources: dict[int, Citation]) -> Cite:
    return lambda number: chip_html(number, sources[number]) if number in sources else ""


def chip_html(number: int, one: Citation) -> str:
    """The marker in a text that opens its source."""
    return f'<a class="chip" {_target(one)}>{number}</a>'


def _target(citation: Citation) -> str:
    where = attribute(f"{citation.plan_title} {citation.path}")
    return f'href="{link(citation.clause, citation.start, citation.end)}" title="{where}"'


def _status(answer: Answer) -> str:
    if answer.status == ANSWERED:
        return ""
    return f'<p class="status">{say(answer.reason if answer.reason in _REASONS else answer.status)}</p>'


def _standalone(answer: Answer) -> str:
    read = answer.standalone.strip()
    if not read or answer.question.strip().startswith(read):  # of a very long question only the beginning is read
        return ""
    return (
        f'<p class="understood">{say("understood")} <q>{inert(read)}</q> '
        f'<button type="button" class="act reword">{say("act_reword")}</button></p>'
    )


def _notice(notice: Notice) -> str:
    words = inert(notice.text)
    if notice.clause:
        words = f'<a href="{link(notice.clause)}">{words}</a>'
    return f'<p class="notice {attribute(notice.kind)}">{words}</p>'


def _sources(answer: Answer, sources: dict[int, Citation], library: Library) -> str:
    used = {n for sentence in answer.sentences for n in sentence.citations if n in sources}
    if not used:
        return ""
    items = "".join(_source(sources[n], library) for n in sorted(used))
    return f'<div class="sources"><p class="label">{say("sources")}</p><ul>{items}</ul></div>'


def _source(one: Citation, library: Library) -> str:
    page = f" · {say('page', n=one.page)}" if one.page else ""
    return (
        f'<li><a class="source" {_target(one)}><b class="number">{one.n}</b>'
        f'<span class="where for-parent">{inert(one.plan_title)} <i>{inert(one.path)}</i>{page}</span>'
        f'<span class="where for-staff">{inert(cited(one, library))}{page}</span>'
        f'<span class="quote">{attribute(one.words)}</span></a></li>'
    )


def _unused(answer: Answer, library: Library) -> str:
    used = {citation.clause for citation in answer.citations}
    rows = [row for row in answer.retrieved if row.clause not in used]
    items = "".join(_found(rows, library))
    if not items:
        return ""
    return f'<details class="unused"><summary>{say("unused", n=len(rows))}</summary><ul>{items}</ul></details>'


def _found(rows: Iterable[Retrieved], library: Library) -> Iterable[str]:
    for row in rows:
        clause = library.clause(row.clause)
        if clause is None:
            continue
        words = f"{inert(library.plan_of(clause).title)} <i>{inert(clause.path)}</i> {inert(clause.title)}"
        yield f'<li><a href="{link(clause.id)}">{words}</a></li>'
