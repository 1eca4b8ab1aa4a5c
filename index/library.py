"""The indexed plans in memory: look-ups by id, parent and children. Pure, knows no store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from index.editions import successors
from index.plan import Clause, Indicator, Plan
from index.script import fold


class Library:
    """Read access to a set of plans. Clause ids are unique across it."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self.plans: dict[str, Plan] = {plan.id: plan for plan in plans}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for plan in self.plans.values() for clause in plan.clauses}

    @cached_property
    def _children(self) -> dict[str, tuple[Clause, ...]]:
        children: dict[str, list[Clause]] = {}
        for clause in self.clauses():
            if clause.parent is not None:
                children.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(found) for parent, found in children.items()}

    def clauses(self) -> Iterator[Clause]:
        """Every clause, plan by plan, in text order."""
        for plan in self.plans.values():
            yield from plan.clauses

    def indicators(self) -> Iterator[Indicator]:
        for plan in self.plans.values():
            yield from plan.indicators

    @cached_property
    def _indicators(self) -> dict[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators():
            found.setdefault(indicator.clause_id, []).append(indicator)
        return {clause: tuple(records) for clause, records in found.items()}

    @cached_property
    def _indicator_names(self) -> dict[str, dict[str, str]]:
        return {
            plan.id: {one.name: fold(one.name) for one in plan.indicators if len(one.name) > 2}
            for plan in self.plans.values()
        }

    @cached_property
    def _all_indicator_names(self) -> dict[str, str]:
        return {name: folded for names in self._indicator_names.values() for name, folded in names.items()}

    def indicator_names(self, plans: Collection[str] = ()) -> dict[str, str]:
        """Names of three characters and more → the names folded; of ``plans``, or of all where none is given."""
        if not plans:
            return self._all_indicator_names
        return {name: folded for plan in plans for name, folded in self._indicator_names[plan].items()}

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        """The records that stand in the clause's own text."""
        return self._indicators.get(clause_id, ())

    def clause(self, clause_id: str) -> Clause | None:
        return self._clauses.get(clause_id)

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        return self._children.get(clause_id, ())

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """From the root down, without the clause itself."""
        chain: list[Clause] = []
        parent = self.clause(clause.parent) if clause.parent else None
        while parent is not None:
            chain.append(parent)
            parent = self.clause(parent.parent) if parent.parent else None
        return tuple(reversed(chain))

    @cached_property
    def _successors(self) -> dict[str, str]:
        return successors(self.plans.values())

    def successor(self, plan: Plan) -> Plan | None:
        """The newest edition of ``plan`` among the indexed plans; None where it is that itself."""
        newer = self._successors.get(plan.id)
        return self.plans[newer] if newer else None

    def plan_of(self, clause: Clause) -> Plan:
        return self.plans[clause.plan_id]
