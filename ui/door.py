"""What the server lets in and out: only the paths the page needs, and headers that keep the page at home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATHS = frozenset(
    {
        "/",
        "/plans",
        "/indicators",
        "/indicators.csv",
        "/compare",
        "/compare.docx",
        "/compare.md",
        "/compare.xlsx",
        "/history",
        "/config",
        "/theme.css",
        "/favicon.ico",
        "/manifest.json",
        "/robots.txt",
        "/gradio_api/queue/join",
        "/gradio_api/queue/data",
        "/gradio_api/cancel",
        "/gradio_api/reset",
        "/staff",
    }
)
PREFIXES = (
    "/clause/",
    "/plan/",
    "/text/",
    "/original/",
    "/look/",
    "/assets/",
    "/static/",
    "/gradio_api/heartbeat/",
    "/staff/",
    "/history/",
)
"""Gradio offers far more (uploads, a proxy, files, an API, monitoring): what the page does not use is not there."""

PROGRAMS = frozenset({"/healthz", "/readyz", "/metrics", "/mcp"})
PROGRAM_PREFIXES = ("/api/", "/v1/")
"""What programs use, see ``ui.api``."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""Gradio evaluates its templates in the page, hence ``unsafe-eval``; nothing is ever fetched from another host."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Door:
    """ASGI middleware. It never touches a body, so streams pass as they are."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 404 if not allowed(scope["path"]) else 403 if foreign(scope) else 0
        if status:
            headers = [(b"content-type", b"text/plain"), *HEADERS]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": b"Not found\n" if status == 404 else b"Forbidden\n"})
            return

        async def outward(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        await self._app(scope, receive, outward)


def allowed(path: str) -> bool:
    """Whether the page, or a program, needs ``path``."""
    return path in PATHS or path.startswith(PREFIXES) or for_programs(path)


def for_programs(path: str) -> bool:
    """Whether ``path`` belongs to the interface for programs."""
    return path in PROGRAMS or path.startswith(PROGRAM_PREFIXES)


def foreign(scope: Scope) -> bool:
    """Whether a page of another site sends this to change something here. Browsers say where a request comes from;
    programs, which no page can steer, say nothing."""
    if scope["method"] in SAFE:
        return False
    headers = {name.lower(): value for name, value in scope.get("headers", ())}
    told = headers.get(b"sec-fetch-site", b"")
    if told:
        return told not in (b"same-origin", b"none")
    origin = headers.get(b"origin", b"")
    return bool(origin) and origin.partition(b"://")[2] != headers.get(b"host", b"")


async def unknown_event(request: Any, error: Exception) -> Any:
    """Gradio raises KeyError for an event that the page does not have: one made up, or of a page that was loaded before
    the server was renewed. Anything else is a fault and goes on as one."""
    from starlette.responses import JSONResponse

    if not request.url.path.endswith("/queue/join"):
        raise error
    return JSONResponse({"detail": "No such event: reload the page."}, 404)
