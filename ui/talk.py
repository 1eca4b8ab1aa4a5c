"""A conversation as the page shows it: messages in, messages out, whatever happens in between."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from assistant.history import Turn
from index.library import Library
from ui.render import answer_html, notice_html, question_html

_LOG = logging.getLogger(__name__)


class Chat(Protocol):
    """What the page needs of ``assistant.chain.Assistant``."""

    @property
    def library(self) -> Library: ...

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        """Answers whose sentences grow; the last one is complete."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """One message: ``content`` for the conversation's history, ``html`` for the page."""

    role: str
    content: str
    html: str


Talk = tuple[Said, ...]


def talk(assistant: Chat, question: str, past: Talk) -> Iterator[Talk]:
    """The conversation with ``question`` and its growing answer; what goes wrong becomes a message in it."""
    asked = (*past, Said("user", question, question_html(question)))
    yield (*asked, Said("assistant", "", notice_html("working", "working")))
    history = [Turn(said.role, said.content) for said in past if said.content]
    answer = None
    try:
        for answer in assistant.stream(question, history):
            yield (*asked, Said("assistant", answer.text, answer_html(answer, assistant.library, complete=False)))
        if answer is None:
            raise RuntimeError("the assistant gave no answer")
        yield (*asked, Said("assistant", answer.text, answer_html(answer, assistant.library)))
    except Exception:
        _LOG.exception("a question was not answered")
        yield (*past, Said("user", "", question_html(question)), Said("assistant", "", notice_html("failed", "failed")))


def stopped(past: Talk) -> Talk:
    """The conversation after its last answer was cut off."""
    if not past or past[-1].role != "assistant":
        return past
    *before, last = past
    shown = last.html if last.content else ""
    return (*before, Said("assistant", last.content, shown + notice_html("stopped")))


def messages(past: Talk) -> list[dict[str, str]]:
    """The conversation for Gradio's Chatbot."""
    return [{"role": said.role, "content": said.html} for said in past]
