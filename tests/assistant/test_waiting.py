"""A chat model that says nothing holds up nobody for long, and never more than a number of threads."""

import threading

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage

from assistant.again import Failed, again
from assistant.reply import Said
from assistant.waiting import Waited, heard, within
from tests.security.obedient import Obedient


def said(*texts):
    return [AIMessageChunk(text) for text in texts]


def test_a_model_that_speaks_is_heard_word_for_word():
    model = Waited(inner=Obedient(obeys="每月800元[1]。"), silent=5)
    assert "".join(str(chunk.text) for chunk in model.stream("?")) == "每月800元[1]。"
    assert str(model.invoke("?").text) == "每月800元[1]。"


def test_what_it_raises_is_raised():
    def fails():
        yield from said("a")
        raise KeyError("x")

    told = heard(fails, 5, threading.Semaphore(1))
    assert str(next(told).text) == "a"
    with pytest.raises(KeyError):
        next(told)


def test_signs_of_life_are_no_words():
    """Some servers send empty parts for as long as a model thinks."""
    over = threading.Event()

    def alive():
        while not over.wait(0.01):
            yield from said("")

    with pytest.raises(TimeoutError, match="said nothing"):
        list(heard(alive, 0.1, threading.Semaphore(1)))
    over.set()


def test_whoever_talks_without_end_is_cut_off():
    over = threading.Event()

    def endless():
        while not over.wait(0.01):
            yield from said("x")

    with pytest.raises(TimeoutError, match="too long"):
        list(heard(endless, 0.03, threading.Semaphore(1)))
    over.set()


def test_a_silent_model_keeps_so_many_threads_and_no_more():
    lines, go_on = threading.Semaphore(2), threading.Event()

    def silent():
        go_on.wait(20)
        yield from said("late")

    for _ in range(2):
        with pytest.raises(TimeoutError, match="said nothing"):
            list(heard(silent, 0.01, lines))
    with pytest.raises(TimeoutError, match="every line"):
        list(heard(silent, 0.01, lines))
    go_on.set()
    for _ in range(2):
        assert lines.acquire(timeout=10), "the line is free again once the client gave up"


def test_whoever_leaves_has_the_stream_closed():
    closed, go_on, lines = threading.Event(), threading.Event(), threading.Semaphore(1)

    def stream():
        try:
            yield from said("a")
            assert go_on.wait(10)
            yield from said("b", "c")
        finally:
            closed.set()

    told = heard(stream, 5, lines)
    next(told)
    told.close()
    go_on.set()
    assert closed.wait(10)


def test_a_sentence_asked_for_again_is_read_by_one_thread_on_a_line_of_the_model():
    before, readers = set(threading.enumerate()), []

    class Counting(Obedient):
        def _reply(self, messages):
            readers.extend(one for one in threading.enumerate() if one not in before and one.name == "model")
            return self.obeys

    model = Waited(inner=Counting(obeys="每月800元[1]。"), silent=5)
    failed = [Failed(0, Said("每月900元", (1,)), ("number 900元",))]
    (told,) = again([HumanMessage("?")], failed, "zh-Hans", model, 5)
    assert told[1] == Said("每月800元。", (1,))
    assert len(readers) == 1


def test_whoever_asks_again_waits_for_no_line():
    """With every line of the model with a silent client, the sentence is dropped at once."""
    go_on = threading.Event()

    class Silent(Obedient):
        def _reply(self, messages):
            go_on.wait(20)
            return "late"

    model = Waited(inner=Silent(), silent=5)
    model._lines = threading.BoundedSemaphore(1)
    for message in ("said nothing", "every line"):
        with pytest.raises(TimeoutError, match=message):
            within(model, [HumanMessage("?")], 0.01)
    go_on.set()
    assert model._lines.acquire(timeout=10), "the line is free again once the client gave up"
