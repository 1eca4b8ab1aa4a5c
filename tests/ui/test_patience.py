"""Whoever connects and does not send a whole request is hung up on; all others are served."""

import socket
import threading
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from ui import patience
from ui.web import listen

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


@contextmanager
def serving():
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(PlainTextResponse("ok"), http=patience.patient(), log_config=None, lifespan="off")
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
