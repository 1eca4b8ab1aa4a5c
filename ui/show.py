"""Pages for the terminal and rows for JSON: what the commands print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from index.measures.units import qualified
from ui.columns import columns, cut, wide

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.retrieve import Hit
    from index.build import Report
    from index.library import Library
    from index.plan import Clause, Plan


def plan_facts(plan: Plan, newer: Plan | None = None) -> dict[str, Any]:
    """What `index` and `plans` say of a plan, as JSON; ``newer`` is its newest edition among those indexed."""
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
        "superseded_by": newer.id if newer else None,
        "source": plan.source,
        "sha256": plan.document.sha256,
        "clauses": len(plan.clauses),
        "indicators": len(plan.indicators),
        "damage": len(plan.damage),
        "warnings": [*plan.document.warnings, *plan.warnings],
    }


def plan_page(plan: Plan, as_of: date | None = None, newer: Plan | None = None) -> str:
    """A few lines about one plan; ``newer`` is its newest edition among those indexed."""
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
    if newer:
        lines.append(f"  superseded  by {newer.id}")
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


def tree(plan: Plan, width: int | None = None) -> str:
    """The clause tree, a line a node: line of the source, kind, number and title, cut to ``width`` columns."""
    lines = [plan.title]
    for clause in plan.clauses:
        words = clause.title if clause.number in ("", clause.title) else f"{clause.number} {clause.title}"
        dash = "——" if clause.kind == "dash" else ""
        mark = " *" if clause.repaired else ""
        head = f"{clause.line:>5}  {_KINDS.get(clause.kind, clause.kind):<8}{'  ' * (clause.level - 1)}{dash}"
        room = width - wide(head) - len(mark) if width else wide(words)
        lines.append(head + cut(words or clause.path, max(room, 10)) + mark)
    if any(clause.repaired for clause in plan.clauses):
        lines.append("\n* its number or words were mended")
    return "\n".join(lines)


_KINDS = {"heading": "", "item": "", "dash": "", "leadin": "", "preamble": "front"}
"""What the tree calls a kind; the usual ones need no name."""
_PATH = 22
"""Columns that a clause's path may take in a table on a terminal; a row's own name is that of its indicator."""


def indicator_table(rows: Sequence[dict[str, Any]], width: int | None = None) -> str:
    """The records as aligned columns, plan by plan, in lines of at most ``width`` columns."""
    plans = list(dict.fromkeys(row["plan"] for row in rows))
    return "\n\n".join(_plan_table(plan, [row for row in rows if row["plan"] == plan], width) for plan in plans)


def _plan_table(plan: str, rows: Sequence[dict[str, Any]], width: int | None) -> str:
    named = any(row["nature"] for row in rows)
    table = [["clause", "indicator", "baseline", "target", *(["nature"] if named else [])]]
    for row in rows:
        goal = row["target"] not in (None, "")
        path = str(row["clause"]).removeprefix(f"{plan}#")
        table.append(
            [
                cut(path.partition("·")[0], _PATH) if width else path,
                str(row["name"]),
                _dated(row["baseline"], row["unit"], "" if goal else row["qualifier"], row["baseline_year"]),
                _dated(row["target"], row["unit"], row["qualifier"], row["target_year"]),
                *([row["nature"] or ""] if named else []),
            ]
        )
    return f"{plan} · {len(rows)} records\n{columns(table, width, narrow=1)}"


def _dated(value: Any, unit: str | None, qualifier: str | None, year: int | None) -> str:
    """``98.5%以上 (2030)``, ``不低于2次 (2028)``; empty where there is no value."""
    if value in (None, ""):
        return ""
    return qualified(value, unit or "", qualifier or "") + (f" ({year})" if year else "")


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


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
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
            "\n".join(f"[{one.n}] 《{one.plan_title}》{one.path}\n    {one.words}" for one in answer.citations)
        )
    return "\n\n".join(parts)
