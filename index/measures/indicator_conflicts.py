"""Where a plan contradicts itself: two records of one measure and year that cannot both hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import combinations

from index.measures import indicator_words as words
from index.measures.units import BOUNDS, SCALES
from index.plan import Indicator
from index.script import fold

Claim = tuple[str, str, str]
"""Value, unit, qualifier."""

_MOST_CLAIMS, _MOST_LINKS = 40, 8  # a text that says a thing this often repeats itself
_FILLER = re.compile(f"{words.FILLER}|[^\\w]")


def measure_key(name: str) -> str:
    """What two names of one measure share: 学前三年毛入园率 and 学前教育毛入园率 are one, 覆盖率 and 占比 are not."""
    return _FILLER.sub("", fold(name).replace("幼儿园", "园"))


def linked(records: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The records, each with the ids of those in another clause that say otherwise (the first few of each claim)."""
    groups: dict[tuple[str, str, int], dict[Claim, list[Indicator]]] = {}
    for record in records:
        key = measure_key(record.name)
        for role, year, value, qualifier in (
            ("baseline", record.baseline_year, record.baseline, "" if record.target else record.qualifier),
            ("target", record.target_year, record.target, record.qualifier),
        ):
            if value and year and len(key) > 2:
                claims = groups.setdefault((key, role, year), {})
                claims.setdefault((value, record.unit, qualifier), []).append(record)
    against: dict[str, list[str]] = {}
    for claims in groups.values():
        for a, b in combinations(list(claims)[:_MOST_CLAIMS], 2):
            if _clash(a, b):
                for one, other in ((a, b), (b, a)):
                    _link(claims[one], claims[other][:_MOST_LINKS], against)
    return tuple(replace(record, conflicts=tuple(against.get(record.id, ()))) for record in records)


def _link(records: Sequence[Indicator], others: Sequence[Indicator], against: dict[str, list[str]]) -> None:
    for record in records:
        ids = [other.id for other in others if other.clause_id != record.clause_id]
        if ids:
            against.setdefault(record.id, []).extend(ids)


def _clash(a: Claim, b: Claim) -> bool:
    """Whether no number satisfies both: 98.5 and 98.91 clash, 99 and 90以上 do not."""
    low, high = sorted((_range(*a), _range(*b)))
    if _base(a[1])[1] != _base(b[1])[1] or "about" in (BOUNDS.get(a[2]), BOUNDS.get(b[2])):
        return False
    return high[0] > low[1] or (high[0] == low[1] and (_open(a) or _open(b)) and a[0] != b[0])


def _open(side: Claim) -> bool:
    return BOUNDS.get(side[2]) in ("gt", "lt")


def _range(value: str, unit: str, qualifier: str) -> tuple[Decimal, Decimal]:
    low, _, high = value.partition("-")
    try:
        first, last = Decimal(low), Decimal(high or low)
    except InvalidOperation:
        return Decimal("-Infinity"), Decimal("Infinity")
    size = _base(unit)[0]
    bound = BOUNDS.get(qualifier, "")
    bottom = Decimal("-Infinity") if bound in ("le", "lt") else first * size
    top = Decimal("Infinity") if bound in ("ge", "gt") else last * size
    return bottom, top


def _base(unit: str) -> tuple[Decimal, str]:
    for scale in sorted(SCALES, key=len, reverse=True):
        if unit.startswith(scale):
            return SCALES[scale], unit[len(scale) :]
    return Decimal(1), unit
