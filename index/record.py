"""A plan as JSON and back: the form in which a store keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
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
        document=Document(**tuples(data["document"])),
        clauses=tuple(_clause(clause) for clause in data["clauses"]),
        indicators=tuple(Indicator(**tuples(indicator)) for indicator in data["indicators"]),
        damage=tuple(Damage(**damage) for damage in data["damage"]),
        warnings=tuple(data["warnings"]),
    )


def document(text: str) -> Document:
    """The document of a plan that this or another version wrote: enough to read the plan anew. KeyError or TypeError
    where there is none."""
    data: dict[str, Any] = json.loads(text)["document"]
    known = {field.name for field in fields(Document)}
    return Document(**tuples({name: value for name, value in data.items() if name in known}))


def tuples(data: dict[str, Any]) -> dict[str, Any]:
    """A JSON object with its lists made tuples, as the values of ``index.plan`` have them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _metadata(data: dict[str, Any]) -> Metadata:
    return Metadata(**tuples(data))


def _clause(data: dict[str, Any]) -> Clause:
    own = tuple(Span(*span) for span in data.pop("own"))
    return Clause(own=own, **tuples(data))
