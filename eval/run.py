"""The regression run: cases through an assistant, scored, gated. Offline and deterministic but for timings."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import prompts
from assistant.answer import Answer
from assistant.history import Turn
from eval.attribution import alce
from eval.case import CASES, Case, CaseError, PlanRef, load_cases, load_refs
from eval.integrity import integrity_faults, resolve
from eval.judge import Panel
from eval.kills import Kills, kills, together
from eval.latency import calibrate, ratios
from eval.metrics import mean, precision_recall, wilson
from eval.score import Result, Scores, crashed, declines, score
from eval.suites import DISTRICTS_MISSING, folders, lacking
from index.library import Library

REPEAT_EVERY = 10
"""Every so many cases one is asked twice and both answers compared."""


class Answerer(Protocol):
    """What the run needs of an assistant; ``assistant.chain.Assistant`` is one."""

    @property
    def library(self) -> Library: ...

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, id: str = "") -> Answer: ...


@dataclass(frozen=True, slots=True)
class Slice:
    """A named part of the cases; ``interval`` is Wilson's 95% for the share that passed."""

    name: str
    count: int
    passed: int
    interval: tuple[float, float]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate's verdict with a line per finding; ``notes`` say what does not block but must not be passed over."""

    name: str
    passed: bool
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a report needs. ``notices`` say what was not run; ``config`` holds hashes of cases and plans;
    ``unrecorded`` says which chat-model replies were missing; ``calibration`` is in milliseconds (``eval.latency``).
    ``panel`` is what a judge said, where one was asked: no gate looks at it."""

    results: tuple[Result, ...]
    integrity: tuple[str, ...] = ()
    unstable: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()
    kills: tuple[Kills, ...] = ()
    notices: tuple[str, ...] = ()
    config: dict[str, str] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    seconds: float = 0.0
    calibration: float = 0.0
    panel: Panel | None = None

    @property
    def failed(self) -> bool:
        """Whether any gate did not pass; a run without gates or results has failed."""
        return not self.gates or not self.results or any(not gate.passed for gate in self.gates)

    @property
    def latency(self) -> dict[str, dict[str, float]]:
        """Stage → {p50, p95} as ratios to the calibration loop."""
        return ratios((r.answer.ms for r in self.results if r.answer), self.calibration) if self.calibration else {}

    @property
    def slices(self) -> tuple[Slice, ...]:
        """``all``, each suite, then every slice by name; slices overlap."""
        suites = dict.fromkeys(result.suite for result in self.results)
        names = sorted({name for result in self.results for name in result.case.all_slices})
        return (
            summarise("all", self.results),
            *(summarise(suite, [r for r in self.results if r.suite == suite]) for suite in suites if suite),
            *(summarise(name, [r for r in self.results if name in r.case.all_slices]) for name in names),
        )


def summarise(name: str, results: Sequence[Result]) -> Slice:
    """Means of every metric, and decline precision and recall from the ``status`` field."""
    keys = dict.fromkeys(key for result in results for key in result.scores)
    scores: Scores = {key: mean(result.scores.get(key) for result in results) for key in keys}
    precision, recall = precision_recall([_declines(r) for r in results], [not r.case.answerable for r in results])
    scores |= {"decline precision": precision, "decline recall": recall}
    passed = sum(result.passed for result in results)
    return Slice(name, len(results), passed, wilson(passed, len(results)), scores)


def _declines(result: Result) -> bool:
    return result.answer is not None and declines(result.case, result.answer)


def run(assistant: Answerer, cases: Iterable[Case], refs: Mapping[str, PlanRef] | None = None, suite: str = "") -> Run:
    """Every case asked once (some twice), scored against the assistant's library. No gates yet: see ``eval.gates``."""
    cases, refs = tuple(cases), refs or {}
    began = time.perf_counter()
    library = assistant.library
    results = tuple(ask(assistant, case, refs, suite) for case in cases)
    unstable = [
        result.case.id
        for result in results[::REPEAT_EVERY]
        if result.answer is not None and _still(_reply(assistant, result.case)) != _still(result.answer)
    ]
    config = {f"plan {plan.source}": plan.document.sha256 for plan in library.plans.values()}
    config[f"cases {suite}".strip()] = _digest("\n".join(map(repr, cases)))
    config |= {f"prompt {name}": _digest(prompts.load(name)) for name in _prompt_names()}
    return Run(
        results=results,
        integrity=integrity_faults(cases, refs, library),
        unstable=tuple(unstable),
        kills=kills(results, refs, library),
        config=dict(sorted(config.items())),
        seconds=time.perf_counter() - began,
        calibration=calibrate(),
    )


def join(runs: Sequence[Run], notices: Iterable[str] = ()) -> Run:
    """Several runs as one."""
    return Run(
        results=tuple(result for one in runs for result in one.results),
        integrity=tuple(fault for one in runs for fault in one.integrity),
        unstable=tuple(case for one in runs for case in one.unstable),
        unrecorded=tuple(dict.fromkeys(reply for one in runs for reply in one.unrecorded)),
        kills=together(kill for one in runs for kill in one.kills),
        notices=(*(notice for one in runs for notice in one.notices), *notices),
        config={key: value for one in runs for key, value in one.config.items()},
        seconds=sum(one.seconds for one in runs),
        calibration=mean(one.calibration for one in runs) or 0.0,
    )


def ask(assistant: Answerer, case: Case, refs: Mapping[str, PlanRef], suite: str = "") -> Result:
    """One case asked and scored; an assistant that raises makes a crashed result."""
    library = assistant.library
    gold = resolve(case, refs, library)
    try:
        answer = _reply(assistant, case)
    except Exception:
        return crashed(case, gold, traceback.format_exc(limit=-4), suite)
    result = score(case, answer, gold, library, suite)
    recall, precision = alce(answer, library)
    return replace(result, scores=result.scores | {"citation recall": recall, "citation precision": precision})


def _reply(assistant: Answerer, case: Case) -> Answer:
    return assistant.ask(case.question, case.history, as_of=case.as_of, id=case.id)


def _still(answer: Answer) -> Answer:
    """The answer without its timings, which alone may differ from run to run."""
    return replace(answer, ms={})


def _prompt_names() -> list[str]:
    return sorted(Path(one.name).stem for one in files("prompts").iterdir() if one.name.endswith(".md"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def run_suites(
    open_assistant: Callable[[str, Path], Answerer],
    as_of: date | None = None,
    split: str | None = None,
    districts: Path | None = None,
) -> Run:
    """The bundled cases, each suite asked of ``open_assistant(suite, folder)``: those on the sample plans, and those on
    the district plans in ``districts``, else where these are found (a notice where they are not). ``as_of`` overrides
    the date of every case; ``split`` leaves out the cases of the other split (tune on dev only).

    Raises ``CaseError`` where ``districts`` lacks a plan of its cases."""
    refs = load_refs(CASES / "plans.toml")
    suites = {suite: load_cases(CASES / f"{suite}.jsonl", refs) for suite in folders()}
    if districts is not None:
        _check(districts, suites["districts"], refs)
    runs, notices = [], []
    for suite, folder in folders(districts).items():
        if folder is None:
            notices.append(DISTRICTS_MISSING)
        else:
            runs.append(run(open_assistant(suite, folder), _chosen(suites[suite], as_of, split), refs, suite))
    return join(runs, notices)


def _check(folder: Path, cases: Sequence[Case], refs: Mapping[str, PlanRef]) -> None:
    if not folder.exists():
        raise CaseError(f"{folder} does not exist: give the folder of the plans that the cases speak of")
    keys = dict.fromkeys(key for case in cases for key in case.plans)
    if missing := lacking(folder, (refs[key] for key in keys)):
        raise CaseError(
            f"{folder} lacks {', '.join(missing)}, of which the shipped cases speak: give the folder that holds them, "
            "or cases on your own plans with --cases FILE"
        )


def run_file(assistant: Answerer, path: Path, as_of: date | None = None, split: str | None = None) -> Run:
    """A file or folder of cases of one's own. Plan keys are file names unless a ``plans.toml`` stands beside the cases.

    Raises ``CaseError`` for a case file that is not right.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise CaseError(f"{path}: holds no .jsonl file; give a case file or a folder of them")
    refs = load_refs(files[0].parent / "plans.toml")
    return join([run(assistant, _chosen(load_cases(file, refs), as_of, split), refs, file.stem) for file in files])


def _chosen(cases: Sequence[Case], as_of: date | None, split: str | None) -> tuple[Case, ...]:
    kept = (case for case in cases if split in (None, case.split))
    return tuple(replace(case, as_of=as_of) if as_of else case for case in kept)
