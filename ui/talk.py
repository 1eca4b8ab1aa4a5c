"""A conversation: questions with what became of them, and how one more question changes it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer
from assistant.history import Turn
from ui.matrix import Asked

if TYPE_CHECKING:
    from assistant.retrieve import Hit

_LOG = logging.getLogger(__name__)

GROWING, DONE, STOPPED, FAILED = "growing", "done", "stopped", "failed"
"""What became of a question: it is being answered, was answered, was cut off, could not be answered."""


class Chat(Asked, Protocol):
    """What the pages need of ``assistant.chain.Assistant``."""

    @property
    def generation(self) -> str:
        """The name of the store's current generation."""
        ...

    @property
    def today(self) -> date:
        """The day on which validity is judged."""
        ...

    def original(self, plan_id: str) -> Path | None:
        """The file that a plan was read from; None where it is not kept."""
        ...

    def search(self, question: str, k: int = 10, plans: Collection[str] = ()) -> list[Hit]:
        """Up to ``k`` ranked clauses, of ``plans`` alone where some are named."""
        ...

    def resolve(self, clause_id: str) -> str:
        """The id under which a clause stands now that may have been renumbered."""
        ...

    def stream(self, question: str, history: Sequence[Turn] = (), *, plans: Collection[str] = ()) -> Iterator[Answer]:
        """Answers whose sentences grow, out of ``plans`` alone where some are named; the last one is complete."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, None where there is none (yet).

    ``plans`` are the ids of those it was asked of alone; ``state`` is one of the four above; ``verdict`` is what the
    asker thought of it: good, bad or nothing.
    """

    question: str
    plans: tuple[str, ...] = ()
    answer: Answer | None = None
    state: str = DONE
    verdict: str = ""


Talk = tuple[Exchange, ...]


def talk(assistant: Chat, question: str, past: Talk, plans: Collection[str] = ()) -> Iterator[Talk]:
    """The conversation with ``question`` and its growing answer; what goes wrong becomes a state of it."""
    now = Exchange(question, tuple(plans), state=GROWING)
    yield (*past, now)
    _LOG.info("asked", extra={"question": question})
    try:
        for answer in assistant.stream(question, turns(past), plans=plans):
            now = replace(now, answer=answer)
            yield (*past, now)
        if now.answer is None:
            raise RuntimeError("the assistant gave no answer")
        yield (*past, replace(now, state=DONE))
    except Exception:
        _LOG.exception("a question was not answered")
        yield (*past, replace(now, answer=None, state=FAILED))


def turns(past: Talk) -> list[Turn]:
    """What was said so far, as the assistant reads it; a question without an answer is no part of it."""
    return [
        turn
        for one in past
        if one.answer and one.answer.text
        for turn in (Turn("user", one.question), Turn("assistant", one.answer.text))
    ]


def stopped(past: Talk) -> Talk:
    """The conversation after its last answer was cut off."""
    if not past or past[-1].state != GROWING:
        return past
    return (*past[:-1], replace(past[-1], state=STOPPED))


def undone(past: Talk) -> tuple[Talk, str]:
    """The conversation without its last question, and that question; unchanged where there is none."""
    return (past[:-1], past[-1].question) if past else (past, "")


def judged(past: Talk, place: int, verdict: str) -> Talk:
    """The conversation with ``verdict`` on the exchange at ``place``."""
    return (*past[:place], replace(past[place], verdict=verdict), *past[place + 1 :])
