"""Who asks: a page left open in a browser, as Gradio's own script talks to the server; or a program at the API."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.load.line import asked, fetched

ANSWERED, BUSY, FAILED = "answered", "busy", "failed"
"""What became of a question: an answer, the server's word that it is full, anything else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``seconds`` until the whole answer stood there; ``told`` is what was said where there was none."""

    state: str
    seconds: float
    told: str = ""


class Page:
    """A page left open: its own cookie and address, a heartbeat, and one conversation."""

    def __init__(self, home: str, number: int) -> None:
        self._home, self._source = home, f"127.0.{1 + number // 250}.{1 + number % 250}"
        self._session = secrets.token_hex(6)
        self._cookie = ""
        self._events: dict[str, dict[str, Any]] = {}
        self._alive: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Load the page and let it say that it lives."""
        reply, _ = await fetched(self._home, "/", source=self._source)
        self._cookie = reply.headers["set-cookie"].partition(";")[0]
        _, body = await fetched(self._home, "/config", cookie=self._cookie, source=self._source)
        config = json.loads(body)
        names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
        for event in filter(lambda one: one["backend_fn"], config["dependencies"]):
            for id, name in event["targets"]:
                self._events[f"{names.get(id, 'page')}.{name}"] = event
        self._alive = asyncio.ensure_future(self._beat())
        await self._do("page.load")

    async def ask(self, question: str) -> Outcome:
        """Type a question and wait for all of its answer."""
        began = time.perf_counter()
        try:
            told = await self._do("box.submit", question)
        except (OSError, ValueError, asyncio.IncompleteReadError) as error:
            return Outcome(FAILED, time.perf_counter() - began, f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - began
        if "notice busy" in told:
            return Outcome(BUSY, seconds)
        good = "notice failed" not in told and 'class=\\"onward' in told
        return Outcome(ANSWERED if good else FAILED, seconds, "" if good else told[-300:])

    async def anew(self) -> None:
        """Begin another conversation."""
        await self._do("top.input")

    async def leave(self) -> None:
        """Close the page."""
        if self._alive:
            self._alive.cancel()
            with suppress(asyncio.CancelledError):
                await self._alive

    async def _do(self, name: str, *given: Any) -> str:
        """Have the event take place; all that the server said of it. ValueError where it was refused."""
        event = self._events[name]
        data = [*given, *[None] * (len(event["inputs"]) - len(given))]
        sent = {"fn_index": event["id"], "data": data, "event_data": None, "session_hash": self._session,
                "trigger_id": event["targets"][0][0]}  # fmt: skip
        reply, body = await fetched(self._home, "/gradio_api/queue/join", sent, self._cookie, self._source)
        if reply.status != 200:
            raise ValueError(f"{reply.status} {body[:200].decode('utf-8', 'replace')}")
        told = ""
        path = f"/gradio_api/queue/data?session_hash={self._session}"
        async with asked(self._home, "GET", path, cookie=self._cookie, source=self._source) as stream:
            async for one in stream.events():
                told += one
                message = json.loads(one)
                if message["msg"] == "process_completed" and not message["success"]:
                    raise ValueError(one[:200])
                if message["msg"] in ("close_stream", "unexpected_error"):
                    break
        return told

    async def _beat(self) -> None:
        path = f"/gradio_api/heartbeat/{self._session}"
        async with asked(self._home, "GET", path, cookie=self._cookie, source=self._source) as stream:
            async for _ in stream.events():
                pass


class Program:
    """A program that asks the API and keeps the cookie it was given."""

    def __init__(self, home: str, number: int) -> None:
        self._home, self._source = home, f"127.0.{1 + number // 250}.{1 + number % 250}"
        self._cookie = ""

    async def open(self) -> None:
        """Get a cookie."""
        reply, _ = await fetched(self._home, "/api/plans?limit=1", source=self._source)
        self._cookie = reply.headers["set-cookie"].partition(";")[0]

    async def ask(self, question: str) -> Outcome:
        """One question and its whole answer."""
        began = time.perf_counter()
        try:
            reply, body = await fetched(self._home, "/api/ask", {"question": question}, self._cookie, self._source)
        except (OSError, asyncio.IncompleteReadError) as error:
            return Outcome(FAILED, time.perf_counter() - began, f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - began
        if reply.status == 429:
            return Outcome(BUSY, seconds, reply.headers.get("retry-after", ""))
        good = reply.status == 200 and "status" in json.loads(body)
        return Outcome(ANSWERED if good else FAILED, seconds, "" if good else body[:300].decode("utf-8", "replace"))

    async def anew(self) -> None:
        """Nothing: it holds no conversation."""

    async def leave(self) -> None:
        """Nothing: it holds no connection."""
