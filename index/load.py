"""A file → a ``Plan``: read, mend, outline, say what it is, find its targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from index.clean import mend
from index.indicators import find_indicators
from index.metadata import plan_id, read_metadata
from index.outline import Node, outline
from index.plan import Clause, Damage, Document, Plan
from index.read import read
from index.repair import find_damage
from index.structure.responsible import responsible_units


def load_plan(path: Path) -> Plan:
    """The plan in the file ``path``. Raises ``UnreadableError`` where the file cannot be read."""
    return plan_from(read(path))


def plan_from(document: Document) -> Plan:
    """The plan in a document already read."""
    source = document.text
    broken = find_damage(source)
    found = outline(source, broken)
    damage = merged(broken, found.damage)
    metadata = read_metadata(document, found, damage)
    plan = Plan(
        plan_id(metadata, document), metadata, document, _clauses(source, found.nodes, damage), damage=damage,
        warnings=document.warnings,
    )  # fmt: skip
    plan = replace(plan, clauses=tuple(_named(clause, plan.id) for clause in plan.clauses))
    return replace(plan, indicators=find_indicators(plan))


def merged(broken: tuple[Damage, ...], lost: tuple[Damage, ...]) -> tuple[Damage, ...]:
    """Both kinds of damage in text order; a lost marker inside another damage is left out."""
    kept = list(broken)
    for record in lost:
        before = bisect_right(broken, record.start, key=lambda other: other.start) - 1
        inside = before >= 0 and broken[before].end > record.start
        if not inside and (before + 1 == len(broken) or broken[before + 1].start >= record.end):
            kept.append(record)
    return tuple(sorted(kept, key=lambda record: (record.start, record.end)))


def _clauses(source: str, nodes: tuple[Node, ...], damage: tuple[Damage, ...]) -> tuple[Clause, ...]:
    """Clauses whose ids still lack the plan's."""
    clauses = []
    for node in nodes:
        text = tidy(mend(source, damage, node.own).text)
        clauses.append(
            Clause(
                node.path, "", node.path, node.level, node.kind, node.number, node.title, text, node.line,
                node.start, node.end, node.own, nodes[node.parent].path if node.parent is not None else None,
                responsible_units(text), node.repaired,
            )
        )  # fmt: skip
    return tuple(clauses)


def _named(clause: Clause, plan: str) -> Clause:
    parent = f"{plan}#{clause.parent}" if clause.parent is not None else None
    return replace(clause, id=f"{plan}#{clause.path}", plan_id=plan, parent=parent)


def tidy(text: str) -> str:
    """Blank lines and indentation out: what a reader needs of a clause's own text."""
    lines = (re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and line != "\\")
