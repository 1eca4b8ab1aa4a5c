"""A store on a Chroma server, shared by several readers and one writer at a time."""

import time

import pytest

from index import lease
from index.generation import StoreError
from index.place import place_of
from index.query import word_weights
from index.soundness import examine
from index.store import open_store
from tests.conftest import PLAN

from .running import EMBEDDER, collections, index


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
    """A writer gives a sign of life ten times a second and is dead after three seconds without."""
    monkeypatch.setattr(lease, "BEAT", 0.1)
    monkeypatch.setattr(lease, "DEAD", 3.0)


def dead_writer(place):
    """The lock of a process that was killed."""
    place.client.create_collection(f"{place.prefix}-writer", metadata={"beat": str(place.client.heartbeat())})


def test_a_dead_writer_is_noticed_by_its_silence(where, tmp_path, quick):
    place = place_of(where)
    dead_writer(place)
    with pytest.raises(StoreError, match="within a minute"):
        index(where, tmp_path)
    time.sleep(3.2)
    index(where, tmp_path)
    assert {one.removeprefix(place.prefix)[:4] for one in collections(place)} == {"", "-000"}, "no lock is left"


def test_a_slow_writer_is_alive(where, tmp_path, quick):
    with place_of(where).writer():
        time.sleep(3.5)
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
