"""The integrity gate: are the plans the ones the cases were written on, and do gold clauses and facts exist in them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.case import Case, PlanRef
from eval.metrics import states
from index.library import Library
from index.plan import Clause, Plan

COMPUTED = "computed"
"""Slice of the cases whose facts are worked out (a sum, a count), so that they stand in no clause."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A case's gold as clause ids of a library.

    ``missing`` are the groups none of whose members exist, ``faults`` say what is wrong with the case's plans,
    ``plans`` are the ids of those that are there, ``texts`` id and text of each gold clause for a reader, ``cells`` a
    comparison's values by plan id.
    """

    groups: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    cells: tuple[tuple[str, tuple[str, ...]], ...] = ()


def find_plan(key: str, refs: Mapping[str, PlanRef], library: Library) -> tuple[Plan | None, str]:
    """The plan that ``key`` stands for and what is wrong with it (empty if nothing)."""
    ref = refs.get(key, PlanRef(key, key))
    named = [plan for plan in library.plans.values() if plan.source == ref.source]
    plan = next((p for p in library.plans.values() if ref.sha256 and p.document.sha256 == ref.sha256), None)
    if plan is not None or (named and not ref.sha256):
        return plan or named[0], ""
    if named:
        return named[0], f"{ref.source} has changed since its cases were written: read them again, then set its sha256"
    return None, f"{ref.source} is not indexed"


def resolve(case: Case, refs: Mapping[str, PlanRef], library: Library) -> Gold:
    """Gold paths as clause ids. Members that do not exist are dropped while another of their group does."""
    plans = [find_plan(key, refs, library) for key in case.plans]
    faults = tuple(fault for _, fault in plans if fault)
    groups, missing = [], []
    for group in case.gold:
        ids = tuple(f for member in group if (f := _clause_id(member, refs, library)))
        groups.append(ids)
        if not ids:
            missing.append(" | ".join(group))
    found = (library.clause(clause_id) for ids in groups for clause_id in ids)
    texts = tuple((clause.id, clause.text) for clause in found if clause)
    ids_of = {key: plan.id for key, (plan, _) in zip(case.plans, plans, strict=True) if plan}
    cells = tuple((ids_of[key], values) for key, values in case.cells if key in ids_of)
    return Gold(tuple(groups), tuple(missing), faults, tuple(ids_of.values()), texts, cells)


def _clause_id(member: str, refs: Mapping[str, PlanRef], library: Library) -> str | None:
    key, _, path = member.partition("#")
    plan = find_plan(key, refs, library)[0]
    clause_id = f"{plan.id}#{path}" if plan else ""
    return clause_id if library.clause(clause_id) else None


def integrity_faults(cases: Iterable[Case], refs: Mapping[str, PlanRef], library: Library) -> tuple[str, ...]:
    """One line per plan that is not the one, per gold clause and per fact that no gold clause bears out."""
    faults: dict[str, None] = {}
    for case in cases:
        gold = resolve(case, refs, library)
        faults |= dict.fromkeys(gold.faults)
        faults |= dict.fromkeys(f"{case.id}: no clause {path}" for path in gold.missing)
        if not gold.faults and not gold.missing and gold.groups and COMPUTED not in case.slices:
            faults |= dict.fromkeys(f"{case.id}: {fault}" for fault in _unborne(case, gold, library))
    return tuple(faults)


def _unborne(case: Case, gold: Gold, library: Library) -> Iterable[str]:
    text = "\n".join(_reading(clause, library) for group in gold.groups for c in group if (clause := library.clause(c)))
    for facts in case.must:
        if not any(states(text, fact) for fact in facts):
            yield f"no gold clause holds {' | '.join(facts)}"
    for plan, facts in gold.cells:
        own = (c for group in gold.groups for name in group if (c := library.clause(name)) and c.plan_id == plan)
        text = "\n".join(_reading(clause, library) for clause in own)
        if not any(states(text, fact) for fact in facts):
            yield f"no gold clause of {plan} holds {' | '.join(facts)}"


def _reading(clause: Clause, library: Library) -> str:
    """What a reader of the clause has before them: the plan's title, the headings above, the text, the children."""
    plan = library.plan_of(clause)
    above = [parent.title for parent in library.ancestors(clause)]
    units = [*clause.responsible, plan.metadata.doc_no]
    below = [_reading_down(child, library) for child in library.children(clause.id)]
    return "\n".join([plan.title, *above, clause.title, clause.text, *units, *below])


def _reading_down(clause: Clause, library: Library) -> str:
    below = [_reading_down(child, library) for child in library.children(clause.id)]
    return "\n".join([clause.title, clause.text, *clause.responsible, *below])
