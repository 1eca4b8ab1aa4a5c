"""What to ask next: questions about what was just cited, made only of what the plans hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from assistant.answer import DECLINED, Answer
from index.library import Library
from index.measures.indicator_conflicts import measure_key
from index.plan import Clause, Indicator
from index.script import fold
from ui.examples import LONGEST, TRIES, Answered, Fact, worded
from ui.links import place

COUNT = 3
MOST_PLANS = 100
"""Plans that are looked through for the same measure elsewhere."""
_UNTITLED = frozenset({"table", "row", "front", "preamble"})


def suggestions(answer: Answer, library: Library, answered: Answered = lambda _: True) -> tuple[str, ...]:
    """Up to ``COUNT`` questions in the answer's language that were not just asked and are ``answered``; none after a
    refusal."""
    if answer.status == DECLINED:
        return ()
    cited = [clause for one in answer.citations if (clause := library.clause(one.clause))]
    known = {_same_words(answer.question), _same_words(answer.standalone)}
    offered: dict[str, None] = {}
    for most, facts in _kinds(cited, library):
        asked = dict.fromkeys(worded(*fact, answer.language) for fact in islice(facts, TRIES))
        fresh = (one for one in asked if one not in offered and _same_words(one) not in known)
        room = min(most, COUNT - len(offered))
        offered |= dict.fromkeys(islice(filter(answered, fresh), room))
    return tuple(offered)


def _same_words(question: str) -> str:
    """A question in one script and without its punctuation."""
    return "".join(char for char in fold(question) if char.isalnum())


def _kinds(cited: list[Clause], library: Library) -> Iterator[tuple[int, Iterator[Fact]]]:
    """The same measure elsewhere, who answers for the clause, and the clause that follows: how many of each, and
    which there are."""
    plans = {clause.plan_id for clause in cited}
    yield 1, _elsewhere(cited, plans, library)
    yield 1, _responsible(cited, library)
    yield 2, _near(cited, library)
    yield 2, _others(cited, library)


def _elsewhere(cited: list[Clause], plans: set[str], library: Library) -> Iterator[Fact]:
    for clause in cited:
        for record in library.indicators_of(clause.id):
            for other in (one for plan in islice(library.plans.values(), MOST_PLANS) for one in plan.indicators):
                if other.plan_id not in plans and _same(record, other) and other.target_year:
                    plan = library.plans[other.plan_id]
                    yield "target", {"place": place(plan), "year": str(other.target_year), "name": other.name}


def _same(one: Indicator, other: Indicator) -> bool:
    alike = measure_key(one.name) == measure_key(other.name) and one.unit == other.unit
    return alike and bool(other.target) and len(other.name) <= LONGEST


def _responsible(cited: list[Clause], library: Library) -> Iterator[Fact]:
    for clause in cited:
        if clause.responsible and _nameable(clause):
            yield "responsible", {"place": place(library.plan_of(clause)), "title": clause.title}


def _near(cited: list[Clause], library: Library) -> Iterator[Fact]:
    """The sections beside the one cited, then those beside the ones it stands in."""
    for clause in (around for one in cited for around in (one, *reversed(library.ancestors(one)))):
        for sibling in library.children(clause.parent) if clause.parent else ():
            if sibling.id != clause.id and sibling.kind not in _UNTITLED and _nameable(sibling):
                yield "clause", {"place": place(library.plan_of(clause)), "title": sibling.title}


def _others(cited: list[Clause], library: Library) -> Iterator[Fact]:
    for plan in {clause.plan_id: library.plan_of(clause) for clause in cited}.values():
        if plan.metadata.period:
            yield "period", {"place": place(plan)}


def _nameable(clause: Clause) -> bool:
    return 3 < len(clause.title) <= LONGEST
