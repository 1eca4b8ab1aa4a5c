"""The eval tested: every fault is put into every right answer it fits, and the spoiled answer must fail its case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.case import PlanRef
from eval.faults import EDITS, FAULTS
from eval.integrity import resolve
from eval.score import Result, score
from index.contents import in_memory
from index.library import Library

FORGOTTEN = "gold clause removed"
"""The fault of the index, not of an answer."""

CHECK = "support check: "
"""Before the name of a fault: whether the assistant's own check, asked alone, notices it."""


@dataclass(frozen=True, slots=True)
class Kills:
    """How many spoiled answers of one kind were tried, and the ids of the cases where one went unnoticed."""

    fault: str
    tried: int
    survived: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """Caught / tried; None where nothing was tried."""
        return 1 - len(self.survived) / self.tried if self.tried else None


def kills(results: Iterable[Result], refs: Mapping[str, PlanRef], library: Library) -> tuple[Kills, ...]:
    """Every fault on every passed case. A spoiled answer counts as caught when its case no longer passes; those of
    ``EDITS`` are counted again by whether the support check alone objects."""
    passed = [result for result in results if result.passed and result.answer is not None]
    found, checked = [], []
    for name, spoil in FAULTS.items():
        spoiled = []
        for result in passed:
            answer = spoil(result.case, result.answer) if result.answer else None
            if answer is not None and answer != result.answer:
                spoiled.append(score(result.case, answer, result.gold, library))
        found.append(Kills(name, len(spoiled), tuple(one.case.id for one in spoiled if one.passed)))
        if name in EDITS:
            unseen = tuple(one.case.id for one in spoiled if not one.broken["supported"])
            checked.append(Kills(CHECK + name, len(spoiled), unseen))
    return (*found, _forgetting(passed, refs, library), *checked)


def _forgetting(passed: Sequence[Result], refs: Mapping[str, PlanRef], library: Library) -> Kills:
    """The same answers judged against an index that has lost their first gold clauses."""
    golden = [result for result in passed if result.case.answerable and result.gold.groups]
    survived = []
    for result in golden:
        poorer = _without(library, set(result.gold.groups[0]))
        gold = resolve(result.case, refs, poorer)
        if result.answer and score(result.case, result.answer, gold, poorer).passed:
            survived.append(result.case.id)
    return Kills(FORGOTTEN, len(golden), tuple(survived))


def _without(library: Library, lost: set[str]) -> Library:
    plans = []
    for plan in library.plans.values():
        kept = tuple(clause for clause in plan.clauses if clause.id not in lost)
        plans.append(plan if len(kept) == len(plan.clauses) else replace(in_memory(plan), clauses=kept))
    return Library(plans)


def together(found: Iterable[Kills]) -> tuple[Kills, ...]:
    """The kills of several runs, added up by fault."""
    total: dict[str, Kills] = {}
    for kill in found:
        known = total.get(kill.fault, Kills(kill.fault, 0, ()))
        total[kill.fault] = Kills(kill.fault, known.tried + kill.tried, known.survived + kill.survived)
    return tuple(total.values())


def kill_rate(found: Iterable[Kills]) -> str:
    """Caught faults / tried faults in figures and as a share, the support check's own rows left out."""
    faults = [kill for kill in found if not kill.fault.startswith(CHECK)]
    tried = sum(kill.tried for kill in faults)
    caught = tried - sum(len(kill.survived) for kill in faults)
    return f"{caught} of {tried}, {caught / tried:.1%}" if tried else "none tried"
