"""Files into a store and clauses out of it, through real Chroma and BM25."""

import json

import pytest

from index.build import files_in, index_files, remove_plans
from index.embed import load_embedder
from index.generation import StoreError, current
from index.query import word_weights
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()
OTHER = PLAN.replace("青禾区", "白鹭区").replace("800元", "650元")


def index(root, *files):
    return index_files(root, files, EMBEDDER, lambda *_: None)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


def state(report):
    return {change.state for change in report.changes}


def test_an_indexed_plan_is_found_by_words_and_by_meaning(tmp_path, plan):
    index(tmp_path / "store", plan)
    store = open_store(tmp_path / "store", EMBEDDER)
    (words, _), *_ = store.search_words(word_weights("班主任津贴"), 3)
    (meaning, cosine), *_ = store.search_dense(EMBEDDER.embed_query("班主任津贴"), 3)
    assert words == meaning
    assert words.endswith("#二、(二)3.")
    assert 0 < cosine <= 1.0001


def test_only_what_changed_is_written_again(tmp_path, plan):
    root = tmp_path / "store"
    assert state(index(root, plan)) == {"added"}
    first = current(root)
    assert state(index(root, plan)) == {"unchanged"}
    assert current(root) == first
    plan.write_text(PLAN.replace("800元", "900元"), encoding="utf-8")
    report = index(root, plan)
    assert state(report) == {"changed"}
    assert [name.partition("#")[2] for name in report.changes[0].changed] == ["二、(二)3."]
    assert current(root) != first


def test_an_old_permalink_leads_to_the_renumbered_clause(tmp_path, plan):
    root = tmp_path / "store"
    index(root, plan)
    old = next(c.id for c in open_store(root, EMBEDDER).library.clauses() if "津贴" in c.text)
    moved = PLAN.replace("3.提高", "3.关心新教师。每名新教师有一位导师。\n4.提高")
    plan.write_text(moved, encoding="utf-8")
    index(root, plan)
    store = open_store(root, EMBEDDER)
    assert "津贴" in store.library.clause(store.resolve(old)).text


def test_an_open_store_answers_from_its_generation_until_asked_afresh(tmp_path, plan, other):
    root = tmp_path / "store"
    index(root, plan)
    store = open_store(root, EMBEDDER)
    index(root, other)
    assert len(store.library.plans) == 1
    assert store.search_words(word_weights("津贴"), 3)
    assert len(store.fresh().library.plans) == 2
    assert store.fresh().fresh() is not store


def test_a_scope_hides_the_other_plans(tmp_path, plan, other):
    root = tmp_path / "store"
    report = index(root, plan, other)
    wanted = report.plans[1].id
    store = open_store(root, EMBEDDER, [wanted])
    found = [*store.search_words(word_weights("津贴"), 5), *store.search_dense(EMBEDDER.embed_query("津贴"), 5)]
    assert found
    assert {name.partition("#")[0] for name, _ in found} == {wanted}


def test_a_broken_file_is_named_and_the_rest_is_indexed(tmp_path, plan):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    report = index(tmp_path / "store", plan, broken)
    assert len(report.plans) == 1
    assert "broken.pdf" in report.failures[0]


def test_a_file_that_breaks_later_keeps_what_was_indexed_of_it(tmp_path, plan):
    root = tmp_path / "store"
    index(root, plan)
    plan.write_bytes(b"")
    assert index(root, plan).failures
    assert len(open_store(root, EMBEDDER).library.plans) == 1


def test_the_same_plan_twice_is_indexed_once(tmp_path, plan):
    copy = tmp_path / "copy.txt"
    copy.write_text(PLAN, encoding="utf-8")
    report = index(tmp_path / "store", plan, copy)
    assert len(report.plans) == 1
    assert "the same plan as" in report.failures[0]


def test_a_removed_plan_is_gone(tmp_path, plan, other):
    root = tmp_path / "store"
    report = index(root, plan, other)
    remove_plans(root, [report.plans[0].id], EMBEDDER, lambda *_: None)
    assert list(open_store(root, EMBEDDER).library.plans) == [report.plans[1].id]
    with pytest.raises(StoreError, match="eduplan plans"):
        remove_plans(root, ["nothing"], EMBEDDER, lambda *_: None)


def test_a_store_of_another_embedder_is_refused(tmp_path, plan):
    class Other(type(EMBEDDER)):
        def __init__(self):
            super().__init__()
            self.fingerprint = "other"

    index(tmp_path / "store", plan)
    with pytest.raises(StoreError, match="reembed"):
        open_store(tmp_path / "store", Other())


def test_a_broken_store_is_said_to_be_one(tmp_path, plan):
    root = tmp_path / "store"
    index(root, plan)
    manifest = current(root) / "manifest.json"
    manifest.write_text(json.dumps({"format": 0}))
    with pytest.raises(StoreError, match="index the plans again"):
        open_store(root, EMBEDDER)


def test_no_store_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="eduplan index"):
        open_store(tmp_path / "none", EMBEDDER)


def test_hidden_files_and_strange_ones_are_not_searched_for(tmp_path, plan):
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.txt").write_text("x")
    (tmp_path / "table.xlsx").write_text("x")
    assert files_in([tmp_path]) == [plan]


def test_one_relative_name_in_two_folders_is_two_stores(tmp_path, plan, monkeypatch):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        assert state(index("store", plan)) == {"added"}


def test_a_store_that_chroma_cannot_open_is_searched_without_it(tmp_path, plan, monkeypatch):
    """Chroma writes into its own files also to read them: a folder that may only be read is closed to it."""
    root = tmp_path / "store"
    index(root, plan)
    with_chroma = open_store(root, EMBEDDER).search_dense(EMBEDDER.embed_query("班主任津贴"), 3)
    monkeypatch.setattr("index.place.os.access", lambda *_: False)
    store = open_store(root, EMBEDDER)
    found = store.search_dense(EMBEDDER.embed_query("班主任津贴"), 3)
    assert [name for name, _ in found] == [name for name, _ in with_chroma]
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in with_chroma], abs=1e-3)
    assert store.within(list(store.library.plans)).search_dense(EMBEDDER.embed_query("津贴"), 1)


def test_an_open_store_serves_on_where_the_new_generation_cannot_be_opened(tmp_path, plan, other):
    """Say, made by another embedder while the chat runs."""

    class Other(type(EMBEDDER)):
        def __init__(self):
            super().__init__()
            self.fingerprint = "other"

    root = tmp_path / "store"
    index(root, plan)
    store = open_store(root, EMBEDDER)
    index_files(root, [other], Other(), lambda *_: None)
    assert store.fresh() is store
    assert store.search_words(word_weights("津贴"), 1)
    index(root, other)
    assert len(store.fresh().library.plans) == 2


@pytest.fixture
def turned(tmp_path, plan, other, monkeypatch):
    """A store that was opened, and the folder of the generation made since. Nothing is waited for."""
    monkeypatch.setattr("index.store.PAUSE", 0.0)
    index(tmp_path / "store", plan)
    store = open_store(tmp_path / "store", EMBEDDER)
    index(tmp_path / "store", other)
    return store, current(tmp_path / "store")


@pytest.mark.parametrize("file", ["plans.jsonl", "bm25/vocab.index.json", "passages.npy", "sentences-of.npy"])
def test_a_generation_that_could_not_be_opened_for_a_moment_is_tried_again(turned, file):
    store, new = turned
    (new / file).rename(new / "away")
    assert store.fresh() is store
    (new / "away").rename(new / file)
    assert len(store.fresh().library.plans) == 2


def test_between_two_tries_there_is_a_pause(turned, monkeypatch):
    monkeypatch.setattr("index.store.PAUSE", 3600.0)
    store, new = turned
    (new / "plans.jsonl").rename(new / "away")
    assert store.fresh() is store
    (new / "away").rename(new / "plans.jsonl")
    assert store.fresh() is store


@pytest.mark.parametrize(("field", "value"), [("embedder", "another"), ("format", 99)])
def test_a_generation_that_is_not_for_this_process_is_not_tried_again(turned, field, value):
    store, new = turned
    said = (new / "manifest.json").read_text(encoding="utf-8")
    (new / "manifest.json").write_text(json.dumps(json.loads(said) | {field: value}), encoding="utf-8")
    assert store.fresh() is store
    (new / "manifest.json").write_text(said, encoding="utf-8")
    assert store.fresh() is store, "it did not look"


@pytest.mark.parametrize(
    "name", ["vocab.index.json", "params.index.json", "data.csc.index.npy", "indptr.csc.index.npy"]
)
@pytest.mark.parametrize("left", [0, 1 / 2])
def test_word_search_in_a_damaged_index_is_one_line(tmp_path, plan, name, left):
    index(tmp_path / "store", plan)
    path = current(tmp_path / "store") / "bm25" / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    with pytest.raises(StoreError, match=r"damaged .*store check"):
        open_store(tmp_path / "store", EMBEDDER).search_words(word_weights("津贴"), 3)
