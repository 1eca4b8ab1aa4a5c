"""What is only looked up: plans, outlines, clauses, indicators, search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from index.indicators import indicator_rows
from index.library import Library
from index.plan import Clause, Plan
from index.script import fold
from ui.api import models
from ui.api.errors import Refused
from ui.api.models import Name, Words, home
from ui.gate import Gate, Job, whole
from ui.links import link
from ui.show import hit_row, outline_row, plan_facts
from ui.talk import Chat

Limit = Annotated[int, Field(ge=1, le=10_000, description="How many at most.")]
Offset = Annotated[int, Field(ge=0, le=10_000_000, description="How many to leave out at the beginning.")]
TOTAL = "x-total-count"
"""The header that says how many there are in all."""


class Reading:
    """The handlers; each reads one state of the store from beginning to end."""

    def __init__(self, assistant: Chat, gate: Gate) -> None:
        self._assistant, self._gate = assistant, gate

    def plans(self, response: Response, limit: Limit = 1000, offset: Offset = 0) -> list[models.Plan]:
        """The plans that are indexed."""
        library = self._assistant.library
        response.headers[TOTAL] = str(len(library.plans))
        held = islice(library.plans.values(), offset, offset + limit)
        return [models.Plan.model_validate(plan_facts(plan, library.successor(plan))) for plan in held]

    def outline(self, plan: str) -> list[models.Node]:
        """The clause tree of a plan, in text order; the plan's id is percent-encoded in the address."""
        found = known_plan(self._assistant.library, plan)
        return [models.Node(clause=clause.id, **outline_row(clause)) for clause in found.clauses]

    def clause(self, clause: str, request: Request) -> models.Clause:
        """One clause by its id, percent-encoded (`quote(id, safe='')`); one that was renumbered under its present
        id."""
        library = self._assistant.library
        return clause_body(library, found_clause(self._assistant, library, clause), home(request))

    def indicators(
        self,
        response: Response,
        plan: Name = "",
        q: Annotated[Name, Field(description="Part of the indicator's name, in either script.")] = "",
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> list[models.Indicator]:
        """Measurable targets of all plans, or of one."""
        library = self._assistant.library
        plans = [known_plan(library, plan)] if plan else list(library.plans.values())
        wanted = fold(q)
        found = [row for one in plans for row in indicator_rows(one) if wanted in fold(row["name"])]
        response.headers[TOTAL] = str(len(found))
        return [models.Indicator.model_validate(row) for row in found[offset : offset + limit]]

    async def search(
        self,
        request: Request,
        q: Annotated[Words, Field(description="Words or a question.")],
        k: Annotated[int, Field(ge=1, le=100, description="How many at most.")] = 10,
        plan: Annotated[Name, Field(description="Search this plan alone.")] = "",
    ) -> list[models.Hit]:
        """Ranked clauses and why each was found."""
        return await whole(request.receive, searching(self._assistant, self._gate, q, k, plan))


def searching(assistant: Chat, gate: Gate, words: str, k: int, plan: str) -> Job[list[models.Hit]]:
    """A search in all plans, or in the one of the id ``plan``. A clause whose plan has left the store meanwhile is no
    hit. Full where too many wait already, Refused where there is no such plan."""
    plans = [known_plan(assistant.library, plan).id] if plan else []

    def work() -> Iterator[list[models.Hit]]:
        hits = assistant.search(words, k, plans=plans)
        library = assistant.library
        known = (hit for hit in hits if hit.clause.plan_id in library.plans)
        yield [models.Hit.model_validate(hit_row(hit, library)) for hit in known]

    return gate.begin(work)


def known_plan(library: Library, plan: str) -> Plan:
    """The plan of this id. Refused where there is none."""
    found = library.plans.get(plan)
    if found is None:
        raise Refused(404, "There is no such plan: /api/plans lists those that are indexed.", "plan")
    return found


def found_clause(assistant: Chat, library: Library, asked: str) -> Clause:
    """The clause of this id, its brackets in either width, or of the id it had before. Refused where there is none."""
    for name in (asked, unicodedata.normalize("NFKC", asked)):
        if found := library.clause(assistant.resolve(name)):
            return found
    raise Refused(404, "There is no such clause: /api/plans/{plan}/outline lists a plan's clauses.", "clause")


def clause_body(library: Library, clause: Clause, home: str) -> models.Clause:
    """``clause`` in full."""
    plan = library.plan_of(clause)
    return models.Clause(
        clause=clause.id,
        plan=plan.id,
        plan_title=plan.title,
        source=plan.source,
        page=plan.page(clause.start),
        text=clause.text,
        own=[(span.start, span.end) for span in clause.own],
        responsible=list(clause.responsible),
        parent=clause.parent,
        children=[child.id for child in library.children(clause.id)],
        url=home + link(clause.id),
        **outline_row(clause),
    )
