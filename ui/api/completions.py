"""The form of chat APIs that existing chat programs speak: `/v1/chat/completions` and `/v1/models`.

The last message of the user is the question, what stands before it the conversation. Citations come as annotations
(``url_citation``) whose span is the marker ``[n]`` in the content.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer import Answer
from assistant.history import Turn
from assistant.markup import escape
from ui.api.asking import EVENTS, UNCACHED, Asking, streamed
from ui.api.chatted import MODEL, Completion, Message, Part
from ui.api.errors import Refused
from ui.api.models import LONGEST, home
from ui.links import link
from ui.prose import MARKER

_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
"""Programs expect it; the answers are not made of tokens."""


class Completions:
    """The handlers, on top of those of ``Asking``."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._began = int(time.time())

    async def models(self) -> dict[str, Any]:
        """The one model there is."""
        model = {"id": MODEL, "object": "model", "created": self._began, "owned_by": MODEL}
        return {"object": "list", "data": [model]}

    async def complete(self, request: Request, body: Completion) -> Response:
        """An answer in the form of OpenAI's chat completions; system messages and sampling settings have no effect."""
        if body.model != MODEL:
            raise Refused(404, f"There is no such model: use {MODEL}.", "model")
        question, turns = spoken(body.messages)
        job = self._asking.begin(question, turns)
        if body.stream:
            usage = bool(body.stream_options and body.stream_options.include_usage)
            told = self._chunks(self._asking.growing(job, "completions"), home(request), usage)
            return StreamingResponse(told, media_type=EVENTS, headers=UNCACHED)
        answer = await self._asking.answered(request, job, "completions")
        text = content(answer)
        found = url_citations(answer, text, home(request))
        message = {"role": "assistant", "content": text, "refusal": None, "annotations": found}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return JSONResponse(
            _head("chat.completion") | {"choices": [choice], "usage": _USAGE, "eduplan": _facts(answer)}
        )

    async def _chunks(self, answers: AsyncIterator[Answer | None], home: str, usage: bool) -> AsyncIterator[str]:
        head, sent = _head("chat.completion.chunk"), ""

        def chunk(delta: dict[str, Any], end: str | None = None, **more: Any) -> str:
            return _data(head | {"choices": [{"index": 0, "delta": delta, "finish_reason": end}]} | more)

        def step(last: Answer, answer: Answer) -> str:
            nonlocal sent
            stable = common(last.text, answer.text)
            if not stable.startswith(sent) or stable == sent:
                return ""
            news, sent = stable[len(sent) :], stable
            return chunk({"content": news})

        def whole(answer: Answer) -> str:
            text, rest = completed(sent, content(answer))
            found = url_citations(answer, text, home, len(text) - len(content(answer)))
            end = [chunk({"content": rest, "annotations": found}), chunk({}, "stop", eduplan=_facts(answer))]
            counted = [_data(head | {"choices": [], "usage": _USAGE})] if usage else []
            return "".join((*end, *counted, "data: [DONE]\n\n"))

        yield chunk({"role": "assistant", "content": ""})
        async for one in streamed(answers, step, whole, _data):
            yield one


def spoken(messages: Sequence[Message]) -> tuple[str, list[Turn]]:
    """The question and what was said before it. Refused where nobody asks anything."""
    said = [Turn(one.role, _text(one.content)) for one in messages if one.role in ("user", "assistant")]
    asked = [place for place, turn in enumerate(said) if turn.role == "user"]
    if not asked or not said[asked[-1]].content.strip():
        raise Refused(422, "messages: the last message of the user holds no question.", "messages")
    question = said[asked[-1]].content
    if len(question) > LONGEST:
        raise Refused(422, f"messages: the question has more than {LONGEST} characters.", "messages")
    return question, [turn for turn in said[: asked[-1]] if turn.content.strip()]


def _text(content: str | list[Part] | None) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if any(part.type not in ("text", "refusal") for part in content):
        raise Refused(422, "messages: only text can be read, no pictures, sound or files.", "messages")
    return "\n".join(part.text or "" for part in content)


def common(one: str, other: str) -> str:
    """What both begin with."""
    ends = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return one[: next(ends, min(len(one), len(other)))]


def content(answer: Answer) -> str:
    """The answer's text and, set apart, what the reader must know beside it."""
    notes = "\n".join(f"> {escape(notice.text)}" for notice in answer.notices)
    return f"{answer.text}\n\n{notes}" if notes else answer.text


def completed(sent: str, text: str) -> tuple[str, str]:
    """What the asker will have in all, and what of it is still to be sent. A text that does not begin with what was
    sent already (a chat model failed on the way) stands below it in full."""
    if text.startswith(sent):
        return text, text[len(sent) :]
    rest = f"\n\n---\n\n{text}"
    return sent + rest, rest


def url_citations(answer: Answer, text: str, home: str, begin: int = 0) -> list[dict[str, Any]]:
    """A ``url_citation`` for every marker in ``text`` from ``begin`` on; indices are code points, the end exclusive."""
    cited = {one.n: one for one in answer.citations}
    found = []
    for marker in MARKER.finditer(text, begin):
        if one := cited.get(int(marker[1])):
            citation = {
                "start_index": marker.start(), "end_index": marker.end(), "title": f"{one.plan_title} {one.path}",
                "url": home + link(one.clause, one.start, one.end),
            }  # fmt: skip
            found.append({"type": "url_citation", "url_citation": citation})
    return found


def _facts(answer: Answer) -> dict[str, str]:
    return {"status": answer.status, "reason": answer.reason, "language": answer.language}


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{secrets.token_hex(12)}", "object": kind, "created": int(time.time()), "model": MODEL}


def _data(data: Any) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
