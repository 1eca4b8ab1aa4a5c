"""Searching by vectors where there are too many to compare them all."""

from __future__ import annotations

import pytest

from index import store as stored
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store
from tests.conftest import PLAN

EMBEDDER = load_embedder()
NAMES = ("青禾区", "白鹭区")
OTHER = """望舒区校园食堂建设方案（2026—2028年）

一、改善厨房。更换老旧灶具和排烟管道。
二、公开食材。每天把进货单贴在门口。
三、请家长尝饭。每周请两位家长同吃一餐。
四、减少浪费。小份菜任选。
五、留样检查。每样留足两天。
"""


@pytest.fixture
def store(tmp_path, monkeypatch):
    files = []
    for name in NAMES:
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(PLAN.replace("青禾区", name), encoding="utf-8")
    files.append(tmp_path / "other.txt")
    files[-1].write_text(OTHER, encoding="utf-8")
    index_files(tmp_path / "store", files, EMBEDDER, lambda *_: None)
    return open_store(tmp_path / "store", EMBEDDER)


def cosines(store, k, plans=()):
    found = store.search_dense(EMBEDDER.embed_query("班主任津贴"), k, plans)
    assert {name.partition("#")[0] for name, _ in found} <= set(plans or store.library.plans)
    return [cosine for _, cosine in found]


@pytest.mark.parametrize("few", [0, 1, 2])
def test_chroma_finds_what_comparing_all_finds(store, monkeypatch, few) -> None:
    plans = sorted(store.library.plans)[:few]
    every = cosines(store, 5, plans)
    monkeypatch.setattr(stored, "ALL", 0)
    monkeypatch.setattr(stored, "SOME", 0)
    assert cosines(store, 5, plans) == pytest.approx(every, abs=1e-3)
    assert "_collection" in vars(store)


def test_where_chroma_finds_too_few_in_the_plans_asked_all_are_compared(store, monkeypatch) -> None:
    monkeypatch.setattr(stored, "SOME", 0)
    monkeypatch.setattr(stored, "MORE", 1)
    plan = next(plan.id for plan in store.library.plans.values() if "食堂" in plan.title)
    assert len(cosines(store, 4, [plan])) == 4


def test_a_small_store_never_opens_chroma(store) -> None:
    cosines(store, 5)
    assert "_collection" not in vars(store)
