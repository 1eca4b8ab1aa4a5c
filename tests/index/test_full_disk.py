"""A disk that takes no more: one clear line, and the store is as it was."""

import resource
from contextlib import contextmanager

import pytest

from index.archive import pack
from index.build import index_files
from index.embed import load_embedder
from index.generation import StoreError, current
from index.place import place_of
from index.soundness import examine
from tests.conftest import PLAN

EMBEDDER = load_embedder()


def quiet(*_):
    pass


@contextmanager
def no_file_above(size):
    """The kernel lets no file grow beyond ``size`` bytes: for a writer the same as a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [100, 5_000, 60_000, 150_000])
def test_a_full_disk_is_one_line_and_the_store_as_it_was(tmp_path, size):
    plan, store = tmp_path / "plan.txt", tmp_path / "store"
    plan.write_text(PLAN, encoding="utf-8")
    index_files(store, [plan], EMBEDDER, quiet)
    before = current(store)
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("青禾", "白鹭"), encoding="utf-8")
    with no_file_above(size), pytest.raises(StoreError) as error:
        index_files(store, [other], EMBEDDER, quiet)
    assert "\n" not in str(error.value) and str(store) in str(error.value)
    assert current(store) == before
    assert [path.name for path in (store / "generations").iterdir()] == [before.name]
    assert examine(place_of(store)).faults == ()
    index_files(store, [other], EMBEDDER, quiet)
    assert examine(place_of(store)).plans == 2


def test_where_the_archive_finds_no_room_the_store_is_not_blamed(tmp_path):
    plan, store, archive = tmp_path / "plan.txt", tmp_path / "store", tmp_path / "elsewhere" / "b.tar.gz"
    plan.write_text(PLAN, encoding="utf-8")
    index_files(store, [plan], EMBEDDER, quiet)
    archive.parent.mkdir()
    for size in (100, 5_000, 40_000):
        with no_file_above(size), pytest.raises(StoreError) as error:
            pack(place_of(store), current(store).name, archive, {})
        assert str(error.value).startswith(f"cannot write {archive.parent}") and str(store) not in str(error.value)
        assert list(archive.parent.iterdir()) == []
