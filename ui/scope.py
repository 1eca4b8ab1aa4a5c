"""Which plans the pages and the chat look at: chosen once, remembered by the browser in a cookie, honoured everywhere.

In the cookie plans and regions stand by short keys, so that it stays small and plain ASCII whatever they are called.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from index.library import Library
from index.plan import Plan
from ui.links import place, validity

COOKIE = "eduplan-scope"
_KEY = re.compile(r"[0-9a-f]{8}")
MOST = 200
"""Plans and regions that a choice can name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What was chosen: keys of plans and of regions (none: all of them), a year that the plan's period must hold,
    and whether only plans in force count."""

    plans: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    year: int | None = None
    valid: bool = False

    def __bool__(self) -> bool:
        return bool(self.plans or self.regions or self.year or self.valid)


EVERYTHING = Scope()
"""Nothing chosen: every plan counts."""


def key(name: str) -> str:
    """The short key of a plan's id or of a region."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def regions(plan: Plan) -> tuple[str, ...]:
    """The regions a plan lies in, from the province down: 某省, 某省/某市, 某省/某市/某区; what it does not say is left
    out of all of them."""
    about = plan.metadata
    steps = [name for name in dict.fromkeys((about.province, about.city, about.district)) if name]
    return tuple("/".join(steps[: n + 1]) for n in range(len(steps)))


def read_scope(text: str) -> Scope:
    """The choice out of the cookie, or out of a query: ``p`` and ``r`` with keys, ``y``, ``v``. What is none is left
    out."""
    fields = parse_qs(text[:8000])

    def keys(name: str) -> tuple[str, ...]:
        found = _KEY.findall(".".join(fields.get(name, ())))
        return tuple(dict.fromkeys(found))[:MOST]

    year = fields.get("y", [""])[0]
    return Scope(
        keys("p"), keys("r"), int(year) if re.fullmatch(r"[12]\d{3}", year) else None, fields.get("v") == ["1"]
    )


def written(scope: Scope) -> str:
    """The choice for the cookie."""
    fields = {
        "p": ".".join(scope.plans),
        "r": ".".join(scope.regions),
        "y": str(scope.year or ""),
        "v": "1" if scope.valid else "",
    }
    return "&".join(f"{name}={value}" for name, value in fields.items() if value)


def scope_of(request: Any) -> Scope:
    """What the browser of ``request`` (Starlette's or Gradio's) has chosen."""
    cookies: Mapping[str, str] = getattr(request, "request", request).cookies
    return read_scope(cookies.get(COOKIE, ""))


def chosen(library: Library, scope: Scope, today: date) -> list[Plan]:
    """The plans that the choice leaves."""
    return [plan for plan in library.plans.values() if _meets(plan, scope, today)]


def plans_of(library: Library, scope: Scope, today: date) -> tuple[str, ...] | None:
    """The ids to ask of, empty for no limit; None where the choice leaves no plan."""
    left = chosen(library, scope, today)
    if len(left) == len(library.plans):
        return ()
    return tuple(plan.id for plan in left) or None


def within(library: Library, scope: Scope, today: date) -> Library:
    """The library as the choice leaves it."""
    return Library(chosen(library, scope, today)) if scope else library


def of_plans(library: Library, plans: Sequence[str]) -> Library:
    """The library with ``plans`` (ids) alone; the whole of it where none is named."""
    return Library(plan for plan in library.plans.values() if plan.id in plans) if plans else library


def in_force(plan: Plan, today: date) -> bool:
    return validity(plan, today) == "in_force"


def years(plans: Iterable[Plan]) -> Sequence[int]:
    """The years that the periods of the plans hold."""
    return sorted({year for plan in plans if (period := plan.metadata.period) for year in _run(*period)})


def names(library: Library, plans: Iterable[str]) -> str:
    """What the plans are called, for a line above an answer."""
    return "、".join(place(library.plans[plan]) for plan in plans if plan in library.plans)


def _run(first: int, last: int) -> range:
    return range(first, min(last, first + 30) + 1)


def _meets(plan: Plan, scope: Scope, today: date) -> bool:
    period = plan.metadata.period
    where = {key(region) for region in regions(plan)}
    return (
        (not (scope.plans or scope.regions) or key(plan.id) in scope.plans or not where.isdisjoint(scope.regions))
        and (scope.year is None or (period is not None and period[0] <= scope.year <= period[1]))
        and (not scope.valid or in_force(plan, today))
    )
