"""Example questions for the first page, made from what the indexed plans hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, islice

from assistant import english
from assistant.called import english_name
from index.library import Library
from index.plan import Indicator, Plan
from index.script import to_simplified, to_traditional
from ui.links import place

COUNT = 5
LONGEST = 12
"""Characters of a name that a user would type; a plan without a shorter one is left out."""

GLOSSED = 6
"""Characters of a name that an English question gives word for word beside it."""

TRIES = 4
"""How many of a plan's facts are tried before the plan is passed over."""

Fact = tuple[str, dict[str, str]]
"""A form of question and what to fill in."""
Answered = Callable[[str], bool]
"""Whether the plans answer a question."""

_INNER = str.maketrans("“”", "‘’")

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


def examples(library: Library, language: str, answered: Answered = lambda _: True) -> tuple[str, ...]:
    """Up to ``COUNT`` different questions in ``language`` (zh-Hans, zh-Hant, en) that are ``answered``."""

    def good(fact: Fact) -> bool:
        return answered(worded(*fact, language))

    return tuple(worded(*fact, language) for fact in _picked(library, language, good))


def worded(form: str, fields: dict[str, str], language: str) -> str:
    """A fact as a question in ``language``; quotation marks within the question's own become single ones."""
    words = _FORMS["en" if language == "en" else "zh"][form]
    if "“" in words:
        fields = {key: name.translate(_INNER) for key, name in fields.items()}
    if language == "en":
        return words.format(**_romanised(fields))
    return (to_traditional if language == "zh-Hant" else to_simplified)(words.format(**fields))


def _romanised(fields: dict[str, str]) -> dict[str, str]:
    """Places as English writes them; what a plan calls its targets and sections in English before its own words."""
    return {key: _ROMANISED.get(key, str)(name) for key, name in fields.items()}


def _glossed(name: str) -> str:
    """Word for word only where there are few of them: a long name comes out as no English."""
    told = english_name(name)
    if told.startswith("≈") and len(name) > GLOSSED:
        return name
    return f"{told.removeprefix('≈ ')} ({name})" if told else name


_ROMANISED: dict[str, Callable[[str], str]] = {
    "place": english.place,
    "other": english.place,
    "name": _glossed,
    "title": _glossed,
}


def _picked(library: Library, language: str, good: Callable[[Fact], bool]) -> list[Fact]:
    """Different kinds of questions first, then one for each plan that none was about."""
    plans = [plan for plan in library.plans.values() if len(place(plan)) <= LONGEST]

    def some(most: int, groups: Iterable[Iterable[Fact]]) -> list[Fact]:
        ordered = (_readable(islice(group, TRIES), language) for group in groups)
        found = (next((fact for fact in group if good(fact)), None) for group in ordered)
        return list(islice((fact for fact in found if fact), most))

    first = [
        *some(2, _targets(plans)),
        *some(1, _comparisons(plans)),
        *some(1, _responsible(reversed(plans))),
    ]
    asked = {name for _, fields in first for name in fields.values()}
    rest = [plan for plan in plans if place(plan) not in asked]
    others = [plan for plan in plans if plan not in rest]
    return [*first, *some(COUNT - len(first), chain(_titles(rest), _titles(others), _periods(plans)))]


def _readable(facts: Iterable[Fact], language: str) -> list[Fact]:
    """On an English page first what the plan says with an English name."""
    return sorted(facts, key=lambda fact: language == "en" and not _has_english(fact))


def _has_english(fact: Fact) -> bool:
    words = fact[1].get("name") or fact[1].get("title") or ""
    return not words or _glossed(words) != words


def _measured(plan: Plan) -> dict[str, Indicator]:
    """The plan's targets by name, where the name is short enough to be typed."""
    return {
        indicator.name: indicator
        for indicator in reversed(plan.indicators)
        if indicator.target and indicator.target_year and 2 < len(indicator.name) <= LONGEST
    }


def _targets(plans: Iterable[Plan]) -> Iterator[Iterable[Fact]]:
    asked: set[str] = set()
    for plan in plans:
        targets = [one for name, one in reversed(_measured(plan).items()) if name not in asked]
        yield [("target", {"place": place(plan), "year": str(one.target_year), "name": one.name}) for one in targets]
        asked.update(one.name for one in targets[:1])


def _comparisons(plans: Iterable[Plan]) -> Iterator[Iterable[Fact]]:
    for one, other in combinations(plans, 2):
        shared = [name for name in _measured(one) if name in _measured(other)]
        yield [("compare", {"place": place(one), "other": place(other), "name": name}) for name in shared]


def _responsible(plans: Iterable[Plan]) -> Iterator[Iterable[Fact]]:
    for plan in plans:
        titles = [clause.title for clause in plan.clauses if clause.responsible and 3 < len(clause.title) <= LONGEST]
        yield [("responsible", {"place": place(plan), "title": title}) for title in titles]


def _titles(plans: Iterable[Plan]) -> Iterator[Iterable[Fact]]:
    """The sections of each plan, the longest first."""
    for plan in plans:
        titled = [clause for clause in plan.clauses if clause.level == 2 and 3 < len(clause.title) <= LONGEST]
        titled.sort(key=lambda clause: clause.start - clause.end)
        yield [("clause", {"place": place(plan), "title": clause.title}) for clause in titled]


def _periods(plans: Iterable[Plan]) -> Iterator[Iterable[Fact]]:
    for plan in plans:
        if plan.metadata.period:
            yield [("period", {"place": place(plan)})]
