"""A plan as JSON and back: the form in which a store keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from index.plan import Clause, Damage, Document, Indicator, Metadata, Plan, Span


def to_json(plan: Plan) -> str:
    """One line of JSON that ``from_json`` reads back to an equal plan."""
    return json.dumps(asdict(plan), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Plan:
    """The plan that ``to_json`` wrote. KeyError or TypeError for another form."""
    data: dict[str, Any] = json.loads(text)
    return Plan(
        id=data["id"],
        metadata=_metadata(data["metadata"]),
        document=Document(**_tuples(data["document"])),
        clauses=tuple(_clause(clause) for clause in data["clauses"]),
        indicators=tuple(Indicator(**_tuples(indicator)) for indicator in data["indicators"]),
        damage=tuple(Damage(**damage) for damage in data["damage"]),
        warnings=tuple(data["warnings"]),
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _metadata(data: dict[str, Any]) -> Metadata:
    return Metadata(**_tuples(data))


def _clause(data: dict[str, Any]) -> Clause:
    own = tuple(Span(*span) for span in data.pop("own"))
    return Clause(own=own, **_tuples(data))
