"""The chat page's parts, and how each of them looks in every state of the page."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ui.answering import Answering
from ui.conversations import Conversations
from ui.drawn import draw
from ui.gate import Gate
from ui.messages import messages
from ui.offer import Offers
from ui.past import Past
from ui.render import notice_html
from ui.scope import Scope
from ui.scope_form import scope_html
from ui.strings import plain
from ui.talk import DONE, Chat, Exchange
from ui.welcome import fresh_html, idle_html, kept_html, welcome_html

if TYPE_CHECKING:
    import gradio as gr

Updates = dict[Any, Any]
"""What changes in the page, by part."""


@dataclass(frozen=True)
class Desk:
    """What the page works with; ``told`` is shown what became of each question."""

    assistant: Chat
    kept: Conversations
    offers: Offers
    gate: Gate
    told: Callable[[Exchange], None] = lambda _: None
    answering: Answering = field(default_factory=Answering)


@dataclass(frozen=True, eq=False)
class Sight:
    """The parts of the page; each method says which of them change, and into what."""

    desk: Desk
    past: gr.State
    language: gr.State
    scope: gr.State
    top: gr.HTML
    welcome: gr.HTML
    log: gr.Chatbot
    hint: gr.HTML
    chosen: gr.HTML
    acts: gr.HTML
    where: gr.HTML
    file: gr.HTML
    box: gr.Textbox
    idle: gr.HTML

    def shown(self, past: Past) -> Updates:
        last = past.talk[-1] if past.talk else None
        onward = self.desk.offers.onward(last.answer, last.plans) if last and last.answer and last.state == DONE else ()
        library, generation = self.desk.assistant.library, self.desk.assistant.generation
        drawn = draw(past.talk, library, generation, past.drawn)
        rows = messages(past.talk, library, rating=bool(past.id), onward=onward, drawn=drawn)
        return {self.past: replace(past, drawn=drawn), self.log: rows, self.where: kept_html(past.id)}

    def unasked(self, past: Past) -> Updates:
        import gradio as gr

        return {
            self.hint: notice_html("scope_none"),
            self.log: gr.update(visible=bool(past.talk)),
            self.welcome: gr.update(visible=not past.talk),
        }

    def ready(self, language: str, question: str | None = None) -> Updates:
        """The box takes the next question, or ``question`` again. It comes with the answer: an event of its own might
        be refused."""
        import gradio as gr

        words: dict[str, Any] = {} if question is None else {"value": question}
        return {self.box: gr.update(stop_btn=False, submit_btn=plain("ask", language), **words)}

    def restarted(self) -> Updates:
        import gradio as gr

        return {
            self.past: Past(),
            self.log: gr.update(value=[], visible=False),
            self.welcome: gr.update(visible=True),
            self.hint: "",
            self.where: fresh_html(secrets.token_hex(4)),
        }

    def opened(self, scope: Scope) -> Updates:
        library, today = self.desk.assistant.library, self.desk.assistant.today
        return {
            self.welcome: self.welcomed(),
            self.idle: idle_html(library, today),
            self.chosen: scope_html(library, today, scope),
        }

    def welcomed(self) -> str:
        return welcome_html(
            self.desk.assistant.library, self.desk.offers.known, self.desk.kept.days, self.desk.assistant.today
        )
