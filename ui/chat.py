"""The chat page: question box, answers with citation chips, the reader beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.library import Library
from ui.render import notice_html
from ui.strings import LANGUAGES, plain
from ui.talk import Chat, Talk, messages, stopped, talk
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

Updates = dict[Any, Any]
"""What changes in the page, by part."""


@dataclass(frozen=True, eq=False)
class Page:
    """The parts of the page, and what happens in it. The handlers know nothing of plans or answers."""

    assistant: Chat
    past: gr.State
    language: gr.State
    top: gr.HTML
    welcome: gr.HTML
    log: gr.Chatbot
    hint: gr.HTML
    box: gr.Textbox
    idle: gr.HTML

    def ask(self, question: str, past: Talk) -> Iterator[Updates]:
        """Answer what was typed."""
        import gradio as gr

        if not question.strip():
            yield {self.hint: notice_html("empty_question")}
            return
        yield {
            self.box: gr.update(value="", stop_btn=True, submit_btn=False),
            self.hint: "",
            self.welcome: gr.update(visible=False),
        }
        for now in talk(self.assistant, question.strip(), past):
            yield {self.past: now, self.log: gr.update(value=messages(now), visible=True)}

    def pick(self, event: gr.EventData, past: Talk) -> Iterator[Updates]:
        """Answer an example."""
        yield from self.ask(str(event.pick), past)

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
        return {self.welcome: welcome_html(library), self.idle: idle_html(library)}

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

    for handler in (Page.pick, Page.speak):  # Gradio goes by the annotation, and cannot resolve the string
        handler.__annotations__["event"] = gr.EventData
    page = _lay_out(assistant, assistant.library)
    shown = [page.box, page.log, page.past, page.hint, page.welcome]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answering: dict[str, Any] = {**quiet, "concurrency_limit": CONCURRENT, "concurrency_id": "ask"}
    typed = page.box.submit(page.ask, [page.box, page.past], shown, **answering)
    picked = page.welcome.select(page.pick, [page.past], shown, **answering)
    stop = page.box.stop(page.stop, [page.past], [page.past, page.log], cancels=[typed, picked], **quiet)
    clear = page.top.clear(page.restart, None, shown, cancels=[typed, picked], **quiet)
    for event in (typed, picked, stop, clear):
        event.then(page.ready, [page.language], [page.box], **quiet)
    page.top.select(page.speak, None, [page.language, page.box], **quiet)
    blocks.load(page.load, None, [page.welcome, page.idle], **quiet)


def _lay_out(assistant: Chat, library: Library) -> Page:
    import gradio as gr

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    past, language = gr.State(()), gr.State("zh-Hans")
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
    return Page(assistant, past, language, top, welcome, log, hint, box, idle)
