"""The API behind the same doors as in the server, without the page."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from ui.api.app import Branch, api
from ui.api.watch import Measure, Meter
from ui.door import Door
from ui.gate import Gate
from ui.limits import Limits
from ui.seal import Seal
from ui.sessions import Sessions


def behind_doors(assistant, gate: Gate | None = None, rate: int = 0) -> TestClient:
    """A program at the door; the page behind it answers ``page``."""
    gate = gate or Gate()
    meter = Meter(assistant, gate)
    page = Starlette(routes=[Mount("/", PlainTextResponse("page"))])
    app = Sessions(Limits(Branch(page, api(assistant, gate, meter)), rate), Seal())
    return TestClient(Measure(Door(app), meter), "http://school.test", raise_server_exceptions=False)


@pytest.fixture
def program(assistant) -> TestClient:
    return behind_doors(assistant)


@pytest.fixture
def doors():
    return behind_doors


@pytest.fixture(scope="session")
def real(small_store):
    """The real assistant over one small plan."""
    from assistant.chain import Assistant

    return Assistant(small_store)
