"""A page that outlived its session is told so and is no fault; a fault in an event is in the log like any other."""

import io
import logging

import pytest

from tests.loop import finish
from ui.log import Lines
from ui.lost import EVENTS, Lost, tell_faults


def told(app, path=EVENTS):
    sent = []

    async def send(message):
        sent.append(message)

    finish(Lost(app)({"type": "http", "path": path}, None, send))
    return sent


async def lost(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b'data: {"msg":"unexpected_error"}\n\n', "more_body": True})
    raise KeyError("no such session")


async def broken(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise KeyError("a fault")


def test_a_reply_that_told_the_page_is_ended():
    assert told(lost)[-1] == {"type": "http.response.body", "body": b""}


def test_faults_stay_faults():
    with pytest.raises(KeyError):
        told(broken)
    with pytest.raises(KeyError):
        told(lost, "/gradio_api/queue/join")


def test_a_fault_in_an_event_is_written_without_what_was_typed(monkeypatch):
    import gradio.queueing

    monkeypatch.setattr(gradio.queueing, "traceback", gradio.queueing.traceback)
    tell_faults()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Lines("text"))
    log = logging.getLogger("ui.lost")
    log.addHandler(handler)
    try:
        raise ValueError("Received inputs: [只有我知道的问题]")
    except ValueError:
        gradio.queueing.traceback.print_exc()
    finally:
        log.removeHandler(handler)
    assert "an event of the page failed" in out.getvalue() and "ValueError" in out.getvalue()
    assert "只有我知道" not in out.getvalue()
