"""`eduplan eval --compare A B`: two ``run.json`` files case by case and slice by slice."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.case import CaseError
from eval.compare import WORSE, Change, compare, line, pairs_of
from eval.metrics import mean

Cases = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one run to the other. ``lost`` and ``gained`` are case ids with what the report tells of them,
    ``metrics`` the means before and after over the cases of both, ``config`` the names whose hash differs."""

    lost: tuple[tuple[str, str], ...]
    gained: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    metrics: dict[str, tuple[float, float]]
    config: tuple[str, ...]
    alone: tuple[int, int]

    @property
    def worse(self) -> bool:
        """Whether a slice is worse beyond chance."""
        return any(change.verdict == WORSE for change in self.changes)


def diff(before: Path, after: Path) -> Diff:
    """The difference of two ``run.json`` files. CaseError for a file that is none."""
    first, second = _load(before), _load(after)
    old: Cases = {case["id"]: case for case in first["cases"]}
    new: Cases = {case["id"]: case for case in second["cases"]}
    both = [name for name in new if name in old]
    passed = {name: bool(case["passed"]) for name, case in old.items()}
    rows = ((name, new[name]["cluster"], tuple(new[name]["slices"]), bool(new[name]["passed"])) for name in both)
    names = dict.fromkeys(metric for name in both for metric in new[name]["scores"])
    means = {
        metric: (_mean(old, both, metric), _mean(new, both, metric))
        for metric in names
        if any(old[name]["scores"].get(metric) is not None for name in both)
    }
    return Diff(
        lost=tuple((name, _told(new[name])) for name in both if passed[name] and not new[name]["passed"]),
        gained=tuple((name, _told(old[name])) for name in both if new[name]["passed"] and not passed[name]),
        changes=compare(pairs_of(passed, rows)),
        metrics=means,
        config=tuple(sorted(n for n in {**first["config"], **second["config"]} if _differs(n, first, second))),
        alone=(len(old) - len(both), len(new) - len(both)),
    )


def _differs(name: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    return bool(first["config"].get(name) != second["config"].get(name))


def _load(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if all(key in document for key in ("cases", "config")) and all("cluster" in case for case in document["cases"]):
            return dict(document)
    except (OSError, ValueError, TypeError):
        pass
    raise CaseError(f"{path} is no run of this version: give the run.json of `eduplan eval --report DIR`")


def _mean(cases: Cases, names: list[str], metric: str) -> float:
    return mean(cases[name]["scores"].get(metric) for name in names) or 0.0


def _told(case: Mapping[str, Any]) -> str:
    return f"{case['question']} — {case['stage']}: {'; '.join(case['faults'])}"[:300]


def markdown(found: Diff) -> str:
    """The difference as a page: verdicts by slice, cases lost and gained, metrics that moved."""
    lines = ["# Two runs compared", "", *(f"> differs: {name}" for name in found.config), ""]
    if any(found.alone):
        lines += [f"> {found.alone[0]} cases only in the first run, {found.alone[1]} only in the second", ""]
    lines += [f"- {line(change)}" for change in found.changes]
    for title, cases in (("Lost", found.lost), ("Gained", found.gained)):
        lines += ["", f"## {title} ({len(cases)})", "", *(f"- {name}: {told}" for name, told in cases)]
    lines += ["", "## Metrics that moved", "", "| metric | before | after |", "| --- | ---: | ---: |"]
    moved = {name: pair for name, pair in found.metrics.items() if abs(pair[0] - pair[1]) >= 0.0005}
    lines += [f"| {name} | {old:.3f} | {new:.3f} |" for name, (old, new) in moved.items()]
    return "\n".join(lines) + "\n"


def to_json(found: Diff) -> str:
    """The same as one JSON document."""
    return json.dumps(dataclasses.asdict(found) | {"worse": found.worse}, ensure_ascii=False, indent=1) + "\n"
