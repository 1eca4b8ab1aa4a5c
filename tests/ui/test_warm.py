"""A server listens before it is ready, and says so."""

import threading
import time

from ui import warm
from ui.offer import Offers
from ui.warm import Warm


def eventually(true):
    for _ in range(2000):
        if true():
            return True
        time.sleep(0.005)
    return False


def test_ready_once_a_search_has_succeeded_whatever_becomes_of_the_examples(assistant, monkeypatch):
    monkeypatch.setattr(warm, "PAUSE", 0.01)
    search, broken, tried = assistant.search, threading.Event(), threading.Event()

    def moody(question, k=10, plans=()):
        tried.set()
        if not broken.is_set():
            raise OSError("the store's server is not up yet")
        return search(question, k, plans)

    assistant.search = moody
    assistant.stream = lambda *_, **__: 1 / 0
    one = Warm(assistant, Offers(assistant))
    one.start()
    assert tried.wait(10) and not one.ready()
    broken.set()
    assert eventually(one.ready)


def test_examples_are_tried_in_the_background(assistant):
    offers = Offers(assistant)
    assert not offers.tried and offers.known("en") == ()
    Warm(assistant, offers).start()
    assert eventually(lambda: offers.tried) and offers.known("en") == offers.first("en") != ()


def test_a_server_that_stops_does_not_try_for_ever(assistant, monkeypatch):
    def fails(*_, **__):
        raise OSError

    assistant.search = fails
    one = Warm(assistant, Offers(assistant))
    one.start()
    one.stop()
    assert eventually(lambda: not any(thread.name == "warm" for thread in threading.enumerate())) and not one.ready()


def test_a_server_that_starts_is_not_ready(assistant):
    from starlette.testclient import TestClient

    from ui.api.app import api
    from ui.api.watch import Meter
    from ui.gate import Gate

    state = {"ready": False}
    gate = Gate()
    program = TestClient(api(assistant, gate, Meter(assistant, gate), ready=lambda: state["ready"]))
    told = program.get("/readyz")
    assert told.status_code == 503 and told.headers["retry-after"] and "starting" in told.json()["error"]["message"]
    assert program.get("/healthz").status_code == 200
    state["ready"] = True
    assert program.get("/readyz").status_code == 200
