"""The indexed plans: look-ups by id, parent and children, wherever the plans are (``index.contents``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from index.contents import Contents, StoredPlan, contents_of
from index.editions import successors
from index.plan import Clause, Indicator, Plan


class Library:
    """Read access to a set of plans. Clause ids are unique across it."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self.plans: dict[str, Plan] = {plan.id: plan for plan in plans}

    @cached_property
    def _contents(self) -> dict[str, Contents | StoredPlan]:
        return {plan.id: contents_of(plan) for plan in self.plans.values()}

    def _around(self, clause_id: str) -> Contents | StoredPlan | None:
        """The contents of the plan that the clause is in."""
        return self._contents.get(clause_id.partition("#")[0])

    def clauses(self) -> Iterator[Clause]:
        """Every clause, plan by plan, in text order."""
        for plan in self.plans.values():
            yield from plan.clauses

    def indicators(self) -> Iterator[Indicator]:
        for plan in self.plans.values():
            yield from plan.indicators

    def indicator_names(self, plans: Collection[str] = ()) -> dict[str, str]:
        """Names of three characters and more → the names folded; of ``plans``, or of all where none is given."""
        held = (self._contents[plan] for plan in plans or self.plans)
        return {name: folded for contents in held for name, folded in contents.indicator_names.items()}

    @cached_property
    def _by_folded_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, folded in self.indicator_names().items():
            found[folded] = (*found.get(folded, ()), name)
        return found

    def indicators_named(self, folded: str, plans: Collection[str] = ()) -> list[str]:
        """The ``indicator_names`` that stand in a folded text. Of all plans it looks each part of the text up, since
        there may be a hundred thousand names."""
        if plans:
            return [name for name, known in self.indicator_names(plans).items() if known in folded]
        known, longest = self._by_folded_name, self._longest_name
        parts = {
            folded[at:end] for at in range(len(folded)) for end in range(at + 1, min(at + longest, len(folded)) + 1)
        }
        return [name for part in parts for name in known.get(part, ())]

    @cached_property
    def _longest_name(self) -> int:
        return max(map(len, self._by_folded_name), default=0)

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        """The records that stand in the clause's own text."""
        contents = self._around(clause_id)
        return contents.indicators_of(clause_id) if contents else ()

    def clause(self, clause_id: str) -> Clause | None:
        contents = self._around(clause_id)
        return contents.clause(clause_id) if contents else None

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        contents = self._around(clause_id)
        return contents.children(clause_id) if contents else ()

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
