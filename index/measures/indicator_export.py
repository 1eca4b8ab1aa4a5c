"""Indicator records as the commands give them: rows for JSON, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from index.plan import Plan

COLUMNS = (
    "plan", "source", "name", "baseline_year", "baseline", "target_year", "target", "unit", "qualifier", "nature",
    "clause", "quote", "start", "end",
)  # fmt: skip


def indicator_rows(plan: Plan) -> list[dict[str, Any]]:
    """One dict a record with exactly ``COLUMNS``: values are numbers, ranges strings (``8-10``), absent is None."""
    return [
        {
            "plan": plan.id,
            "source": plan.source,
            "name": record.name,
            "baseline_year": record.baseline_year,
            "baseline": _number(record.baseline),
            "target_year": record.target_year,
            "target": _number(record.target),
            "unit": record.unit or None,
            "qualifier": record.qualifier or None,
            "nature": record.nature or None,
            "clause": record.clause_id,
            "quote": record.quote,
            "start": record.start,
            "end": record.end,
        }
        for record in plan.indicators
    ]


def _number(value: str) -> int | float | str | None:
    if not re.fullmatch(r"\d+(?:\.\d+)?", value):
        return value or None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def indicator_csv(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as CSV with a head line; what is absent is an empty field."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
