"""One Chroma server for the tests of a module, each with a store of its own on it."""

import pytest

from .running import chroma, free_port


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    port = free_port()
    with chroma(port, tmp_path_factory.mktemp("chroma")):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def where(address, request):
    return f"{address}/{request.node.name.replace('[', '-').replace(']', '')[:40].strip('_')}"
