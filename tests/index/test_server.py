"""A store on a real Chroma server on loopback, shared by several readers."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from index.build import index_files
from index.embed import load_embedder
from index.generation import StoreError
from index.place import place_of
from index.query import word_weights
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma")
    command = [str(chroma), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _await(port):
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the Chroma server did not start")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def where(address, request):
    return f"{address}/{request.node.name.replace('[', '-').replace(']', '')[:40]}"


def index(where, tmp_path, text=PLAN, name="plan.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return index_files(where, [path], EMBEDDER, lambda *_: None)


def test_a_plan_indexed_on_a_server_is_found_from_another_machine(where, tmp_path, monkeypatch):
    index(where, tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    store = open_store(where, EMBEDDER)
    assert len(store.library.plans) == 1
    by_words = store.search_words(word_weights("班主任津贴"), 3)[0][0]
    by_meaning = store.search_dense(EMBEDDER.embed_query("班主任津贴"), 3)[0][0]
    assert by_words == by_meaning
    assert by_words.endswith("#二、(二)3.")


def test_a_reader_picks_up_the_new_generation_whole(where, tmp_path):
    index(where, tmp_path)
    store = open_store(where, EMBEDDER)
    assert store.fresh() is store
    index(where, tmp_path, PLAN.replace("青禾", "白鹭"), "other.txt")
    assert store.search_dense(EMBEDDER.embed_query("津贴"), 3), "the generation it opened still answers"
    assert len(store.fresh().library.plans) == 2


def test_only_the_last_two_generations_stay(where, tmp_path):
    for number in range(4):
        index(where, tmp_path, PLAN.replace("800", str(700 + number)))
    place = place_of(where)
    names = {collection.name for collection in place._client.list_collections()}
    assert {name for name in names if name.startswith(f"{place.prefix}-0") and not name.endswith("files")} == {
        f"{place.prefix}-000003",
        f"{place.prefix}-000004",
    }


def test_a_second_writer_is_told_to_wait(where, tmp_path):
    with place_of(where).writer(), pytest.raises(StoreError, match="another process is indexing"):
        index(where, tmp_path)
    index(where, tmp_path)


def test_a_failed_writer_leaves_the_generation_before_and_no_lock(where, tmp_path):
    index(where, tmp_path)
    place = place_of(where)
    with pytest.raises(RuntimeError), place.writer(), place.generation():
        raise RuntimeError
    assert place.current() == "000001"
    index(where, tmp_path, PLAN.replace("800", "900"))
    assert place.current() == "000002"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "ftp://127.0.0.1", "http://127.0.0.1:99999", "http://127.0.0.1/a b"]
)
def test_an_address_without_a_server_is_one_clear_line(address):
    with pytest.raises(StoreError) as error:
        open_store(address, EMBEDDER)
    assert "\n" not in str(error.value)
