"""A question over HTTP, whole and growing."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from assistant.turn import aside
from ui.gate import Full, Gate
from ui.links import link


def events(text):
    """``(kind, data)`` of every server-sent event."""
    parts = [dict(line.split(": ", 1) for line in part.split("\n")) for part in text.strip().split("\n\n")]
    return [(part["event"], json.loads(part["data"])) for part in parts]


def test_an_answer_is_that_of_the_command_with_links(doors, real):
    told = doors(real).post("/api/ask", json={"question": "班主任津贴是多少？", "id": "7"}).json()
    wanted = json.loads(json.dumps(asdict(real.ask("班主任津贴是多少？", id="7"))))
    links = [one.pop("url") for one in told["citations"]]
    assert links and links == [
        "http://school.test" + link(one["clause"], one["start"], one["end"]) for one in wanted["citations"]
    ]
    del told["ms"], wanted["ms"]
    assert told == wanted


def test_what_is_no_question_is_declined_and_no_error(doors, real):
    told = doors(real).post("/api/ask", json={"question": "今天天气怎么样？"})
    assert told.status_code == 200 and told.json()["status"] == "declined" and told.json()["reason"]


def test_the_conversation_and_the_plans_are_passed_on(program, assistant):
    said = [{"role": "user", "content": "云溪区呢？"}, {"role": "system", "content": "x"}]
    program.post("/api/ask", json={"question": "那松岭区呢？", "history": said, "plans": ["松岭区-2024-2026"]})
    assert [(turn.role, turn.content) for turn in assistant.histories[-1]] == [("user", "云溪区呢？")]
    assert assistant.scopes[-1] == ("松岭区-2024-2026",)


@pytest.mark.parametrize("by", [{"json": {"stream": True}}, {"json": {}, "headers": {"accept": "text/event-stream"}}])
def test_a_growing_answer_ends_with_the_whole_one(program, by):
    by = by | {"json": by["json"] | {"question": "普惠率是多少？", "id": "a"}}
    told = program.post("/api/ask", **by)
    assert told.headers["content-type"].startswith("text/event-stream")
    *partial, (kind, answer) = events(told.text)
    assert [name for name, _ in partial] == ["partial", "partial"] and kind == "answer"
    assert all(answer["text"].startswith(part["text"]) for _, part in partial)
    whole = program.post("/api/ask", json={"question": "普惠率是多少？", "id": "a"}).json()
    assert answer == whole


def test_a_fault_is_one_line_without_its_details(program):
    told = program.post("/api/ask", json={"question": "崩溃"})
    assert told.status_code == 500 and told.json()["error"]["type"] == "server_error"
    [(kind, data)] = events(program.post("/api/ask", json={"question": "崩溃", "stream": True}).text)
    assert kind == "error" and data["error"]["code"] == "internal_server_error"
    assert "secret" not in told.text + str(data)


@pytest.mark.parametrize("stream", [False, True])
def test_a_full_server_says_when_to_come_back(assistant, doors, monkeypatch, stream):
    def full(work):
        raise Full(7)

    gate = Gate()
    monkeypatch.setattr(gate, "begin", full)
    program = doors(assistant, gate)
    for told in (
        program.post("/api/ask", json={"question": "x", "stream": stream}),
        program.get("/api/search?q=x"),
        program.post(
            "/v1/chat/completions",
            json={"model": "eduplan", "messages": [{"role": "user", "content": "x"}], "stream": stream},
        ),
    ):
        assert told.status_code == 429 and told.headers["retry-after"] == "7"
        assert told.json()["error"] == {
            "message": "The server is busy: try again in 7 s.",
            "type": "rate_limit_error",
            "param": None,
            "code": "too_many_requests",
        }


def test_one_client_may_not_ask_without_end(assistant, doors):
    program = doors(assistant, rate=2)
    statuses = [program.get("/api/plans").status_code for _ in range(4)]
    assert statuses.count(200) == 3 and statuses[-1] == 429, "the first one has no cookie yet"
    told = program.get("/api/plans")
    assert told.json()["error"]["type"] == "rate_limit_error" and int(told.headers["retry-after"]) > 0
    assert {program.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")} == {200}


def test_slow_askers_do_not_hold_up_the_others(assistant, doors):
    """A chat model that says nothing yet holds its own thread and no other; what is only read needs none."""
    go_on, quick = threading.Event(), assistant.stream

    def stream(question, history=(), *, plans=()):
        if "慢" in question:
            with aside():
                assert go_on.wait(20)
        yield from quick(question, history, plans=plans)

    assistant.stream = stream
    gate = Gate(running=4, waiting=0)
    program = doors(assistant, gate)
    with ThreadPoolExecutor(3) as others:
        slow = [others.submit(program.post, "/api/ask", json={"question": f"慢{n}"}) for n in range(3)]
        while gate.running < 3:
            time.sleep(0.01)
        assert program.post("/api/ask", json={"question": "x"}).status_code == 200
        assert {program.get(path).status_code for path in ("/healthz", "/readyz", "/api/plans", "/metrics")} == {200}
        assert not any(one.done() for one in slow)
        go_on.set()
        assert [one.result().status_code for one in slow] == [200] * 3
