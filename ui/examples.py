"""Example questions for the first page, made from what the indexed plans hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from assistant import english
from index.library import Library
from index.plan import Indicator, Plan
from index.script import to_simplified, to_traditional

COUNT = 5
LONGEST = 12
"""Characters of a name that a user would type; a plan without a shorter one is left out."""

Fact = tuple[str, dict[str, str]]
"""A form of question and what to fill in."""

_FORMS = {
    "zh": {
        "target": "{place}{year}年{name}的目标是多少？",
        "compare": "{place}和{other}的{name}目标各是多少？",
        "responsible": "{place}的“{title}”由哪些单位负责？",
        "clause": "{place}规划的“{title}”讲了什么？",
        "period": "{place}的规划管到哪一年？",
    },
    "en": {
        "target": "What is {place}'s {year} target for “{name}”?",
        "compare": "How do {place} and {other} compare on “{name}”?",
        "responsible": "Who is responsible for “{title}” in {place}?",
        "clause": "What does {place}'s plan say about “{title}”?",
        "period": "Which years does {place}'s plan cover?",
    },
}


def examples(library: Library, language: str) -> tuple[str, ...]:
    """Up to ``COUNT`` different questions in ``language`` (zh-Hans, zh-Hant, en) that the plans answer."""
    return tuple(worded(form, fields, language) for form, fields in islice(_facts(library), COUNT))


def worded(form: str, fields: dict[str, str], language: str) -> str:
    """A fact as a question in ``language``."""
    if language == "en":
        return _FORMS["en"][form].format(**_romanised(fields))
    return (to_traditional if language == "zh-Hant" else to_simplified)(_FORMS["zh"][form].format(**fields))


def place(plan: Plan) -> str:
    """The short name by which a user would call the plan."""
    return plan.metadata.district or plan.metadata.city or plan.title


def _romanised(fields: dict[str, str]) -> dict[str, str]:
    """Places as English writes them; what a plan calls its targets and sections stays in its own words."""
    return {key: english.place(name) if key in {"place", "other"} else name for key, name in fields.items()}


def _facts(library: Library) -> Iterator[Fact]:
    """Different kinds of questions first, then one for each plan that none was about."""
    plans = [plan for plan in library.plans.values() if len(place(plan)) <= LONGEST]
    first = [*islice(_targets(plans), 2), *islice(_comparisons(plans), 1), *islice(_responsible(reversed(plans)), 1)]
    yield from first
    asked = {name for _, fields in first for name in fields.values()}
    rest = [plan for plan in plans if place(plan) not in asked]
    yield from _titles(rest)
    yield from _titles(plan for plan in plans if plan not in rest)
    yield from _periods(plans)


def _measured(plan: Plan) -> dict[str, Indicator]:
    """The plan's targets by name, where the name is short enough to be typed."""
    return {
        indicator.name: indicator
        for indicator in reversed(plan.indicators)
        if indicator.target and indicator.target_year and 2 < len(indicator.name) <= LONGEST
    }


def _targets(plans: Iterable[Plan]) -> Iterator[Fact]:
    asked: set[str] = set()
    for plan in plans:
        target = next((one for name, one in reversed(_measured(plan).items()) if name not in asked), None)
        if target:
            asked.add(target.name)
            yield "target", {"place": place(plan), "year": str(target.target_year), "name": target.name}


def _comparisons(plans: Iterable[Plan]) -> Iterator[Fact]:
    for one, other in combinations(plans, 2):
        for name in (name for name in _measured(one) if name in _measured(other)):
            yield "compare", {"place": place(one), "other": place(other), "name": name}


def _responsible(plans: Iterable[Plan]) -> Iterator[Fact]:
    for plan in plans:
        titles = [clause.title for clause in plan.clauses if clause.responsible and 3 < len(clause.title) <= LONGEST]
        if titles:
            yield "responsible", {"place": place(plan), "title": titles[0]}


def _titles(plans: Iterable[Plan]) -> Iterator[Fact]:
    """The longest section of each plan."""
    for plan in plans:
        titled = [clause for clause in plan.clauses if clause.level == 2 and 3 < len(clause.title) <= LONGEST]
        if titled:
            longest = max(titled, key=lambda clause: clause.end - clause.start)
            yield "clause", {"place": place(plan), "title": longest.title}


def _periods(plans: Iterable[Plan]) -> Iterator[Fact]:
    for plan in plans:
        if plan.metadata.period:
            yield "period", {"place": place(plan)}
