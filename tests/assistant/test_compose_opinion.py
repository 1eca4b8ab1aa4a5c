"""Opinions are declined, forecasts told with what the plan sets out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]


def test_of_a_forecast_the_plan_s_own_arrangement_is_told(ask: Ask) -> None:
    reply = ask("霞山区学生的体育活动以后会不会更好")
    assert (reply.status, reply.reason) == ("partial", "opinion")
    assert "不作预测" in reply.text.splitlines()[0]
    assert "体育活动不少于1小时" in reply.text


def test_a_forecast_of_prices_is_declined(ask: Ask) -> None:
    assert ask("霞山区的学费以后会不会更多").declined


def test_an_opinion_is_declined_with_the_nearest_clause_and_whom_to_ask(ask: Ask) -> None:
    reply = ask("你觉得霞山区每天校内体育活动不少于1小时合理吗")
    assert (reply.declined, reply.reason) == (True, "opinion")
    assert "体育活动不少于1小时" in reply.text
    assert "霞山区人民政府" in reply.text.splitlines()[-1]


def test_an_opinion_on_nothing_the_plans_speak_of_is_declined_without_clauses(ask: Ask) -> None:
    assert "[1]" not in ask("霞山区和海棠区哪个好？").text
