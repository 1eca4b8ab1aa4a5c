"""Questions about the set of plans: how many there are, which is the newest, which the oldest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize("text", ["一共收录了几个区的规划？", "现在有多少份规划", "How many plans are indexed?"])
def test_how_many_plans_there_are(text: str, ask: Ask) -> None:
    reply = ask(text)
    assert reply.question.kind == "catalogue"
    assert "2" in reply.text.splitlines()[0]


@pytest.mark.parametrize(
    "text", ["哪个区的规划最新？", "最新的规划是哪个区的", "Which plan is the most recent?", "哪份规划最早"]
)
def test_the_plan_with_a_date_is_named_and_the_other_told_apart(text: str, ask: Ask) -> None:
    reply = ask(text)
    first, second = reply.text.split("\n\n")[:2]
    assert "霞山区" in first or "Xiashan" in first
    assert "柳湾县" in second or "Liuwan" in second
    assert "xs#发文信息" in reply.paths


def test_the_newest_thing_in_a_plan_is_another_question(ask: Ask) -> None:
    assert ask("霞山区最新的招生办法是什么").question.kind != "catalogue"
