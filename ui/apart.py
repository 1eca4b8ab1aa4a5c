"""Open pages of different browsers, kept apart.

Each page gives itself a number, by which Gradio knows its events: whoever learns the number could read the answers on
their way to the page, and stop them. Here the number that reaches Gradio has the browser in it, so that one browser's
page has no name in another.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ui.door import App, Message, Receive, Scope, Send
from ui.sessions import Visitor, digest

ALIVE = "/gradio_api/heartbeat/"
TOLD = "/gradio_api/queue/data"
SENT = frozenset({"/gradio_api/queue/join", "/gradio_api/cancel"})
"""Where Gradio takes a page's number: in the path, in the query, in the body."""
NUMBER = "session_hash"


class Apart:
    """ASGI middleware right around Gradio, behind ``ui.sessions.Sessions``."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path.startswith(ALIVE) or path == TOLD or path in SENT):
            await self._app(scope, receive, send)
            return
        mark = _mark(scope["state"]["visitor"])
        if path.startswith(ALIVE):
            path = f"{ALIVE}{mark}{path.removeprefix(ALIVE)}"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        elif path == TOLD:
            asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
            marked = [(key, mark + value if key == NUMBER else value) for key, value in asked]
            scope = {**scope, "query_string": urlencode(marked).encode()}
        elif scope["method"] == "POST":
            body = _marked(await _whole(receive), mark)
            headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"content-length"]
            scope = {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
            receive = _once(body, receive)
        await self._app(scope, receive, send)


def _mark(who: Visitor) -> str:
    """What stands before a page's number. A browser that takes no cookies has nothing of its own, hence no mark."""
    return ":" if who.fresh else f"{digest('page ' + who.key)[:32]}:"


async def _whole(receive: Receive) -> bytes:
    """The body of a request; ``ui.limits`` bounds its size and its time."""
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _marked(body: bytes, mark: str) -> bytes:
    """``body`` with the page's number marked; nothing where it is no JSON object, which Gradio refuses."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return b""
    if not isinstance(sent, dict):
        return b""
    return json.dumps(sent | ({NUMBER: mark + sent[NUMBER]} if isinstance(sent.get(NUMBER), str) else {})).encode()


def _once(body: bytes, receive: Receive) -> Receive:
    """Gives ``body`` first, then what else ``receive`` has to say."""
    left: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

    async def inward() -> Message:
        return left.pop() if left else await receive()

    return inward
