"""What a writer makes of a store that another version wrote or that is damaged: what is still somewhere is kept."""

import json

import pytest

from index.build import index_files, reembed
from index.embed import load_embedder
from index.generation import StoreError, current
from index.place import place_of
from index.salvage import holdings
from index.soundness import examine
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()


def quiet(*_):
    pass


@pytest.fixture
def store(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    index_files(tmp_path / "store", [tmp_path / "plan.txt"], EMBEDDER, quiet)
    return tmp_path / "store"


def titles(store):
    return [plan.title for plan in open_store(store, EMBEDDER).library.plans.values()]


def edit(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def older(store):
    """As a version wrote it that knew neither checksums nor some of today's fields."""
    folder = current(store)
    (folder / "SHA256SUMS").unlink()
    edit(folder / "manifest.json", lambda data: data.update(format=0))
    edit(next((folder / "plans").iterdir()), lambda data: data["clauses"][0].update(colour="red"))


def test_a_store_of_an_older_version_is_a_clear_line_and_is_brought_up(store):
    before = titles(store)
    older(store)
    with pytest.raises(StoreError, match="older version: run `eduplan store reembed`"):
        open_store(store, EMBEDDER)
    reembed(store, EMBEDDER, quiet)
    assert titles(store) == before
    assert examine(place_of(store)).faults == ()


def test_indexing_into_an_older_store_keeps_its_plans(store, tmp_path):
    (tmp_path / "other.txt").write_text(PLAN.replace("青禾", "白鹭"), encoding="utf-8")
    older(store)
    index_files(store, [tmp_path / "other.txt"], EMBEDDER, quiet)
    assert len(titles(store)) == 2


def test_a_store_of_a_newer_version_is_left_alone(store, tmp_path):
    edit(current(store) / "manifest.json", lambda data: data.update(format=99))
    before = sorted(path.name for path in (store / "generations").iterdir())
    for work in (
        lambda: open_store(store, EMBEDDER),
        lambda: reembed(store, EMBEDDER, quiet),
        lambda: index_files(store, [tmp_path / "plan.txt"], EMBEDDER, quiet),
    ):
        with pytest.raises(StoreError, match="newer version"):
            work()
    assert sorted(path.name for path in (store / "generations").iterdir()) == before


def spoil(store):
    path = next((current(store) / "plans").iterdir())
    path.write_text("{", encoding="utf-8")


def test_a_spoilt_plan_is_read_again_from_the_kept_file(store, tmp_path):
    before = titles(store)
    (tmp_path / "plan.txt").unlink()
    spoil(store)
    found = holdings(place_of(store))
    assert not found.whole and found.lost == ()
    assert [entry.plan.title for entry in found.entries.values()] == before


def test_a_spoilt_plan_is_taken_from_the_generation_before(store, tmp_path):
    (tmp_path / "other.txt").write_text(PLAN.replace("青禾", "白鹭"), encoding="utf-8")
    index_files(store, [tmp_path / "other.txt"], EMBEDDER, quiet)
    for kept in (store / "originals").iterdir():
        kept.unlink()
    for file in (tmp_path / "plan.txt", tmp_path / "other.txt"):
        file.unlink()
    for path in (current(store) / "plans").iterdir():
        path.write_text("{", encoding="utf-8")
    found = holdings(place_of(store))
    assert ["青禾" in entry.plan.title for entry in found.entries.values()] == [True]
    assert [plan.partition("区")[0] for plan in found.lost] == ["白鹭"]


def test_a_plan_that_is_nowhere_is_said_to_be_lost_and_the_rest_stays(store, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("青禾", "白鹭"), encoding="utf-8")
    index_files(store, [other], EMBEDDER, quiet)
    sha256 = {plan.title[:2]: plan.document.sha256 for plan in open_store(store, EMBEDDER).library.plans.values()}
    (store / "originals" / sha256["白鹭"]).unlink()
    other.unlink()
    next(path for path in (current(store) / "plans").iterdir() if "白鹭" in path.read_text("utf-8")).write_text("{")
    (lost,) = reembed(store, EMBEDDER, quiet)
    assert "白鹭" in lost and "give the file again" in lost
    assert ["青禾" in title for title in titles(store)] == [True]


def test_all_lost_leaves_the_store_as_it_is(store, tmp_path):
    (tmp_path / "plan.txt").unlink()
    next((store / "originals").iterdir()).unlink()
    spoil(store)
    before = current(store)
    with pytest.raises(StoreError, match="restore a backup"):
        reembed(store, EMBEDDER, quiet)
    assert current(store) == before
