"""`eduplan eval` on plans and cases of one's own: begin a case, run, bless, compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.case import load_cases
from index.place import place_of
from tests.conftest import PLAN
from ui.cli import main


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *argv):
    """Exit status, stdout, stderr of `eduplan eval …` on the plans of this folder."""
    status = main(["eval", *argv, "--plans", "plans", "--store", str(Path.cwd() / "store")])
    out = capsys.readouterr()
    return status, out.out, out.err


QUESTION = "青禾区班主任津贴每月多少？"


def test_a_case_is_begun_run_blessed_and_compared(capsys, here):
    status, out, err = run(capsys, "new", QUESTION, "plan.txt#二、(二)3.")
    assert status == 0 and json.loads(out)["gold"] == [["plan.txt#二、(二)3."]]
    assert "1 of 1 cases added to mine.jsonl" in err and "800元" in err
    status, _, err = run(capsys, "--cases", "mine.jsonl", "--report", "a", "--bless")
    assert status == 0 and "baseline in mine.baseline.json" in err
    assert json.loads((here / "mine.baseline.json").read_text(encoding="utf-8"))["passed"]
    assert run(capsys, "--cases", "mine.jsonl", "--report", "b", "--json")[0] == 0
    status, out, _ = run(capsys, "--compare", "a/run.json", "b/run.json")
    assert status == 0 and "## Lost (0)" in out


def test_a_flip_is_exit_1(capsys, here):
    run(capsys, "new", QUESTION, "plan.txt#二、(二)3.")
    run(capsys, "--cases", "mine.jsonl", "--bless")
    case = json.loads((here / "mine.jsonl").read_text(encoding="utf-8"))
    (here / "mine.jsonl").write_text(json.dumps(case | {"must_not": ["800元"]}), encoding="utf-8")
    status, out, _ = run(capsys, "--cases", "mine.jsonl")
    assert status == 1 and "passed in the baseline, now misstated" in out


def test_recorded_replies_that_are_missing_fail_the_run(capsys, here):
    run(capsys, "new", QUESTION, "plan.txt#二、(二)3.")
    status, out, _ = run(capsys, "--cases", "mine.jsonl", "--replies", "replies.jsonl")
    assert status == 1 and "re-record" in out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["new", "问"], "begin a case with"),
        (["old", "问", "x"], "begin a case with"),
        (["new", "问", "plan.txt#九、"], "no clause plan.txt#九、"),
        (["new", "--feedback", "nowhere.jsonl"], "is no feedback file"),
        (["--compare", "a.json", "b.json"], "a.json is no run"),
        (["--record"], "--record needs --replies"),
        (["--cases", "nowhere.jsonl"], "is no case file"),
    ],
)
def test_a_wrong_request_says_what_to_do(capsys, here, argv, says):
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert says in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--plans", "nowhere"], "nowhere does not exist"),
        (["--plans", "plans"], "of which the shipped cases speak: give the folder that holds them"),
        (["--store", "http://127.0.0.1:9"], "the shipped cases have stores of their own"),
    ],
)
def test_the_shipped_cases_go_past_no_option(capsys, here, options, says):
    assert main(["eval", *options]) == 2
    out = capsys.readouterr()
    assert out.out == "" and says in out.err and out.err.count("\n") == 1


def test_the_shipped_cases_leave_a_store_alone_and_keep_theirs_in_a_folder(capsys, here, monkeypatch):
    run(capsys, "new", QUESTION, "plan.txt#二、(二)3.")
    assert main(["eval", "--store", "store"]) == 2
    assert "store is a store: the shipped cases have stores of their own" in capsys.readouterr().err
    monkeypatch.setenv("EDUPLAN_REAL_PLANS", str(here / "gone"))
    monkeypatch.setattr("eval.run.load_cases", lambda path, refs: load_cases(here / "mine.jsonl"))
    main(["eval", "--store", "kept"])
    assert "NOT RUN" in capsys.readouterr().err
    assert place_of(here / "kept" / "samples").current()
