"""A quotation is traced to the plans that have it word for word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]


def test_the_plan_that_has_the_words_is_named_and_those_that_do_not(ask: Ask) -> None:
    reply = ask("“确保中小学生每天校内体育活动不少于1小时”这句话是哪个区的？")
    assert set(reply.paths) == {"xs#二、(二)"}
    assert reply.text.startswith("这句话出自霞山区的规划")
    assert "没有这句话" in reply.text


def test_gaps_are_allowed_and_marks_are_not_needed(ask: Ask) -> None:
    assert "出自霞山区" in ask("“确保…体育活动不少于1小时”出自哪份规划的原话").text
    assert "出自霞山区" in ask("不得随意占用体育课,这句话是哪个区的").text


def test_words_that_no_plan_has_are_not_given_to_one(ask: Ask) -> None:
    reply = ask("“确保中小学生每天校内体育活动不少于3小时”这句话是哪个区的？")
    assert (reply.status, reply.reason) == ("partial", "near_miss")
    assert "没有一字不差" in reply.text


def test_a_name_asked_for_is_no_sentence(ask: Ask) -> None:
    assert "这句话" not in ask("“体育活动”是哪个区的").text
