"""What happens in the chat page: each handler takes what the browser sent and says which parts change."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ui.export.answer import answer_paper
from ui.export.saved import saved_html
from ui.gate import Full
from ui.past import Past, begun, cut, judge, mine, owner_of, settle
from ui.render import notice_html
from ui.scope import Scope, plans_of, read_scope, scope_of
from ui.sight import Sight, Updates
from ui.strings import LANGUAGES, plain
from ui.talk import GROWING, stopped, talk, undone

if TYPE_CHECKING:
    import gradio as gr

TRIES = 60
"""Seconds that a new page waits for questions to begin with."""
PATIENT, PACE = 0.2, 0.05
"""Seconds after which a question that waits is taken out of the box; seconds that steps of an answer are apart."""
PULSE = 5.0
"""Seconds without news after which the page is told so: with that it comes out whether anybody is still there."""


class Page(Sight):
    """What happens in the page. The handlers know nothing of plans or answers."""

    async def ask(
        self, question: str, past: Past, scope: Scope, language: str, request: gr.Request
    ) -> AsyncGenerator[Updates]:
        """Answer what was typed, out of the plans chosen."""
        if not question.strip():
            yield {self.hint: notice_html("empty_question")}
            return
        work = partial(self._asked, question.strip(), past, owner_of(request), scope, language)
        async with aclosing(self._let_in(work, question, language, request)) as steps:
            async for step in steps:
                yield step

    async def pick(
        self, event: gr.EventData, past: Past, scope: Scope, language: str, request: gr.Request
    ) -> AsyncGenerator[Updates]:
        """Answer an example."""
        async with aclosing(self.ask(str(event.pick), past, scope, language, request)) as steps:
            async for step in steps:
                yield step

    async def act(
        self, event: gr.EventData, past: Past, scope: Scope, language: str, request: gr.Request
    ) -> AsyncGenerator[Updates]:
        """Do what a button under an answer or in the list of conversations says."""
        from starlette.concurrency import run_in_threadpool

        owner = owner_of(request)
        if event.act not in ("follow", "again"):
            yield await run_in_threadpool(self._acted, event, past, owner)
            return
        again = event.act == "again"
        question = undone(past.talk)[1] if again else str(event.text)
        work = partial(self._asked, question, past, owner, scope, language, again)
        async with aclosing(self._let_in(work, question, language, request)) as steps:
            async for step in steps:
                yield step

    async def _let_in(
        self, work: Callable[[], Iterator[Past | Updates]], question: str, language: str, request: gr.Request
    ) -> AsyncGenerator[Updates]:
        """What ``work`` changes, done at the gate; where that is full the question stays in the box. Of what came
        meanwhile only the last is shown, and nothing once the page has turned to something else; where nothing came
        Gradio looks whether anybody is still there."""
        import gradio as gr
        from starlette.concurrency import run_in_threadpool

        try:
            job = self.desk.gate.begin(work)
        except Full as full:
            yield self.ready(language, question) | {self.hint: notice_html("busy", "busy", n=full.seconds)}
            return
        opening: Updates = {
            self.box: gr.update(value="", stop_btn=plain("stop", language), submit_btn=False),
            self.hint: "",
            self.welcome: gr.update(visible=False),
        }
        hidden = True
        with self.desk.answering.told(page_of(request), job) as told:
            async with aclosing(job.batches(PULSE, first=PATIENT, pace=PACE)) as batches:
                async for batch in batches:
                    last = batch[-1] if batch else {}
                    now = await run_in_threadpool(self.shown, last) if isinstance(last, Past) else last
                    if hidden and isinstance(now.get(self.log), list):  # later only its value changes: far cheaper
                        now, hidden = now | {self.log: gr.update(value=now[self.log], visible=True)}, False
                    if opening and self.box in now:  # the answer came at once
                        now = now | {self.box: opening[self.box] | now[self.box]}
                    if told.turned:
                        break
                    yield opening | now or gr.skip()  # an empty one Gradio takes for a fault
                    opening = {}
        if told.turned:  # with its end Gradio sends the last step once more: one that changes nothing
            yield gr.skip()

    def _asked(
        self, question: str, past: Past, owner: str, scope: Scope, language: str, again: bool = False
    ) -> Iterator[Past | Updates]:
        """The conversation as the answer grows, then what the page shows of it; with ``again`` the question takes the
        place of the last one."""
        past = mine(self.desk.kept, past, owner)
        if again:
            past = replace(past, talk=undone(past.talk)[0])
        plans = plans_of(self.desk.assistant.library, scope, self.desk.assistant.today)
        if plans is None:
            yield self.ready(language, question) | self.unasked(past)
            return
        for step, growing in enumerate(talk(self.desk.assistant, question, past.talk, plans)):
            past = replace(past, talk=growing)
            if not step:  # so that the question survives whatever comes
                past = begun(self.desk.kept, past)
            if growing[-1].state == GROWING:
                yield past
        settle(self.desk.kept, past)
        self.desk.told(past.talk[-1])
        yield self.shown(past) | self.ready(language)

    def _acted(self, event: gr.EventData, past: Past, owner: str) -> Updates:
        past = mine(self.desk.kept, past, owner)
        if event.act in ("revise", "undo"):
            return self._take_back(past, reword=event.act == "revise")
        if event.act == "judge":
            return self._judge(event, past)
        if event.act == "save":
            return self._save(event, past)
        return self._open(str(event.id), past) if event.act == "open" else {self.hint: ""}

    def _take_back(self, past: Past, reword: bool) -> Updates:
        before, question = undone(past.talk)
        now = cut(self.desk.kept, past, before)
        shown = self.shown(now) if now.talk else self.restarted()
        return shown | {self.hint: ""} | ({self.box: question} if reword else {})

    def _judge(self, event: gr.EventData, past: Past) -> Updates:
        reasons = tuple(str(reason) for reason in event.reasons)
        try:
            place, generation = int(event.place), self.desk.assistant.generation
            now = judge(self.desk.kept, past, place, str(event.verdict), reasons, str(event.words), generation)
        except (ValueError, sqlite3.Error):
            return {self.hint: notice_html("not_judged")}
        return self.shown(now) | {self.hint: ""}

    def _save(self, event: gr.EventData, past: Past) -> Updates:
        """One answer as a file."""
        place = int(event.place) if str(event.place).isdecimal() else len(past.talk)
        one = past.talk[place] if place < len(past.talk) else None
        if one is None or one.answer is None:
            return {self.hint: notice_html("no_answer")}
        paper = answer_paper(one.answer, self.desk.assistant.library, self.desk.assistant.today)
        return {self.file: saved_html(paper, str(event.kind), str(event.time)), self.hint: ""}

    def _open(self, id: str, past: Past) -> Updates:
        import gradio as gr

        try:
            found = self.desk.kept.open(past.owner, id)
        except sqlite3.Error:
            found = None
        if found is None:
            return {self.hint: notice_html("no_conversation"), self.where: ""}
        shown = self.shown(Past(past.owner, id, found.talk))
        return shown | {
            self.log: gr.update(value=shown[self.log], visible=True),
            self.hint: "",
            self.welcome: gr.update(visible=False),
        }

    def limit(self, event: gr.EventData) -> Updates:
        """Remember which plans are chosen."""
        return {self.scope: read_scope(str(event.scope)), self.hint: ""}

    async def stop(self, past: Past, language: str, request: gr.Request) -> Updates:
        """Say that the last answer was cut off."""
        from starlette.concurrency import run_in_threadpool

        await self.desk.answering.end(page_of(request))
        return await run_in_threadpool(self._stopped, past, language, request)

    def _stopped(self, past: Past, language: str, request: gr.Request) -> Updates:
        past = mine(self.desk.kept, past, owner_of(request))
        now = replace(past, talk=stopped(past.talk))
        if now.talk:
            settle(self.desk.kept, now)
        return (self.shown(now) if now.talk else self.restarted()) | self.ready(language)

    async def anew(self, language: str, request: gr.Request) -> Updates:
        """A new conversation, also in the middle of an answer."""
        await self.desk.answering.end(page_of(request))
        return self.restarted() | self.ready(language)

    async def load(self, request: gr.Request) -> AsyncGenerator[Updates]:
        """The plans may have changed since the server started; which of them count, the browser remembers. Questions to
        begin with follow once they have been tried."""
        from starlette.concurrency import run_in_threadpool

        scope = scope_of(request)
        yield await run_in_threadpool(self.opened, scope) | {self.scope: scope}
        if self.desk.offers.tried:
            return
        await run_in_threadpool(self.desk.offers.prepare)
        for _ in range(TRIES):
            if self.desk.offers.tried:
                break
            await asyncio.sleep(1.0)
        yield {self.welcome: await run_in_threadpool(self.welcomed)}

    def speak(self, event: gr.EventData) -> Updates:
        """Gradio's own words in the language picked; the page's words need no server."""
        import gradio as gr

        code = event.pick if event.pick in LANGUAGES else "zh-Hans"
        words = gr.update(
            label=plain("question", code), placeholder=plain("placeholder", code), submit_btn=plain("ask", code)
        )
        return {self.language: code, self.box: words}


def page_of(request: gr.Request) -> str:
    """An open page by its owner and the name that it gave itself: who learns the name cannot turn another's page."""
    return f"{owner_of(request)} {getattr(request, 'session_hash', '')}"
