"""The fictional library and its assistant as fixtures; a server of its own process for what needs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer
from eval.suites import SAMPLES, opened
from index.library import Library

from . import fiction
from .browser import ARGUMENTS, CHROMIUM, DESKTOP

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from index.store import Store
    from ui.feedback import Feedback
    from ui.office import Office

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def library() -> Library:
    return fiction.library()


@pytest.fixture(scope="session")
def answer(library: Library) -> Answer:
    return fiction.answer(library)


@pytest.fixture
def assistant(library: Library) -> fiction.FakeAssistant:
    return fiction.assistant(library)


@pytest.fixture(scope="session")
def sample_assistant(tmp_path_factory: pytest.TempPathFactory):
    """The real assistant over the sample plans."""
    return opened([SAMPLES], tmp_path_factory.mktemp("samples"))


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed by the same function at a cost that tests can pay."""
    from ui import accounts

    monkeypatch.setattr(accounts, "_COST", (10, 8, 1))
    monkeypatch.setattr(accounts, "_NOBODY", accounts.hashed("nobody at all"))


@pytest.fixture
def given() -> list[Feedback]:
    """What askers said of answers, as the staff area shows it."""
    return []


@pytest.fixture
def area(tmp_path: Path, small_store: Store, cheap: None, given: list[Feedback]) -> Iterator[Office]:
    """A staff area with one account, over a copy of the small store."""
    from .staff_area import NAME, PASSWORD, office

    made = office(tmp_path, small_store.place.root, feedback=lambda: tuple(given))
    made.accounts.add(NAME, PASSWORD)
    yield made
    made.shelf.intake.close()


@pytest.fixture
def browser(area: Office) -> TestClient:
    """A browser of the staff, logged in; ``csrf`` is the token of its forms."""
    from .staff_area import client, log_in, token

    made = client(area)
    log_in(made)
    made.csrf = token(made.get("/staff"))
    return made


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of the page served by ``ui.web.launch`` in a process of its own, as users run it."""
    command = [sys.executable, "-u", str(Path(__file__).with_name("fiction.py")), str(folder), str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert said.startswith("Chat: http://127.0.0.1:"), said
            yield said.split()[1]
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("chat")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, page_url) -> Iterator[Callable]:
    """``visit(path, …)`` opens a page in a browser of its own. At the end no request of its life has left
    the machine, and nothing in it has failed."""
    contexts, asked, failed = [], [], []

    def open_page(path="/", size=DESKTOP, scheme="light", locale="zh-CN"):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale, service_workers="block"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("response", lambda response: failed.append(response.url) if response.status >= 500 else None)
        page.goto(page_url + path)
        if path.startswith(("/?", "/#")) or path == "/":
            page.wait_for_selector("#box textarea")
            page.wait_for_function("document.querySelector('[aria-pressed=true]')")
        return page

    yield open_page
    for context in contexts:
        context.close()
    home = page_url + "/"
    assert asked and [url for url in asked if not url.startswith((home, "data:", "blob:" + home))] == []
    assert failed == []
