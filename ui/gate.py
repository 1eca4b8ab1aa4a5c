"""Work that takes time, done by a bounded number of threads: who comes when all places are taken is told to come back.

There is one gate in a server: what is asked in the page, by programs and by other assistants goes through it.
Each place is held until its thread is done, so what is counted is what truly runs. Whoever leaves gives up the place:
at once while waiting, and with the next part of the answer while it is being made.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from contextvars import copy_context
from functools import partial
from math import ceil
from typing import Any, Generic, TypeVar

from assistant.turn import TURN
from ui.door import Receive

T = TypeVar("T")

WAITING = 64
"""Pieces of work that may wait for a thread."""
MODEL = 32
"""Pieces of work at once where a chat model is asked, which is mostly waited for. Of those that compute there is one at
a time: Python computes on one processor, and threads that fight for it leave none to whoever reads and writes the
connections (measured: docs/operations.md)."""
LONGEST_PAUSE = 60
"""Seconds after which one may try again at the latest."""


class Full(Exception):
    """All places are taken; ``seconds`` from now one may be free."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"The server is busy: try again in {seconds} s.")
        self.seconds = seconds


class Gone(Exception):
    """The client left before the answer was ready."""


class Gate:
    """Admits up to ``running`` pieces of work at once and ``waiting`` behind them; of those that run one computes, the
    others wait for a chat model (``assistant.turn``)."""

    def __init__(self, running: int = 1, waiting: int = WAITING) -> None:
        self._turn = threading.Semaphore()
        self._running, self._waiting = running, waiting
        self._threads = ThreadPoolExecutor(running, thread_name_prefix="ask")
        self._lock = threading.Lock()
        self._held = 0
        self._usual = 0.2

    @property
    def places(self) -> int:
        """Pieces of work that are let in at most."""
        return self._running + self._waiting

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
            if self._held >= self.places:
                raise Full(self._pause())
            self._held += 1
        job = Job(work, self._lasted, self._turn)
        future = self._threads.submit(copy_context().run, job.run)
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

    def __init__(
        self, work: Callable[[], Iterator[T]], lasted: Callable[[float], None], turn: threading.Semaphore
    ) -> None:
        self._work, self._lasted, self._turn = work, lasted, turn
        self._loop = asyncio.get_running_loop()
        self._parts: asyncio.Queue[Any] = asyncio.Queue()
        self._left = threading.Event()

    def run(self) -> None:
        """Go through the work; in the gate's thread."""
        TURN.set(self._turn)
        with self._turn:
            self._go()

    def _go(self) -> None:
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

    async def batches(
        self, pulse: float | None = None, first: float | None = None, pace: float = 0.0
    ) -> AsyncGenerator[list[T]]:
        """The parts, those together that come within ``pace`` seconds or while the reader is busy. Without one an empty
        list after every ``pulse`` seconds, for the first time after ``first``. Raises what the work raised."""
        tell = partial(_tell, self._loop, self._parts, _END)  # a future that knew its job would keep the answer with it
        self.future.add_done_callback(lambda _: tell())
        quiet, over = first or pulse, False
        try:
            while not over:
                found = await self._gathered(quiet, pace)
                over, quiet = bool(found) and found[-1] is _END, pulse
                if said := [one for one in found if one is not _END]:
                    yield said
                elif not over:
                    yield []
            if not self._left.is_set():
                self.future.result()
        finally:
            self.leave()

    async def _gathered(self, quiet: float | None, pace: float) -> list[Any]:
        """What is said within ``pace`` seconds of the first word; nothing where that is longer than ``quiet`` away."""
        found: list[Any] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(quiet) as limit:
                while not found or found[-1] is not _END:
                    found.append(await self._parts.get())
                    if len(found) == 1:
                        limit.reschedule(self._loop.time() + pace)
        return found

    async def parts(self, pulse: float | None = None) -> AsyncGenerator[T | None]:
        """One part after another; None after every ``pulse`` seconds without one. Raises what the work raised."""
        async with aclosing(self.batches(pulse)) as batches:
            async for batch in batches:
                for one in batch or (None,):
                    yield one

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
        """Nobody waits for it any more: the parts end, and the work with its next one."""
        self._left.set()
        self.future.cancel()
        self._say(_END)

    def _say(self, one: Any) -> None:
        _tell(self._loop, self._parts, one)


def _tell(loop: asyncio.AbstractEventLoop, parts: asyncio.Queue[Any], one: Any) -> None:
    with suppress(RuntimeError):  # the loop is closed: nobody listens
        loop.call_soon_threadsafe(parts.put_nowait, one)


async def whole(receive: Receive, job: Job[T]) -> T:
    """The job's last part. Gone where the client, of whom ``receive`` tells, leaves before, and the job's place with
    it."""
    work = asyncio.ensure_future(job.last())
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise Gone
        return work.result()
    finally:
        gone.cancel()
        work.cancel()
        job.leave()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


_END = object()
