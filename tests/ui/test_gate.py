"""A bounded number of threads: who waits, who is sent away, what becomes of those who leave."""

import asyncio
import gc
import threading
from functools import partial
from weakref import ref

import pytest

from tests.loop import finish
from ui.gate import LONGEST_PAUSE, Full, Gate


def slow(started: threading.Event, go_on: threading.Event, closed: threading.Event | None = None):
    def work():
        try:
            started.set()
            yield 1
            assert go_on.wait(10)
            yield 2
            yield 3
        finally:
            if closed:
                closed.set()

    return work


async def eventually(true):
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to pass")


def test_parts_come_in_order_and_the_last_one_counts():
    async def run():
        gate = Gate(1, 1)
        assert [part async for part in gate.begin(lambda: iter("abc")).parts()] == ["a", "b", "c"]
        assert await gate.begin(lambda: iter("abc")).last() == "c"
        await eventually(lambda: gate.running == 0)

    finish(run())


def test_what_the_work_raises_is_raised_to_whoever_waits():
    def fails():
        yield 1
        raise KeyError("x")

    async def run():
        with pytest.raises(KeyError):
            await Gate().begin(fails).last()
        with pytest.raises(LookupError, match="no result"):
            await Gate().begin(lambda: iter(())).last()

    finish(run())


def test_what_was_done_is_let_go_without_being_searched_for():
    class Made:
        pass

    async def run():
        gate = Gate()
        held = ref(await gate.begin(partial(iter, [Made()])).last())
        await eventually(lambda: gate.running == 0)
        await eventually(lambda: held() is None)

    gc.disable()
    try:
        finish(run())
    finally:
        gc.enable()


def test_beyond_its_places_nobody_is_let_in():
    async def run():
        gate, started, go_on = Gate(1, 1), threading.Event(), threading.Event()
        first = gate.begin(slow(started, go_on))
        second = gate.begin(lambda: iter("b"))
        assert (gate.running, gate.waiting) == (1, 1)
        with pytest.raises(Full) as full:
            gate.begin(lambda: iter("c"))
        assert 1 <= full.value.seconds <= LONGEST_PAUSE
        go_on.set()
        assert (await first.last(), await second.last()) == (3, "b")
        await eventually(lambda: gate.running == gate.waiting == 0)

    finish(run())


def test_whoever_leaves_while_waiting_frees_the_place_at_once():
    async def run():
        gate, started, go_on = Gate(1, 1), threading.Event(), threading.Event()
        first = gate.begin(slow(started, go_on))
        ran = []
        second = gate.begin(lambda: iter([ran.append(1)]))
        second.leave()
        assert gate.waiting == 0
        third = gate.begin(lambda: iter("c"))
        go_on.set()
        assert await first.last() == 3 and await third.last() == "c" and not ran

    finish(run())


def test_whoever_leaves_in_the_middle_ends_the_work():
    async def run():
        gate, started, go_on, closed = Gate(1, 0), threading.Event(), threading.Event(), threading.Event()
        job = gate.begin(slow(started, go_on, closed))
        async for part in job.parts():
            assert part == 1
            break
        job.leave()
        with pytest.raises(Full):  # the thread is not done yet, and its place is not another's
            gate.begin(lambda: iter("b"))
        go_on.set()
        await eventually(closed.is_set)
        await eventually(lambda: gate.running == 0)

    finish(run())


def test_a_long_silence_is_told():
    async def run():
        started, go_on = threading.Event(), threading.Event()
        parts = []
        async for part in Gate().begin(slow(started, go_on)).parts(0.01):
            parts.append(part)
            if part is None:
                go_on.set()
        assert parts[:2] == [1, None] and parts[-2:] == [2, 3]

    finish(run())


def test_one_computes_while_others_wait_for_a_model():
    from assistant.turn import aside

    at_once, most, lock = 0, 0, threading.Lock()
    asked, go_on = threading.Semaphore(0), threading.Event()

    def work():
        nonlocal at_once, most
        for _ in range(20):
            with lock:
                at_once += 1
                most = max(most, at_once)
            threading.Event().wait(0.001)
            with lock:
                at_once -= 1
        with aside():
            asked.release()
            assert go_on.wait(10)
        yield "done"

    async def run():
        gate = Gate(8, 0)
        jobs = [gate.begin(work) for _ in range(8)]
        for _ in jobs:
            assert await asyncio.to_thread(asked.acquire, timeout=10), "all of them got as far as the model"
        go_on.set()
        return await asyncio.gather(*(job.last() for job in jobs))

    assert finish(run()) == ["done"] * 8 and most == 1
