"""A server to attack, and two ways to talk to it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.ui.conftest import serving

WAIT = 2.0
"""Seconds to wait for more of an answer from a server that keeps the line open."""


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
