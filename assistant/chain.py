"""The retrieval chain: question → hybrid search → draft → check → answer, as LangChain runnables."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import DECLINED, Answer, Notice
from assistant.compose import compose
from assistant.draft import Draft, DraftSentence, Page
from assistant.finish import checked, dropped_notice, finish, partial
from assistant.history import Turn
from assistant.question import Question, read_question
from assistant.rerank import POOL, Rerank
from assistant.retrieve import Hit, retrieve
from assistant.write import write

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.library import Library
    from index.store import Store

log = logging.getLogger(__name__)

State = dict[str, Any]
"""What flows through the chain: ``text``, ``history``, ``as_of``, ``store`` go in; each stage adds its key."""

_MODEL_FAILED = {
    "zh-Hans": "对话模型没有给出可核对的回答，以下由本机按条款直接作答。",
    "zh-Hant": "對話模型沒有給出可核對的回答，以下由本機按條款直接作答。",
    "en": "The chat model gave no answer that could be checked; this one was put together from the clauses alone.",
}


class Assistant:
    """Answers questions over one store. Safe to call from several threads."""

    def __init__(
        self,
        store: Store,
        model: BaseChatModel | None = None,
        as_of: date | None = None,
        rerank: Rerank | None = None,
    ) -> None:
        self._store = store
        self._model = model
        self._as_of = as_of
        self._rerank = rerank
        self._chain: Runnable[State, State] = (
            _stage("question", _read)
            | _stage("hits", self._find)
            | _stage("draft", _compose)
            | _stage("checked", _check)
            | _stage("answer", _finish)
        )

    @property
    def store(self) -> Store:
        """The store's current generation; a new one is picked up between questions."""
        self._store = self._store.fresh()
        return self._store

    @property
    def library(self) -> Library:
        return self.store.library

    def resolve(self, clause_id: str) -> str:
        """The id under which the clause stands now, following renumberings; itself where none is known."""
        return self.store.resolve(clause_id)

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """Ranked clauses for ``question``."""
        state = self._start(question, (), None)
        return self._find(state | {"question": _read(state)}, k)

    def _find(self, state: State, k: int = 10) -> list[Hit]:
        if self._rerank is None:
            return retrieve(state["question"], state["store"], k)
        hits = retrieve(state["question"], state["store"], max(k, POOL))
        return self._rerank(state["question"].standalone, hits)[:k]

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        id: str = "",
        plans: Collection[str] = (),
    ) -> Answer:
        """One checked answer; a question that cannot be answered is declined, not raised. With ``plans`` (ids) it is
        asked of these alone, as if no other were indexed."""
        *_, answer = self._stream(self._start(question, history, as_of, id, plans), grow=False)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        id: str = "",
        plans: Collection[str] = (),
    ) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last one is whole."""
        yield from self._stream(self._start(question, history, as_of, id, plans), grow=True)

    def _stream(self, state: State, grow: bool) -> Iterator[Answer]:
        state = self._chain.invoke(state)
        answer = replace(state["answer"], ms=state["ms"])
        if self._model is not None and answer.status != DECLINED:
            yield from _written(state, answer, self._model)
            return
        if grow:
            yield from (partial(answer, state["checked"], n) for n in range(1, len(answer.sentences)))
        yield answer

    def _start(
        self, question: str, history: Sequence[Turn], as_of: date | None, id: str = "", plans: Collection[str] = ()
    ) -> State:
        day, store = as_of or self._as_of or date.today(), self.store.within(plans)
        return {"text": question, "history": tuple(history), "as_of": day, "id": id, "store": store, "ms": {}}


def _stage(key: str, work: Callable[[State], Any]) -> Runnable[State, State]:
    """A step that puts what ``work`` makes of the state under ``key``, and its milliseconds into ``ms``."""

    def run(state: State) -> State:
        began = time.perf_counter()
        made = work(state)
        state["ms"][key] = round(1000 * (time.perf_counter() - began), 3)
        return state | {key: made}

    return RunnableLambda(run, name=key)


def _read(state: State) -> Question:
    return read_question(state["text"], state["history"], state["store"].library, state["as_of"])


def _compose(state: State) -> Draft:
    return compose(state["question"], state["hits"], state["store"].library, state["as_of"])


def _check(state: State) -> Draft:
    return checked(state["draft"], state["store"].library, state["question"].language)


def _finish(state: State) -> Answer:
    return finish(state["question"], state["checked"], state["hits"], state["store"].library, state["id"])


def _written(state: State, offline: Answer, model: BaseChatModel) -> Iterator[Answer]:
    """The chat model's checked sentences as they come; ``offline`` where it fails or nothing holds."""
    question, hits, library = state["question"], state["hits"], state["store"].library
    began = time.perf_counter()
    said: list[DraftSentence] = []
    dropped = 0
    answer = offline
    try:
        for sentence in write(question, hits, library, state["history"], model):
            if sentence is None:
                dropped += 1
                continue
            said.append(sentence)
            answer = finish(question, _prose(said, state["draft"]), hits, library, state["id"])
            yield answer
    except Exception as error:  # a provider's client raises whatever it likes; the asker still gets an answer
        log.warning("the chat model failed: %s: %s", type(error).__name__, error)
        said.clear()
    if said:
        notices = (*answer.notices, *([dropped_notice(dropped, question.language)] if dropped else []))
        answer = replace(answer, notices=notices)
    else:
        failed = Notice("model_failed", _MODEL_FAILED[question.language])
        answer = replace(offline, notices=(*offline.notices, failed))
    ms = state["ms"] | {"write": round(1000 * (time.perf_counter() - began), 3)}
    yield replace(answer, ms=ms)


def _prose(said: Sequence[DraftSentence], offline: Draft) -> Draft:
    """The model's sentences as one paragraph, under the notices of the offline draft."""
    page = Page()
    page.say(*said)
    return replace(page.draft(), notices=offline.notices)
