"""Two runs compared: the statistics by hand, the verdicts, the gate and the command's page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from eval.case import CaseError
from eval.compare import INCONCLUSIVE, NO_WORSE, WORSE, Pair, bootstrap, compare, holm, mcnemar
from eval.diff import diff, markdown, to_json
from eval.gates import Accepted, beside, bless, gate, gated, load_accepted, load_baseline
from eval.report import to_json as run_json
from eval.run import run
from tests.eval.small import Lookup, answers, comparing, decline, make_case, unanswerable


def pairs(lost: int, gained: int, same: int, clusters: int = 5) -> list[Pair]:
    changes = [(True, False)] * lost + [(False, True)] * gained + [(True, True)] * same
    return [Pair(f"{n}", f"plan {n % clusters}", ("fact",), *change) for n, change in enumerate(changes)]


@pytest.mark.parametrize(
    ("lost", "gained", "p"),
    [
        (0, 0, 1.0),
        (5, 0, 2 / 32),  # 2 · C(5,0) / 2⁵
        (6, 1, 2 * (1 + 7) / 128),  # 2 · (C(7,0) + C(7,1)) / 2⁷
        (3, 3, 1.0),  # 2 · (1 + 6 + 15 + 20) / 64 > 1
        (1, 6, 2 * (1 + 7) / 128),
    ],
)
def test_mcnemar_by_hand(lost, gained, p):
    assert mcnemar(lost, gained) == pytest.approx(p)


def test_holm_by_hand():
    # sorted .01 .02 .04 → 3·.01, 2·.02, 1·.04, each at least the one before
    assert holm([0.04, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])
    assert holm([0.9, 0.6]) == [1.0, 1.0]
    assert holm([]) == []


def test_the_bootstrap_is_fixed_by_its_seed_and_knows_no_change():
    some = pairs(lost=6, gained=2, same=40)
    assert bootstrap(some) == bootstrap(list(reversed(some)))
    low, high = bootstrap(some)
    assert low < (2 - 6) / 48 < high
    assert bootstrap(pairs(0, 0, 10)) == (0.0, 0.0)
    assert bootstrap(pairs(lost=10, gained=0, same=0)) == (-1.0, -1.0)


def test_one_cluster_still_has_an_interval():
    low, high = bootstrap(pairs(lost=3, gained=0, same=20, clusters=1))
    assert low < -3 / 23 < high


@pytest.mark.parametrize(
    ("lost", "gained", "same", "verdict"),
    [
        (0, 0, 50, NO_WORSE),
        (0, 9, 41, NO_WORSE),
        (15, 0, 35, WORSE),
        (2, 1, 40, INCONCLUSIVE),
    ],
)
def test_verdicts(lost, gained, same, verdict):
    found = {change.name: change for change in compare(pairs(lost, gained, same))}
    assert found["fact"].verdict == verdict
    assert (found["all"].lost, found["all"].gained, found["all"].count) == (lost, gained, lost + gained + same)


def test_a_slice_of_few_cases_is_not_judged():
    assert compare(pairs(lost=4, gained=0, same=0)) == ()


CASES = tuple(
    make_case(id=f"{kind.id}{n}", turns=kind.turns, type=kind.type, plans=kind.plans, gold=kind.gold, must=kind.must,
              cells=kind.cells, answerable=kind.answerable, reasons=kind.reasons)
    for kind in (make_case(), unanswerable(), comparing())
    for n in range(4)
)  # fmt: skip


@pytest.fixture
def worse(library):
    return Lookup(library, answers(library) | {make_case().question: decline()})


def test_the_gates_name_what_flipped_and_which_slice_is_worse(lookup, worse):
    baseline = {result.case.id: result.passed for result in run(lookup, CASES).results}
    assert all(baseline.values())
    found = {one.name: one for one in gate(run(worse, CASES), baseline=baseline).gates}
    assert [line.split(":")[0] for line in found["flips"].findings] == ["a0", "a1", "a2", "a3"]
    assert any(line.startswith("all: ") for line in (*found["slices"].findings, *found["slices"].notes))


def test_without_a_baseline_that_is_said(lookup):
    found = {one.name: one for one in gate(run(lookup, CASES)).gates}
    assert found["flips"].passed and "no baseline" in found["flips"].notes[0]
    assert found["slices"].passed and "no baseline" in found["slices"].notes[0]


def test_what_passes_now_is_said(lookup):
    found = {one.name: one for one in gate(run(lookup, CASES), baseline={"a0": False}).gates}
    assert found["flips"].notes == ("a0: failed in the baseline, passes now",)
    assert "11 cases are not in the baseline and were not compared" in found["slices"].notes


def test_an_accepted_failure_does_not_block_until_it_expires(worse, lookup):
    baseline = {result.case.id: result.passed for result in run(lookup, CASES).results}
    accepted = {
        name: Accepted("the embedder is retrained", date(2026, 6, 30)) for name in ("a0", "a1", "a2", "a3", "b0")
    }
    done = {one.name: one for one in gate(run(worse, CASES), None, baseline, accepted, date(2026, 6, 30)).gates}
    assert done["flips"].passed and done["slices"].passed
    assert "accepted until 2026-06-30: the embedder is retrained" in done["flips"].notes[0]
    assert done["flips"].notes[-1] == "b0: passes; take it out of accepted.toml"
    late = {one.name: one for one in gate(run(worse, CASES), None, baseline, accepted, date(2026, 7, 1)).gates}
    assert len(late["flips"].findings) == 4 and "which is over" in late["flips"].findings[0]


def test_the_accepted_file_needs_reason_and_expiry(tmp_path):
    file = tmp_path / "accepted.toml"
    assert load_accepted(file) == {}
    file.write_text('[a]\nreason = "known"\nexpires = 2026-12-31\n', encoding="utf-8")
    assert load_accepted(file) == {"a": Accepted("known", date(2026, 12, 31))}
    for text in ('[a]\nreason = "known"\n', "[a]\nexpires = 2026-12-31\n", 'a = "known"\n'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CaseError, match=r"\[a\] needs reason"):
            load_accepted(file)
    assert load_accepted() == {}, "the shipped list is empty"


def test_own_cases_have_their_gates_beside_them(lookup, tmp_path):
    files = beside(tmp_path / "mine.jsonl")
    assert files.baseline == tmp_path / "mine.baseline.json" and files.floors == tmp_path / "mine.floors.toml"
    assert beside(tmp_path).accepted == tmp_path / "accepted.toml"
    files.floors.write_text('[all]\n"facts" = 1.01\n', encoding="utf-8")
    done = gated(run(lookup, CASES), files)
    assert [one.name for one in done.gates if not one.passed] == ["floors"]
    bless(done, files.baseline)
    assert load_baseline(files.baseline)["a0"] is True


def test_a_run_that_cannot_be_trusted_is_not_blessed(lookup, tmp_path):
    lost = make_case(gold=(("yunling.txt#九、",),))
    with pytest.raises(CaseError, match="not blessed, as these gates did not pass: integrity"):
        bless(gate(run(lookup, [lost])), tmp_path / "baseline.json")


def test_two_run_files(lookup, worse, tmp_path):
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file, assistant in zip(files, (lookup, worse), strict=True):
        file.write_text(run_json(gate(run(assistant, CASES))), encoding="utf-8")
    found = diff(*files)
    assert [name for name, _ in found.lost] == ["a0", "a1", "a2", "a3"] and not found.gained
    assert found.metrics["clause recall"] == (1.0, pytest.approx(0.5))
    page = markdown(found)
    assert "## Lost (4)" in page and "not retrieved" in page and "- all: " in page
    assert json.loads(to_json(found))["worse"] is found.worse
    back = diff(files[1], files[0])
    assert len(back.gained) == 4 and not back.worse
    files[0].write_text("[]", encoding="utf-8")
    with pytest.raises(CaseError, match=r"a\.json is no run of this version"):
        diff(*files)
