"""A sentence that failed the check, asked of the chat model once more with the reason, within a bounded time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from assistant.reasons import explain
from assistant.reply import Said, sentences_of
from assistant.waiting import within

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

MOST = 4
"""Sentences of a reply that are asked for again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """What the model said at a ``place`` of its reply, and the check's reasons against it."""

    place: int
    said: Said
    reasons: tuple[str, ...]


def again(
    asked: Sequence[BaseMessage], failed: Sequence[Failed], language: str, model: BaseChatModel, seconds: float
) -> Iterator[tuple[Failed, Said | None]]:
    """Each failed sentence with what the model says instead, unchecked; None where it says nothing, where it fails,
    or where the ``seconds`` that all of them may take together are over. ``asked`` are the messages it replied to."""
    ends = time.monotonic() + seconds
    for count, one in enumerate(failed):
        left = ends - time.monotonic()
        told = _said(model, _messages(asked, one, language), left) if count < MOST and left > 0 else ""
        yield one, next(sentences_of([told]), None)


def _messages(asked: Sequence[BaseMessage], one: Failed, language: str) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage

    marks = "".join(f"[{number}]" for number in one.said.marks)
    why = explain(one.reasons, language)
    return [*asked, AIMessage(one.said.text + marks), HumanMessage(prompts.load("again").replace("{why}", why))]


def _said(model: BaseChatModel, messages: list[BaseMessage], seconds: float) -> str:
    """The model's reply; empty where it fails or takes longer than ``seconds``."""
    try:
        return str(within(model, messages, seconds).text)
    except Exception as error:  # a provider's client raises whatever it likes; the sentence is dropped
        log.info("a sentence could not be asked for again: %s: %s", type(error).__name__, error)
        return ""
