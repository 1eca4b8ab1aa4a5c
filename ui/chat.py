"""The chat page: question box, answers with citation chips, the reader beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from index.library import Library
from ui.render import notice_html
from ui.scope import SCRIPT, Scope, plans_of, scope_html
from ui.strings import LANGUAGES, plain
from ui.talk import Chat, Talk, messages, stopped, talk, undone
from ui.welcome import idle_html, reader_html, top_html, welcome_html

if TYPE_CHECKING:
    import gradio as gr

CONCURRENT = 4
"""Questions answered at the same time; further ones wait their turn."""

_PICK = """element.addEventListener('click', event => {
  const button = event.target.closest('[data-pick]');
  if (button) trigger('select', {pick: button.dataset.pick});
});"""
_TOP = (
    _PICK
    + """element.addEventListener('click', event => { if (event.target.closest('.new')) trigger('clear'); });
trigger('select', {pick: window.eduplan.language()});"""
)
_ACTS = "window.eduplan.act = detail => trigger('select', detail);"
"""Lets the buttons within answers reach the server: messages carry no handlers of their own."""

Updates = dict[Any, Any]
"""What changes in the page, by part."""


@dataclass(frozen=True, eq=False)
class Page:
    """The parts of the page, and what happens in it. The handlers know nothing of plans or answers."""

    assistant: Chat
    past: gr.State
    language: gr.State
    scope: gr.State
    top: gr.HTML
    welcome: gr.HTML
    log: gr.Chatbot
    hint: gr.HTML
    chosen: gr.HTML
    acts: gr.HTML
    box: gr.Textbox
    idle: gr.HTML

    def ask(self, question: str, past: Talk, scope: Scope) -> Iterator[Updates]:
        """Answer what was typed, out of the plans chosen."""
        import gradio as gr

        plans = plans_of(self.assistant.library, scope, date.today())
        if not question.strip() or plans is None:
            yield {self.hint: notice_html("empty_question" if plans is not None else "scope_none")}
            return
        yield {
            self.box: gr.update(value="", stop_btn=True, submit_btn=False),
            self.hint: "",
            self.welcome: gr.update(visible=False),
        }
        for now in talk(self.assistant, question.strip(), past, plans):
            yield {self.past: now, self.log: gr.update(value=messages(now), visible=True)}

    def pick(self, event: gr.EventData, past: Talk, scope: Scope) -> Iterator[Updates]:
        """Answer an example."""
        yield from self.ask(str(event.pick), past, scope)

    def act(self, event: gr.EventData, past: Talk, scope: Scope) -> Iterator[Updates]:
        """Do what a button under an answer says: ask what it shows, ask again, reword or take back the question."""
        if event.act == "follow":
            yield from self.ask(str(event.text), past, scope)
            return
        before, question = undone(past)
        if event.act == "again":
            yield from self.ask(question, before, scope)
            return
        yield {self.past: before, self.log: messages(before), self.hint: ""} | (
            {self.box: question} if event.act == "revise" else {}
        )
        if not before:
            yield self.restart()

    def limit(self, event: gr.EventData) -> Updates:
        """Remember which plans are chosen."""
        plans = tuple(str(plan) for plan in event.plans)
        return {self.scope: Scope(plans, bool(event.valid)), self.hint: ""}

    def ready(self, language: str) -> Updates:
        """Let the box take the next question."""
        import gradio as gr

        return {self.box: gr.update(stop_btn=False, submit_btn=plain("ask", language))}

    def stop(self, past: Talk) -> Updates:
        """Say that the last answer was cut off."""
        now = stopped(past)
        return {self.past: now, self.log: messages(now)}

    def restart(self) -> Updates:
        """A new conversation."""
        import gradio as gr

        empty = gr.update(value=[], visible=False)
        return {self.past: (), self.log: empty, self.welcome: gr.update(visible=True), self.hint: ""}

    def load(self) -> Updates:
        """The plans may have changed since the server started."""
        library = self.assistant.library
        return {
            self.welcome: welcome_html(library),
            self.idle: idle_html(library),
            self.chosen: scope_html(library, date.today()),
        }

    def speak(self, event: gr.EventData) -> Updates:
        """Gradio's own words in the language picked; the page's words need no server."""
        import gradio as gr

        code = event.pick if event.pick in LANGUAGES else "zh-Hans"
        words = gr.update(
            label=plain("question", code), placeholder=plain("placeholder", code), submit_btn=plain("ask", code)
        )
        return {self.language: code, self.box: words}


def chat_page(assistant: Chat, blocks: gr.Blocks) -> None:
    """Puts the page into ``blocks``, which are open."""
    import gradio as gr

    for handler in (
        Page.pick,
        Page.act,
        Page.limit,
        Page.speak,
    ):  # Gradio goes by the annotation, and cannot resolve the string
        handler.__annotations__["event"] = gr.EventData
    page = _lay_out(assistant, assistant.library)
    shown = [page.box, page.log, page.past, page.hint, page.welcome]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answering: dict[str, Any] = {**quiet, "concurrency_limit": CONCURRENT, "concurrency_id": "ask"}
    # "multiple": a question sent just after another was stopped is taken; the page sends none while one is answered
    answering["trigger_mode"] = "multiple"
    typed = page.box.submit(page.ask, [page.box, page.past, page.scope], shown, **answering)
    picked = page.welcome.select(page.pick, [page.past, page.scope], shown, **answering)
    acted = page.acts.select(page.act, [page.past, page.scope], shown, **answering)
    running: list[Any] = [typed, picked, acted]
    stop = page.box.stop(page.stop, [page.past], [page.past, page.log], cancels=running, **quiet)
    clear = page.top.clear(page.restart, None, shown, cancels=running, **quiet)
    page.chosen.select(page.limit, None, [page.scope, page.hint], **quiet)
    for event in (*running, stop, clear):
        event.then(page.ready, [page.language], [page.box], **quiet)
    page.top.select(page.speak, None, [page.language, page.box], **quiet)
    blocks.load(page.load, None, [page.welcome, page.idle, page.chosen], **quiet)


def _lay_out(assistant: Chat, library: Library) -> Page:
    import gradio as gr

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    past, language, scope = gr.State(()), gr.State("zh-Hans"), gr.State(Scope())
    top = html("top", top_html(), _TOP)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", scale=3, min_width=0):
            welcome = html("welcome", welcome_html(library), _PICK)
            log = gr.Chatbot(
                elem_id="log",
                visible=False,
                show_label=False,
                container=False,
                height=None,
                autoscroll=False,
                latex_delimiters=[],
                line_breaks=False,
                buttons=[],
                feedback_options=None,
                allow_file_downloads=False,
                group_consecutive_messages=False,
            )
            hint = html("hint", "")
            chosen = html("scope", scope_html(library, date.today()), SCRIPT)
            acts = html("acts", "", _ACTS)
            box = gr.Textbox(
                elem_id="box",
                label=plain("question", "zh-Hans"),
                placeholder=plain("placeholder", "zh-Hans"),
                submit_btn=plain("ask", "zh-Hans"),
                lines=1,
                max_lines=6,
                autofocus=True,
                show_label=False,
                container=False,
            )
        with gr.Column(elem_id="side", scale=2, min_width=0):
            idle = html("idle", idle_html(library))
            html("aside", reader_html())
    return Page(assistant, past, language, scope, top, welcome, log, hint, chosen, acts, box, idle)
