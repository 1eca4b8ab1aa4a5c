"""Where a clause stands: in a part that looks back or ahead, and which year its targets are due. Pure, linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.measures import indicator_words as words
from index.plan import Clause, Plan
from index.quantity import periods
from index.script import fold

_RETROSPECT = re.compile(words.RETROSPECT)
_PROCESS = re.compile(words.PROCESS)
_PROSPECT = re.compile(words.PROSPECT)
_DUE = re.compile(r"(?:到|至|力争)\s?(?:20\d\d年|[“\"]?十[一二三四五]五[”\"]?时?期?末)")
_DUE_HEAD = re.compile(r"(?:^|[。\n])\s*(20\d\d)年[,，]")
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Scene:
    """``looks_back``: the part reports, as of ``year``. ``process``: it tells how the plan came about.
    ``due``: the year that the text above names for what follows (到2025年…)."""

    looks_back: bool = False
    year: int | None = None
    process: bool = False
    due: int | None = None


def first_year(plan: Plan) -> int | None:
    """The first year the plan covers, by its metadata or its title."""
    if plan.metadata.period:
        return plan.metadata.period[0]
    named = periods(plan.metadata.title)
    return named[0].first if named else None


def scenes(plan: Plan) -> dict[str, Scene]:
    """The scene of every clause, from the root down."""
    first = first_year(plan)
    found: dict[str, Scene] = {}
    texts = {clause.id: clause.text for clause in plan.clauses}
    dues: dict[str, int | None] = {}
    for clause in plan.clauses:
        above = found.get(clause.parent or "", Scene())
        due = None
        if clause.parent in texts:
            if clause.parent not in dues:
                dues[clause.parent] = _last_due(texts[clause.parent], first)
            due = dues[clause.parent] or above.due
        found[clause.id] = _scene(clause, above, first, due)
    return found


def _scene(clause: Clause, above: Scene, first: int | None, due: int | None) -> Scene:
    if above.process or above.looks_back:
        return above
    title = fold(clause.title)
    if len(title) > _LONGEST_TITLE:
        return Scene(due=due)
    if _PROCESS.search(title):
        return Scene(process=True)
    past = [found.last for found in periods(title) if first is not None and found.last < first]
    if (past or _RETROSPECT.search(title)) and not _PROSPECT.search(title):
        return Scene(True, past[-1] if past else first - 1 if first else None)
    return Scene(due=due)


def due_years(text: str, first: int | None) -> list[tuple[int, int]]:
    """Places and years that a text sets for what follows: 到2025年, 到“十四五”末; not before the plan's first year."""
    found = []
    for match in _DUE.finditer(fold(text)):
        year = periods(match[0])[-1].last
        if first is None or year >= first:
            found.append((match.end(), year))
    return found


def _last_due(text: str, first: int | None) -> int | None:
    heads = [(m.end(), int(m[1])) for m in _DUE_HEAD.finditer(text) if first is None or int(m[1]) >= first]
    found = sorted(due_years(text, first) + heads)
    return found[-1][1] if found else None
