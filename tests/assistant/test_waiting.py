"""A chat model that says nothing holds up nobody for long, and never more than a number of threads."""

import threading

import pytest
from langchain_core.messages import AIMessageChunk

from assistant.waiting import Waited, heard
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
