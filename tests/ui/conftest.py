"""The fictional library and its assistant as fixtures; a server of its own process for what needs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.answer import Answer
from index.library import Library

from . import fiction
from .browser import ARGUMENTS, CHROMIUM, DESKTOP

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
    from assistant.chain import Assistant
    from index.build import files_in, index_files
    from index.embed import load_embedder
    from index.store import open_store

    folder = tmp_path_factory.mktemp("samples")
    embedder = load_embedder()
    index_files(folder, files_in([ROOT / "index" / "samples"]), embedder, lambda *_: None)
    return Assistant(open_store(folder, embedder))


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
