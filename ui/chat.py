"""The chat page: question box, answers with citation chips, the reader beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.dialogs import dialogs_html
from ui.page import Page
from ui.past import Past
from ui.scope import Scope
from ui.scope_form import SCRIPT, scope_html
from ui.sight import Desk
from ui.strings import plain
from ui.welcome import idle_html, reader_html, top_html, welcome_html

if TYPE_CHECKING:
    import gradio as gr

_PICK = """element.addEventListener('click', event => {
  const button = event.target.closest('[data-pick]');
  if (button) trigger('select', {pick: button.dataset.pick});
});"""
_TOP = (
    _PICK
    + """element.addEventListener('click', event => {
  if (event.target.closest('.new')) { window.eduplan.renew(); trigger('input'); }
});
trigger('select', {pick: window.eduplan.language()});"""
)
_ACTS = "window.eduplan.act = detail => trigger('select', detail); window.eduplan.reopen();"
"""Lets the buttons within answers reach the server: messages carry no handlers of their own."""


def chat_page(desk: Desk, blocks: gr.Blocks) -> None:
    """Puts the page into ``blocks``, which are open."""
    page = _lay_out(desk)
    _annotate()
    asked = [page.past, page.scope, page.language]
    shown = [page.box, page.log, page.past, page.hint, page.welcome, page.where, page.file]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answering: dict[str, Any] = {**quiet, "concurrency_id": "ask"}
    # "multiple": a question sent just after another was stopped is taken; the page sends none while one is answered
    answering["trigger_mode"] = "multiple"
    page.box.submit(page.ask, [page.box, *asked], shown, **answering)
    page.welcome.select(page.pick, asked, shown, **answering)
    page.acts.select(page.act, asked, shown, **answering)
    # nothing is cancelled by Gradio: it cancels late, and by the name of the event, what is asked just after as well
    page.box.stop(page.stop, [page.past, page.language], shown, **quiet)
    page.top.input(page.anew, [page.language], shown, **quiet)
    page.chosen.select(page.limit, None, [page.scope, page.hint], **quiet)
    page.top.select(page.speak, None, [page.language, page.box], **quiet)
    blocks.load(page.load, None, [page.welcome, page.idle, page.chosen, page.scope], **quiet)


def _annotate() -> None:
    """Gradio goes by the annotations of the handlers, and cannot resolve their strings: it is not imported there."""
    import gradio as gr

    kinds = {"event": gr.EventData, "request": gr.Request}
    for handler in (Page.ask, Page.pick, Page.act, Page.limit, Page.speak, Page.stop, Page.anew, Page.load):
        handler.__annotations__.update((name, kind) for name, kind in kinds.items() if name in handler.__annotations__)


def _lay_out(desk: Desk) -> Page:
    import gradio as gr

    library, days, today = desk.assistant.library, desk.kept.days, desk.assistant.today

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    past, language, scope = gr.State(Past()), gr.State("zh-Hans"), gr.State(Scope())
    top = html("top", top_html(), _TOP)
    html("dialogs", dialogs_html(days))
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", scale=3, min_width=0):
            welcome = html("welcome", welcome_html(library, desk.offers.known, days, today), _PICK)
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
            chosen = html("scope", scope_html(library, today), SCRIPT)
            acts, where, file = html("acts", "", _ACTS), html("where", ""), html("file", "")
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
            idle = html("idle", idle_html(library, today))
            html("aside", reader_html())
    return Page(desk, past, language, scope, top, welcome, log, hint, chosen, acts, where, file, box, idle)
