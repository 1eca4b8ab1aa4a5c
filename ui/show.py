"""Pages for the terminal and rows for JSON: what the commands print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from wcwidth import wcswidth

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.retrieve import Hit
    from index.build import Report
    from index.library import Library
    from index.plan import Clause, Plan


def plan_facts(plan: Plan) -> dict[str, Any]:
    """What `index` and `plans` say of a plan, as JSON."""
    meta = plan.metadata
    return {
        "id": plan.id,
        "title": plan.title,
        "kind": meta.kind,
        "province": meta.province,
        "city": meta.city,
        "district": meta.district,
        "issuer": meta.issuer,
        "doc_no": meta.doc_no,
        "issued": meta.issued,
        "published": meta.published,
        "period": list(meta.period) if meta.period else None,
        "source": plan.source,
        "sha256": plan.document.sha256,
        "clauses": len(plan.clauses),
        "indicators": len(plan.indicators),
        "damage": len(plan.damage),
        "warnings": [*plan.document.warnings, *plan.warnings],
    }


def plan_page(plan: Plan, as_of: date | None = None) -> str:
    """A few lines about one plan."""
    meta = plan.metadata
    place = "".join(dict.fromkeys(part for part in (meta.province, meta.city, meta.district) if part))
    period = f"{meta.period[0]}–{meta.period[1]}" if meta.period else "period not stated"
    if meta.period and meta.period[1] < (as_of or date.today()).year:
        period += " (over)"
    kinds = Counter(one.kind if one.certain else f"{one.kind}?" for one in plan.damage)
    damage = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"
    lines = [
        plan.title,
        f"  id          {plan.id}",
        f"  place       {place or 'not stated'}",
        f"  issuer      {' '.join(part for part in (meta.issuer, meta.doc_no, meta.issued) if part) or 'not stated'}",
        f"  period      {period}",
        f"  source      {plan.source}",
        f"  holds       {len(plan.clauses)} clauses, {len(plan.indicators)} indicators",
        f"  damage      {damage}",
    ]
    lines += [f"  warning     {text}" for text in (*plan.document.warnings, *plan.warnings)]
    return "\n".join(lines)


def index_report(report: Report) -> str:
    """What indexing found and did."""
    pages = [plan_page(plan) for plan in report.plans]
    lines = []
    for change in report.changes:
        counts = {name: len(getattr(change, name)) for name in ("added", "changed", "moved", "removed")}
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        lines.append(f"{change.state:<10} {change.plan}" + (f": {told}" if told else ""))
        lines += [f"           {old} → {new}" for old, new in change.moved]
    return "\n\n".join([*pages, "\n".join(lines)])


def outline_row(clause: Clause) -> dict[str, Any]:
    """One node of `eduplan outline --json`."""
    names = ("path", "level", "kind", "number", "title", "line", "start", "end", "repaired")
    return {name: getattr(clause, name) for name in names}


def tree(plan: Plan) -> str:
    """The clause tree, a line a node."""
    lines = [plan.title]
    for clause in plan.clauses:
        mark = " *" if clause.repaired else ""
        words = f"{clause.number}{clause.title}" if clause.title != clause.number else clause.title
        lines.append(f"{clause.line:>5}  {'  ' * (clause.level - 1)}{words or clause.path}{mark}  [{clause.kind}]")
    if any(clause.repaired for clause in plan.clauses):
        lines.append("\n* its number or words were mended")
    return "\n".join(lines)


def indicator_table(rows: Sequence[dict[str, Any]]) -> str:
    """The records as aligned columns."""
    table = [["indicator", "baseline", "target", "unit", "nature", "clause"]]
    for row in rows:
        table.append(
            [
                str(row["name"]),
                _dated(row["baseline"], row["baseline_year"], ""),
                _dated(row["target"], row["target_year"], row["qualifier"]),
                str(row["unit"] or ""),
                str(row["nature"] or ""),
                str(row["clause"]),
            ]
        )
    return columns(table)


def _dated(value: Any, year: int | None, qualifier: str | None) -> str:
    if value in (None, ""):
        return ""
    return f"{value}{qualifier or ''}" + (f" ({year})" if year else "")


def columns(table: Sequence[Sequence[str]]) -> str:
    """Left-aligned columns; wide characters count two."""
    widths = [max(wcswidth(row[i]) for row in table) for i in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [cell + " " * (width - wcswidth(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def hit_row(hit: Hit, library: Library) -> dict[str, Any]:
    clause = hit.clause
    plan = library.plan_of(clause)
    return {
        "clause": clause.id,
        "plan": plan.id,
        "plan_title": plan.title,
        "title": clause.title,
        "source": plan.source,
        "start": clause.start,
        "end": clause.end,
        "score": round(hit.score, 4),
        "why": hit.why,
        "text": clause.text,
    }


def hit_lines(hits: Sequence[Hit], library: Library) -> Iterator[str]:
    for place, hit in enumerate(hits, 1):
        text = " ".join(hit.clause.text.split())
        yield f"{place:>2}. {hit.clause.id}  {hit.score:.3f}  ({hit.why})"
        yield f"    {text[:100]}{'…' if len(text) > 100 else ''}"


def answer_page(answer: Answer) -> str:
    """An answer for the terminal: text, notices, the clauses it cites."""
    head = "" if answer.status == "answered" else f"[{answer.status}{': ' + answer.reason if answer.reason else ''}]\n"
    parts = [head + answer.text]
    if answer.standalone != answer.question:
        parts.insert(0, f"({answer.standalone})")
    if answer.notices:
        parts.append("\n".join(f"! {notice.text}" for notice in answer.notices))
    if answer.citations:
        parts.append(
            "\n".join(f"[{one.n}] 《{one.plan_title}》{one.path}\n    {one.shown}" for one in answer.citations)
        )
    return "\n\n".join(parts)
