"""The load test in short: pages and programs at one server, and more of them than it has room for.

What takes minutes is `make soak`. Nothing here depends on how fast the machine is.
"""

import asyncio

import pytest

from tests.load.soak import Run, load, questions_for, ready, server
from tests.load.visitor import ANSWERED, BUSY, FAILED, Outcome, Page, Program
from tests.loop import finish

GROWTH = 64 * 2**20
"""Bytes that a warm server's memory may grow by in a short run."""


@pytest.fixture(scope="module")
def home():
    with server(None) as address:
        finish(ready(address))
        yield address


def told(run):
    return {one.told for one in run.outcomes if one.state == FAILED}


def test_pages_that_ask_are_answered_and_memory_does_not_run_away(home):
    async def run():
        questions = await questions_for(home)
        assert len(questions) > 20
        await load(home, questions, 4, 0.5, 4)
        return await load(home, questions, 12, 2.0, 8)

    done = finish(run())
    assert len(done.outcomes) >= 24 and done.count(ANSWERED) == len(done.outcomes), told(done)
    assert done.growth < GROWTH and done.memory


def test_beyond_its_room_the_server_says_when_to_come_back_and_goes_on(home):
    async def flood():
        programs = [Program(home, number) for number in range(150)]
        for one in programs[:25]:
            await one.open()
        for one in programs[25:]:
            one._cookie = programs[0]._cookie
        page = Page(home, 200)
        await page.open()
        questions = await questions_for(home)
        asked = [one.ask(questions[number % len(questions)]) for number, one in enumerate(programs)]
        outcomes = await asyncio.gather(*asked)
        return outcomes, await page.ask("班主任津贴是多少？"), await programs[0].ask("班主任津贴是多少？")

    outcomes, of_page, after = finish(flood())
    states = [one.state for one in outcomes]
    assert states.count(FAILED) == 0, {one.told for one in outcomes if one.state == FAILED}
    assert states.count(ANSWERED) >= 60 and states.count(BUSY) >= 1
    assert all(int(one.told) >= 1 for one in outcomes if one.state == BUSY)
    assert (of_page.state, after.state) == (ANSWERED, ANSWERED), "once the flood is over"


def test_the_figures_of_a_run():
    run = Run(2, 5.0, [Outcome(ANSWERED, second) for second in (0.1, 0.2, 0.3, 9.0)] + [Outcome(FAILED, 50.0, "x")])
    run.memory = [(0.0, 100.0), (1.0, 500.0), (2.0, 130.0)]
    assert (run.count(ANSWERED), run.count(FAILED), run.count(BUSY)) == (4, 1, 0)
    assert run.quantile(0.5) == 0.3 and run.quantile(0.95) == 9.0 and run.growth == 30.0
    assert Run(1, 1.0).quantile(0.95) == 0.0
