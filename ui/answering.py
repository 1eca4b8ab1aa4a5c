"""What each open page has answered just now, so that a page that begins anew or stops hears no more of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from ui.gate import Job

LATEST = 2.0
"""Seconds that the end of an answer is waited for."""


@dataclass(eq=False)
class Told:
    """A page being told what comes of ``job``; once it has ``turned`` to something else, nothing more."""

    job: Job[Any]
    over: asyncio.Event = field(default_factory=asyncio.Event)
    turned: bool = False


class Answering:
    """Pages go by the name that each gives itself. Used in one event loop."""

    def __init__(self) -> None:
        self._held: dict[str, list[Told]] = {}

    @contextmanager
    def told(self, page: str, job: Job[Any]) -> Iterator[Told]:
        """While ``page`` is told of ``job``, which is left then."""
        one = Told(job)
        held = self._held.setdefault(page, [])
        held.append(one)
        try:
            yield one
        finally:
            job.leave()
            one.over.set()
            held.remove(one)
            if not held:
                del self._held[page]

    async def end(self, page: str) -> None:
        """Nothing more is told to ``page``: what was said before has gone out when this is over."""
        held = tuple(self._held.get(page, ()))
        for one in held:
            one.turned = True
            one.job.leave()
        with suppress(TimeoutError):
            async with asyncio.timeout(LATEST):
                for one in held:
                    await one.over.wait()
