"""What somebody with a programme of their own tries on the running server."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.ui.conftest import serving
from ui.conversations import Conversations
from ui.past import owner_of
from ui.seal import load_seal
from ui.sessions import VISITOR, Visitor, digest
from ui.talk import Exchange

from .inert import Markup

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
WAIT = 2.0
"""Seconds to wait for more of an answer from a server that keeps the line open."""
OUT = (
    "/look/",
    "/static/",
    "/assets/",
    "/text/",
    "/original/",
    "/plan/",
    "/clause/",
    "/history/",
    "/answer/",
    "/api/plans/",
)
UP = ("../../../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "....//....//etc/passwd", "..\\..\\etc\\passwd", "%c0%ae%c0%ae/etc/passwd", "/etc/passwd", "file:///etc/passwd",
      "..%252f..%252fetc%252fpasswd", "x%00.txt")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
def home(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def client(home) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=home) as client:
        yield client


@pytest.fixture(scope="module")
def raw(home) -> Callable[[bytes], bytes]:
    """Sends bytes as they are, as no library would; the answer's first bytes."""
    where = urlsplit(home)

    def send(data: bytes) -> bytes:
        parts = []
        with socket.create_connection((where.hostname, where.port), timeout=10) as line, suppress(OSError):
            line.sendall(data)
            line.settimeout(WAIT)
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts)

    return send


@pytest.mark.parametrize(
    "path",
    [
        "/plans?scope=1&plan={}", "/plans?lang={}", "/indicators?sort={}&measure={}&q={}", "/compare?plan={}&aspect={}",
        "/plan/{}", "/clause/{}", "/clause/{}?part=1", "/text/{}", "/history/{}.md", "/compare.md?aspect={}",
        "/api/plans/{}/outline", "/api/clauses/{}", "/?q={}",
    ],
)  # fmt: skip
def test_what_an_address_holds_is_no_mark_up_of_the_page(client, path):
    told = client.get(path.replace("{}", quote(SCRIPT, safe="")))
    assert told.status_code < 500
    if "html" in told.headers.get("content-type", ""):
        found = Markup(told.text).found
        assert not any(
            "alert(1)" in (value or "") for tag, values in found for value in values.values() if tag == "img"
        )
        assert not any(
            name.startswith("on") and "alert" in (value or "") for _, v in found for name, value in v.items()
        )
        assert "<script>alert(1)" not in told.text
    assert told.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("below", OUT)
def test_no_address_leads_to_a_file_of_the_server(raw, below):
    for path in UP:
        told = raw(f"GET {below}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1"))
        assert b"root:" not in told and not told.startswith(b"HTTP/1.1 5"), path
        assert told.startswith((b"HTTP/1.1 4", b"HTTP/1.1 30")), path


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "//evil.example/", "/\\evil.example", "/plans//evil.example/", "/plans/", "/staff/",
        "/history/", "/%2f%2fevil.example", "/api/ask/", "/?next=//evil.example",
    ],
)  # fmt: skip
def test_no_address_leads_to_another_site(raw, path):
    for host in ("localhost", "127.0.0.1"):
        told = raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()).decode("latin-1")
        where = re.search(r"(?im)^location: *(.*)\r$", told.partition("\r\n\r\n")[0])
        if where:
            assert urlsplit(where[1]).netloc in ("", host) and not where[1].startswith(("//evil", "/\\"))


@pytest.mark.parametrize(
    "path", ["/plans?scope=1&plan={}", "/text/{}", "/compare.md?aspect={}", "/plan/{}", "/history/{}.md"]
)
def test_no_address_adds_a_header(client, path):
    told = client.get(path.replace("{}", quote("x\r\nSet-Cookie: evil=1\r\nX-Evil: 1", safe="")))
    assert "x-evil" not in told.headers and "evil=1" not in told.headers.get("set-cookie", "").split(";")[0]
    assert told.status_code < 500


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 2**22 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=["two lengths", "lengths that differ", "long header", "long address", "tls", "trace", "connect"],
)  # fmt: skip
def test_a_malformed_request_is_refused_and_hurts_nobody(raw, client, request_bytes):
    told = raw(request_bytes)
    assert told == b"" or told.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), told[:80]
    assert client.get("/plans").status_code == 200


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/gradio_api/upload", "/staff", "/api/ask", "/evil"])
def test_no_web_socket_is_open(raw, path):
    told = raw(
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    assert b" 101 " not in told.split(b"\r\n")[0]


def test_many_that_never_finish_their_request_keep_nobody_out(home, client):
    where = urlsplit(home)
    idle = []
    try:
        for number in range(150):
            line = socket.create_connection((where.hostname, where.port), timeout=10)
            idle.append(line)
            line.sendall(
                b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\n"
                + (b"Content-Length: 99\r\n\r\n{" if number % 2 else b"X: ")
            )
        assert client.get("/plans").status_code == 200
    finally:
        for line in idle:
            line.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"question": "' + b"x" * 2**21 + b'"}', 413),
        (b"[" * 100_000, 422),
        (b'{"question": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}", 422),
        (b'{"question": 9' + b"9" * 5000 + b"}", 422),
        (b"\xff\xfe\x00", 422),
        (b"", 422),
        (b'{"question": "x", "plans": ["../../etc/passwd"]}', 404),
    ],
    ids=["large", "deep list", "deep object", "long number", "no text", "nothing", "path for a plan"],
)
def test_a_body_that_is_none_is_refused_in_a_line(client, body, status):
    told = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert told.status_code in {status, 400 if status == 422 else status} and "Traceback" not in told.text


@pytest.mark.parametrize(
    "path", ["/api/ask", "/v1/chat/completions", "/gradio_api/queue/join", "/staff/login", "/history/clear"]
)
def test_a_page_of_another_site_sends_nothing(client, path):
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.post(path, content=b"{}", headers=headers | {"content-type": "text/plain"}).status_code == 403


def test_no_page_of_another_site_may_frame_or_read(client):
    told = client.get("/", headers={"origin": "http://evil.example"})
    assert "frame-ancestors 'self'" in told.headers["content-security-policy"]
    assert "access-control-allow-origin" not in told.headers


def test_the_events_of_the_chat_take_no_file_and_no_unknown_function(client):
    for data in ({"fn_index": 10**6, "data": []}, {"fn_index": -1, "data": []}, {"fn_index": "ask", "data": []},
                 {"fn_index": 0, "data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]}):  # fmt: skip
        told = client.post("/gradio_api/queue/join", json=data | {"session_hash": "evil"})
        assert told.status_code < 600 and "root:" not in told.text and "Traceback" not in told.text


@pytest.fixture
def two(home, folder) -> Iterator[tuple]:
    """Two browsers at one server, and the conversation that the first one had."""
    kept = Conversations(folder / "history.sqlite3", 30)
    with httpx.Client(base_url=home) as mine, httpx.Client(base_url=home) as other:
        mine.get("/plans")
        other.get("/plans")
        key = digest(load_seal(folder).opened(mine.cookies[VISITOR]))[:32]
        owner = owner_of(SimpleNamespace(state=SimpleNamespace(visitor=Visitor(key))))
        yield mine, other, kept.keep(owner, "", 0, Exchange("只有我知道的问题")), kept, owner


def csrf(browser):
    from html import unescape

    return unescape(re.search(r'data-csrf="([^"]+)"', browser.get("/history").text)[1])


def test_nobody_reads_or_changes_another_s_conversation(two):
    mine, other, id, kept, owner = two
    assert mine.get(f"/history/{id}.md").status_code == 200 and "只有我知道" in mine.get("/history").text
    assert "只有我知道" not in other.get("/history").text
    for kind in ("md", "docx"):
        assert other.get(f"/history/{id}.{kind}").status_code == 404
    for token in (csrf(other), csrf(mine)):
        headers = {"x-csrf": token}
        for path in (f"/history/{id}/delete", f"/history/{id}/name", "/history/clear"):
            other.post(path, headers=headers, data={"title": "taken"})
    assert [one.title for one in kept.list(owner)] == ["只有我知道的问题"]


def test_a_cookie_that_is_changed_is_nobody_s(two):
    mine, other, id, *_ = two
    good = mine.cookies[VISITOR]
    number, _, signature = good.partition(".")
    for forged in (number, f"{number}.", f".{signature}", f"{number}x.{signature}", good.swapcase(), good[:-1]):
        other.cookies.clear()
        assert other.get(f"/history/{id}.md", headers={"cookie": f"{VISITOR}={forged}"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/plans", "/history", "/staff", "/config", "/api/plans", "/metrics"])
def test_a_name_that_was_made_to_point_here_opens_nothing(raw, path):
    """DNS rebinding: the browser takes the server for the attacker's own site."""
    for host in ("evil.example", "evil.example:7860", "127.0.0.1.evil.example", "x@evil.example"):
        told = raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert told.startswith(b"HTTP/1.1 421") and b"set-cookie" not in told.lower(), host
    asked = b'{"question": "x"}'
    head = f"POST /api/ask HTTP/1.1\r\nHost: evil.example\r\nContent-Length: {len(asked)}\r\n\r\n".encode()
    assert raw(head + asked).startswith(b"HTTP/1.1 421")


def test_a_conversation_s_name_is_no_mark_up_and_no_header(two):
    mine, _, id, *_ = two
    name = f"x\r\nSet-Cookie: evil=1 {SCRIPT} ../../etc/passwd"
    mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, data={"title": name})
    found = Markup(mine.get("/history").text).found
    assert not any(tag in ("script", "img") for tag, _ in found)
    saved = mine.get(f"/history/{id}.md")
    assert "evil" not in saved.headers.get("set-cookie", "")
    assert "/" not in saved.headers["content-disposition"].partition("''")[2]
    assert "<script>" not in saved.text.replace("\\<", "")


def test_a_name_without_end_is_cut(two):
    mine, _, id, kept, owner = two
    mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, data={"title": "长" * 100_000})
    assert len(kept.list(owner)[0].title) <= 80
    assert (
        mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, content=b"title=" + b"x" * 2**21).status_code
        == 413
    )


class Tab:
    """An open page of a browser, as Gradio's script talks to the server; ``session`` names it."""

    def __init__(self, browser: httpx.Client, session: str) -> None:
        self.browser, self.session = browser, session
        config = browser.get("/config").json()
        names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
        self.events = {
            f"{names.get(id)}.{name}": event
            for event in config["dependencies"]
            if event["backend_fn"]
            for id, name in event["targets"]
        }

    def do(self, name: str, *given: object, event_data: object = None) -> str:
        """Everything that the server says of the event."""
        event = self.events[name]
        data = [*given, *[None] * (len(event["inputs"]) - len(given))]
        sent = {"fn_index": event["id"], "data": data, "event_data": event_data, "session_hash": self.session}
        told = self.browser.post("/gradio_api/queue/join", json=sent | {"trigger_id": event["targets"][0][0]})
        assert told.status_code == 200, told.text
        said = ""
        with self.browser.stream("GET", f"/gradio_api/queue/data?session_hash={self.session}") as stream:
            for line in stream.iter_lines():
                said += line
                if "close_stream" in line:
                    break
        return said


def feedback_of(folder: Path) -> list[tuple[str, str]]:
    import sqlite3

    with sqlite3.connect(folder / "history.sqlite3") as base:
        return base.execute("SELECT owner, words FROM feedback").fetchall()


def test_the_name_of_another_s_page_gives_nothing_of_it(two, folder):
    """Whoever learns a page's session acts in it as themselves: they see, save and judge nothing of the other's."""
    mine, other, *_ = two
    page = Tab(mine, "victimssession")
    assert "onward" in page.do("box.submit", "只有我知道的第二个问题")
    thief = Tab(other, "victimssession")
    judged = {"act": "judge", "place": 0, "verdict": "bad", "reasons": [], "words": "forged"}
    for act in (judged, {"act": "save", "place": 0, "kind": "md", "time": ""}, {"act": "again"}, {"act": "undo"}):
        assert "只有我知道" not in thief.do("acts.select", event_data=act)
    assert "只有我知道" not in thief.do("box.submit", "之前问了什么？")
    assert all(words != "forged" for _, words in feedback_of(folder))


def test_another_s_conversation_cannot_be_opened_by_its_id(two):
    mine, other, id, *_ = two
    opened = {"act": "open", "id": id}
    assert "只有我知道" in Tab(mine, "ownersession").do("acts.select", event_data=opened)
    assert "只有我知道" not in Tab(other, "thiefsession").do("acts.select", event_data=opened)


def test_feedback_is_its_giver_s_own(two, folder):
    mine, *_ = two
    page = Tab(mine, "judgessession")
    page.do("box.submit", "普惠率是多少？")
    for place in (0, 1, -1, "0; DROP TABLE feedback", 10**30):
        judged = {"act": "judge", "place": place, "verdict": "bad", "reasons": [], "words": f"at {place}"}
        page.do("acts.select", event_data=judged)
    owners = {owner for owner, words in feedback_of(folder) if words.startswith("at ")}
    assert len(owners) == 1 and [words for _, words in feedback_of(folder) if words.startswith("at ")] == ["at 0"]


@pytest.mark.parametrize(
    "data",
    [[], [None], ["x"] * 50, [{"__type__": "update"}, None, None, None], [["x"] * 1000, None, None, None],
     ["x", {"owner": "user:amy"}, {"plans": "x"}, "../../etc"]],
)  # fmt: skip
def test_made_up_values_break_nothing_and_are_not_shown_back(two, data):
    mine, *_ = two
    page = Tab(mine, "madeupsession")
    sent = {"fn_index": page.events["box.submit"]["id"], "data": data, "session_hash": page.session, "event_data": None}
    told = mine.post("/gradio_api/queue/join", json=sent)
    assert told.status_code in (200, 400, 422) and "Traceback" not in told.text
    assert "onward" in page.do("box.submit", "还在吗？"), "the page goes on"
