"""Whoever connects and does not send a whole request is hung up on; all others are served."""

import asyncio
import socket
import threading
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from ui import patience
from ui.listen import listen

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


@contextmanager
def serving(app=None):
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(app or PlainTextResponse("ok"), http=patience.patient(), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield listener.getsockname()
    finally:
        server.should_exit = True
        thread.join()


def said_until_closed(connection):
    connection.settimeout(10)
    said = b""
    while part := connection.recv(1000):
        said += part
    return said


@pytest.mark.parametrize("sent", [b"", b"GET / HT", HEAD], ids=["nothing", "half a line", "half a head"])
def test_who_does_not_go_on_is_hung_up_on(monkeypatch, sent):
    monkeypatch.setattr(patience, "SECONDS", 0.05)
    with serving() as address, socket.create_connection(address) as connection:
        connection.sendall(sent)
        assert said_until_closed(connection) == b""


def test_who_stops_in_the_next_request_is_hung_up_on_too(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 0.5)
    with serving() as address, socket.create_connection(address) as connection:
        connection.sendall(HEAD + b"\r\n" + HEAD)
        assert said_until_closed(connection).endswith(b"ok")


def test_a_head_without_end_is_not_read_on():
    with serving() as address, socket.create_connection(address) as connection, pytest.raises(OSError):
        connection.sendall(HEAD + b"a: ")
        for _ in range(1000):
            connection.sendall(b"x" * 2**14)


def test_whole_requests_are_served_one_after_another():
    with serving() as (host, port), httpx.Client(base_url=f"http://{host}:{port}") as client:
        assert [client.post("/", content=b"x" * 2**18).text for _ in range(3)] == ["ok"] * 3


def test_who_does_not_take_the_answer_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(patience, "UNREAD", 0.1)
    gone = threading.Event()

    async def endless(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        told = asyncio.ensure_future(_heard_leaving(receive, gone))
        while not gone.is_set():
            await send({"type": "http.response.body", "body": b"x" * 2**20, "more_body": True})
            await asyncio.sleep(0)
        await told

    with serving(endless) as address, socket.create_connection(address) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert gone.wait(20), "the application was told that nobody reads on"


async def _heard_leaving(receive, gone):
    while (await receive())["type"] != "http.disconnect":
        pass
    gone.set()


def test_beyond_its_room_the_server_says_so_and_serves_on(monkeypatch):
    monkeypatch.setattr(patience, "MOST", 3)
    with serving() as address:
        held = [socket.create_connection(address) for _ in range(3)]
        with socket.create_connection(address) as one_more:
            told = said_until_closed(one_more)
            assert told.startswith(b"HTTP/1.1 503") and b"Retry-After: 5" in told
        held[0].sendall(HEAD + b"Connection: close\r\n\r\n")
        assert said_until_closed(held[0]).endswith(b"ok")
        with socket.create_connection(address) as freed:
            freed.sendall(HEAD + b"Connection: close\r\n\r\n")
            assert said_until_closed(freed).endswith(b"ok")
        for one in held:
            one.close()
