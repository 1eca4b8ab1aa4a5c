"""A chat model that does whatever it is told by anybody: the worst one that a prompt can meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field


class Obedient(BaseChatModel):
    """Where ``order`` stands anywhere in what it is shown, it says ``obeys``, else ``otherwise``. ``shown`` keeps what
    it was shown. An empty order is obeyed always."""

    order: str = ""
    obeys: str = ""
    otherwise: str = ""
    shown: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "obedient"

    def _reply(self, messages: Sequence[BaseMessage]) -> str:
        self.shown.append("\n".join(str(message.text) for message in messages))
        return self.obeys if self.order in self.shown[-1] else self.otherwise

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._reply(messages)))])

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        reply = self._reply(messages)
        for at in range(0, len(reply), 5):
            yield ChatGenerationChunk(message=AIMessageChunk(reply[at : at + 5]))
