"""A Chroma server that goes away, loses records or is replaced: what was opened answers, the rest is mended or told."""

import shutil
import socket
import tempfile
from pathlib import Path

import httpx
import pytest

from index import server
from index.archive import pack, put, unpack
from index.build import reembed
from index.generation import StoreError
from index.place import place_of
from index.soundness import examine
from index.store import open_store
from tests.conftest import PLAN

from .running import EMBEDDER, chroma, free_port, index


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
