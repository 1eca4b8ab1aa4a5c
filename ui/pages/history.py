"""The list of earlier conversations, for the panel of the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ui.conversations import LONGEST, Entry
from ui.prose import attribute, inert
from ui.strings import say
from ui.welcome import retention_html


def history_html(entries: Sequence[Entry], days: int, csrf: str, cookies: bool = True) -> str:
    """The list. ``csrf`` goes back with every change; without ``cookies`` nothing can be kept of this browser."""
    head = retention_html(days) if cookies else f'<p class="notice">{say("history_no_cookies")}</p>'
    rows = "".join(map(_row, entries))
    body = (
        f'<ul>{rows}</ul><p class="all">{_sure("clear", "history_clear", "history_clear_sure")}</p>'
        if rows
        else f'<p class="hint">{say("history_none")}</p>'
    )
    return f'<div class="conversations" data-csrf="{attribute(csrf)}">{head}{body}</div>'


def _row(entry: Entry) -> str:
    id, at = attribute(entry.id), datetime.fromtimestamp(entry.touched, UTC)
    saved = "".join(
        f'<a class="button save" href="/history/{id}.{kind}" download>{say(f"save_{kind}")}</a>'
        for kind in ("docx", "md")
    )
    return (
        f'<li data-id="{id}"><a class="open" href="/?chat={id}">{inert(entry.title)}</a>'
        f'<p class="about"><time datetime="{at.isoformat(timespec="minutes")}">{at:%Y-%m-%d}</time>'
        f" · {say('history_count', n=entry.count)}</p>"
        f'<form class="name" hidden><label>{say("history_name")}<input type="text" value="{attribute(entry.title)}" '
        f'maxlength="{LONGEST}" required></label><button class="button strong">{say("save")}</button></form>'
        f'<p class="tools"><button type="button" class="button rename">{say("rename")}</button>{saved}'
        f"{_sure('delete', 'delete', 'delete_sure')}</p></li>"
    )


def _sure(name: str, key: str, sure: str) -> str:
    """A button that asks back once; the browser shows the second one in place of the first."""
    return (
        f'<button type="button" class="button {name}">{say(key)}</button>'
        f'<button type="button" class="button sure {name}-sure" hidden>{say(sure)}</button>'
    )
