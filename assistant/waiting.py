"""A chat model that is waited for so long and no longer.

A provider's client bounds the pause between two bytes, and some servers send signs of life while they say nothing. Here
each reply is read by a thread of its own, and whoever waits goes away when nothing was *said* for too long; that thread
stays with the client until it gives up, and there are only so many of them: when all are with a silent model, further
questions are not put to it.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.turn import aside

LINES = 64
"""Replies that are read at the same time."""
WHOLE = 10
"""How many times the longest silence a whole reply may take."""


class Waited(BaseChatModel):
    """``inner``, whose silence of more than ``silent`` seconds is a TimeoutError."""

    inner: Any
    silent: float
    _lines: threading.BoundedSemaphore = PrivateAttr(default_factory=lambda: threading.BoundedSemaphore(LINES))

    @property
    def _llm_type(self) -> str:
        return str(self.inner._llm_type)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.within(messages, self.silent))])

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        for chunk in heard(lambda: self.inner.stream(messages), self.silent, self._lines):
            yield ChatGenerationChunk(message=chunk)

    def within(self, messages: Sequence[BaseMessage], seconds: float) -> BaseMessage:
        """The whole reply; TimeoutError after ``seconds``, or after its own silence where that is shorter."""
        return _whole(self.inner, messages, min(seconds, self.silent), self._lines)


_others = threading.BoundedSemaphore(LINES)
"""The lines of all models that have none of their own."""


def within(model: BaseChatModel, messages: Sequence[BaseMessage], seconds: float) -> BaseMessage:
    """The model's whole reply, read by one thread on one of its lines; TimeoutError after ``seconds``. Raises what the
    model's client raises."""
    if isinstance(model, Waited):
        return model.within(messages, seconds)
    return _whole(model, messages, seconds, _others)


def _whole(model: Any, messages: Sequence[BaseMessage], seconds: float, lines: threading.Semaphore) -> BaseMessage:
    reply: BaseMessage = next(heard(lambda: iter([model.invoke(messages)]), seconds, lines))
    return reply


def heard(say: Callable[[], Iterator[Any]], silent: float, lines: threading.Semaphore) -> Iterator[Any]:
    """What ``say()`` gives, each part as it comes, and what it raises. TimeoutError where a part takes longer than
    ``silent`` seconds, all of them longer than ``WHOLE`` times that, or no line is free."""
    if not lines.acquire(blocking=False):
        raise TimeoutError("the chat model is silent on every line")
    told: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
    gone = threading.Event()
    threading.Thread(target=_listen, args=(say, told, gone, lines), name="model", daemon=True).start()
    ends = time.monotonic() + WHOLE * silent
    until = time.monotonic() + silent
    try:
        while True:
            try:
                with aside():
                    kind, one = told.get(timeout=max(0.0, min(until, ends) - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"the chat model said nothing for {silent:g} s, or spoke too long") from None
            if kind == "end":
                return
            if kind == "error":
                raise one
            if str(one.text):
                until = time.monotonic() + silent
            yield one
    finally:
        gone.set()


def _listen(
    say: Callable[[], Iterator[Any]], told: queue.SimpleQueue[Any], gone: threading.Event, lines: threading.Semaphore
) -> None:
    try:
        parts = say()
        try:
            for one in parts:
                if gone.is_set():
                    return
                told.put(("part", one))
        finally:
            if close := getattr(parts, "close", None):
                close()
        told.put(("end", None))
    except BaseException as error:  # for whoever waits
        told.put(("error", error))
    finally:
        lines.release()
