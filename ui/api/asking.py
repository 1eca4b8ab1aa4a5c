"""A question over HTTP: the whole answer as JSON, or the growing one as server-sent events."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer import Answer
from assistant.history import Turn, read_history
from ui.api import models
from ui.api.errors import Refused, refusal
from ui.api.models import home
from ui.api.watch import Meter
from ui.gate import Gate, Job, whole
from ui.talk import Chat

_LOG = logging.getLogger(__name__)

PULSE = 15.0
"""Seconds after which a stream without news says that it still lives; proxies cut silent ones."""
EVENTS = "text/event-stream"
UNCACHED = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Asking:
    """The handler of questions. ``assistant`` answers in the threads of ``gate``."""

    def __init__(self, assistant: Chat, gate: Gate, meter: Meter) -> None:
        self._assistant, self._gate, self._meter = assistant, gate, meter

    async def ask(self, request: Request, body: models.Ask) -> Response:
        """One checked answer; a question that cannot be answered is declined, which is no error. As server-sent events
        (`"stream": true`, or `Accept: text/event-stream`): `partial` with the text and sentences so far, each in place
        of the one before, then `answer` with the whole, or `error`."""
        turns = read_history([turn.model_dump() for turn in body.history])
        job = self.begin(body.question, turns, body.plans)
        if body.stream or EVENTS in request.headers.get("accept", ""):
            return StreamingResponse(self._events(job, body.id, home(request)), media_type=EVENTS, headers=UNCACHED)
        answer = await self.answered(request, job, "ask")
        return JSONResponse(models.Answer.of(replace(answer, id=body.id), home(request)).model_dump())

    def begin(self, question: str, turns: Sequence[Turn], plans: Collection[str] = ()) -> Job[Answer]:
        """The growing answer. Full where too many ask already, Refused for a plan that is not there."""
        unknown = [plan for plan in plans if plan not in self._assistant.library.plans]
        if unknown:
            raise Refused(404, "There is no such plan: /api/plans lists those that are indexed.", "plans")
        _LOG.info("asked", extra={"question": question})
        return self._gate.begin(partial(self._stream, question, tuple(turns), tuple(plans)))

    def _stream(self, question: str, turns: Sequence[Turn], plans: Collection[str]) -> Iterator[Answer]:
        return self._assistant.stream(question, turns, plans=plans)

    async def answered(self, request: Request, job: Job[Answer], by: str) -> Answer:
        """The whole answer, counted. Gone where the client leaves before."""
        answer = await whole(request.receive, job)
        self.count(answer, by)
        return answer

    def count(self, answer: Answer, by: str) -> None:
        """Count an answer that was given through the interface ``by``."""
        self._meter.answered(answer, by)

    async def growing(self, job: Job[Answer], by: str) -> AsyncIterator[Answer | None]:
        """The growing answer, None for every ``PULSE`` without news; the last one is counted."""
        last = None
        async for answer in job.parts(PULSE):
            last = answer or last
            yield answer
        if last is None:
            raise LookupError("the assistant gave no answer")
        self.count(last, by)

    def _events(self, job: Job[Answer], id: str, home: str) -> AsyncIterator[str]:
        def partial(so_far: Answer, _: Answer) -> str:
            sentences = [one.text for one in so_far.sentences]
            return event("partial", {"text": so_far.text, "sentences": sentences}) if so_far.text else ""

        def whole(answer: Answer) -> str:
            return event("answer", models.Answer.of(replace(answer, id=id), home).model_dump())

        return streamed(self.growing(job, "ask"), partial, whole, lambda refused: event("error", refused))


async def streamed(
    answers: AsyncIterator[Answer | None],
    step: Callable[[Answer, Answer], str],
    whole: Callable[[Answer], str],
    error: Callable[[dict[str, Any]], str],
) -> AsyncIterator[str]:
    """The growing answer as server-sent events: ``step`` of each but the last and the one after it (empty for no
    event), ``whole`` of the last, ``error`` of what is said where it fails; a comment for each None."""
    last = None
    try:
        async for answer in answers:
            if answer is None:
                yield ": still here\n\n"
                continue
            if last is not None and (told := step(last, answer)):
                yield told
            last = answer
        assert last is not None
        yield whole(last)
    except Exception:
        _LOG.exception("a question was not answered")
        yield error(refusal(500, "The answer could not be finished: ask again."))


def event(kind: str, data: Any) -> str:
    """One server-sent event; JSON holds no bare line end."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
