"""Who asks: a browser by its cookie, a member of staff by a second one.

Both cookies are ``HttpOnly``, so no script reads them, and ``Secure`` where the page came over https. The visitor's is
a random number with the server's signature, made at the first page: it says "the same browser as before" and no more.
The staff cookie is made afresh by every login (so that none planted before is worth anything) and stands for a row of
``ui.signins``. The server keeps digests of both, never the cookies themselves.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any, Protocol

from ui.door import App, Message, Receive, Scope, Send
from ui.seal import Seal, same

VISITOR, STAFF = "eduplan", "eduplan-staff"
"""Names of the cookies."""
KEPT = 180 * 24 * 3600
"""Seconds a browser keeps the visitor's cookie after its last visit."""
FIXED = ("/look/", "/assets/", "/static/", "/gradio_api/heartbeat/", "/favicon.ico", "/theme.css", "/robots.txt")
"""Paths whose answers are the same for everybody and may be cached: they set no cookie."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """``key`` names a browser, ``user`` the member of staff who is logged in there. A form that changes anything
    carries ``csrf``, which no other site can know. ``login`` names the login, empty without one; ``fresh`` is who came
    without a cookie."""

    key: str
    user: str | None = None
    csrf: str = field(default="", repr=False)
    login: str = field(default="", repr=False)
    fresh: bool = False


class Logins(Protocol):
    """What is known of logins; see ``ui.signins``."""

    def user(self, login: str) -> str | None:
        """Who logged in as ``login`` (a digest) and still may; None for all else."""
        ...


def visitor(request: Any) -> Visitor:
    """Who sent ``request``, Starlette's or Gradio's. LookupError where ``Sessions`` is not in front of the app."""
    found = getattr(request.state, "visitor", None)
    if not isinstance(found, Visitor):
        raise LookupError("the app lacks the middleware ui.sessions.Sessions")
    return found


def genuine(request: Any, token: str) -> bool:
    """Whether ``token`` is the one that this visitor's own pages carry."""
    wanted = visitor(request).csrf
    return bool(wanted) and same(token, wanted)


def digest(cookie: str) -> str:
    """What stands for a cookie wherever it is kept."""
    return hashlib.sha256(cookie.encode()).hexdigest()


class Sessions:
    """ASGI middleware: finds out who asks, and gives a browser that is new its cookie."""

    def __init__(self, app: App, seal: Seal, logins: Logins | None = None) -> None:
        self._app, self._seal, self._logins = app, seal, logins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = cookies(scope)
        number = self._seal.opened(given.get(VISITOR, ""))
        fresh = number is None
        number = number or secrets.token_urlsafe(32)
        login, user = await self._staff(given.get(STAFF, ""))
        key = digest(number)[:32]
        who = Visitor(key, user, self._seal.token("csrf", key + login), login, fresh)
        scope.setdefault("state", {})["visitor"] = who
        if scope["type"] == "websocket" or scope["path"].startswith(FIXED) or not (fresh or scope["path"] == "/"):
            await self._app(scope, receive, send)
            return
        line = cookie(VISITOR, self._seal.sign(number), secure=scope.get("scheme") == "https", seconds=KEPT)

        async def outward(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (b"set-cookie", line.encode())]
                if not any(name.lower() == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"private, no-cache"))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, outward)

    async def _staff(self, cookie: str) -> tuple[str, str | None]:
        """The login that ``cookie`` stands for and its user; they are looked up in a file, which may take its time."""
        if not cookie or self._logins is None:
            return "", None
        from starlette.concurrency import run_in_threadpool

        login = digest(cookie)
        user = await run_in_threadpool(self._logins.user, login)
        return (login, user) if user else ("", None)


def cookies(scope: Scope) -> dict[str, str]:
    """The cookies of a request; one that is malformed does not hide the others."""
    from starlette.requests import cookie_parser

    found: dict[str, str] = {}
    for name, value in scope.get("headers", ()):
        if name == b"cookie":
            found |= cookie_parser(value.decode("latin-1"))
    return found


def cookie(name: str, value: str, *, secure: bool, seconds: int | None = None, site: str = "Lax") -> str:
    """A ``Set-Cookie`` line; without ``seconds`` the browser forgets it when it is closed, with 0 at once."""
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite={site}{age}" + ("; Secure" if secure else "")
