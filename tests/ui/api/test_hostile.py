"""What a hostile or broken program sends: a clear refusal in one line, never a fault of the server."""

import asyncio
import json
import threading

import httpx
import pytest

from tests.loop import finish
from ui.gate import Gate
from ui.limits import SMALL

JSON = {"content-type": "application/json"}
TEXTS = {
    "nul": "a\0b",
    "half a surrogate pair": "\ud800",
    "much too long": "长" * 100_000,
    "empty": "",
    "blank": " \n\t",
    "a number": 7,
    "nothing": None,
    "a list": ["x"],
    "an object": {"$ne": 1},
    "true": True,
}
POSTS = ("/api/ask", "/v1/chat/completions")


def body(path, text):
    return (
        {"question": text}
        if path == "/api/ask"
        else {"model": "eduplan", "messages": [{"role": "user", "content": text}]}
    )


def refused(told, status=range(400, 500)):
    assert told.status_code in status, (told.status_code, told.text[:200])
    error = told.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"] and "\n" not in error["message"] and len(error["message"]) < 300
    assert "Traceback" not in told.text and "/ui/" not in told.text
    return error


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_no_question(program, path, text):
    refused(program.post(path, content=json.dumps(body(path, text)), headers=JSON), (422,))


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"null", b"[]", b'"x"', b"7", b"\xff\xfe", b"[" * 100_000, b'{"question":' * 50_000, b"{'question': 1}",
     b'{"question": NaN}', b'{"question": 1e999}', b"9" * 5000],
)  # fmt: skip
def test_what_is_no_json_object(program, path, sent):
    refused(program.post(path, content=sent, headers=JSON), (400, 422))


@pytest.mark.parametrize(
    "more",
    [
        {"history": "x"},
        {"history": {"role": "user"}},
        {"history": [{"role": "user"}]},
        {"history": [{"role": 1, "content": "x"}]},
        {"history": [{"role": "user", "content": "x\0"}]},
        {"history": [{"role": "user", "content": "x" * 30_000}]},
        {"history": [{"role": "user", "content": "x"}] * 2000},
        {"plans": "x"},
        {"plans": [None]},
        {"plans": ["../../etc/passwd"]},
        {"plans": ["x\0"]},
        {"plans": ["x"] * 5000},
        {"id": "x" * 5000},
        {"stream": "perhaps"},
        {"as_off": 1},
        {"__proto__": {}},
    ],
    ids=str,
)
def test_what_goes_with_a_question(program, more):
    refused(program.post("/api/ask", json={"question": "x"} | more), (404, 422))


@pytest.mark.parametrize(
    "address",
    [
        "/api/clauses/..%2f..%2fetc%2fpasswd",
        "/api/clauses/%00",
        "/api/clauses/%ff%fe",
        "/api/clauses/%ed%a0%80",
        "/api/clauses/" + "x" * 20_000,
        "/api/clauses/",
        "/api/plans/%2e%2e/outline",
        "/api/plans/..%2f..%2f..%2fetc%2fpasswd/outline",
        "/api/plans/%00/outline",
        "/api/plans//outline",
        "/api/plans/x",
        "/api/plans/",
        "/api/plans?limit=0",
        "/api/plans?limit=99999999999999999999",
        "/api/plans?offset=-1",
        "/api/plans?limit=" + "9" * 5000,
        "/api/indicators?plan=..%2f..%2fetc",
        "/api/indicators?q=%00",
        "/api/indicators?q=" + "x" * 5000,
        "/api/search",
        "/api/search?q=",
        "/api/search?q=%20",
        "/api/search?q=%00",
        "/api/search?q=" + "x" * 60_000,
        "/api/search?q=x&k=-1",
        "/api/search?q=x&k=1e3",
        "/api/search?q=x&k=101",
        "/api/%2e%2e/%2e%2e/etc/passwd",
        "/api/",
        "/api/ask/x",
        "/v1/",
        "/v1/embeddings",
        "/api/ask",
        "/v1/chat/completions",
    ],
    ids=lambda address: address[:60],
)
def test_addresses(program, address):
    refused(program.get(address))


def test_search_takes_any_words(program):
    for words in ("' OR 1=1 --", "{{7*7}}", "${jndi:ldap://x}", "<script>", "../../x", "\u202e", "🏫", "%", "\ufffd"):
        assert program.get("/api/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods(program, method):
    for path in ("/api/ask", "/api/plans", "/v1/models", "/metrics"):
        assert refused(program.request(method, path), (405,))["code"] == "method_not_allowed"


def test_a_form_is_no_json(program):
    for path in POSTS:
        refused(program.post(path, data={"question": "x"}))
        refused(program.post(path, content=b'{"question": "x"}', headers={"content-type": "text/plain"}))


@pytest.mark.parametrize("path", POSTS)
def test_a_body_without_end_is_refused_while_it_comes(program, path):
    refused(program.post(path, content=(b"x" * 2**16 for _ in range(40)), headers=JSON), (413,))
    refused(program.post(path, content=b"x" * (SMALL + 1), headers=JSON), (413,))


def test_a_page_of_another_site_asks_nothing_here(program):
    for headers in ({"origin": "http://evil.test"}, {"sec-fetch-site": "cross-site"}):
        told = program.post("/api/ask", json={"question": "x"}, headers=headers)
        assert told.status_code == 403
    assert (
        "access-control-allow-origin" not in program.get("/api/plans", headers={"origin": "http://evil.test"}).headers
    )


@pytest.mark.parametrize("host", ["", "evil.test/x?", "[::1", "a b", "x" * 5000, "javascript:alert(1)", "\x01"])
def test_odd_hosts_break_nothing(program, host):
    told = program.post("/api/ask", json={"question": "x"}, headers={"host": host})
    assert told.status_code in (200, 400)


def test_retrieved_text_is_data_here_too(program):
    told = program.get("/api/search?q=script")
    assert told.headers["content-type"] == "application/json" and told.headers["x-content-type-options"] == "nosniff"
    assert "<script>" in told.json()[0]["text"], "verbatim, as JSON"


def test_a_client_that_leaves_frees_its_place(assistant, doors):
    """The request ends before its answer: the gate is empty afterwards, and the half-made answer was closed."""
    gate, closed, go_on = Gate(1, 0), threading.Event(), threading.Event()

    def stream(question, history=(), *, plans=()):
        try:
            yield from _parts(assistant, go_on)
        finally:
            closed.set()

    whole = assistant.ask("x")
    assistant.stream = stream
    assistant.whole = whole
    app = doors(assistant, gate).app
    content = json.dumps({"question": "x"}).encode()

    async def run():
        told = iter([{"type": "http.request", "body": content}, {"type": "http.disconnect"}])

        async def receive():
            return next(told)

        async def send(message):
            sent.append(message)

        sent = []
        scope = {
            "type": "http", "method": "POST", "path": "/api/ask", "raw_path": b"/api/ask", "query_string": b"",
            "headers": [(b"content-type", b"application/json"), (b"host", b"school.test")], "scheme": "http",
            "client": ("10.0.0.1", 1), "server": ("school.test", 80), "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        await app(scope, receive, send)
        go_on.set()
        for _ in range(1000):
            if closed.is_set() and gate.running == 0:
                return sent
            await asyncio.sleep(0.005)
        raise AssertionError("its place was not freed")

    sent = finish(run())
    assert sent[0]["status"] == 499


def _parts(assistant, go_on):
    yield assistant.whole
    assert go_on.wait(10)
    yield assistant.whole
    raise AssertionError("nobody wants it any more")


def test_the_page_s_server_refuses_the_same_way(page_url):
    with httpx.Client(base_url=page_url) as client:
        assert client.get("/api/plans").status_code == 200
        refused(client.get("/api/nothing"), (404,))
        refused(client.post("/api/ask", json={"question": ""}), (422,))
        refused(client.get("/api/clauses/..%2f..%2fetc%2fpasswd"), (404,))
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/readyz").status_code == 200
