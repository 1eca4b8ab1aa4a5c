"""Who computes: of many questions that are answered at once one, while the others wait for a chat model."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

TURN: ContextVar[threading.Semaphore | None] = ContextVar("turn", default=None)
"""What whoever computes has taken; None where nobody else does."""


@contextmanager
def aside() -> Iterator[None]:
    """Lets others compute meanwhile."""
    turn = TURN.get()
    if turn:
        turn.release()
    try:
        yield
    finally:
        if turn:
            turn.acquire()
