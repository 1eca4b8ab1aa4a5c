"""Near misses that are named for what they are: a result, a level, an office, a rumour, a date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


def test_a_plan_does_not_tell_what_has_come_of_it(ask: Ask) -> None:
    reply = ask("霞山区2025年的目标实现了吗？")
    assert (reply.declined, reply.reason) == (True, "near_miss")
    assert "没有写后来完成得怎么样" in reply.text


def test_years_before_the_plan_are_reviewed_in_it(ask: Ask) -> None:
    assert "没有写后来" not in ask("霞山区2020年的投入目标完成了吗？").text


def test_a_fall_is_not_the_level_now(ask: Ask) -> None:
    reply = ask("霞山区近视率现在是多少？")
    assert reply.reason == "near_miss"
    assert "幅度" in reply.text


@pytest.mark.parametrize("question", ["霞山区区长叫什么", "霞山中学的校长是谁", "霞山区体育活动的组长叫什么"])
def test_an_office_whose_holder_is_not_named(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.declined
    assert "叫什么" not in reply.text


def test_a_rumour_of_which_the_plan_says_nothing(ask: Ask) -> None:
    assert ask("听说霞山区要把民办园全部收归国有，是真的吗").reason


def test_a_question_with_each_in_it_takes_nothing_for_granted(ask: Ask) -> None:
    reply = ask("How much exercise must each pupil in Xiashan get, and who is responsible?")
    assert reply.reason != "false_premise"


def test_how_many_of_them_may_be_told_as_a_share(ask: Ask) -> None:
    reply = ask("How many of the teachers in Liuwan County are rotated between schools?")
    assert "15%" in reply.text


def test_how_often_is_not_told_by_another_number(ask: Ask) -> None:
    told = ask("How often are sports held in Xiashan?").text
    assert "every day" in told and not told.startswith("Xiashan District: at least 1 hour")


def test_a_share_is_told_where_a_number_of_people_is_asked(ask: Ask) -> None:
    """A plan that sets 15% of the teachers has an answer to tell, though not the one asked for."""
    reply = ask("柳湾县每年有多少名老师参加轮岗换校？")
    assert not reply.declined and "15%" in reply.text


def test_the_box_over_a_plan_says_where_it_is_from(ask_of: Ask) -> None:
    box = ("发文信息", "front", "", "发文信息", "2024年05月06日08:30 来源:青溪发布", None)
    for text in ("青溪区规划的来源单位是什么？", "What source is given for the plan of Qingxi?"):
        assert "青溪发布" in ask_of([box])(text).text


@pytest.mark.parametrize("text", ["霞山区规划是区政府还是教育局发的？", "霞山区规划的正式名字", "霞山区计划几年内干完"])
def test_an_issuer_a_name_and_a_period_in_everyday_words(ask: Ask, text: str) -> None:
    assert ask(text).question.kind == "metadata"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("霞山区规划是哪天挂到网上的？", "2022-03-09"),
        ("Who issued the Xiashan plan and when?", "2022"),
        ("How long does the Xiashan plan run?", "2021"),
    ],
)
def test_what_a_plan_is_can_be_asked_in_many_words(ask: Ask, text: str, told: str) -> None:
    reply = ask(text)
    assert reply.question.kind == "metadata" and reply.status == "answered"
    assert told in reply.text
