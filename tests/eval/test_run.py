"""The run, its gates and its reports; and the eval itself tested with faults put into right answers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answer import ANSWERED, Sentence
from eval.case import CaseError, PlanRef
from eval.faults import EDITS, FAULTS
from eval.figures import number_faults
from eval.gates import bless, gate, load_baseline, load_floors
from eval.kills import CHECK, FORGOTTEN, Kills, kill_rate
from eval.report import to_json, write
from eval.run import join, run, run_file, run_suites
from eval.suites import DISTRICTS_MISSING, SAMPLES, district_plans
from tests.eval.small import Lookup, comparing, decline, make_case, true_answer, unanswerable

CASES = (make_case(), unanswerable(), comparing())


def findings(done):
    return {one.name: one.findings for one in done.gates if not one.passed}


def test_a_good_assistant_passes_every_gate(lookup):
    done = gate(run(lookup, CASES), load_floors())
    assert not done.failed, findings(done)
    whole = done.slices[0]
    assert (whole.count, whole.passed) == (3, 3)
    assert whole.scores["decline precision"] == whole.scores["decline recall"] == 1


def test_without_gates_or_results_a_run_has_failed(lookup):
    assert run(lookup, CASES).failed
    assert gate(run(lookup, [])).failed


def test_every_fault_is_tried_and_caught(lookup):
    found = {kill.fault: kill for kill in run(lookup, CASES).kills}
    assert set(found) == {*FAULTS, FORGOTTEN, *(CHECK + name for name in EDITS)}
    assert all(kill.tried and not kill.survived for kill in found.values()), found


@pytest.mark.parametrize("name", FAULTS)
def test_an_assistant_with_a_fault_fails_the_run(library, lookup, name):
    """The same faults, but in the assistant: the gates see them, not only the scores."""
    baseline = {result.case.id: result.passed for result in run(lookup, CASES).results}
    spoilt = {}
    for case in CASES:
        answer = lookup.answers[case.question]
        spoilt[case.question] = FAULTS[name](case, answer) or answer
    done = gate(run(Lookup(library, spoilt), CASES), baseline=baseline)
    assert done.failed
    assert findings(done)["flips"]


def test_declining_switched_off_breaks_a_floor(library, lookup):
    answers = lookup.answers | {unanswerable().question: replace(decline(), status=ANSWERED)}
    cases = [replace(case, id=f"{case.id}{n}") for case in CASES for n in range(5)]
    done = gate(run(Lookup(library, answers), cases), load_floors())
    assert any("decline recall" in finding for finding in findings(done)["floors"])


def test_a_crash_is_one_failed_case(library, lookup):
    answers = lookup.answers | {make_case().question: RuntimeError("no such table")}
    done = gate(run(Lookup(library, answers), CASES))
    assert [result.stage for result in done.results] == ["crashed", "", ""]
    assert "no such table" in findings(done)["no crash"][0]


def test_an_answer_that_changes_is_seen(library):
    class Moody(Lookup):
        def ask(self, *args, **named):
            return replace(super().ask(*args, **named), standalone=str(len(self.asked)))

    moody = Moody(library, {make_case().question: true_answer(library)})
    assert findings(gate(run(moody, CASES[:1])))["stable"]


def test_a_flip_blocks_until_it_is_blessed(library, lookup, tmp_path):
    baseline = tmp_path / "baseline.json"
    assert load_baseline(baseline) == {}
    bless(run(lookup, CASES), baseline)
    worse = Lookup(library, {case.question: decline() for case in CASES})
    now = run(worse, CASES)
    assert [line.split(":")[0] for line in findings(gate(now, baseline=load_baseline(baseline)))["flips"]] == ["a", "c"]
    bless(now, baseline)
    assert "flips" not in findings(gate(now, baseline=load_baseline(baseline)))


def test_cases_that_were_not_run_keep_their_place_in_the_baseline(lookup, tmp_path):
    baseline = tmp_path / "baseline.json"
    bless(run(lookup, CASES[:1]), baseline)
    bless(run(lookup, CASES[1:]), baseline)
    assert load_baseline(baseline) == {"a": True, "b": True, "c": True}


def test_each_case_is_asked_on_its_own_day(lookup):
    run(lookup, [make_case(as_of=date(2031, 5, 4))])
    assert lookup.asked[0][1] == date(2031, 5, 4)


def test_two_runs_differ_in_timing_only(lookup):
    first, second = (json.loads(to_json(gate(run(lookup, CASES)))) for _ in range(2))
    assert first.pop("timing") != second.pop("timing")
    assert first == second
    assert first["config"]["plan yunling.txt"] == "y" * 64


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_the_report_files(library, lookup, tmp_path):
    loud = replace(make_case(), must=(("<script>alert(1)</script>",),), id="x<1>")
    done = gate(join([run(lookup, [*CASES, loud])], ["NOT RUN: something"]))
    write(done, tmp_path / "new" / "report")
    folder = tmp_path / "new" / "report"
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["failed"] is True
    suite = ElementTree.parse(folder / "junit.xml").getroot()
    assert len(suite.findall("testcase")) == int(suite.get("tests")) == len(done.gates) + 4
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert "NOT RUN: something" in summary and "| x<1> |" in summary and "misstated" in summary
    page = _Page((folder / "report.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags and page.links == []


def test_a_file_of_ones_own(lookup, tmp_path):
    lines = [
        {"id": "m1", "question": make_case().question, "must": ["800元"], "plans": ["yunling.txt"]},
        {"id": "m2", "question": unanswerable().question, "answerable": False},
    ]
    file = tmp_path / "mine.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert not gate(run_file(lookup, file)).failed
    done = run_file(lookup, tmp_path, date(2027, 1, 1))
    assert [result.suite for result in done.results] == ["mine", "mine"]
    assert lookup.asked[-1][1] == date(2027, 1, 1)
    with pytest.raises(CaseError, match=r"holds no \.jsonl file"):
        run_file(lookup, Path(__file__).parent)


def test_missing_district_plans_are_said_loudly(lookup, monkeypatch, tmp_path):
    monkeypatch.setattr("eval.run.load_cases", lambda path, refs: CASES)
    monkeypatch.setenv("EDUPLAN_REAL_PLANS", str(tmp_path / "gone"))
    assert district_plans() is None
    done = run_suites(lambda suite, folder: lookup)
    assert done.notices == (DISTRICTS_MISSING,)
    assert {result.suite for result in done.results} == {"samples"}
    monkeypatch.setenv("EDUPLAN_REAL_PLANS", str(tmp_path))
    assert {result.suite for result in run_suites(lambda suite, folder: lookup).results} == {"samples", "districts"}


def test_district_plans_that_are_given_are_those_asked(lookup, monkeypatch, tmp_path):
    """By their names, or under other names by their contents; a folder that lacks one is not gone past."""
    refs = {"yunling": PlanRef("yunling", "yunling.txt", hashlib.sha256(b"plan").hexdigest())}
    monkeypatch.setattr("eval.run.load_refs", lambda path: refs)
    monkeypatch.setattr("eval.run.load_cases", lambda path, refs: (replace(CASES[0], plans=("yunling",)),))
    opened = {}
    with pytest.raises(CaseError, match=r"lacks yunling\.txt, of which the shipped cases speak: give"):
        run_suites(lambda suite, folder: lookup, districts=tmp_path)
    for name, text in (("yunling.txt", "other"), ("renamed.txt", "plan")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run_suites(lambda suite, folder: opened.setdefault(suite, folder) and lookup, districts=tmp_path)
        assert opened == {"samples": SAMPLES, "districts": tmp_path} and not done.notices
        (tmp_path / name).unlink()
    with pytest.raises(CaseError, match="does not exist"):
        run_suites(lambda suite, folder: lookup, districts=tmp_path / "gone")


def test_a_split_alone(lookup, monkeypatch, tmp_path):
    cases = (CASES[0], replace(CASES[1], split="test"))
    monkeypatch.setattr("eval.run.load_cases", lambda path, refs: cases)
    monkeypatch.setenv("EDUPLAN_REAL_PLANS", str(tmp_path / "gone"))
    assert [r.case.id for r in run_suites(lambda suite, folder: lookup, split="dev").results] == ["a"]
    assert [r.case.id for r in run_suites(lambda suite, folder: lookup, split="test").results] == ["b"]


def test_the_kill_rate_counts_answers_not_the_check_alone():
    found = [
        Kills("number edited", 8, ("a",)),
        Kills("marker zero", 2, ()),
        Kills(CHECK + "number edited", 8, ("a", "b")),
    ]
    assert kill_rate(found) == "9 of 10, 90.0%"
    assert kill_rate([]) == "none tried"


def test_a_check_that_lets_edits_through_is_told(lookup, monkeypatch):
    """The eval sees the edited number by itself; the gate says that the assistant's own check did not."""
    monkeypatch.setattr("assistant.verify.numbers", lambda *_: [])
    done = gate(run(lookup, CASES), load_floors())
    assert any("support check: number edited" in finding for finding in findings(done)["support check"])


def test_a_hotline_of_the_configured_file_is_no_invented_number(library):
    contacts = Sentence("报警：110；急救：120")
    answer = replace(decline(), status=ANSWERED, reason="danger", sentences=(contacts,))
    assert number_faults(answer, library) == ()
    assert number_faults(replace(answer, reason=""), library)
