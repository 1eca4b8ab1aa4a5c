"""What one client may ask of the server, and who may ask it to change something."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.loop import finish
from ui import limits
from ui.door import Door, foreign
from ui.limits import SHARED, SMALL, STAFF, Buckets, Limits
from ui.seal import Seal
from ui.sessions import Sessions, Visitor


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def client(rate=10, clock=None):
    async def echo(request):
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route(path, echo, methods=["GET", "POST"]) for path in ("/", "/plans", "/staff/upload")])
    return TestClient(Sessions(Limits(app, rate, clock or Clock()), Seal()), "http://school.test")


def test_a_visitor_has_so_many_requests_a_minute():
    clock = Clock()
    browser = client(10, clock)
    browser.get("/")
    assert [browser.get("/plans").status_code for _ in range(11)] == [200] * 10 + [429]
    told = browser.get("/plans")
    assert told.headers["retry-after"] == "6" and "请 6 秒后再试" in told.text
    clock.now += 6
    assert [browser.get("/plans").status_code for _ in range(2)] == [200, 429]


def test_one_visitor_does_not_use_up_another_s():
    clock = Clock()
    one = client(10, clock)
    one.get("/")
    while one.get("/plans").status_code == 200:
        pass
    one.cookies.clear()
    assert one.get("/plans").status_code == 200


def test_cookies_thrown_away_gain_nothing():
    browser = client(10)
    statuses = []
    for _ in range(10 * SHARED):
        statuses.append(browser.get("/plans").status_code)
        browser.cookies.clear()
    assert statuses.count(200) == 10 * limits.NEW


def test_no_rate_is_no_limit():
    browser = client(0)
    assert {browser.get("/plans").status_code for _ in range(300)} == {200}


def test_staff_may_ask_more_often():
    held = Limits(lambda *_: None, 10)
    scope = {"path": "/", "client": ("10.0.0.1", 1), "state": {"visitor": Visitor("k", "amy")}}
    assert held._wanted(scope)[0] == ("visitor k", 10.0 * STAFF)


def test_buckets_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(limits, "MOST", 100)
    clock = Clock()
    held = Buckets(clock)
    for number in range(1000):
        clock.now += 1.0
        assert held.take((f"visitor {number}", 60.0)) == 0.0
    assert len(held._held) <= 101


def test_a_large_body_is_refused_by_its_announced_length():
    sent = []

    def body():
        sent.append(1)
        yield b"x"

    told = client().post("/plans", content=body(), headers={"content-length": str(SMALL + 1)})
    assert told.status_code == 413 and "太长" in told.text


def test_a_large_body_without_a_length_is_refused_while_it_comes():
    assert client().post("/plans", content=(b"x" * 2**16 for _ in range(40))).status_code == 413
    assert client().post("/plans", content=b"x" * SMALL).text == str(SMALL)
    assert client().post("/staff/upload", content=b"x" * 2 * SMALL).text == str(2 * SMALL), "its handler counts"


def test_a_framework_that_takes_the_refusal_for_its_own_error_does_not_hide_it():
    from fastapi import FastAPI

    app = FastAPI()

    @app.post("/join")
    def join(body: dict):
        return body

    browser = TestClient(Sessions(Limits(app, 0), Seal()), "http://school.test")
    told = browser.post(
        "/join", content=(b"x" * 2**16 for _ in range(40)), headers={"content-type": "application/json"}
    )
    assert told.status_code == 413
    assert browser.post("/join", json={"a": 1}).json() == {"a": 1}


def test_a_slow_client_is_let_go(monkeypatch):
    monkeypatch.setattr(limits, "SILENT", 0.01)
    heard = []

    async def app(scope, receive, send):
        await receive()
        await receive()

    async def run():
        told = iter([{"type": "http.request", "body": b"x", "more_body": True}])

        async def receive():
            for message in told:
                return message
            await asyncio.Event().wait()

        async def send(message):
            heard.append(message)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "client": ("10.0.0.1", 1)}
        await Limits(app, 0)(scope, receive, send)

    finish(run())
    assert heard[0]["status"] == 408


@pytest.mark.parametrize(
    ("method", "headers", "refused"),
    [
        ("POST", {"origin": "http://school.test", "host": "school.test"}, False),
        ("POST", {"origin": "http://school.test:1", "host": "school.test"}, True),
        ("POST", {"origin": "null", "host": "school.test"}, True),
        ("POST", {"origin": "http://evil.test", "host": "school.test"}, True),
        ("POST", {"sec-fetch-site": "cross-site", "host": "school.test"}, True),
        ("POST", {"sec-fetch-site": "same-site", "host": "school.test"}, True),
        ("POST", {"sec-fetch-site": "same-origin", "origin": "https://school.test", "host": "inner:7860"}, False),
        ("POST", {"host": "school.test"}, False),
        ("GET", {"sec-fetch-site": "cross-site", "host": "school.test"}, False),
        ("DELETE", {"origin": "http://evil.test", "host": "school.test"}, True),
    ],
)
def test_no_page_of_another_site_changes_anything_here(method, headers, refused):
    scope = {"method": method, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    assert foreign(scope) is refused


def test_what_is_refused_has_the_headers_too():
    browser = TestClient(Door(client().app), "http://school.test")
    for told in (browser.get("/etc/passwd"), browser.post("/plans", headers={"origin": "http://evil.test"})):
        assert told.status_code in (403, 404) and told.headers["x-content-type-options"] == "nosniff"


def test_the_chat_gets_the_line_as_gradio_reads_it():
    app = Starlette(routes=[Route("/gradio_api/queue/join", lambda request: PlainTextResponse("ok"), methods=["POST"])])
    browser = TestClient(Sessions(Limits(app, 1, Clock()), Seal()), "http://school.test")
    for _ in range(limits.NEW + 1):
        browser.cookies.clear()
        told = browser.post("/gradio_api/queue/join", headers={"accept-language": "en"})
    assert told.status_code == 429 and told.json() == {"detail": "Too many requests: try again in 12 s."}
