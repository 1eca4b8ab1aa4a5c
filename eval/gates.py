"""Gates: what makes a run fail. Floors stand in ``floors.toml``, what once passed in ``baseline.json``, what may fail
for a time in ``accepted.toml``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from eval.case import CaseError
from eval.compare import INCONCLUSIVE, SMALLEST, WORSE, compare, line, pairs_of
from eval.kills import CHECK
from eval.run import Gate, Run
from eval.score import INVARIANTS, Result

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
BASELINE = HERE / "baseline.json"
ACCEPTED = HERE / "accepted.toml"

UNSOUND = ("integrity", "stable", "no crash", "recorded replies")
"""Gates that say the run itself cannot be trusted; such a run is never blessed."""

Floors = Mapping[str, Mapping[str, float]]
NO_BASELINE = "nothing to compare with: there is no baseline yet (`eduplan eval --bless` writes one)"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A case that may fail though it passed in the baseline: why, and the last day on which that holds."""

    reason: str
    expires: date


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the gates of a set of cases stand."""

    floors: Path = FLOORS
    baseline: Path = BASELINE
    accepted: Path = ACCEPTED


def beside(cases: Path | None) -> Beside:
    """Beside ``mine.jsonl``: ``mine.floors.toml``, ``mine.baseline.json``, ``mine.accepted.toml`` (of a folder: inside
    it, as ``floors.toml`` …); those of the shipped cases for None."""
    if cases is None:
        return Beside()
    kinds = ("floors.toml", "baseline.json", "accepted.toml")
    return Beside(*(cases / kind if cases.is_dir() else cases.with_suffix(f".{kind}") for kind in kinds))


def gated(run: Run, files: Beside, today: date | None = None) -> Run:
    """``run`` with its gates, by the floors, the baseline and the accepted failures of ``files``."""
    return gate(run, load_floors(files.floors), load_baseline(files.baseline), load_accepted(files.accepted), today)


def gate(
    run: Run,
    floors: Floors | None = None,
    baseline: Mapping[str, bool] | None = None,
    accepted: Mapping[str, Accepted] | None = None,
    today: date | None = None,
) -> Run:
    """``run`` with its gates: integrity, stability, invariants, faults, flips, slices and floors, in this order."""
    excused = {name for name, one in (accepted or {}).items() if one.expires >= (today or date.today())}
    return replace(
        run,
        gates=(
            Gate("integrity", not run.integrity, run.integrity),
            _verdict("stable", (f"{case}: two answers to one question differ" for case in run.unstable)),
            _verdict("no crash", (f"{r.case.id}: {r.faults[0]}" for r in run.results if r.answer is None)),
            _verdict("recorded replies", iter(run.unrecorded)),
            *(_verdict(f"invariant: {name}", _broken(run, name)) for name in INVARIANTS),
            _verdict("faults", _survivors(run), _untried(run)),
            _verdict("support check", _unchecked(run, floors or {})),
            _flips(run, baseline, accepted or {}, excused),
            _slices(run, baseline, excused),
            _verdict("floors", _below(run, floors or {})),
        ),
    )


def _verdict(name: str, findings: Iterator[str], notes: Iterable[str] = ()) -> Gate:
    found = tuple(findings)
    return Gate(name, not found, found, tuple(notes))


def _broken(run: Run, name: str) -> Iterator[str]:
    for result in run.results:
        for fault in result.broken.get(name, ()):
            yield f"{result.case.id}: {fault}"


def _survivors(run: Run) -> Iterator[str]:
    for kill in run.kills:
        if kill.survived and not kill.fault.startswith(CHECK):
            yield f"{kill.fault}: went unnoticed in {', '.join(kill.survived)} ({kill.tried} tried)"


def _unchecked(run: Run, floors: Floors) -> Iterator[str]:
    """Edits that the assistant's own check lets through more often than the table ``support check`` allows."""
    least = floors.get("support check", {})
    for kill in run.kills:
        floor = least.get(kill.fault.removeprefix(CHECK), 0.0) if kill.fault.startswith(CHECK) else 0.0
        if kill.rate is not None and kill.rate < floor:
            yield f"{kill.fault}: {kill.rate:.3f} noticed, at least {floor:.2f} asked: {', '.join(kill.survived)}"


def _untried(run: Run) -> Iterator[str]:
    yield from (f"{kill.fault}: no answer offered it a place" for kill in run.kills if not kill.tried)


def _flips(
    run: Run, baseline: Mapping[str, bool] | None, accepted: Mapping[str, Accepted], excused: Iterable[str]
) -> Gate:
    """What passed in the baseline and fails now; accepted ones, and those that pass now, are notes."""
    if not baseline:
        return Gate("flips", True, (), (NO_BASELINE,))
    findings, notes = [], []
    for result in run.results:
        name, before = result.case.id, baseline.get(result.case.id)
        if before is False and result.passed:
            notes.append(f"{name}: failed in the baseline, passes now")
        if name in accepted and result.passed:
            notes.append(f"{name}: passes; take it out of accepted.toml")
        if not before or result.passed:
            continue
        told = f"{name}: passed in the baseline, now {result.stage}: {'; '.join(result.faults)}"
        if name in excused:
            notes.append(f"{told} (accepted until {accepted[name].expires}: {accepted[name].reason})")
        elif name in accepted:
            findings.append(f"{told} (was accepted until {accepted[name].expires}, which is over)")
        else:
            findings.append(told)
    return Gate("flips", not findings, tuple(findings), tuple(notes))


def _slices(run: Run, baseline: Mapping[str, bool] | None, excused: Iterable[str]) -> Gate:
    """Slices that are worse than in the baseline; those where it cannot be told are notes. Accepted cases stay out."""
    if not baseline:
        return Gate("slices", True, (), (NO_BASELINE,))
    known = {name: passed for name, passed in baseline.items() if name not in set(excused)}
    changes = compare(pairs_of(known, ((r.case.id, cluster(r), r.case.all_slices, r.passed) for r in run.results)))
    worse = tuple(line(change) for change in changes if change.verdict == WORSE)
    notes = [line(change) for change in changes if change.verdict == INCONCLUSIVE]
    strange = sum(result.case.id not in baseline for result in run.results)
    if strange:
        notes.append(f"{strange} cases are not in the baseline and were not compared")
    return Gate("slices", not worse, worse, tuple(notes))


def cluster(result: Result) -> str:
    """The plans a case is about, as one name."""
    return "+".join(sorted(result.case.plans)) or result.suite


def _below(run: Run, floors: Floors) -> Iterator[str]:
    known = {part.name: part for part in run.slices}
    for name, least in floors.items():
        part = known.get(name)
        if part is None or part.count < SMALLEST:
            continue
        for metric, floor in least.items():
            value = part.scores.get(metric)
            if value is None:
                yield f"{name}: {metric} was not measured; its floor is {floor:.2f}"
            elif value < floor:
                yield f"{name}: {metric} is {value:.3f}, its floor {floor:.2f}"


def load_floors(path: Path = FLOORS) -> Floors:
    """Slice → metric → least value; empty where there is no file."""
    return {} if not path.is_file() else tomllib.loads(path.read_text(encoding="utf-8"))


def load_accepted(path: Path = ACCEPTED) -> dict[str, Accepted]:
    """Case id → reason and last day. Empty where there is no file; CaseError for an entry that lacks either."""
    if not path.is_file():
        return {}
    accepted = {}
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        reason, expires = (entry.get("reason"), entry.get("expires")) if isinstance(entry, dict) else (None, None)
        if not reason or not isinstance(expires, date):
            raise CaseError(f'{path}: [{name}] needs reason = "…" and expires = 2026-01-31')
        accepted[name] = Accepted(str(reason), expires)
    return accepted


def load_baseline(path: Path = BASELINE) -> dict[str, bool]:
    """Case id → passed; empty where there is no baseline yet."""
    if not path.is_file():
        return {}
    return {str(case): bool(passed) for case, passed in json.loads(path.read_text(encoding="utf-8"))["passed"].items()}


def bless(run: Run, path: Path = BASELINE) -> None:
    """Writes ``run`` as the baseline. Cases that were not run keep what they had. CaseError for a run that cannot be
    trusted (``UNSOUND``)."""
    if unsound := [gate.name for gate in run.gates if gate.name in UNSOUND and not gate.passed]:
        raise CaseError(f"not blessed, as these gates did not pass: {', '.join(unsound)}; mend them and run again")
    passed = load_baseline(path) | {result.case.id: result.passed for result in run.results}
    document = {"config": run.config, "passed": dict(sorted(passed.items()))}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
