"""The benchmark of the support check: true wordings by rule, spoiled ones by the eval's faults."""

from __future__ import annotations

import json

import pytest

from eval.mutations import Trial, failures, pairs, table, trials
from eval.restate import WAYS, bare, merged
from tests.eval.small import PAY


@pytest.mark.parametrize(
    ("kind", "sentence", "said"),
    [
        ("lead-in", "新建小学2所", "根据规划，新建小学2所。"),
        ("district named", "新建小学2所", "云岭区的规划提出，新建小学2所。"),
        ("cut", "每学年开展两次家访活动，做好记录", "每学年开展两次家访活动。"),
        ("cut", "除毕业年级以外的其他年级，取消统考", None),
        ("synonym", "加强师德教育", "强化师德教育。"),
        ("synonym", "落实《加强家访办法》", None),
        ("object first", "规范办学行为", "办学行为要规范。"),
        ("list turned", "配备(校医、保安)", "配备(保安和校医)。"),
        ("other scale", "投入1096万元", "投入0.1096亿元。"),
        ("other scale", "投入约1096万元", None),
    ],
)
def test_each_way_keeps_a_sentence_true_or_leaves_it_alone(kind, sentence, said):
    assert WAYS[kind](sentence, "云岭区") == said


def test_a_sentence_is_taken_without_its_mark_and_stop():
    assert bare("(二)新建小学2所。") == "新建小学2所"
    assert merged("新建小学2所", "改建1所") == "新建小学2所；此外，改建1所。"


def test_every_sentence_of_a_small_library_passes_and_its_spoiled_forms_do_not(library):
    found = list(trials(library))
    assert {one.true for one in found} == {True, False}
    assert list(failures(found)) == []


def test_wordings_by_hand_of_plans_that_are_not_there_are_passed_over(library, tmp_path):
    clause = next(clause.id for clause in library.clauses() if clause.path == PAY)
    lines = [
        {"clause": clause, "text": "班主任津贴为每人每月800元。", "true": True},
        {"clause": clause, "text": "班主任津贴为每人每月900元。", "true": False},
        {"clause": "nobody#一、", "text": "x", "true": True},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [(one.true, one.passed) for one in pairs(path, library)] == [(True, True), (False, False)]


def test_the_table_counts_false_alarms_and_what_is_caught():
    found = [Trial("cut", "a", "b", True, passed) for passed in (True, False)] + [Trial("year", "a", "b", False, False)]
    text = "\n".join(table(found))
    assert "| cut | 2 | 1 | 50.0% |" in text
    assert "| year | 1 | 1 | 100.0% |" in text
