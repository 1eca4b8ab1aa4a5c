"""One piece of work in the background at a time, and how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.build import Progress
from index.generation import StoreError
from ui.shelf import Outcome

_LOG = logging.getLogger(__name__)

UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class State:
    """``stage`` is ``read``, ``words`` or ``embed``; ``outcome`` or ``trouble`` (a line, or ``UNEXPECTED``) is there
    when it is no longer ``running``."""

    running: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    trouble: str = ""


class Job:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = State()

    @property
    def state(self) -> State:
        return self._state

    def start(self, work: Callable[[Progress], Outcome]) -> bool:
        """Begin ``work`` in a thread; False where another is still at it."""
        with self._lock:
            if self._state.running:
                return False
            self._state = State(running=True)
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        return True

    def _run(self, work: Callable[[Progress], Outcome]) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            self._state = replace(self._state, stage=stage, done=done, total=total)

        try:
            end = State(outcome=work(progress))
        except StoreError as error:
            end = State(trouble=str(error))
        except Exception:
            _LOG.exception("the plans could not be changed")
            end = State(trouble=UNEXPECTED)
        self._state = end
