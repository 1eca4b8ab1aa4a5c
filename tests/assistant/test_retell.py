"""A follow-up about the answer itself: where it stands, its words, more of the clause, what has come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]
BEFORE = "霞山区近视率目标是什么？"
CLAUSE = "xs#二、(二)"


@pytest.mark.parametrize(
    "text", ["出自哪一条", "这句话在第几条？", "是哪一条写的", "which clause is that?", "where does it say that?"]
)
def test_its_source_is_the_clause_with_its_headings(text: str, ask: Ask) -> None:
    reply = ask(text, BEFORE)
    assert CLAUSE in reply.paths
    assert "二、(二)" in reply.text or "2, (2)" in reply.text


@pytest.mark.parametrize("text", ["你确定吗", "真的吗？", "没搞错吧", "are you sure?"])
def test_asked_whether_it_is_sure_it_gives_the_words(text: str, ask: Ask) -> None:
    reply = ask(text, BEFORE)
    assert reply.status == "answered"
    assert "力争近视率每年降低0.5个百分点" in reply.text


@pytest.mark.parametrize("text", ["再说详细点", "能再详细点吗", "tell me more"])
def test_more_is_the_rest_of_the_clause(text: str, ask: Ask) -> None:
    reply = ask(text, "霞山区公办园在园幼儿占比目标是多少？")
    assert reply.paths == ["xs#二、(一)"]
    assert "鼓励社会力量办园" in reply.text
    assert "55%" not in reply.text


@pytest.mark.parametrize("text", ["那完成了没有", "实现了吗", "has it been achieved?"])
def test_a_plan_does_not_know_what_has_come_of_it(text: str, ask: Ask) -> None:
    reply = ask(text, BEFORE)
    assert reply.declined
    assert CLAUSE in reply.paths


@pytest.mark.parametrize("text", ["那两个区都比比", "各区呢", "compare all districts"])
def test_the_same_of_every_district(text: str, ask: Ask) -> None:
    reply = ask(text, "霞山区公办园在园幼儿占比目标是多少？")
    assert reply.question.kind == "comparison"
    assert "55%" in reply.text
    assert "60%" in reply.text


def test_without_a_question_before_it_asks_of_nothing(ask: Ask) -> None:
    assert ask("你确定吗").question.again == ""
