"""Two registers of one answer: for parents plain words first, for staff the official wording with its export.

Both stand in the page; the style sheet shows the one that ``data-register`` on the root element names, as it does with
the languages. So the choice needs no round trip, and an answer given before it changes with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.plain import Line, Meaning, Plain, plain_words
from index.library import Library
from ui.prose import Cite, inert
from ui.strings import say

REGISTERS = ("parent", "staff")
"""The choices, the default first."""


def choice_html() -> str:
    """The choice for the bar on top of a page."""
    buttons = "".join(
        f'<button type="button" data-register="{name}">{say(f"register_{name}")}</button>' for name in REGISTERS
    )
    return f'<div class="registers" role="group" aria-label="读者 Reader">{buttons}</div>'


def around(answer: Answer, library: Library, body: str, cite: Cite) -> str:
    """``body``, the answer's own text, between what parents read before it and after it."""
    plain = plain_words(answer, library)
    return _before(plain, cite) + body + _after(plain, cite)


def _before(plain: Plain, cite: Cite) -> str:
    if not plain.lines:
        return ""
    return (
        f'<div class="plainly for-parent"><p class="label">{say("plain_lead")}</p>{_list(plain.lines, cite)}</div>'
        f'<p class="label for-parent">{say("plain_official")}</p>'
    )


def _after(plain: Plain, cite: Cite) -> str:
    parts = []
    if plain.meanings:
        parts.append(f'<p class="label">{say("plain_terms")}</p><ul class="terms">{_meanings(plain.meanings)}</ul>')
    if plain.ask:
        parts.append(f'<p class="label">{say("plain_ask")}</p>{_list(plain.ask, cite)}')
    return f'<div class="explained for-parent">{"".join(parts)}</div>' if parts else ""


def _list(lines: Sequence[Line], cite: Cite) -> str:
    items = "".join(f"<li>{inert(line.text)}{''.join(cite(n) for n in line.citations)}</li>" for line in lines)
    return f"<ul>{items}</ul>"


def _meanings(meanings: Sequence[Meaning]) -> str:
    return "".join(f"<li><b>{inert(one.term)}</b> {inert(one.means)}</li>" for one in meanings)


def export_html() -> str:
    """The buttons that give staff the answer as a file. The browser knows them by their class."""
    kinds = (("word", "export_word"), ("text", "download_markdown"))
    buttons = "".join(f'<button type="button" class="act export {kind}">{say(key)}</button>' for kind, key in kinds)
    return f'<span class="exports for-staff">{buttons}</span>'
