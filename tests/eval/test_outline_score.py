"""Scoring an outline against one made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.outline_score import plain, run, score

TEXT = "青禾区办法\n总则\n第一条　目的。\n（一）公平；\n（二）公开。\n第二条　范围。\n"
TRUTH = [
    {"path": "〔总则〕", "offset": 6, "line": 2},
    {"path": "〔总则〕第一条", "path_without_unnumbered": "第一条", "offset": 9, "line": 3},
    {"path": "〔总则〕第一条（一）", "path_without_unnumbered": "第一条（一）", "offset": 17, "line": 4},
    {"path": "〔总则〕第一条（二）", "path_without_unnumbered": "第一条（二）", "offset": 24, "line": 5},
    {"path": "〔总则〕第二条", "path_without_unnumbered": "第二条", "offset": 31, "line": 6},
]


def test_a_right_outline_scores_one() -> None:
    assert score("x", TEXT, TRUTH, []).f1 == 1.0


def test_a_missed_and_a_wrong_node_cost() -> None:
    wanted = [*TRUTH[:-1], {"path": "第九条", "offset": 31, "line": 6}]
    found = score("x", TEXT, wanted, [])
    assert (found.hits, found.missed, len(found.wrong)) == (4, ((6, "第九条"),), 1)
    assert found.f1 == pytest.approx(2 * 4 / (2 * 4 + 2))


def test_an_optional_node_may_be_found_or_not() -> None:
    optional = [{**node, "optional": node["offset"] == 31} for node in TRUTH]
    found = score("x", TEXT, [*optional, {"path": "第三条", "offset": 2, "line": 1, "optional": True}], [])
    assert (found.hits, found.f1) == (4, 1.0)


def test_a_trap_taken_is_told() -> None:
    assert score("x", TEXT, TRUTH, [{"line": 4, "offset": 17, "starts_with": "（一）"}]).trapped == ((4, "（一）"),)


def test_paths_are_compared_plain() -> None:
    assert plain("〔總則〕第一條（一）~2") == plain("总则第一条(一)")


def test_a_folder_is_scored(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "structure.json").write_text(json.dumps({"a.txt": TRUTH}), encoding="utf-8")
    (tmp_path / "traps.json").write_text("{}", encoding="utf-8")
    assert [one.f1 for one in run(tmp_path)] == [1.0]
