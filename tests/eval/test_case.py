from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.answer import REASONS
from eval.case import CASES, Case, CaseError, load_cases, load_refs, parse_case
from eval.suites import SAMPLES
from index.read import read
from index.script import fold

SUITES = ("samples", "districts")


def test_a_case_in_its_shortest_form():
    case = parse_case({"id": "q1", "question": "津贴是多少？", "must": [["800元", "八百元"], "每月"]})
    assert case.question == "津贴是多少？"
    assert case.must == (("800元", "八百元"), ("每月",))
    assert case.all_slices == ("fact", "staff", "zh-Hans", "dev", "answerable")


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ([], "a case is a JSON object"),
        ({"question": "问"}, "'id' is a text"),
        ({"id": "a"}, "'turns' is a list"),
        ({"id": "a", "question": "问", "golden": []}, "unknown field 'golden'"),
        ({"id": "a", "question": "问", "language": "fr"}, "'language' is one of"),
        ({"id": "a", "question": "问", "as_of": "2026"}, "'as_of' is a date"),
        ({"id": "a", "question": "问", "must": [[]]}, "none of them empty"),
        ({"id": "a", "question": "问", "answerable": "no"}, "'answerable' is true or false"),
        ({"id": "a", "question": "问"}, "needs 'gold' or 'must'"),
        ({"id": "a", "question": "问", "must": ["x"], "reasons": ["opinion"]}, "'reasons' belong"),
        ({"id": "a", "question": "问", "gold": ["一、"], "plans": ["p"]}, "<plan>#<path>"),
        ({"id": "a", "question": "问", "gold": ["p#一、"]}, "which 'plans' does not list"),
        ({"id": "a", "question": "问", "gold": ["p#一、", "p#一、"], "plans": ["p"]}, "in 'gold' twice"),
        ({"id": "a", "question": "问", "must": ["x"], "weights": [1, 2]}, "one number per group"),
        ({"id": "a", "question": "问", "must": ["x"], "weights": [0]}, "numbers above 0"),
        ({"id": "a", "question": "问", "must": ["x"], "cells": {"p": ["x"]}}, "'cells' names a plan"),
        ({"id": "a", "question": "问", "must": ["x"], "cells": ["x"]}, "'cells' is an object"),
        ({"id": "a", "turns": [{"role": "assistant", "content": "答"}], "must": ["x"]}, "the last of 'turns'"),
        ({"id": "a", "turns": [{"role": "system", "content": "答"}], "must": ["x"]}, "a turn is"),
    ],
)
def test_what_is_wrong_is_said(record, says):
    with pytest.raises(CaseError, match=re.escape(says)):
        parse_case(record)


def test_an_error_names_file_and_line(tmp_path):
    file = tmp_path / "mine.jsonl"
    line = json.dumps({"id": "a", "question": "问", "must": ["x"]})
    for text, says in [(f"{line}\n{{", r"mine.jsonl:2: not JSON"), (f"{line}\n{line}", "mine.jsonl:2: id 'a' occurs")]:
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CaseError, match=says):
            load_cases(file)
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(CaseError, match="holds no case"):
        load_cases(file)
    with pytest.raises(CaseError, match="no such case file"):
        load_cases(tmp_path / "none.jsonl")


@pytest.mark.parametrize("suite", SUITES)
def test_the_shipped_cases_load_and_are_varied(suite):
    cases = load_cases(CASES / f"{suite}.jsonl", load_refs(CASES / "plans.toml"))
    assert len(cases) >= 200
    assert {case.language for case in cases} == {"zh-Hans", "zh-Hant", "en"}
    assert sum(not case.answerable for case in cases) >= 40
    questions = [(case.question, case.history) for case in cases]
    assert len(set(questions)) == len(questions)


def _all() -> list[Case]:
    refs = load_refs(CASES / "plans.toml")
    return [case for suite in SUITES for case in load_cases(CASES / f"{suite}.jsonl", refs)]


@pytest.mark.parametrize(
    "name",
    ["fact", "number", "everyday", "list", "indicator", "comparison", "en", "zh-Hant", "multi-turn", "version"],
)
def test_a_slice_is_large_enough_to_tell_something(name):
    assert sum(name in case.all_slices for case in _all()) >= 40


def test_a_reason_that_counts_is_one_that_answers_give():
    assert {reason for case in _all() for reason in case.reasons} <= set(REASONS)


def test_both_splits_are_drawn_from_every_slice():
    cases = _all()
    assert 0.55 <= sum(case.split == "dev" for case in cases) / len(cases) <= 0.65
    for name in {name for case in cases for name in case.all_slices} - {"dev", "test"}:
        splits = [case.split for case in cases if name in case.all_slices]
        assert len(splits) < 5 or {"dev", "test"} == set(splits), name


def test_a_comparison_says_which_value_is_whose():
    for case in _all():
        if case.type == "comparison" and case.gold and int(case.id[2:]) > 50:
            assert case.cells, case.id


def _shared_run(question: str, text: str, length: int = 5) -> str:
    question = re.sub(r"[\W_]+", "", fold(question))
    runs = (question[at : at + length] for at in range(len(question) - length + 1))
    return next((run for run in runs if run in text), "")


def _bare(text: str) -> str:
    """Only the characters: tags, readings put in after characters, marks and blanks left out."""
    return re.sub(r"<[^>]*>|\([^()\W\d_]{1,8}\)|[\W_]+", "", fold(text))


def _everyday(folder: Path, suite: str) -> None:
    refs = load_refs(CASES / "plans.toml")
    for case in load_cases(CASES / f"{suite}.jsonl", refs):
        if "everyday" in case.slices:
            for key in case.plans:
                text = _bare(read(folder / refs[key].source).text)
                assert not _shared_run(case.question, text), case.id


def test_everyday_questions_are_not_worded_like_the_sample_plans():
    _everyday(SAMPLES, "samples")


@pytest.mark.plans
def test_everyday_questions_are_not_worded_like_the_district_plans(real_plans):
    _everyday(real_plans[0].parent, "districts")


@pytest.mark.plans
def test_the_cases_hold_no_text_of_the_district_plans(real_plans):
    text = "".join(_bare(path.read_text(encoding="utf-8")) for path in real_plans)
    for line in (CASES / "districts.jsonl").read_text(encoding="utf-8").splitlines():
        for turn in json.loads(line)["turns"]:
            assert not _shared_run(turn["content"], text, 20)


def test_a_shared_run_is_seen():
    assert _shared_run("请问班主任津贴标准是？", _bare("其中，<b>班主任</b>津(jīn)贴标准提高")) == "班主任津贴"
