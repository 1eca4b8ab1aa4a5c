"""The HTML documents: around the Gradio page its language, and its look before anything else; around any other all.

Gradio adds what it is given for the head only once its scripts run, when the page has long been painted. The style
sheet is given to it all the same: there it comes after Gradio's own, whose rules it overrides.
"""

from __future__ import annotations

from ui.bar import bar_html
from ui.door import App, Message, Receive, Scope, Send
from ui.prose import inert
from ui.strings import say
from ui.tongue import language_of

STYLE = '<link rel="stylesheet" href="/look/style.css"><link rel="stylesheet" href="/look/pages.css">'
SCRIPT = '<script src="/look/page.js"></script><script src="/look/pages.js"></script>'
CHAT = '<script src="/look/past.js"></script>'
"""What the chat page alone needs."""


class Frame:
    """ASGI middleware that completes the document at ``/``; everything else passes as it is."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def outward(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            document = framed(body.decode(), language_of(scope)).encode()
            headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
            if body:  # a HEAD request has none
                headers.append((b"content-length", str(len(document)).encode()))
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": document if body else b""})

        await self._app(scope, receive, outward)


def framed(document: str, language: str) -> str:
    """Gradio's document in ``language`` with the page's own style and script before all others."""
    document = document.replace('lang="en"', f'lang="{language}" data-ui="{language}"', 1)
    return document.replace("<head>", "<head>" + STYLE + SCRIPT + CHAT, 1)


def document(body: str, title: str, language: str, here: str) -> str:
    """A document of its own around the main part ``body`` of the page at the path ``here``."""
    return (
        f'<!doctype html><html lang="{language}" data-ui="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{inert(title)}</title>{STYLE}{SCRIPT}</head><body class="alone">'
        f'<a class="skip" href="#main">{say("skip")}</a>{bar_html(here)}'
        f'<main id="main" tabindex="-1">{body}</main></body></html>'
    )
