"""What is inside a plan, by clause id: of a plan in memory, or of one that a store reads as it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from index.plan import Clause, Damage, Document, Indicator, Metadata, Plan
from index.script import fold


class Contents:
    """The clauses of a plan in memory."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.plan.clauses}

    @cached_property
    def _children(self) -> dict[str, tuple[Clause, ...]]:
        children: dict[str, list[Clause]] = {}
        for clause in self.plan.clauses:
            if clause.parent is not None:
                children.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(found) for parent, found in children.items()}

    @cached_property
    def _indicators(self) -> dict[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.plan.indicators:
            found.setdefault(indicator.clause_id, []).append(indicator)
        return {clause: tuple(records) for clause, records in found.items()}

    @cached_property
    def indicator_names(self) -> Mapping[str, str]:
        """Names of three characters and more → the names folded."""
        return {one.name: fold(one.name) for one in self.plan.indicators if len(one.name) > 2}

    def clause(self, clause_id: str) -> Clause | None:
        return self._clauses.get(clause_id)

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        return self._children.get(clause_id, ())

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        return self._indicators.get(clause_id, ())


class Source(Protocol):
    """Where a stored plan's contents are."""

    def whole(self, plan_id: str) -> Contents:
        """The plan with all that it has, in memory."""

    def clause(self, clause_id: str) -> Clause | None:
        """One clause, without the rest of its plan."""

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        """The records that stand in the clause's own text."""

    def names(self, plan_id: str) -> Mapping[str, str]:
        """The plan's ``Contents.indicator_names``."""


class StoredDocument(Document):
    """A document whose text stays in the store until it is wanted."""

    __slots__ = ("_plan", "_source")
    _plan: str
    _source: Source

    def __init__(self, facts: Document, plan: str, source: Source) -> None:
        for name in ("name", "format", "sha256", "encoding", "pages", "warnings"):
            object.__setattr__(self, name, getattr(facts, name))
        object.__setattr__(self, "_plan", plan)
        object.__setattr__(self, "_source", source)

    @property
    def text(self) -> str:
        return self._whole.text

    @property
    def _whole(self) -> Document:
        return self._source.whole(self._plan).plan.document

    def __eq__(self, other: object) -> bool:
        return self._whole == (other._whole if isinstance(other, StoredDocument) else other)

    def __hash__(self) -> int:
        return hash(self._whole)


class StoredPlan(Plan):
    """A plan of which only the facts are in memory; it is also its own ``Contents``."""

    __slots__ = ("_source",)
    _source: Source

    def __init__(
        self, id: str, metadata: Metadata, document: Document, warnings: tuple[str, ...], source: Source
    ) -> None:
        facts = {"id": id, "metadata": metadata, "document": StoredDocument(document, id, source), "warnings": warnings}
        for name, value in (*facts.items(), ("_source", source)):
            object.__setattr__(self, name, value)

    @property
    def _contents(self) -> Contents:
        return self._source.whole(self.id)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self._contents.plan.clauses

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return self._contents.plan.indicators

    @property
    def damage(self) -> tuple[Damage, ...]:
        return self._contents.plan.damage

    @property
    def indicator_names(self) -> Mapping[str, str]:
        return self._source.names(self.id)

    def clause(self, clause_id: str) -> Clause | None:
        return self._source.clause(clause_id)

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        return self._contents.children(clause_id)

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        return self._source.indicators_of(clause_id)

    def __eq__(self, other: object) -> bool:
        return self._contents.plan == (other._contents.plan if isinstance(other, StoredPlan) else other)

    def __hash__(self) -> int:
        return hash(self._contents.plan)


def contents_of(plan: Plan) -> Contents | StoredPlan:
    """Look-ups into ``plan``, wherever it is."""
    return plan if isinstance(plan, StoredPlan) else Contents(plan)


def in_memory(plan: Plan) -> Plan:
    """``plan`` with all that it has, so that ``dataclasses.replace`` can be used on it."""
    return plan._contents.plan if isinstance(plan, StoredPlan) else plan
