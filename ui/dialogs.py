"""What opens over the chat page: the panel of earlier conversations, and the form for what is wrong with an answer."""

from __future__ import annotations

from ui.feedback import LONGEST, REASONS
from ui.strings import say


def dialogs_html(days: int) -> str:
    """Both, closed. ``days`` is for how long feedback is kept."""
    return _past_html() + _judge_html(days)


def _past_html() -> str:
    """The browser fills in the list each time it is opened."""
    return (
        '<dialog id="past" aria-labelledby="past-name" tabindex="-1"><div class="bar">'
        f'<h2 id="past-name">{say("history")}</h2>'
        f'<button type="button" class="button close">{say("close")}</button></div>'
        f'<p class="notice trouble" role="alert" hidden>{say("history_failed")}</p><div class="list"></div></dialog>'
    )


def _judge_html(days: int) -> str:
    reasons = "".join(
        f'<label><input type="checkbox" name="reason" value="{reason}">{say(f"reason_{reason}")}</label>'
        for reason in REASONS
    )
    return (
        f'<dialog id="judge" aria-labelledby="judge-name"><form><h2 id="judge-name">{say("judge")}</h2>'
        f'<div class="reasons">{reasons}</div><label class="words">{say("judge_words")}'
        f'<textarea class="field" name="words" rows="3" maxlength="{LONGEST}"></textarea></label>'
        f'<p class="hint">{say("judge_note", n=days)}</p><p class="tools">'
        f'<button class="button strong">{say("judge_send")}</button>'
        f'<button type="button" class="button close">{say("cancel")}</button></p></form></dialog>'
    )
