"""A store on a real Chroma server on loopback, shared by several readers."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import httpx
import pytest

from index import lease, server
from index.archive import pack, put, unpack
from index.build import index_files, reembed
from index.embed import load_embedder
from index.generation import StoreError
from index.place import place_of
from index.query import word_weights
from index.soundness import examine
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()


@contextmanager
def chroma(port, folder):
    """A Chroma server of its own on ``port``, which keeps its data in ``folder``."""
    command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen([*command, "--path", str(folder)], stdout=log, stderr=log)
        try:
            _await(port)
            yield
        finally:
            server.terminate()
            server.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    port = free_port()
    with chroma(port, tmp_path_factory.mktemp("chroma")):
        yield f"http://127.0.0.1:{port}"


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
    return f"{address}/{request.node.name.replace('[', '-').replace(']', '')[:40].strip('_')}"


def index(where, tmp_path, text=PLAN, name="plan.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return index_files(where, [path], EMBEDDER, lambda *_: None)


def collections(place):
    return {one.name for one in place.client.list_collections() if one.name.startswith(place.prefix)}


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
    numbers = sorted(name.split("-")[1] for name in collections(place) if name.count("-") == 2)
    assert numbers == ["000003", "000004"]
    assert len(collections(place)) == 5, "two of vectors, two of files, the pointer, and no lock"


def test_a_second_writer_is_told_to_wait(where, tmp_path):
    with place_of(where).writer(), pytest.raises(StoreError, match="another process is indexing"):
        index(where, tmp_path)
    index(where, tmp_path)


def test_a_failed_writer_leaves_the_generation_before_and_no_lock(where, tmp_path):
    index(where, tmp_path)
    place = place_of(where)
    with pytest.raises(RuntimeError), place.writer() as writer, writer.generation():
        raise RuntimeError
    assert place.current().startswith("000001-")
    index(where, tmp_path, PLAN.replace("800", "900"))
    assert place.current().startswith("000002-")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9", "ftp://127.0.0.1", "http://127.0.0.1:99999", "http://127.0.0.1/a b", "http://127.0.0.1/a_"],
)
def test_an_address_without_a_server_is_one_clear_line(address):
    with pytest.raises(StoreError) as error:
        open_store(address, EMBEDDER)
    assert "\n" not in str(error.value)


@pytest.fixture
def quick(monkeypatch):
    """A writer gives a sign of life ten times a second and is dead after one without."""
    monkeypatch.setattr(lease, "BEAT", 0.1)
    monkeypatch.setattr(lease, "DEAD", 1.0)


def dead_writer(place):
    """The lock of a process that was killed."""
    place.client.create_collection(f"{place.prefix}-writer", metadata={"beat": str(place.client.heartbeat())})


def test_a_dead_writer_is_noticed_by_its_silence(where, tmp_path, quick):
    place = place_of(where)
    dead_writer(place)
    with pytest.raises(StoreError, match="within a minute"):
        index(where, tmp_path)
    time.sleep(1.1)
    index(where, tmp_path)
    assert {one.removeprefix(place.prefix)[:4] for one in collections(place)} == {"", "-000"}, "no lock is left"


def test_a_slow_writer_is_alive(where, tmp_path, quick):
    with place_of(where).writer():
        time.sleep(1.5)
        with pytest.raises(StoreError, match="another process is indexing"):
            index(where, tmp_path)


def test_a_writer_that_slept_through_another_changes_nothing(where, tmp_path, monkeypatch):
    monkeypatch.setattr(lease, "DEAD", -1.0)
    place = place_of(where)
    with pytest.raises(StoreError, match="has taken over"), place.writer() as sleeper, sleeper.generation() as fresh:
        (fresh.files / "old").write_text("")
        fresh.client.create_collection(fresh.collection, embedding_function=None)
        index(where, tmp_path)
        now = place.current()
    assert place.current() == now
    assert len(open_store(where, EMBEDDER).library.plans) == 1


def test_what_a_killed_writer_left_is_cleared(where, tmp_path):
    place = place_of(where)
    index(where, tmp_path)
    place.client.create_collection(f"{place.prefix}-000002-0a0a0a0a", embedding_function=None)
    index(where, tmp_path, PLAN.replace("800", "900"))
    assert not any("0a0a0a0a" in name for name in collections(place))
    assert examine(place).faults == ()


def test_a_name_that_is_part_of_anothers_is_a_store_of_its_own(address, tmp_path):
    one, other = f"{address}/town", f"{address}/town-2"
    for where in (one, other):
        for amount in (800, 900, 1000):
            index(where, tmp_path, PLAN.replace("800", str(amount)))
    assert examine(place_of(one)).faults == examine(place_of(other)).faults == ()
    with pytest.raises(StoreError, match="no Chroma server"):
        place_of(f"{address}/town-000001")


def test_a_server_that_was_emptied_is_not_taken_for_what_the_cache_kept(tmp_path):
    port = free_port()
    where = f"http://127.0.0.1:{port}"
    for town in ("青禾", "白鹭"):
        folder = tmp_path / town
        folder.mkdir()
        with chroma(port, folder):
            index(where, tmp_path, PLAN.replace("青禾", town), f"{town}.txt")
            (plan,) = open_store(where, EMBEDDER).library.plans.values()
            assert town in plan.title


def test_while_the_server_is_away_what_was_opened_still_answers(tmp_path):
    port = free_port()
    where = f"http://127.0.0.1:{port}"
    vector = EMBEDDER.embed_query("班主任津贴")
    with chroma(port, tmp_path):
        index(where, tmp_path)
        store = open_store(where, EMBEDDER)
        before = store.search_dense(vector, 3)
    for work in (lambda: open_store(where, EMBEDDER), lambda: index(where, tmp_path, PLAN + "\n")):
        with pytest.raises(StoreError) as error:
            work()
        assert "no Chroma server answers" in str(error.value) and "\n" not in str(error.value)
    assert store.fresh() is store
    assert store.search_dense(vector, 1)[0][0] == before[0][0]
    with chroma(port, tmp_path):
        index(where, tmp_path, PLAN.replace("青禾", "白鹭"), "other.txt")
        assert len(store.fresh().library.plans) == 2


def test_a_server_that_says_nothing_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(server, "SILENCE", 0.2)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with pytest.raises(StoreError, match="no Chroma server answers"):
            open_store(f"http://127.0.0.1:{mute.getsockname()[1]}", EMBEDDER)


def test_a_backup_of_a_server_becomes_a_folder_and_back(where, tmp_path):
    index(where, tmp_path)
    before = open_store(where, EMBEDDER).search_dense(EMBEDDER.embed_query("津贴"), 5)
    for source, target in ((where, str(tmp_path / "folder")), (str(tmp_path / "folder"), f"{where[:30]}-back")):
        place, archive = place_of(source), tmp_path / "backup.tar.gz"
        pack(place, place.current(), archive, {})
        with tempfile.TemporaryDirectory(dir=tmp_path) as scratch:
            put(unpack(archive, Path(scratch)), place_of(target))
        found = examine(place_of(target))
        assert (found.plans, found.faults) == (1, ())
        assert open_store(target, EMBEDDER).search_dense(EMBEDDER.embed_query("津贴"), 5) == before


def test_damage_to_the_servers_files_and_to_the_caches_is_told_apart(where, tmp_path):
    index(where, tmp_path)
    place = place_of(where)
    cached = place.files(place.current())
    (cached / "manifest.json").write_text("{}")
    (fault, *_) = examine(place).faults
    assert str(cached) in fault.what and "fetched again" in fault.remedy
    shutil.rmtree(cached)
    assert examine(place).faults == ()
    packed = place.client.get_collection(f"{place.prefix}-{place.current()}-files", embedding_function=None)
    packed.delete(ids=["passages.npy|000000"])
    (fault,) = examine(place).faults
    assert "passages.npy" in fault.what and "reembed" in fault.remedy
    reembed(where, EMBEDDER, lambda *_: None)
    assert examine(place).faults == ()


def drop(place, name):
    """Have the server lose the first record of the current generation's file ``name``."""
    packed = place.client.get_collection(f"{place.prefix}-{place.current()}-files", embedding_function=None)
    (record,) = [one for one in packed.get(include=[])["ids"] if one.startswith(name) and one.endswith("|000000")]
    packed.delete(ids=[record])


def elsewhere(monkeypatch, tmp_path):
    """From now on on a machine whose cache holds nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))


@pytest.mark.parametrize("name", ["passages.npy", "clauses.jsonl", "manifest.json", "plans/"])
@pytest.mark.parametrize("mend", ["reembed", "index"])
def test_a_server_that_lost_a_record_is_mended_from_any_machine(address, tmp_path, monkeypatch, name, mend):
    where = f"{address}/lost-{mend}-{''.join(filter(str.isalpha, name))}"
    index(where, tmp_path)
    place = place_of(where)
    drop(place, name)
    elsewhere(monkeypatch, tmp_path)
    with pytest.raises(StoreError, match="run `eduplan store reembed`"):
        open_store(where, EMBEDDER)
    if mend == "reembed":
        assert reembed(where, EMBEDDER, lambda *_: None) == ()
    else:
        index(where, tmp_path)
    assert examine(place).faults == ()
    assert len(open_store(where, EMBEDDER).library.plans) == 1


def test_a_plan_that_a_server_lost_is_taken_from_this_machines_cache(where, tmp_path):
    index(where, tmp_path)
    place = place_of(where)
    (place.files(place.current()) / "passages.npy").write_bytes(b"")
    drop(place, "plans/")
    (tmp_path / "plan.txt").unlink()
    assert reembed(where, EMBEDDER, lambda *_: None) == ()
    assert examine(place).faults == ()


def test_a_server_that_lost_its_only_plan_is_left_as_it_is(where, tmp_path, monkeypatch):
    index(where, tmp_path)
    place, before = place_of(where), place_of(where).current()
    for name in ("plans/", "manifest.json"):
        drop(place, name)
        (tmp_path / "plan.txt").unlink(missing_ok=True)
        elsewhere(monkeypatch, tmp_path)
        with pytest.raises(StoreError, match="restore a backup"):
            reembed(where, EMBEDDER, lambda *_: None)
    assert place.current() == before


def test_a_server_that_went_away_while_a_writer_read_is_not_taken_for_empty(where, tmp_path, monkeypatch):
    index(where, tmp_path)
    place, before = place_of(where), place_of(where).current()
    elsewhere(monkeypatch, tmp_path)

    def gone(*_):
        raise httpx.ReadTimeout("no answer")

    monkeypatch.setattr(server, "unpack", gone)
    with pytest.raises(StoreError, match="no Chroma server answers"):
        index(where, tmp_path, PLAN.replace("青禾", "白鹭"), "other.txt")
    assert place.current() == before
