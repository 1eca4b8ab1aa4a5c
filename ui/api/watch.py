"""What watches the server: does it live, can it answer, its figures for Prometheus. None tells what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.answer import Answer
from ui.api.errors import problem
from ui.door import App, Message, Receive, Scope, Send
from ui.gate import Gate
from ui.talk import DONE, Chat, Exchange

SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
"""Upper bounds of the buckets of how long a request took."""
SOON = {"retry-after": "2"}
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Meter:
    """The figures of one server, in a registry of its own."""

    def __init__(self, assistant: Chat, gate: Gate) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

        self.registry = CollectorRegistry()
        self._requests = Counter(
            "eduplan_requests", "Requests by route, method and status.", ("route", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "eduplan_request_seconds", "Seconds until the last byte was sent, for the API's routes.", ("route",),
            registry=self.registry, buckets=SECONDS,
        )  # fmt: skip
        self._answers = Counter(
            "eduplan_answers", "Answers by status, reason and where they were asked for.",
            ("status", "reason", "by"), registry=self.registry,
        )  # fmt: skip
        for name, means, value in (
            ("eduplan_asks_running", "Pieces of work being done.", lambda: gate.running),
            ("eduplan_asks_waiting", "Pieces of work that wait for a thread.", lambda: gate.waiting),
            ("eduplan_plans", "Plans that are indexed.", lambda: len(assistant.library.plans)),
        ):
            Gauge(name, means, registry=self.registry).set_function(value)
        ProcessCollector(registry=self.registry)

    def told(self, one: Exchange) -> None:
        """Count what became of a question in the page."""
        if one.answer and one.state == DONE:
            self.answered(one.answer, "page")

    def answered(self, answer: Answer, by: str) -> None:
        """Count an answer; ``by`` is the interface that it was asked for through."""
        self._answers.labels(answer.status, answer.reason, by).inc()

    def requested(self, route: str, method: str, status: int, seconds: float | None) -> None:
        """Count a request, and how long it took where that is given."""
        self._requests.labels(route, method if method in METHODS else "other", str(status)).inc()
        if seconds is not None:
            self._seconds.labels(route).observe(seconds)


class Measure:
    """ASGI middleware in front of all others: what is refused counts too."""

    def __init__(self, app: App, meter: Meter) -> None:
        self._app, self._meter = app, meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 499

        async def outward(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, outward)
        finally:
            route = scope.get(ROUTE, "page")
            self._meter.requested(route, scope["method"], status, _since(began) if ROUTE in scope else None)


ROUTE = "eduplan.route"
"""Where a scope holds the template of the API's route, ``/api/clauses/{clause}``: as many as there are routes."""


def _since(began: float) -> float:
    return time.perf_counter() - began


class Watch:
    """The handlers."""

    def __init__(self, assistant: Chat, meter: Meter, warm: Callable[[], bool] = lambda: True) -> None:
        self._assistant, self._meter, self._warm = assistant, meter, warm

    async def healthz(self) -> dict[str, str]:
        """The process runs."""
        return {"status": "ok"}

    def readyz(self) -> Response:
        """The store is open, holds plans and has been searched since the start; 503 where not."""
        try:
            plans: Any = len(self._assistant.library.plans)
        except Exception:
            return problem(503, "The store cannot be read: `eduplan store check` says why.")
        if not plans:
            return problem(503, "No plans are indexed: run `eduplan index PATH`.")
        if not self._warm():
            return problem(503, "The server is starting: it answers questions in a few seconds.", headers=SOON)
        return JSONResponse({"status": "ready", "plans": plans})

    def metrics(self, request: Request) -> Response:
        """The figures in the text format of Prometheus."""
        from prometheus_client.exposition import choose_encoder

        encode, kind = choose_encoder(request.headers.get("accept", ""))
        return PlainTextResponse(encode(self._meter.registry), media_type=kind)
