"""Faults as Gradio tells them, told as all others are.

A page may outlive its session: the server was renewed, or the page slept. Gradio tells the page so and then raises an
error into its own half-sent reply, which would stand in the log as a fault; it is none. A fault in an event it prints
to stderr itself, with what was typed.
"""

from __future__ import annotations

import logging
from types import SimpleNamespace

from ui.door import App, Message, Receive, Scope, Send

_LOG = logging.getLogger(__name__)
EVENTS = "/gradio_api/queue/data"


def tell_faults() -> None:
    """Have Gradio's queue write faults to the log, which leaves out what was asked."""
    import gradio.queueing

    def tell() -> None:
        _LOG.exception("an event of the page failed")

    vars(gradio.queueing)["traceback"] = SimpleNamespace(print_exc=tell)


class Lost:
    """ASGI middleware right around Gradio: ends such a reply."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != EVENTS:
            await self._app(scope, receive, send)
            return
        told = b""

        async def outward(message: Message) -> None:
            nonlocal told
            told = message.get("body", b"") or told
            await send(message)

        try:
            await self._app(scope, receive, outward)
        except Exception:
            if b'"unexpected_error"' not in told:
                raise
            _LOG.debug("a page asked for a session that is not there", exc_info=True)
            await send({"type": "http.response.body", "body": b""})
