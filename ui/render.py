"""An answer as HTML for the chat: text with citation chips, notices, sources used, and what was found but not used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import ANSWERED, Answer, Citation, Notice, Retrieved
from index.library import Library
from ui.links import citation, link
from ui.prose import Cite, attribute, html, inert
from ui.strings import say

LONGEST = 300
"""Characters of a question that are shown."""


def question_html(question: str) -> str:
    """What the user said, as they said it; a very long text is cut, and says so."""
    if len(question) <= LONGEST:
        return f'<div class="said">{inert(question)}</div>'
    return f'<div class="said">{inert(question[:LONGEST])}{say("cut", n=len(question))}</div>'


def answer_html(answer: Answer, library: Library, complete: bool = True) -> str:
    """The answer on one line of HTML; while it streams (not ``complete``), without what follows the text."""
    cited = {citation.n: citation for citation in answer.citations}
    body = html(answer.text or _joined(answer), _chips(cited))
    parts = [_standalone(answer), _status(answer), f'<div class="said">{body}</div>', *map(_notice, answer.notices)]
    if complete:
        parts += [_sources(answer, cited), copy_html(answer, library), _unused(answer, library)]
    return f'<div class="answer {attribute(answer.status)}" lang="{attribute(answer.language)}">{"".join(parts)}</div>'


def notice_html(key: str, kind: str = "page") -> str:
    """A banner with one of the page's own strings."""
    return f'<p class="notice {kind}" role="status">{say(key)}</p>'


def scope_note(plans: str) -> str:
    """The line above an answer that says which plans alone it was asked of."""
    return f'<p class="within">{say("scope_note", plans=plans)}</p>'


def copy_html(answer: Answer, library: Library) -> str:
    """The answer with its sources in official form, for a document: a button and the lines it copies."""
    if not answer.citations:
        return ""
    lines = [line for line in (answer.text or answer.standalone).splitlines() if line.strip()]
    for one in answer.citations:
        clause = library.clause(one.clause)
        lines.append(f"[{one.n}] " + (citation(library.plan_of(clause), clause) if clause else one.path))
    copied = "".join(f"<p>{inert(line)}</p>" for line in lines)
    return (
        f'<div class="copying"><button type="button" class="act copy-all">{say("act_copy")}</button>'
        f'<div class="copied-text">{copied}</div></div>'
    )


def next_html(questions: Sequence[str] = ()) -> str:
    """What can be done after an answer: ask one of ``questions``, or ask again, reword or take back the last one.

    The browser knows each button by its class: Gradio drops data attributes from messages.
    """
    follow = "".join(f'<li><button type="button" class="act follow">{inert(one)}</button></li>' for one in questions)
    asks = f'<p class="label">{say("ask_next")}</p><ul>{follow}</ul>' if follow else ""
    acts = "".join(
        f'<button type="button" class="act {act}">{say(f"act_{act}")}</button>' for act in ("again", "revise", "undo")
    )
    return f'<div class="onward">{asks}<p class="acts">{acts}</p></div>'


def _joined(answer: Answer) -> str:
    """The sentences with their markers, for an answer without a text of its own."""
    return "\n\n".join(one.text + "".join(f"[{n}]" for n in one.citations) for one in answer.sentences)


def _chips(cited: dict[int, Citation]) -> Cite:
    def chip(number: int) -> str:
        citation = cited.get(number)
        if citation is None:
            return ""
        return f'<a class="chip" {_target(citation)}>{number}</a>'

    return chip


def _target(citation: Citation) -> str:
    where = attribute(f"{citation.plan_title} {citation.path}")
    return f'href="{link(citation.clause, citation.start, citation.end)}" title="{where}"'


def _status(answer: Answer) -> str:
    return "" if answer.status == ANSWERED else f'<p class="status">{say(answer.status)}</p>'


def _standalone(answer: Answer) -> str:
    if not answer.standalone or answer.standalone.strip() == answer.question.strip():
        return ""
    return (
        f'<p class="understood">{say("understood")} <q>{inert(answer.standalone)}</q> '
        f'<button type="button" class="act reword">{say("act_reword")}</button></p>'
    )


def _notice(notice: Notice) -> str:
    words = inert(notice.text)
    if notice.clause:
        words = f'<a href="{link(notice.clause)}">{words}</a>'
    return f'<p class="notice {attribute(notice.kind)}">{words}</p>'


def _sources(answer: Answer, cited: dict[int, Citation]) -> str:
    used = list(dict.fromkeys(n for sentence in answer.sentences for n in sentence.citations if n in cited))
    if not used:
        return ""
    items = "".join(_source(cited[n]) for n in sorted(used))
    return f'<div class="sources"><p class="label">{say("sources")}</p><ul>{items}</ul></div>'


def _source(citation: Citation) -> str:
    page = f" · {say('page', n=citation.page)}" if citation.page else ""
    return (
        f'<li><a class="source" {_target(citation)}><b class="number">{citation.n}</b>'
        f'<span class="where">{inert(citation.plan_title)} <i>{inert(citation.path)}</i>{page}</span>'
        f'<span class="quote">{attribute(citation.shown)}</span></a></li>'
    )


def _unused(answer: Answer, library: Library) -> str:
    cited = {citation.clause for citation in answer.citations}
    rows = [row for row in answer.retrieved if row.clause not in cited]
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
