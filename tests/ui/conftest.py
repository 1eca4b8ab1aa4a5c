"""The fictional library and its assistant as fixtures; a server of its own process for what needs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from index.library import Library

from . import fiction

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
def page_url() -> Iterator[str]:
    """The address of the page served by ``ui.web.launch`` in a process of its own, as users run it."""
    command = [sys.executable, "-u", str(Path(__file__).with_name("fiction.py"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert said.startswith("Chat: http://127.0.0.1:"), said
            yield said.split()[1]
        finally:
            server.terminate()
