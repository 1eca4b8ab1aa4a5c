"""A store as one file: what is blamed when it cannot be made, and which generation it holds."""

import pytest

from index import archive
from index.archive import pack, put, unpack
from index.build import index_files
from index.embed import load_embedder
from index.generation import StoreError, current
from index.place import Folder, place_of, settled
from index.soundness import examine
from tests.conftest import PLAN

EMBEDDER = load_embedder()


def index(store, tmp_path, text=PLAN):
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    index_files(store, [tmp_path / "plan.txt"], EMBEDDER, lambda *_: None)


@pytest.fixture
def store(tmp_path):
    index(tmp_path / "store", tmp_path)
    return tmp_path / "store"


def packed(store, tmp_path):
    done = settled(place_of(store), lambda name: pack(place_of(store), name, tmp_path / "b.tar.gz", {}))
    return done, tmp_path / "b.tar.gz"


def test_a_store_without_vectors_is_blamed_itself(store, tmp_path):
    (current(store) / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError) as error:
        packed(store, tmp_path)
    assert str(store) in str(error.value) and "b.tar.gz" not in str(error.value)
    assert not (tmp_path / "b.tar.gz").exists()


def test_a_folder_that_is_not_there_is_no_fault_of_the_store(store, tmp_path):
    with pytest.raises(StoreError, match="cannot write") as error:
        pack(place_of(store), current(store).name, tmp_path / "none" / "b.tar.gz", {})
    assert str(store) not in str(error.value)


def test_where_the_generation_was_swept_the_next_is_packed(store, tmp_path, monkeypatch):
    """Two writers finish between the look at the pointer and the lock."""
    first, look = current(store).name, Folder.current

    def late(place):
        monkeypatch.setattr(Folder, "current", look)
        for amount in (900, 1000):
            index(store, tmp_path, PLAN.replace("800", str(amount)))
        return first

    monkeypatch.setattr(Folder, "current", late)
    done, file = packed(store, tmp_path)
    assert done == current(store).name != first
    assert not (store / "generations" / first).exists(), "nothing is made where it was"
    put(unpack(file, tmp_path / "unpacked"), place_of(tmp_path / "back"))
    assert examine(place_of(tmp_path / "back")).faults == ()


def test_an_original_that_a_writer_sweeps_meanwhile_is_not_missed(store, tmp_path, monkeypatch):
    (store / "originals" / "gone").symlink_to(tmp_path / "nothing")
    assert packed(store, tmp_path)[0] == current(store).name


def test_while_a_restore_is_at_work_there_is_no_store(store, tmp_path, monkeypatch):
    fill, seen = archive.rows.fill, []

    def looked(fresh, folder):
        seen.append(place_of(tmp_path / "back").current())
        fill(fresh, folder)
        seen.append(place_of(tmp_path / "back").current())

    monkeypatch.setattr(archive.rows, "fill", looked)
    put(unpack(packed(store, tmp_path)[1], tmp_path / "unpacked"), place_of(tmp_path / "back"))
    assert seen == [None, None]
    assert examine(place_of(tmp_path / "back")).faults == ()
