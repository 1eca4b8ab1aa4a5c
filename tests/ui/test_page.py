"""What happens in the page, without a browser: questions go through the gate, one for the page and the programs."""

import asyncio
import threading
from contextlib import aclosing
from types import SimpleNamespace

import pytest

from tests.loop import finish
from ui.conversations import Conversations
from ui.gate import Gate
from ui.kept import prepare
from ui.offer import Offers
from ui.page import Page
from ui.past import Past, owner_of
from ui.scope import Scope
from ui.sessions import Visitor
from ui.sight import Desk

PARTS = ("past", "language", "scope", "top", "welcome", "log", "hint", "chosen", "acts", "where", "file", "box", "idle")
REQUEST = SimpleNamespace(state=SimpleNamespace(visitor=Visitor("k")), session_hash="tab")


@pytest.fixture
def desk(assistant, tmp_path):
    prepare(tmp_path / "history.sqlite3")
    told = []
    kept = Conversations(tmp_path / "history.sqlite3", 30)
    made = Desk(assistant, kept, Offers(assistant), Gate(1, 1), told.append)
    return SimpleNamespace(page=Page(made, *PARTS), told=told, kept=kept, gate=made.gate)


def asked(desk, question, past=None, scope=None):
    """The steps in which the page changes."""

    async def run():
        past_ = past or Past(owner_of(REQUEST))
        async with aclosing(desk.page.ask(question, past_, scope or Scope(), "zh-Hans", REQUEST)) as steps:
            return [step async for step in steps]

    return finish(run())


def test_a_question_is_answered_kept_and_counted(desk, monkeypatch):
    monkeypatch.setattr("ui.page.PATIENT", 10.0)
    monkeypatch.setattr("ui.page.PACE", 10.0)
    (step,) = asked(desk, " 云溪区的目标？ ")  # an answer that comes at once is one step
    assert step["box"]["value"] == "" and step["box"]["submit_btn"] and not step["box"]["stop_btn"]
    assert step["welcome"]["visible"] is False and step["log"]["visible"] is True
    assert "onward" in step["log"]["value"][-1]["content"] and (last := step)["past"].id
    assert [one.state for one in desk.told] == ["done"]
    assert [one.question for one in desk.kept.open(last["past"].owner, last["past"].id).talk] == ["云溪区的目标？"]


def test_the_first_step_shows_the_log_and_later_ones_only_change_it(desk):
    """Gradio makes a part anew whose looks change: with every sentence that would cost more than the answer."""
    desk.page.desk.assistant._pause = 0.15
    first, *later = asked(desk, "云溪区的目标？")
    assert first["box"]["value"] == "" and first["box"]["stop_btn"] and first["welcome"]["visible"] is False
    assert first["log"]["visible"] is True and later and all(isinstance(step["log"], list) for step in later)


def test_an_answer_is_drawn_once_however_often_the_conversation_is_shown(desk, monkeypatch):
    drawn = []
    for place in ("ui.drawn", "ui.messages"):
        monkeypatch.setattr(
            f"{place}.answer_html",
            lambda answer, library, complete=True: drawn.append((answer.question, complete)) or "<p>said</p>",
        )
    past = None
    for question in ("云溪区的目标？", "松岭区的目标？", "第三个问题？"):
        past = asked(desk, question, past)[-1]["past"]
    judged = desk.page._acted(
        SimpleNamespace(act="judge", place=0, verdict="good", reasons=[], words=""), past, past.owner
    )
    assert (
        len(judged["log"]) == 6 and "given" in judged["log"][1]["content"] and judged["past"].talk[0].verdict == "good"
    )
    assert [question for question, complete in drawn if complete] == [one.answer.question for one in past.talk]
    assert len({id(one.answer) for one in past.talk}) == 3


def test_after_the_plans_changed_what_was_drawn_is_drawn_anew(desk, monkeypatch):
    past = asked(desk, "云溪区的目标？")[-1]["past"]
    monkeypatch.setattr(type(desk.page.desk.assistant), "generation", "2")
    (one,) = desk.page.shown(past)["past"].drawn
    assert one.generation == "2" and one.html == past.drawn[0].html and one is not past.drawn[0]


def test_nothing_and_no_plan_are_no_question(desk):
    assert set(asked(desk, "  ")[0]) == {"hint"}
    (step,) = asked(desk, "还有呢？", scope=Scope(year=1900))
    assert "notice" in step["hint"] and step["box"]["value"] == "还有呢？" and not desk.told


def test_where_all_places_are_taken_the_question_stays_in_the_box(desk):
    go_on = threading.Event()

    async def run():
        for _ in range(2):
            desk.gate.begin(lambda: iter([go_on.wait(10)]))
        async with aclosing(desk.page.ask("云溪区？", Past(), Scope(), "zh-Hans", REQUEST)) as steps:
            found = [step async for step in steps]
        go_on.set()
        return found

    (step,) = finish(run())
    assert step["box"]["value"] == "云溪区？" and step["box"]["submit_btn"] and not step["box"]["stop_btn"]
    assert "notice busy" in step["hint"] and "秒后再发一次" in step["hint"]


def test_who_waits_sees_the_question_taken_and_frees_the_place_by_leaving(desk, monkeypatch):
    import gradio as gr

    go_on = threading.Event()
    monkeypatch.setattr("ui.page.PULSE", 0.01)

    async def run():
        desk.gate.begin(lambda: iter([go_on.wait(10)]))
        steps = desk.page.ask("云溪区？", Past(), Scope(), "zh-Hans", REQUEST)
        step = await anext(steps)
        assert desk.gate.waiting == 1
        assert await anext(steps) == gr.skip(), "for Gradio to look whether anybody is still there"
        await steps.aclose()
        assert desk.gate.waiting == 0
        go_on.set()
        return step

    step = finish(run())
    assert step["box"]["value"] == "" and "log" not in step and not desk.told


def test_who_waited_sees_the_answer(desk, monkeypatch):
    """The log is hidden until there is something in it: also where the question was taken before its turn came."""
    monkeypatch.setattr("ui.page.PATIENT", 0.01)
    go_on = threading.Event()

    async def run():
        desk.gate.begin(lambda: iter([go_on.wait(10)]))
        async with aclosing(desk.page.ask("云溪区？", Past(), Scope(), "zh-Hans", REQUEST)) as steps:
            first = await anext(steps)
            go_on.set()
            return first, [step async for step in steps if "log" in step]

    first, later = finish(run())
    assert "log" not in first and later[0]["log"]["visible"] is True


def test_who_leaves_in_the_middle_ends_the_work(desk, assistant, answer):
    go_on, closed = threading.Event(), threading.Event()

    def stream(question, history=(), *, plans=()):
        try:
            yield answer
            assert go_on.wait(10)
            yield answer
            raise AssertionError("nobody wants it any more")
        finally:
            closed.set()

    assistant.stream = stream

    async def run():
        steps = desk.page.ask("云溪区？", Past(), Scope(), "zh-Hans", REQUEST)
        await anext(steps)
        await steps.aclose()
        go_on.set()
        for _ in range(1000):
            if closed.is_set() and desk.gate.running == 0:
                return True
            await asyncio.sleep(0.005)
        return False

    assert finish(run()) and not desk.told


def test_asking_again_takes_the_place_of_the_last(desk):
    past = asked(desk, "云溪区的目标？")[-1]["past"]
    event = SimpleNamespace(act="again")

    async def run():
        async with aclosing(desk.page.act(event, past, Scope(), "zh-Hans", REQUEST)) as steps:
            return [step async for step in steps]

    last = finish(run())[-1]["past"]
    assert [one.question for one in last.talk] == ["云溪区的目标？"] and last.id == past.id


def test_a_new_conversation_is_marked_each_time(desk):
    one, other = (finish(desk.page.anew("en", REQUEST)) for _ in range(2))
    assert one["where"] != other["where"]


@pytest.fixture
def endless(assistant, answer):
    """An answer that has begun and does not end; set it to let the assistant go on."""
    go_on = threading.Event()

    def stream(question, history=(), *, plans=()):
        yield answer
        assert go_on.wait(10)
        yield answer

    assistant.stream = stream
    yield go_on
    go_on.set()


def turned(page, event):
    """What the page is told of an answer that has begun, from ``event`` on, and what ``event`` changes."""

    async def run():
        steps = page.ask("云溪区？", Past(owner_of(REQUEST)), Scope(), "zh-Hans", REQUEST)
        past = {}
        while "past" not in past:
            past = await anext(steps)
        changed = asyncio.create_task(event(past["past"]))
        return [step async for step in steps], await changed

    return finish(run())


def test_a_page_that_begins_anew_hears_no_more_of_what_it_asked_before(desk, endless):
    import gradio as gr

    later, changed = turned(desk.page, lambda _: desk.page.anew("zh-Hans", REQUEST))
    assert later == [gr.skip()] and changed["past"] == Past() and "data-fresh" in changed["where"]


def test_an_answer_that_was_cut_off_stays_so(desk, endless):
    import gradio as gr

    later, changed = turned(desk.page, lambda past: desk.page.stop(past, "zh-Hans", REQUEST))
    assert later == [gr.skip()] and changed["past"].talk[-1].state == "stopped" and not changed["box"]["stop_btn"]
    endless.set()
    kept = desk.kept.open(changed["past"].owner, changed["past"].id)
    assert [one.state for one in kept.talk] == ["stopped"] and not desk.told


def test_who_learns_the_name_of_another_s_page_cannot_cut_off_its_answer(desk, endless):
    other = SimpleNamespace(state=SimpleNamespace(visitor=Visitor("other")), session_hash="tab")

    async def cut(_):
        await desk.page.anew("zh-Hans", other)
        await desk.page.stop(Past(), "zh-Hans", other)
        endless.set()

    later, _ = turned(desk.page, cut)
    assert later[-1]["past"].talk[-1].state == "done"


def test_a_page_that_is_not_there_any_more_holds_up_nobody(desk, endless, monkeypatch):
    monkeypatch.setattr("ui.answering.LATEST", 0.01)

    async def run():
        steps = desk.page.ask("云溪区？", Past(), Scope(), "zh-Hans", REQUEST)
        await anext(steps)  # and never asked for the next step
        fresh = await desk.page.anew("zh-Hans", REQUEST)
        await steps.aclose()
        return fresh

    assert "data-fresh" in finish(run())["where"]


def test_a_page_is_there_before_questions_to_begin_with_are_known(desk):
    async def run():
        async with aclosing(desk.page.load(SimpleNamespace(state=REQUEST.state, cookies={}, headers={}))) as steps:
            return [step async for step in steps]

    first, then = finish(run())
    assert "example" not in first["welcome"].replace("examples", "") and set(then) == {"welcome"}
    assert 'class="example"' in then["welcome"] and "scope" in first
    (at_once,) = finish(run())
    assert 'class="example"' in at_once["welcome"]


def test_two_tabs_in_one_conversation_lose_neither_question(desk):
    past = asked(desk, "云溪区的目标？")[-1]["past"]

    async def ask_in_a_tab(question):
        async with aclosing(desk.page.ask(question, past, Scope(), "zh-Hans", REQUEST)) as steps:
            return [step async for step in steps][-1]["past"]

    async def run():
        object.__setattr__(desk.page.desk, "gate", Gate(4, 4))
        return await asyncio.gather(ask_in_a_tab("这边再问"), ask_in_a_tab("那边再问"))

    one, other = finish(run())
    assert one.id == other.id == past.id
    kept = [exchange.question for exchange in desk.kept.open(past.owner, past.id).talk]
    assert kept[0] == "云溪区的目标？" and set(kept[1:]) == {"这边再问", "那边再问"} and len(kept) == 3
