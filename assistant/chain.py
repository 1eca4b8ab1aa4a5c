"""The retrieval chain: question → hybrid search → draft → check → answer, as LangChain runnables."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import DECLINED, Answer, Notice
from assistant.compose import compose
from assistant.draft import Draft, DraftSentence, Page
from assistant.finish import checked, dropped_notice, finish, partial
from assistant.gather import gather, merged
from assistant.history import Turn
from assistant.kinds import DANGER, TALK
from assistant.kinds import DECLINED as DECLINED_KINDS
from assistant.nearness import Nearness
from assistant.notices import with_notices
from assistant.question import MAX_LENGTH, Question, read_question
from assistant.rerank import POOL, Rerank
from assistant.retrieve import Hit, retrieve
from assistant.reword import Rewording, model_standalone, model_wordings
from assistant.scene import Scene
from assistant.several import join, split
from assistant.write import write
from index.originals import original

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.library import Library
    from index.store import Store

SHOWN = 10
"""Hits that an answer lists as retrieved."""

log = logging.getLogger(__name__)

State = dict[str, Any]
"""What flows through the chain: ``text``, ``history``, ``as_of``, ``store`` go in; each stage adds its key."""

_MODEL_DOWN = {
    "zh-Hans": "对话模型没有响应，以下由本机按条款直接作答。",
    "zh-Hant": "對話模型沒有回應，以下由本機按條款直接作答。",
    "en": "The chat model did not respond; this answer was put together from the clauses alone.",
}
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
        rewording: Rewording | None = None,
        repair_seconds: float = 0.0,
    ) -> None:
        self._rewording = rewording or Rewording()
        self._repair_seconds = repair_seconds
        self._store = store
        self._turning = threading.Lock()
        self._model = model
        self._as_of = as_of
        self._rerank = rerank
        self._chain: Runnable[State, State] = (
            _stage("question", self._read)
            | _stage("hits", self._find)
            | _stage("parts", self._parts)
            | _stage("draft", _compose)
            | _stage("checked", _check)
            | _stage("answer", _finish)
        )

    @property
    def store(self) -> Store:
        """The store's current generation; a new one is picked up between questions."""
        if self._turning.acquire(blocking=False):  # one opens the new one; the others go on with the old meanwhile
            try:
                self._store = self._store.fresh()
            finally:
                self._turning.release()
        return self._store

    @property
    def generation(self) -> str:
        """The name of the store's current generation."""
        return self.store.generation

    def turn_to(self, store: Store) -> None:
        """Answer out of ``store`` from the next question on."""
        with self._turning:
            self._store = store

    @property
    def library(self) -> Library:
        return self.store.library

    @property
    def today(self) -> date:
        """The day that validity is judged on: the one given, else today."""
        return self._as_of or date.today()

    def original(self, plan_id: str) -> Path | None:
        """The file that the plan was read from, byte for byte; None where the store keeps none."""
        store = self.store
        plan = store.library.plans.get(plan_id)
        return original(store.place, plan.document.sha256) if plan else None

    def resolve(self, clause_id: str) -> str:
        """The id under which the clause stands now, following renumberings; itself where none is known."""
        return self.store.resolve(clause_id)

    def search(self, question: str, k: int = 10, plans: Collection[str] = ()) -> list[Hit]:
        """Ranked clauses for ``question``, of ``plans`` (ids) alone where some are named."""
        state = self._start(question, (), None, plans=plans)
        return self._find(state | {"question": self._read(state)}, k)

    def _read(self, state: State) -> Question:
        text, history, library = state["text"], state["history"], state["store"].library
        whole = ""
        if self._model is not None and self._rewording.follow_ups and len(text) <= MAX_LENGTH:
            whole = model_standalone(text, history, library, self._model)
        return read_question(text, history, library, state["as_of"], whole)

    def _find(self, state: State, k: int = 10) -> list[Hit]:
        store: Store = state["store"]
        asked: Question = state["question"]
        others: tuple[str, ...] = ()
        if self._model is not None and self._rewording.wordings > 0 and asked.kind not in DECLINED_KINDS:
            others = model_wordings(asked, store.library, self._model, self._rewording.wordings)
        return gather(asked, store.library, k, lambda question, most: self._search(question, store, most), others)

    def _parts(self, state: State) -> list[tuple[Question, list[Hit]]]:
        """The questions of a message that asks several, with what is found for each."""
        asked = split(state["question"], state["store"].library, state["as_of"])
        return [(part, self._find(state | {"question": part})) for part in asked]

    def _search(self, question: Question, store: Store, k: int) -> list[Hit]:
        if self._rerank is None:
            return retrieve(question, store, k)
        hits = retrieve(question, store, max(k, POOL))
        return self._rerank(question.standalone, hits)[:k]

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
        unaltered = (DANGER, TALK)  # the hotlines come first
        spoken = answer.status != DECLINED and state["question"].kind not in unaltered
        if self._model is not None and spoken:
            yield from _written(state, answer, self._model, self._repair_seconds)
            return
        if grow:
            yield from (partial(answer, state["checked"], n) for n in range(1, len(answer.sentences)))
        yield answer

    def _start(
        self, question: str, history: Sequence[Turn], as_of: date | None, id: str = "", plans: Collection[str] = ()
    ) -> State:
        day, store = as_of or self.today, self.store.within(plans)
        return {"text": question, "history": tuple(history), "as_of": day, "id": id, "store": store, "ms": {}}


def _stage(key: str, work: Callable[[State], Any]) -> Runnable[State, State]:
    """A step that puts what ``work`` makes of the state under ``key``, and its milliseconds into ``ms``."""

    def run(state: State) -> State:
        began = time.perf_counter()
        made = work(state)
        state["ms"][key] = round(1000 * (time.perf_counter() - began), 3)
        return state | {key: made}

    return RunnableLambda(run, name=key)


def _compose(state: State) -> Draft:
    whole = _drafted(state, state["question"], state["hits"])
    return join(whole, [(part, _drafted(state, part, hits)) for part, hits in state["parts"]]) or whole


def _drafted(state: State, question: Question, hits: Sequence[Hit]) -> Draft:
    store = state["store"]
    return compose(question, hits, store.library, state["as_of"], Nearness(store.embedder, question.standalone))


def _found(state: State) -> list[Hit]:
    """What was found for the message and for the questions in it."""
    return merged([state["hits"], *(hits for _, hits in state["parts"])])


def _check(state: State) -> Draft:
    return checked(state["draft"], state["store"].library, state["question"].language)


def _finish(state: State) -> Answer:
    return finish(state["question"], state["checked"], _found(state)[:SHOWN], state["store"].library, state["id"])


def _written(state: State, offline: Answer, model: BaseChatModel, repair_seconds: float) -> Iterator[Answer]:
    """The chat model's checked sentences as they come; ``offline`` where it fails or nothing holds."""
    question, hits, library = state["question"], _found(state), state["store"].library
    began = time.perf_counter()
    said: dict[int, DraftSentence] = {}
    dropped = 0
    failure = _MODEL_FAILED
    answer = offline
    yield replace(offline, text="", sentences=(), citations=(), notices=())  # what was understood and found
    try:
        for one in write(question, hits, library, state["history"], model, repair_seconds):
            if one.sentence is None:
                dropped += 1
                continue
            said[one.place] = one.sentence
            told = [said[place] for place in sorted(said)]
            answer = finish(question, _prose(told, state), hits[:SHOWN], library, state["id"])
            yield answer
    except Exception as error:  # a provider's client raises whatever it likes; the asker still gets an answer
        log.warning("the chat model failed: %s: %s", type(error).__name__, error)
        said.clear()
        failure = _MODEL_DOWN
    if said:
        notices = (*answer.notices, *([dropped_notice(dropped, question.language)] if dropped else []))
        answer = replace(answer, notices=notices)
    else:
        failed = Notice("model_failed", failure[question.language])
        answer = replace(offline, notices=(*offline.notices, failed))
    ms = state["ms"] | {"write": round(1000 * (time.perf_counter() - began), 3)}
    yield replace(answer, ms=ms)


def _prose(said: Sequence[DraftSentence], state: State) -> Draft:
    """The model's sentences as one paragraph, with the status and notices of the offline draft and the notices that
    their own quotes call for."""
    offline: Draft = state["draft"]
    page = Page()
    page.say(*said)
    draft = replace(page.draft(offline.status, offline.reason), notices=offline.notices)
    return with_notices(draft, Scene(state["question"], state["hits"], state["store"].library, state["as_of"]))
