"""Plans written to disk and read as they are asked for are the plans that were written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import catalogue, record
from index.catalogue import Catalogue
from index.contents import in_memory
from index.generation import StoreError
from index.library import Library
from index.load import load_plan

SAMPLES = sorted((Path(catalogue.__file__).parent / "samples").glob("*-*"))
PLANS = [load_plan(path) for path in SAMPLES[:3]]


@pytest.fixture
def opened(tmp_path):
    (tmp_path / "plans").mkdir()
    for number, plan in enumerate(PLANS):
        (tmp_path / "plans" / f"{number}.json").write_text(record.to_json(plan), encoding="utf-8")
    catalogue.write(tmp_path, ((plan, f"{number}.json") for number, plan in enumerate(PLANS)))
    return Catalogue(tmp_path, [plan.id for plan in PLANS])


def test_a_stored_plan_is_equal_to_the_one_written(opened) -> None:
    stored = list(opened.plans())
    assert stored == PLANS
    assert PLANS[0].__eq__(stored[0]) is NotImplemented, "so that Python asks the stored one"
    assert hash(stored[0]) == hash(PLANS[0])
    assert replace(in_memory(stored[0]), warnings=()) == replace(PLANS[0], warnings=())
    assert stored[0] != stored[1]
    for one, plan in zip(stored, PLANS, strict=True):
        assert (one.title, one.source, one.document.sha256) == (plan.title, plan.source, plan.document.sha256)
        assert one.document.text == plan.document.text
        assert one.document == plan.document
        assert (one.warnings, one.damage, one.indicators) == (plan.warnings, plan.damage, plan.indicators)


def test_every_look_up_answers_as_from_memory(opened) -> None:
    stored, held = Library(opened.plans()), Library(PLANS)
    for clause in held.clauses():
        found = stored.clause(clause.id)
        assert found == clause
        assert stored.children(clause.id) == held.children(clause.id)
        assert stored.ancestors(found) == held.ancestors(clause)
        assert stored.indicators_of(clause.id) == held.indicators_of(clause.id)
    assert list(stored.indicators()) == list(held.indicators())
    assert stored.indicator_names() == held.indicator_names() != {}
    assert stored.indicator_names([PLANS[0].id]) == held.indicator_names([PLANS[0].id])


def test_rows_count_on_from_plan_to_plan(opened) -> None:
    ids = [clause.id for plan in PLANS for clause in plan.clauses]
    assert len(opened) == len(ids)
    assert [opened.name(row) for row in range(len(ids))] == ids
    assert [opened.row(name) for name in ids] == list(range(len(ids)))
    assert opened.rows(PLANS[1].id) == (len(PLANS[0].clauses), len(PLANS[0].clauses) + len(PLANS[1].clauses))


def test_what_is_not_there_is_none(opened) -> None:
    assert opened.row("nothing#一") is None
    assert opened.rows("nothing") is None
    stored = Library(opened.plans([PLANS[0].id]))
    assert stored.clause(PLANS[0].clauses[0].id) == PLANS[0].clauses[0]
    assert stored.clause(PLANS[1].clauses[0].id) is None


def test_clauses_with_one_key_are_told_apart_by_their_ids(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(catalogue, "_key", lambda _: bytes(8))
    clauses = PLANS[0].clauses[:3]
    catalogue.write(tmp_path, [(replace(PLANS[0], clauses=clauses), "0.json")])
    found = Catalogue(tmp_path, [PLANS[0].id])
    assert [found.row(clause.id) for clause in clauses] == [0, 1, 2]
    assert found.row("another") is None


def test_opening_reads_no_plan(opened, tmp_path) -> None:
    for path in (tmp_path / "plans").iterdir():
        path.unlink()
    stored = Library(opened.plans())
    clause = PLANS[0].clauses[-1]
    assert stored.clause(clause.id) == clause
    with pytest.raises(StoreError, match="store check"):
        _ = stored.plans[PLANS[0].id].clauses


def test_a_folder_without_a_catalogue_says_what_to_do(tmp_path) -> None:
    with pytest.raises(StoreError, match="store check"):
        Catalogue(tmp_path, [])


def reopened(folder) -> Catalogue:
    return Catalogue(folder, [plan.id for plan in PLANS])


@pytest.mark.parametrize("name", ["plans.jsonl", "clauses.jsonl", "clauses-at.npy", "keys.npy", catalogue.NAMES_OF])
@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_a_file_that_was_cut_is_noticed_at_the_opening(opened, tmp_path, name, left) -> None:
    path = tmp_path / name
    data = path.read_bytes()
    path.write_bytes(data[: int(left * len(data))])
    with pytest.raises(StoreError, match=r"damaged .*store check") as error:
        reopened(tmp_path)
    assert "\n" not in str(error.value)


def test_a_catalogue_that_lost_a_whole_line_is_not_one_of_fewer_plans(opened, tmp_path) -> None:
    path = tmp_path / catalogue.PLANS
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    with pytest.raises(StoreError, match="2 plans where there were 3"):
        reopened(tmp_path)


@pytest.mark.parametrize("harm", [lambda data: data[: len(data) // 2], lambda data: b"[null]", lambda data: b"\xff"])
@pytest.mark.parametrize("name", ["plans/0.json", catalogue.NAMES])
def test_what_breaks_later_is_one_line_when_it_is_asked_for(opened, tmp_path, name, harm) -> None:
    path = tmp_path / name
    path.write_bytes(harm(path.read_bytes()))
    stored = next(iter(reopened(tmp_path).plans()))
    with pytest.raises(StoreError, match=r"damaged .*store check"):
        _ = stored.clauses if name.startswith("plans/") else stored.indicator_names


def test_a_clause_whose_line_is_broken_is_one_line_too(opened, tmp_path) -> None:
    path = tmp_path / catalogue.CLAUSES
    path.write_bytes(b"{" * path.stat().st_size)
    with pytest.raises(StoreError, match=r"damaged .*store check"):
        reopened(tmp_path).clause(PLANS[0].clauses[0].id)


def test_a_line_separator_in_a_title_ends_no_line(tmp_path) -> None:
    plan = replace(PLANS[0], metadata=replace(PLANS[0].metadata, title="甲\u2028乙\x85丙"))
    catalogue.write(tmp_path, [(plan, "0.json")])
    (stored,) = Catalogue(tmp_path, [plan.id]).plans()
    assert stored.title == plan.title


@pytest.mark.parametrize("where", [[], [PLANS[0].id]])
def test_names_of_indicators_are_found_in_a_text(where) -> None:
    library = Library(PLANS)
    name = next(iter(library.indicator_names([PLANS[0].id])))
    folded = library.indicator_names()[name]
    assert name in library.indicators_named(f"请问{folded}是多少", where)
    assert library.indicators_named("没有这个", where) == []
