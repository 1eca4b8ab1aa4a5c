"""The hub is asked briefly; what it says becomes one clear line."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from assistant.rerank import RerankerError, load_reranker
from index.hub import opened, reach


class _Unknown(BaseHTTPRequestHandler):
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(404)
        self.send_header("X-Error-Code", "RepoNotFound")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def hub(monkeypatch):
    """A hub on this machine that knows no model."""
    server = HTTPServer(("127.0.0.1", 0), _Unknown)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    yield _Unknown
    server.shutdown()
    server.server_close()


def test_a_name_that_the_hub_does_not_know_is_not_asked_for_again_and_again(hub) -> None:
    hub.asked = 0
    with pytest.raises(OSError, match="does not know it"):
        reach("nobody/no-such-model")
    assert hub.asked <= 2


def test_a_hub_that_is_not_there_is_said_so(monkeypatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with pytest.raises(OSError, match="did not answer"):
        reach("nobody/no-such-model")


def test_what_is_no_name_is_said_so() -> None:
    with pytest.raises(OSError, match="no name of a model"):
        reach("two words")


def test_a_copy_on_this_machine_serves_without_a_question() -> None:
    assert opened("some/model", False, lambda offline: ("opened", offline)) == ("opened", True)


def test_a_broken_folder_is_not_looked_for_on_the_hub(monkeypatch) -> None:
    def load(offline: bool) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("index.hub.reach", lambda name: pytest.fail("asked the hub"))
    with pytest.raises(ValueError, match="broken"):
        opened("/a/folder", True, load)


@pytest.mark.parametrize("name", ["/nowhere/model", "./nowhere", "~/nowhere-at-all"])
def test_a_missing_folder_is_no_name_for_a_reranker(name: str) -> None:
    with pytest.raises(RerankerError, match="no model folder"):
        load_reranker(name)
