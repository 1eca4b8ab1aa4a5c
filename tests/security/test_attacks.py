"""What somebody with a programme of their own tries on the running server."""

from __future__ import annotations

import gzip
import re
import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest

from .inert import SCRIPT, Markup

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


def test_a_packed_body_is_not_unpacked(client):
    bomb = gzip.compress(b'{"question": "' + b"x" * 2**24 + b'"}')
    told = client.post("/api/ask", content=bomb, headers={"content-encoding": "gzip"})
    assert told.status_code in (400, 415, 422) and "xxxx" not in told.text


@pytest.mark.parametrize(
    "cookies",
    [
        [b"eduplan=\xff\xfe.\x80"], [b"eduplan="], [b"eduplan=a; eduplan=b; eduplan=c.d"], [b'eduplan="a\\"b'],
        [b"; ".join(b"a%d=b" % number for number in range(4000))], [b"eduplan=x", b"eduplan=y"], [b"=;;=,,"],
        [b"eduplan-staff=" + b"a" * 30_000], [b"eduplan-scope=%00%ff<script>alert(1)</script>"],
    ],
    ids=["no text", "empty", "thrice", "quoted", "thousands", "two headers", "no names", "long login", "mark-up"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/plans", "/history", "/staff", "/api/plans"])
def test_an_odd_cookie_opens_and_breaks_nothing(client, path, cookies):
    told = httpx.get(client.base_url.join(path), headers=[(b"cookie", one) for one in cookies])
    assert told.status_code < 500 and "<script>alert(1)" not in told.text
    assert "/staff/logout" not in told.text and "eduplan-staff" not in told.headers.get("set-cookie", "")


@pytest.mark.parametrize("ranges", [",".join("0-" for _ in range(9000)), "-1", "5-2", "0-0,1-1", "9" * 5000 + "-"])
def test_odd_ranges_of_a_file_are_no_work(client, ranges):
    whole = len(client.get("/look/page.js").content)
    told = client.get("/look/page.js", headers={"range": f"bytes={ranges}"})
    assert told.status_code in (200, 206, 400, 416) and len(told.content) <= whole + 1000


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


@pytest.mark.parametrize("path", ["/", "/plans", "/history", "/staff", "/config", "/api/plans", "/metrics"])
def test_a_name_that_was_made_to_point_here_opens_nothing(raw, path):
    """DNS rebinding: the browser takes the server for the attacker's own site."""
    for host in ("evil.example", "evil.example:7860", "127.0.0.1.evil.example", "x@evil.example"):
        told = raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert told.startswith(b"HTTP/1.1 421") and b"set-cookie" not in told.lower(), host
    asked = b'{"question": "x"}'
    head = f"POST /api/ask HTTP/1.1\r\nHost: evil.example\r\nContent-Length: {len(asked)}\r\n\r\n".encode()
    assert raw(head + asked).startswith(b"HTTP/1.1 421")
