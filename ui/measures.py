"""Indicator records as the indicators page works with them: grouped by what they measure, filtered, sorted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.records import value
from index.library import Library
from index.measures.indicator_conflicts import measure_key
from index.plan import Indicator, Plan
from index.script import fold

SORTS = ("plan", "name", "baseline", "target", "unit", "nature")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the records: an empty field asks nothing. ``measure`` is a key of ``measures``."""

    plans: tuple[str, ...] = ()
    words: str = ""
    unit: str = ""
    nature: str = ""
    measure: str = ""
    clash: bool = False
    sort: str = "plan"
    down: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a measure in one plan: of ``year`` (None where the plan sets none), ``reached`` or aimed at."""

    record: Indicator
    year: int | None
    value: Decimal
    shown: str
    reached: bool


def select(library: Library, wanted: Wanted) -> list[Indicator]:
    """The records asked for, sorted; those without a value for the sort come last either way."""
    records = [record for record in library.indicators() if _meets(record, wanted)]
    if wanted.sort in ("baseline", "target"):
        have = [record for record in records if size(getattr(record, wanted.sort)) is not None]
        rest = [record for record in records if size(getattr(record, wanted.sort)) is None]
        have.sort(key=lambda record: (record.unit, size(getattr(record, wanted.sort))), reverse=wanted.down)
        return have + rest
    if wanted.sort in ("name", "unit", "nature"):
        records.sort(key=lambda record: fold(getattr(record, wanted.sort)), reverse=wanted.down)
        return sorted(records, key=lambda record: not getattr(record, wanted.sort))
    order = list(library.plans)
    return sorted(records, key=lambda record: order.index(record.plan_id), reverse=wanted.down)


def measures(records: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """The records by what they measure, under a key of name and unit; what most plans have comes first."""
    groups: dict[str, list[Indicator]] = {}
    for record in records:
        groups.setdefault(measure_of(record), []).append(record)
    ranked = sorted(groups.items(), key=lambda item: (-len({one.plan_id for one in item[1]}), -len(item[1])))
    return dict(ranked)


def measure_of(record: Indicator) -> str:
    """Two records measure the same where this is equal: 学前三年毛入园率 and 学前教育毛入园率, both in %."""
    return f"{measure_key(record.name)}|{record.unit}"


def points(plan: Plan, records: Sequence[Indicator]) -> list[Point]:
    """The values that ``plan`` gives of one measure, each once, in order of years."""
    found: dict[tuple[int | None, str, bool], Point] = {}
    for record in records:
        if record.plan_id != plan.id:
            continue
        for reached, year, text in (
            (True, record.baseline_year, record.baseline),
            (False, record.target_year, record.target),
        ):
            number = size(text)
            if number is not None:
                point = Point(record, year, number, amount(text, record, reached), reached)
                key = (year, text, reached)
                if key not in found or record.conflicts:
                    found[key] = point
    last = 9999
    return sorted(found.values(), key=lambda point: (not point.reached, point.year or last, point.value))


def amount(text: str, record: Indicator, reached: bool = False) -> str:
    """A value with its unit and what qualifies it: 88%以上, 不低于99%. A baseline beside a target is as measured."""
    if not text:
        return ""
    return value(text, record, "" if reached and record.target else record.qualifier)


def size(text: str) -> Decimal | None:
    """The number of a value, the middle of a range; None where it is neither."""
    low, _, high = text.partition("-")
    try:
        first, last = Decimal(low), Decimal(high or low)
    except InvalidOperation:
        return None
    return (first + last) / 2


def _meets(record: Indicator, wanted: Wanted) -> bool:
    return (
        (not wanted.plans or record.plan_id in wanted.plans)
        and all(word in fold(record.name) for word in fold(wanted.words).split())
        and (not wanted.unit or record.unit == wanted.unit)
        and (not wanted.nature or record.nature == wanted.nature)
        and (not wanted.measure or measure_of(record) == wanted.measure)
        and (not wanted.clash or bool(record.conflicts))
    )
