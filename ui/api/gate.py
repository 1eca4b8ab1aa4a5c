"""Work that takes time, done by a bounded number of threads: who comes when all places are taken is told to come back.

Each place is held until its thread is done, so what is counted is what truly runs. Whoever leaves gives up the place:
at once while waiting, and with the next part of the answer while it is being made.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import ceil
from typing import Any, Generic, TypeVar

T = TypeVar("T")

RUNNING, WAITING = 16, 64
"""Pieces of work done at once (a chat model is mostly waited for; offline answers share the processors), and those
that may wait for a place."""
LONGEST_PAUSE = 60
"""Seconds after which one may try again at the latest."""


class Full(Exception):
    """All places are taken; ``seconds`` from now one may be free."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"The server is busy: try again in {seconds} s.")
        self.seconds = seconds


class Gate:
    """Admits up to ``running`` pieces of work at once and ``waiting`` behind them."""

    def __init__(self, running: int = RUNNING, waiting: int = WAITING) -> None:
        self._running, self._waiting = running, waiting
        self._threads = ThreadPoolExecutor(running, thread_name_prefix="ask")
        self._lock = threading.Lock()
        self._held = 0
        self._usual = 0.2

    @property
    def running(self) -> int:
        """Pieces of work that are being done."""
        return min(self._held, self._running)

    @property
    def waiting(self) -> int:
        """Pieces of work that wait for a thread."""
        return max(0, self._held - self._running)

    def begin(self, work: Callable[[], Iterator[T]]) -> Job[T]:
        """Has a thread go through ``work()`` as soon as one is free. Full where too many wait already."""
        with self._lock:
            if self._held >= self._running + self._waiting:
                raise Full(self._pause())
            self._held += 1
        job = Job(work, self._lasted)
        future = self._threads.submit(job.run)
        job.future = future
        future.add_done_callback(self._free)
        return job

    def _pause(self) -> int:
        return min(LONGEST_PAUSE, max(1, ceil(self._usual * self._held / self._running)))

    def _lasted(self, seconds: float) -> None:
        self._usual += (seconds - self._usual) / 20

    def _free(self, _: Future[None]) -> None:
        with self._lock:
            self._held -= 1


class Job(Generic[T]):
    """One admitted piece of work and what has come of it so far; made and read in an event loop."""

    future: Future[None]

    def __init__(self, work: Callable[[], Iterator[T]], lasted: Callable[[float], None]) -> None:
        self._work, self._lasted = work, lasted
        self._loop = asyncio.get_running_loop()
        self._parts: asyncio.Queue[Any] = asyncio.Queue()
        self._left = threading.Event()

    def run(self) -> None:
        """Go through the work; in the gate's thread."""
        began = time.monotonic()
        told = self._work()
        try:
            for one in told:
                if self._left.is_set():
                    return
                self._say(one)
        finally:
            if close := getattr(told, "close", None):
                close()  # a chat model's stream is let go
            self._lasted(time.monotonic() - began)

    async def parts(self, pulse: float | None = None) -> AsyncIterator[T | None]:
        """The parts as they come; None after every ``pulse`` seconds without one. Raises what the work raised."""
        self.future.add_done_callback(lambda _: self._say(_END))
        try:
            while True:
                try:
                    one = await asyncio.wait_for(self._parts.get(), pulse)
                except TimeoutError:
                    yield None
                    continue
                if one is _END:
                    break
                yield one
            self.future.result()
        finally:
            self.leave()

    async def last(self) -> T:
        """The last part. Raises what the work raised, LookupError where it had none."""
        found: list[T] = []
        async for one in self.parts():
            if one is not None:
                found = [one]
        if not found:
            raise LookupError("the work had no result")
        return found[0]

    def leave(self) -> None:
        """Nobody waits for it any more."""
        self._left.set()
        self.future.cancel()

    def _say(self, one: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens
            self._loop.call_soon_threadsafe(self._parts.put_nowait, one)


_END = object()
