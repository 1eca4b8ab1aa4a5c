"""The server's log: one line a request, no question in it, no secret ever."""

import io
import json
import logging

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.settings import Settings, SettingsError
from tests.ui import fiction
from ui.log import Lines, Logged, hidden, start_log
from ui.talk import talk

QUESTION = "我家孩子叫什么时候能上学？"


@pytest.fixture
def written():
    """``written(log="json")`` starts the log; calling what it returns gives the lines so far."""
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level

    def start(**settings):
        start_log(Settings(**settings), stream)
        return lambda: stream.getvalue().splitlines()

    yield start
    root.handlers[:] = before
    root.setLevel(level)


def browser():
    def fail(request):
        raise RuntimeError(QUESTION)

    routes = [Route("/plans", lambda request: PlainTextResponse("ok")), Route("/broken", fail)]
    return TestClient(Logged(Starlette(routes=routes)), "http://school.test", raise_server_exceptions=False)


def test_a_request_is_a_line_of_json_with_the_id_that_its_answer_has(written):
    lines = written(log="json")
    told = browser().get("/plans?q=secret words")
    (line,) = map(json.loads, lines())
    assert line["request"] == told.headers["x-request-id"] and line["level"] == "info"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/plans", 200) and line["ms"] >= 0
    assert line["time"].endswith("+00:00") and "secret words" not in str(lines())


def test_two_requests_have_two_ids(written):
    lines = written(log="json")
    one = browser()
    one.get("/plans", headers={"x-request-id": "forged"})
    one.get("/plans")
    first, second = (json.loads(line)["request"] for line in lines())
    assert first != second and "forged" not in (first, second)


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_says_where_and_what_but_not_what_was_asked(written, form):
    lines = written(log=form)
    log = logging.getLogger("ui.talk")
    try:
        raise ValueError(QUESTION)
    except ValueError:
        log.exception("a question was not answered")
    log.warning("the chat model failed: %s: %s", "APIError", ValueError(QUESTION))
    log.warning("the disk: %s", OSError(28, "No space left on device", "/srv/eduplan"))
    told = "\n".join(lines())
    assert len(lines()) == 3 and "ValueError" in told and "test_log.py" in told and "No space left" in told
    assert QUESTION not in told


@pytest.mark.parametrize(("on", "there"), [(0, False), (1, True)])
def test_what_is_asked_is_written_only_where_that_is_turned_on(written, on, there):
    lines = written(log="json", log_questions=on)
    list(talk(fiction.assistant(fiction.library()), QUESTION, ()))
    line = next(line for line in map(json.loads, lines()) if line["message"] == "asked")
    assert line.get("question") == (QUESTION if there else None)
    assert any(QUESTION in line for line in lines()) is there


def test_a_question_over_the_api_is_not_written(written):
    from fastapi import FastAPI

    from ui.api.app import add_api
    from ui.api.watch import Meter
    from ui.gate import Gate
    from ui.offer import Offers
    from ui.warm import Warm

    lines = written(log="json")
    app, assistant, gate = FastAPI(), fiction.assistant(fiction.library()), Gate()
    add_api(app, assistant, gate, Meter(assistant, gate), Warm(assistant, Offers(assistant)))
    told = TestClient(Logged(app), "http://school.test").post("/api/ask", json={"question": QUESTION})
    assert told.status_code == 200 and QUESTION not in "\n".join(lines())
    assert {"asked", "request"} <= {json.loads(line)["message"] for line in lines()}


def test_an_address_cannot_forge_a_line(written):
    lines = written(log="text")
    browser().get("/plans%0a2026-01-01 info ui.log: forged%1b[31m")
    (line,) = lines()
    assert "\\n2026" in line and "\x1b" not in line


def test_a_secret_is_written_nowhere():
    environment = {
        "OPENAI_API_KEY": "sk-abcdef123456", "EDUPLAN_STAFF": "amy:scrypt:15:8:3:c2FsdHNhbHQ=:aGFzaGhhc2g=",
        "HOME": "/home/amy", "SHORT_TOKEN": "abc",
    }  # fmt: skip
    found = hidden(environment)
    assert set(found) == {environment["OPENAI_API_KEY"], environment["EDUPLAN_STAFF"]}
    for form in ("text", "json"):
        record = logging.LogRecord(
            "ui", logging.ERROR, "", 1, "key sk-abcdef123456 of %s", (environment["HOME"],), None
        )
        told = Lines(form, questions=True, hidden=found).format(record)
        assert "sk-abc" not in told and "[secret]" in told and "/home/amy" in told


def test_libraries_are_heard_only_when_they_warn(written):
    lines = written()
    logging.getLogger("httpx").info("GET http://127.0.0.1/?q=words")
    loud = logging.getLogger("bm25s")
    loud.setLevel(logging.DEBUG)
    loud.debug("building")
    logging.getLogger("httpx").warning("slow")
    assert len(lines()) == 1 and "slow" in lines()[0]


def test_a_form_that_there_is_none_of_is_said():
    with pytest.raises(SettingsError, match=r"EDUPLAN_LOG=xml .* text or json"):
        start_log(Settings(log="xml"))
