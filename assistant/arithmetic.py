"""Declared computations of a sentence, done again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.draft import DraftDerivation
from index.quantity import find_quantities
from index.script import fold


@dataclass(frozen=True, slots=True)
class _Value:
    amount: Decimal
    unit: str


def _value(text: str) -> _Value | None:
    found = [one for one in find_quantities(fold(text)) if one.kind in ("amount", "year")]
    return _Value(*found[0].canonical) if len(found) == 1 and found[0].high is None else None


def compute(op: str, values: Sequence[Decimal]) -> Decimal | None:
    """The result of a declared operation; None where it has none (an unknown one, a division by nothing)."""
    if not values:
        return None
    if op == "sum":
        return sum(values, Decimal(0))
    if op == "difference" and len(values) == 2:
        return abs(values[0] - values[1])
    if op in ("ratio", "share") and len(values) == 2 and values[1]:
        return values[0] / values[1] * (100 if op == "share" else 1)
    if op in ("max", "min"):
        return max(values) if op == "max" else min(values)
    return Decimal(len(values)) if op == "count" else None


def recompute(derived: Sequence[DraftDerivation], ground: str, said: str) -> list[str]:
    """What is wrong with computations that ``said`` declares over folded ``ground``; empty when all hold."""
    reasons = []
    known = [one.canonical for one in find_quantities(ground)]
    for one in derived:
        if one.op == "count":
            if not all(fold(operand.value) in ground for operand in one.operands):
                reasons.append("count of what is not in the evidence")
            values: list[Decimal] = [Decimal(1)] * len(one.operands)
        else:
            values = []
            for operand in one.operands:
                value = _value(operand.value + operand.unit)
                apart = bool(operand.unit) and operand.unit in ground  # a table keeps the unit in a cell of its own
                if value is None or not (
                    (value.amount, value.unit) in known or (apart and (value.amount, "") in known)
                ):
                    reasons.append(f"operand {operand.value}{operand.unit}")
                else:
                    values.append(value.amount)
        result = _value(one.result)
        expected = compute(one.op, values) if len(values) == len(one.operands) else None
        if result is None or expected is None or not _close(result.amount, expected, one.result):
            reasons.append(f"{one.op} {one.result}")
        elif fold(one.result) not in said:
            reasons.append(f"{one.op} not in the sentence")
    return reasons


def _close(given: Decimal, expected: Decimal, text: str) -> bool:
    """Equal, or equal when rounded to the places that ``text`` shows (ratios)."""
    if given == expected:
        return True
    match = re.search(r"\d+\.(\d+)", text)
    try:
        return bool(match) and round(expected, len(match[1])) == given  # type: ignore[index]
    except InvalidOperation:
        return False
