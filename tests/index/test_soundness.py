"""Damage to a store is found by name, and mended by building it anew."""

import shutil

import pytest

from index.build import index_files, reembed
from index.embed import load_embedder
from index.generation import current
from index.place import place_of
from index.soundness import database, examine
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()


def quiet(*_):
    pass


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    index_files(folder / "store", [folder / "plan.txt"], EMBEDDER, quiet)
    return folder / "store"


@pytest.fixture
def store(sound, tmp_path):
    shutil.copytree(sound, tmp_path / "store")
    return tmp_path / "store"


def flipped(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path):
    path.write_bytes(b"")


def gone(path):
    path.unlink()


def faults(store):
    return [fault.what for fault in examine(place_of(store)).faults]


def plan_of(store):
    (plan,) = open_store(store, EMBEDDER).library.plans.values()
    return plan.document.sha256, [clause.text for clause in plan.clauses]


def test_a_store_as_it_was_written_is_sound_also_after_it_was_read(store):
    found = examine(place_of(store))
    assert (found.plans, found.faults) == (1, ())
    assert found.clauses == len(plan_of(store)[1])
    open_store(store, EMBEDDER).search_dense(EMBEDDER.embed_query("津贴"), 3)
    assert faults(store) == []


def test_where_nothing_was_indexed_there_is_nothing_to_examine(tmp_path):
    assert examine(place_of(tmp_path / "none")) is None


@pytest.mark.parametrize("harm", [flipped, cut, gone], ids=lambda harm: harm.__name__)
@pytest.mark.parametrize(
    "name", ["manifest.json", "plans/*.json", "passages.npy", "sentences-of.npy", "bm25/*vocab*", "SHA256SUMS"]
)
def test_a_damaged_file_is_named_and_mended(store, name, harm):
    before = plan_of(store)
    path = next(current(store).glob(name))
    harm(path)
    assert any(path.relative_to(current(store)).as_posix() in what for what in faults(store)) or name == "SHA256SUMS"
    assert faults(store)
    assert reembed(store, EMBEDDER, quiet) == ()
    assert faults(store) == []
    assert plan_of(store) == before


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("chroma.sqlite3", cut),
        ("chroma.sqlite3", gone),
        ("data_level0.bin", flipped),
        ("length.bin", emptied),
        ("length.bin", gone),
    ],
)
def test_damage_to_chromas_own_files_is_found_and_mended(store, name, harm):
    harm(next(current(store).rglob(name)))
    assert all(what.startswith("chroma") for what in faults(store)) and faults(store)
    reembed(store, EMBEDDER, quiet)
    assert faults(store) == []


@pytest.mark.parametrize("harm", [flipped, gone], ids=lambda harm: harm.__name__)
def test_a_damaged_original_is_taken_from_where_the_plan_came_from(store, harm):
    path = next((store / "originals").iterdir())
    harm(path)
    assert [what.partition(" ")[0] for what in faults(store)] == [f"originals/{path.name}"]
    reembed(store, EMBEDDER, quiet)
    assert faults(store) == []


def test_a_lost_pointer_leaves_the_last_finished_generation(store):
    before = plan_of(store)
    (store / "current").write_text("nonsense", encoding="utf-8")
    assert plan_of(store) == before
    assert "current" in faults(store)[0]
    reembed(store, EMBEDDER, quiet)
    assert faults(store) == []


def test_a_broken_cache_of_embeddings_is_made_again(store):
    cut(store / "vectors.sqlite")
    assert "vectors.sqlite" in faults(store)[0]
    reembed(store, EMBEDDER, quiet)
    assert faults(store) == []


def test_only_a_damaged_database_is_called_one(tmp_path):
    assert "cannot be read" in database(tmp_path / "none")
    (tmp_path / "text").write_text("no database" * 1000)
    assert "not a database" in database(tmp_path / "text")


@pytest.mark.parametrize("name", ["passages.npy", "passages-of.npy"])
@pytest.mark.parametrize("harm", [cut, emptied, gone], ids=lambda harm: harm.__name__)
def test_damage_to_the_copies_of_vectors_is_not_put_down_to_chroma(store, name, harm):
    (current(store) / "SHA256SUMS").unlink()  # as of an older version, so that no sum tells
    harm(current(store) / name)
    (_, copies) = faults(store)
    assert "passages-of.npy cannot be read" in copies and "chroma" not in copies
