"""The number of an open page, as Gradio gets it: another in every browser."""

import json

import pytest

from tests.loop import finish
from ui.apart import Apart
from ui.sessions import Visitor


def sent(who, path, query=b"", body=(b"",), method="GET"):
    """What the app behind gets: its scope, and the body."""
    got = {}

    async def app(scope, receive, send):
        told = await receive()
        got.update(scope=scope, body=told["body"], after=await receive())

    messages = [{"type": "http.request", "body": part, "more_body": at + 1 < len(body)} for at, part in enumerate(body)]
    messages.append({"type": "http.disconnect"})
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [(b"content-length", b"0")],
        "state": {"visitor": who},
    }

    async def receive():
        return messages.pop(0)

    finish(Apart(app)(scope, receive, None))
    return got


AMY, BOB, NOBODY = Visitor("amy"), Visitor("bob"), Visitor("new", fresh=True)


def numbers(who, number="tab"):
    told = sent(who, "/gradio_api/queue/data", f"session_hash={number}&x=1".encode())["scope"]["query_string"]
    alive = sent(who, f"/gradio_api/heartbeat/{number}")["scope"]["path"]
    given = json.dumps({"session_hash": number, "data": ["津贴"]}).encode()
    joined = sent(who, "/gradio_api/queue/join", body=(given[:9], given[9:]), method="POST")
    assert dict(joined["scope"]["headers"])[b"content-length"] == str(len(joined["body"])).encode()
    assert json.loads(joined["body"])["data"] == ["津贴"] and joined["after"]["type"] == "http.disconnect"
    stopped = sent(who, "/gradio_api/cancel", body=(given,), method="POST")
    assert told.endswith(b"&x=1")
    return {
        told.decode().partition("&")[0].removeprefix("session_hash=").replace("%3A", ":"),
        alive.removeprefix("/gradio_api/heartbeat/"),
        *(json.loads(one["body"])["session_hash"] for one in (joined, stopped)),
    }


def test_it_is_the_same_wherever_gradio_takes_it_and_another_in_another_browser():
    (amy,), (bob,), (nobody,) = numbers(AMY), numbers(BOB), numbers(NOBODY)
    assert len({amy, bob, nobody, "tab"}) == 4
    assert "amy" not in amy, "what names the browser is not told on"
    assert numbers(NOBODY, amy).isdisjoint({amy}), "nobody takes it over by its name"


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"[" * 100_000, b"\xff", b'"x"'])
def test_what_is_no_object_does_not_come_through(body):
    assert sent(AMY, "/gradio_api/queue/join", body=(body,), method="POST")["body"] == b""


def test_a_number_that_is_none_is_left_as_it_is():
    body = b'{"session_hash": null}'
    assert json.loads(sent(AMY, "/gradio_api/queue/join", body=(body,), method="POST")["body"]) == {
        "session_hash": None
    }


def test_all_else_passes_untouched():
    got = sent(AMY, "/api/ask", b"session_hash=x", (b"body",), "POST")
    assert got["scope"]["query_string"] == b"session_hash=x" and got["body"] == b"body"
