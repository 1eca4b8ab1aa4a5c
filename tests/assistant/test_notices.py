"""Notices about the document quoted: a newer edition of it is indexed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.compose import compose
from assistant.question import read_question
from index.library import Library
from tests.assistant.conftest import search

AS_OF = date(2026, 3, 1)


def test_a_plan_with_a_successor_is_said_to_have_one(library: Library) -> None:
    old = library.plans["xs"]
    about = replace(old.metadata, title="霞山区“十五五”教育事业发展规划", period=(2026, 2030))
    new = replace(old, id="xs2", metadata=about, clauses=(), indicators=())
    both = Library([old, new])
    question = replace(read_question("霞山区公办园占比是多少？", (), both, AS_OF), plans=("xs",))
    kinds = {notice.kind: notice.text for notice in compose(question, search(question, both), both, AS_OF).notices}
    assert "十五五" in kinds["superseded"]
    assert "period_over" in kinds
