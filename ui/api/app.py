"""The API as an application of its own, and its place beside the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, cast

from ui.api import models
from ui.api.asking import EVENTS, Asking, event
from ui.api.completions import Completions
from ui.api.errors import ProblemBody, add_errors
from ui.api.reading import Reading
from ui.api.tools import PATH, Served, tool_server
from ui.api.watch import ROUTE, Meter, Watch
from ui.door import App, Receive, Scope, Send, for_programs
from ui.gate import Gate
from ui.talk import Chat
from ui.warm import Warm

if TYPE_CHECKING:
    from fastapi import FastAPI

SPEC = "/api/openapi.json"
ABOUT = """Questions about district education plans, answered with the exact clauses they rest on.

Ids of plans and clauses are percent-encoded in addresses: `/api/clauses/` + `quote(id, safe='')`. A refusal is one line
of JSON, `{"error": {"message", "type", "param", "code"}}`; 429 comes with `Retry-After`.
"""


class Branch:
    """ASGI middleware in front of the page: what programs ask for goes to the API and never reaches the page."""

    def __init__(self, app: App, other: App) -> None:
        self._app, self._other = app, other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        to_api = scope["type"] == "http" and for_programs(scope["path"])
        await (self._other if to_api else self._app)(scope, receive, send)


def add_api(app: FastAPI, assistant: Chat, gate: Gate, meter: Meter, warm: Warm) -> None:
    """The API beside the page of ``app``, behind the middleware that is added later. ``warm`` begins with the server;
    until it is ready, the server says that it is not."""
    tools = Served(tool_server(assistant, gate, meter))
    app.add_middleware(Branch, other=api(assistant, gate, meter, tools, warm.ready))
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(one: FastAPI) -> AsyncIterator[Any]:
        warm.start()
        async with tools.sessions.run(), before(one) as state:
            yield state
        warm.stop()

    app.router.lifespan_context = lifespan


def api(
    assistant: Chat, gate: Gate, meter: Meter, tools: App | None = None, ready: Callable[[], bool] = lambda: True
) -> FastAPI:
    """The application; its paths are whole, as the door lets them in. Without ``tools`` that path is not there."""
    from fastapi import FastAPI
    from fastapi.responses import Response
    from fastapi.routing import APIRoute

    class Route(APIRoute):
        """Notes which route it was, for the figures."""

        async def handle(self, scope: Any, receive: Any, send: Any) -> None:
            scope[ROUTE] = self.path_format
            await super().handle(scope, receive, send)

    app = FastAPI(
        title="eduplan", version=version("eduplan"), description=ABOUT, openapi_url=SPEC, docs_url=None, redoc_url=None,
        redirect_slashes=False, responses=REFUSALS, generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    app.router.route_class = Route
    add_errors(app)
    reading, asking, watch = Reading(assistant, gate), Asking(assistant, gate, meter), Watch(assistant, meter, ready)
    chat = Completions(asking)
    post: dict[str, Any] = {"methods": ["POST"]}
    app.add_api_route("/api/ask", asking.ask, tags=["ask"], response_model=models.Answer, responses=STREAMED, **post)
    app.add_api_route("/api/search", reading.search, tags=["ask"])
    app.add_api_route("/api/plans", reading.plans, tags=["read"])
    app.add_api_route("/api/plans/{plan:path}/outline", reading.outline, tags=["read"])
    app.add_api_route("/api/clauses/{clause:path}", reading.clause, tags=["read"])
    app.add_api_route("/api/indicators", reading.indicators, tags=["read"])
    app.add_api_route("/v1/chat/completions", chat.complete, tags=["chat programs"], **post)
    app.add_api_route("/v1/models", chat.models, tags=["chat programs"])
    app.add_api_route("/healthz", watch.healthz, tags=["watch"])
    app.add_api_route("/readyz", watch.readyz, tags=["watch"])
    app.add_api_route("/metrics", watch.metrics, tags=["watch"], response_class=Response, responses=FIGURES)
    if tools is not None:
        app.router.add_route(PATH, cast("Any", tools), methods=["POST"], include_in_schema=False)
    return app


REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemBody, "description": "The request was wrong, or comes too often (429, `Retry-After`)."},
    "5XX": {"model": ProblemBody, "description": "The server failed."},
}
FIGURES: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {}, "application/openmetrics-text": {}}}}
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            EVENTS: {
                "schema": {"description": "Events: `partial` any number of times, then `answer` or `error`."},
                "example": event("partial", {"text": "…", "sentences": ["…"]})
                + event("answer", {"id": "", "text": "…"}),
            }
        }
    }
}
