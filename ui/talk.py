"""A conversation as the page shows it: messages in, messages out, whatever happens in between."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from assistant.history import Turn
from index.library import Library
from ui.matrix import Asked
from ui.render import answer_html, next_html, notice_html, question_html, scope_note
from ui.scope import names
from ui.suggest import suggestions

_LOG = logging.getLogger(__name__)


class Chat(Asked, Protocol):
    """What the pages need of ``assistant.chain.Assistant``."""

    def resolve(self, clause_id: str) -> str:
        """The id under which a clause stands now that may have been renumbered."""
        ...

    def stream(self, question: str, history: Sequence[Turn] = (), *, plans: Collection[str] = ()) -> Iterator[Answer]:
        """Answers whose sentences grow, out of ``plans`` alone where some are named; the last one is complete."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """One message: ``content`` for the conversation's history, ``html`` for the page; ``asked`` is what a user typed,
    also where it got no answer and so is no part of the history."""

    role: str
    content: str
    html: str
    asked: str = ""


Talk = tuple[Said, ...]


def talk(assistant: Chat, question: str, past: Talk, plans: Collection[str] = ()) -> Iterator[Talk]:
    """The conversation with ``question`` and its growing answer; what goes wrong becomes a message in it."""
    asked = (*past, Said("user", question, question_html(question), question))
    yield (*asked, Said("assistant", "", notice_html("working", "working")))
    history = [Turn(said.role, said.content) for said in past if said.content]
    about = scope_note(names(assistant.library, plans)) if plans else ""
    answer = None
    try:
        for answer in assistant.stream(question, history, plans=plans):
            shown = answer_html(answer, assistant.library, complete=False)
            yield (*asked, Said("assistant", answer.text, about + shown))
        if answer is None:
            raise RuntimeError("the assistant gave no answer")
        library = assistant.library
        within = Library(plan for plan in library.plans.values() if plan.id in plans) if plans else library
        shown = answer_html(answer, library) + next_html(suggestions(answer, within))
        yield (*asked, Said("assistant", answer.text, about + shown))
    except Exception:
        _LOG.exception("a question was not answered")
        failed = Said("assistant", "", notice_html("failed", "failed") + next_html())
        yield (*past, Said("user", "", question_html(question), question), failed)


def stopped(past: Talk) -> Talk:
    """The conversation after its last answer was cut off."""
    if not past or past[-1].role != "assistant":
        return past
    *before, last = past
    shown = last.html if last.content else ""
    return (*before, Said("assistant", last.content, shown + notice_html("stopped") + next_html()))


def undone(past: Talk) -> tuple[Talk, str]:
    """The conversation without its last question, and that question; unchanged where there is none."""
    for at in range(len(past) - 1, -1, -1):
        if past[at].role == "user":
            return past[:at], past[at].asked
    return past, ""


def messages(past: Talk) -> list[dict[str, str]]:
    """The conversation for Gradio's Chatbot."""
    return [{"role": said.role, "content": said.html} for said in past]
