"""How much one client may ask of the server: requests a minute, bytes of a body, seconds to send it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from typing import Any

from ui.door import App, Message, Receive, Scope, Send, for_programs
from ui.sessions import FIXED, Visitor
from ui.strings import plain
from ui.tongue import language_of

FREE = (*FIXED, "/gradio_api/queue/data", "/healthz", "/readyz", "/metrics")
"""Paths that do not count: what is cached, what only waits, what watches the server."""
STAFF, SHARED, NEW = 10, 25, 5
"""How many times a visitor's rate: somebody who is logged in; an address, behind which a whole office may sit; all of
an address that came without a cookie, as a page's first request does and a script always."""
SMALL = 2**20
"""Bytes of the body of any request but an upload, whose own handler counts."""
UPLOAD = "/staff/upload"
SILENT = 30.0
"""Seconds a client may send nothing while its request is not complete."""
LONG = {False: 60.0, True: 3600.0}
"""Seconds for all of a request's body; for an upload."""
MOST = 20_000
"""Buckets kept; beyond it the full ones, which tell nothing, are dropped."""


class Buckets:
    """Token buckets: each holds a minute's worth and refills evenly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, tuple[float, float, float]] = {}

    def take(self, *wanted: tuple[str, float]) -> float:
        """One token from each of ``wanted`` (name, tokens a minute); where one is empty none is taken, and the result
        is the number of seconds until it is not."""
        now = self._clock()
        left = {name: self._left(name, rate, now) for name, rate in wanted}
        pause = max((1.0 - left[name]) * 60.0 / rate for name, rate in wanted)
        if pause > 0:
            return pause
        for name, rate in wanted:
            self._held[name] = (left[name] - 1.0, now, rate)
        if len(self._held) > MOST:
            self._held = {name: held for name, held in self._held.items() if self._left(name, held[2], now) < held[2]}
        return 0.0

    def _left(self, name: str, rate: float, now: float) -> float:
        tokens, last, _ = self._held.get(name, (rate, now, rate))
        return min(rate, tokens + (now - last) * rate / 60.0)


class Limits:
    """ASGI middleware behind ``ui.sessions.Sessions``. ``rate`` is a visitor's requests a minute, 0 any number."""

    def __init__(self, app: App, rate: int = 120, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._rate, self._buckets = app, rate, Buckets(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        pause = (
            self._buckets.take(*self._wanted(scope)) if self._rate > 0 and not scope["path"].startswith(FREE) else 0.0
        )
        if pause:
            seconds = ceil(pause)
            await refuse(scope, send, 429, (b"retry-after", str(seconds).encode()), n=seconds)
            return
        body = _Body(scope, receive, send)
        if scope["path"] != UPLOAD and _length(scope) > SMALL:
            await body.refuse(413)
            return
        with suppress(_Refused):
            await self._app(scope, body.receive, body.send)
        if body.refused:  # also where the app took it for an error of its own
            await body.refuse(body.refused)

    def _wanted(self, scope: Scope) -> tuple[tuple[str, float], ...]:
        address = scope["client"][0] if scope.get("client") else ""
        who: Visitor = scope["state"]["visitor"]
        of_all = (f"address {address}", float(self._rate * SHARED))
        if who.fresh:
            return (f"new {address}", float(self._rate * NEW)), of_all
        return (f"visitor {who.key}", float(self._rate * (STAFF if who.user else 1))), of_all


class _Refused(Exception):
    """The body is not to be read further."""


class _Body:
    """Counts what comes in and how long it takes, until the body is complete."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._upload = scope["path"] == UPLOAD
        self._ends = time.monotonic() + LONG[self._upload]
        self._read = 0
        self._complete = self._begun = False
        self.refused = 0

    async def receive(self) -> Message:
        if self._complete:
            return await self._receive()
        try:
            left = min(SILENT, self._ends - time.monotonic())
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError:
            self.refused = 408
            raise _Refused from None
        self._complete = not message.get("more_body", False)
        self._read += len(message.get("body", b""))
        if self._read > SMALL and not self._upload:
            self.refused = 413
            raise _Refused
        return message

    async def send(self, message: Message) -> None:
        """What the app says of a body that was refused (it takes the error for one of its own) is not passed on."""
        if not self.refused:
            self._begun = self._begun or message["type"] == "http.response.start"
            await self._send(message)

    async def refuse(self, status: int) -> None:
        if not self._begun:
            await refuse(self._scope, self._send, status, (b"connection", b"close"))


async def refuse(scope: Scope, send: Send, status: int, *headers: tuple[bytes, bytes], **fields: object) -> None:
    """A line in the asker's language, in place of the app's answer; Gradio's page wants it in JSON."""
    told = plain(f"limit_{status}", language_of(scope), **fields)
    data: Any = {"detail": told} if scope["path"].startswith("/gradio_api/") else None
    if for_programs(scope["path"]):
        from ui.api.errors import refusal

        data = refusal(status, told)
    kind = b"application/json" if data else b"text/plain; charset=utf-8"
    body = json.dumps(data, ensure_ascii=False) if data else f"{told}\n"
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind), *headers]})
    await send({"type": "http.response.body", "body": body.encode()})


def _length(scope: Scope) -> int:
    headers: dict[bytes, Any] = dict(scope.get("headers", ()))
    told = headers.get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) < 20 else 0
