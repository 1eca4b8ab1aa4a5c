"""What happens in the chat page: each handler takes what the browser sent and says which parts change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ui.conversations import Conversations
from ui.export.answer import answer_paper
from ui.export.saved import saved_html
from ui.messages import messages
from ui.offer import Offers
from ui.past import Past, begun, cut, judge, mine, owner_of, settle
from ui.render import notice_html
from ui.scope import Scope, plans_of, read_scope, scope_of
from ui.scope_form import scope_html
from ui.strings import LANGUAGES, plain
from ui.talk import DONE, GROWING, Chat, stopped, talk, undone
from ui.welcome import idle_html, kept_html, welcome_html

if TYPE_CHECKING:
    import gradio as gr

Updates = dict[Any, Any]
"""What changes in the page, by part."""


@dataclass(frozen=True, eq=False)
class Page:
    """The parts of the page, and what happens in it. The handlers know nothing of plans or answers."""

    assistant: Chat
    kept: Conversations
    offers: Offers
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

    def ask(self, question: str, past: Past, scope: Scope, language: str, request: gr.Request) -> Iterator[Updates]:
        """Answer what was typed, out of the plans chosen."""
        yield from self._answer(question, mine(self.kept, past, owner_of(request)), scope, language)

    def _answer(self, question: str, past: Past, scope: Scope, language: str) -> Iterator[Updates]:
        import gradio as gr

        plans = plans_of(self.assistant.library, scope, self.assistant.today)
        if not question.strip() or plans is None:
            yield {self.hint: notice_html("empty_question" if plans is not None else "scope_none")}
            return
        yield {
            self.box: gr.update(value="", stop_btn=plain("stop", language), submit_btn=False),
            self.hint: "",
            self.welcome: gr.update(visible=False),
        }
        for step, growing in enumerate(talk(self.assistant, question.strip(), past.talk, plans)):
            past = replace(past, talk=growing)
            if not step:  # so that the question survives whatever comes
                past = begun(self.kept, past)
            elif growing[-1].state != GROWING:
                settle(self.kept, past)
            yield self._shown(past) | (self._ready(language) if growing[-1].state != GROWING else {})

    def pick(
        self, event: gr.EventData, past: Past, scope: Scope, language: str, request: gr.Request
    ) -> Iterator[Updates]:
        """Answer an example."""
        yield from self.ask(str(event.pick), past, scope, language, request)

    def act(
        self, event: gr.EventData, past: Past, scope: Scope, language: str, request: gr.Request
    ) -> Iterator[Updates]:
        """Do what a button under an answer or in the list of conversations says."""
        past = mine(self.kept, past, owner_of(request))
        if event.act == "follow":
            yield from self._answer(str(event.text), past, scope, language)
        elif event.act == "again":
            before, question = undone(past.talk)
            yield from self._answer(question, replace(past, talk=before), scope, language)
        elif event.act in ("revise", "undo"):
            yield self._take_back(past, reword=event.act == "revise")
        elif event.act == "judge":
            yield self._judge(event, past)
        elif event.act == "save":
            yield self._save(event, past)
        elif event.act == "open":
            yield self._open(str(event.id), past)

    def _take_back(self, past: Past, reword: bool) -> Updates:
        before, question = undone(past.talk)
        now = cut(self.kept, past, before)
        shown = self._shown(now) if now.talk else self._restart()
        return shown | {self.hint: ""} | ({self.box: question} if reword else {})

    def _judge(self, event: gr.EventData, past: Past) -> Updates:
        reasons = tuple(str(reason) for reason in event.reasons)
        try:
            place, generation = int(event.place), self.assistant.generation
            now = judge(self.kept, past, place, str(event.verdict), reasons, str(event.words), generation)
        except (ValueError, sqlite3.Error):
            return {self.hint: notice_html("not_judged")}
        return self._shown(now) | {self.hint: ""}

    def _save(self, event: gr.EventData, past: Past) -> Updates:
        """One answer as a file."""
        place = int(event.place) if str(event.place).isdecimal() else len(past.talk)
        one = past.talk[place] if place < len(past.talk) else None
        if one is None or one.answer is None:
            return {self.hint: notice_html("no_answer")}
        paper = answer_paper(one.answer, self.assistant.library, self.assistant.today)
        return {self.file: saved_html(paper, str(event.kind), str(event.time)), self.hint: ""}

    def _open(self, id: str, past: Past) -> Updates:
        import gradio as gr

        try:
            found = self.kept.open(past.owner, id)
        except sqlite3.Error:
            found = None
        if found is None:
            return {self.hint: notice_html("no_conversation"), self.where: ""}
        return self._shown(Past(past.owner, id, found.talk)) | {self.hint: "", self.welcome: gr.update(visible=False)}

    def _shown(self, past: Past) -> Updates:
        import gradio as gr

        last = past.talk[-1] if past.talk else None
        onward = self.offers.onward(last.answer, last.plans) if last and last.answer and last.state == DONE else ()
        rows = messages(past.talk, self.assistant.library, rating=bool(past.id), onward=onward)
        return {self.past: past, self.log: gr.update(value=rows, visible=True), self.where: kept_html(past.id)}

    def limit(self, event: gr.EventData) -> Updates:
        """Remember which plans are chosen."""
        return {self.scope: read_scope(str(event.scope)), self.hint: ""}

    def _ready(self, language: str) -> Updates:
        """The box takes the next question. It comes with the answer: an event of its own might be refused."""
        import gradio as gr

        return {self.box: gr.update(stop_btn=False, submit_btn=plain("ask", language))}

    def stop(self, past: Past, language: str, request: gr.Request) -> Updates:
        """Say that the last answer was cut off."""
        past = mine(self.kept, past, owner_of(request))
        now = replace(past, talk=stopped(past.talk))
        if now.talk:
            settle(self.kept, now)
        return (self._shown(now) if now.talk else self._restart()) | self._ready(language)

    def anew(self, language: str) -> Updates:
        """A new conversation, also in the middle of an answer."""
        return self._restart() | self._ready(language)

    def _restart(self) -> Updates:
        import gradio as gr

        return {
            self.past: Past(),
            self.log: gr.update(value=[], visible=False),
            self.welcome: gr.update(visible=True),
            self.hint: "",
            self.where: "",
        }

    def load(self, request: gr.Request) -> Updates:
        """The plans may have changed since the server started; which of them count, the browser remembers."""
        library, scope = self.assistant.library, scope_of(request)
        return {
            self.welcome: welcome_html(library, self.offers.first, self.kept.days, self.assistant.today),
            self.idle: idle_html(library, self.assistant.today),
            self.chosen: scope_html(library, self.assistant.today, scope),
            self.scope: scope,
        }

    def speak(self, event: gr.EventData) -> Updates:
        """Gradio's own words in the language picked; the page's words need no server."""
        import gradio as gr

        code = event.pick if event.pick in LANGUAGES else "zh-Hans"
        words = gr.update(
            label=plain("question", code), placeholder=plain("placeholder", code), submit_btn=plain("ask", code)
        )
        return {self.language: code, self.box: words}
