"""The bench on scale in the smallest size: it builds, searches and writes its page."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from eval import bench_scale
from eval.bench_scale import _bars, build, search
from eval.scale_page import SEARCH, Built, Found, Took, page, plot
from index.nearby import Nearby

TOOK = (Took(SEARCH, 9.0, 31.4, 8.0, 20.0), Took("words, one plan", 0.5, 0.9, 0.4, 0.8))
FOUND = Found(10_000, 96, 1.5, 3 << 30, 2 << 30, 1 << 30, TOOK, 0.987)
BUILT = Built(50.0, 40.0, {"read": 30.0, "words": 20.0}, {"chroma": 5 << 20, "current": 7}, 1 << 30)


def test_a_small_store_is_built_and_searched(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bench_scale, "QUESTIONS", 4)
    monkeypatch.setattr(bench_scale, "ANSWERS", 1)
    made = build(tmp_path, 250)
    found = search(tmp_path)
    assert set(made.stages) == {"read", "words", "embed"}
    assert sum(made.stages.values()) <= made.seconds
    assert made.sizes["plans"] > 0 < made.sizes["chroma"]
    assert 250 <= found.clauses < 600
    assert found.plans >= 2
    assert found.recall == 1, "all passages of a small store are within the candidates' reach"
    assert all(0 < took.median <= took.most and took.worked <= took.worked_most for took in found.took)


def test_the_bar_is_the_cosine_of_the_last_one_wanted(monkeypatch) -> None:
    monkeypatch.setattr(bench_scale, "WANTED", 2)
    monkeypatch.setattr(bench_scale, "BLOCK", 2)
    every = Nearby(np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float16), np.arange(3, dtype=np.int32))
    assert _bars(every, np.array([[1, 0], [0, 1]], np.float32)).tolist() == pytest.approx([0.6, 0.8], abs=1e-3)


def test_the_page_tells_every_figure_by_size() -> None:
    larger = replace(FOUND, clauses=1_000_000)
    told = page([(BUILT, FOUND), (None, larger)], "two processors", "scale.svg")
    assert "| clauses | 10,000 | 1,000,000 |" in told
    assert "| clauses a second | 200 |  |" in told
    assert f"| {SEARCH} | 9.0 / 31.4 (8.0 / 20.0) |" in told
    assert "| recall, % | 98.7 | 98.7 |" in told
    assert "two processors" in told and "scale.svg" in told


def test_the_plot_is_well_formed_and_shows_each_point() -> None:
    drawn = ElementTree.fromstring(plot([FOUND, replace(FOUND, clauses=100_000)]))
    assert len(drawn.findall(".//{*}circle")) == 4
    assert "31.4" in {text.text for text in drawn.findall(".//{*}text")}
