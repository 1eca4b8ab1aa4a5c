"""Chat models in CI without one: replies recorded under a hash of the rendered messages, and played again.

A changed prompt, clause or conversation changes the hash, so that its reply is missing: the run then fails and says
what to record again, instead of scoring an answer that this prompt never got.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from eval.case import CaseError
from eval.run import Run
from index.jsonl import json_lines


class MissingReplyError(LookupError):
    """No reply is recorded for these messages."""


def digest(messages: Iterable[BaseMessage]) -> str:
    """SHA-256 over the role and content of every message: what the model would be sent."""
    rendered = [[message.type, message.content] for message in messages]
    return hashlib.sha256(json.dumps(rendered, ensure_ascii=False).encode()).hexdigest()


def load_replies(path: Path) -> dict[str, str]:
    """Hash → reply out of JSON lines ``{hash, model, reply}``; empty where there is no file. CaseError for others."""
    if not path.is_file():
        return {}
    try:
        records = [json.loads(line) for _, line in json_lines(path.read_text(encoding="utf-8"))]
        return {record["hash"]: record["reply"] for record in records}
    except (ValueError, KeyError, TypeError):
        raise CaseError(f"{path}: holds no recorded replies; lines are {{hash, model, reply}}") from None


def recorded(path: Path, model: BaseChatModel | None = None) -> RecordedModel:
    """The model that plays the replies of ``path``; with a ``model`` it asks that for what is missing and writes it
    down. CaseError where the file holds no replies."""
    return RecordedModel(path=path, replies=load_replies(path), model=model)


class RecordedModel(BaseChatModel):
    """A chat model that says what was recorded, by the hash of what it is sent; see :func:`recorded`."""

    path: Path
    replies: dict[str, str]
    model: BaseChatModel | None = None
    _missed: list[str] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "recorded"

    @property
    def missed(self) -> tuple[str, ...]:
        """One line for each prompt without a reply."""
        return tuple(dict.fromkeys(self._missed))

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        key = digest(messages)
        if key not in self.replies:
            self.replies[key] = self._record(key, messages)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.replies[key]))])

    def _record(self, key: str, messages: Sequence[BaseMessage]) -> str:
        if self.model is None:
            asked = str(messages[-1].content).strip().rpartition("\n")[2][:80]
            self._missed.append(
                f"no reply is recorded for the prompt {key[:12]} ({asked}): re-record, with EDUPLAN_CHAT_MODEL set and "
                f"`eduplan eval --replies {self.path.name} --record`"
            )
            raise MissingReplyError(self._missed[-1])
        reply = str(self.model.invoke(list(messages)).text)
        name = getattr(self.model, "model_name", self.model._llm_type)
        with self.path.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"hash": key, "model": name, "reply": reply}, ensure_ascii=False) + "\n")
        return reply


def with_misses(run: Run, model: RecordedModel) -> Run:
    """``run`` with what ``model`` could not reply to: the assistant answers offline then, which must not pass for the
    model's answer."""
    return replace(run, unrecorded=model.missed)
