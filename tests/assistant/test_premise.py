"""Premises without a 为什么: what the plan does not say is corrected, what it does say is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.assistant.conftest import Reply

Ask = Callable[..., Reply]


@pytest.mark.parametrize(
    "text",
    [
        "霞山区决定2025年关闭所有民办园，孩子怎么安置？",
        "霞山区取消体育课之后学生怎么锻炼？",
        "柳湾县停止教师交流轮岗的规定从哪年开始？",
        "云渡区已经合并全部小学，学生去哪里上学？",
        "霞山区宣布实行十五年免费教育，怎么申请？",
        "Xiashan plans to close all private kindergartens; where will the children go?",
    ],
)
def test_a_decision_that_no_clause_takes_is_corrected(text: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert (reply.declined, reply.reason) == (True, "false_premise")


@pytest.mark.parametrize(
    "text",
    [
        "云渡区禁止公布学生排名的规定写在哪里？",
        "霞山区不再占用体育课以后怎么保证锻炼时间？",
        "霞山区规定中小学生每天体育活动1小时，怎么落实？",
        "霞山区鼓励社会力量办园，有哪些要求？",
        "柳湾县要新建几所幼儿园？",
    ],
)
def test_what_the_plan_says_is_no_false_premise(text: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert reply.reason != "false_premise"
    assert not reply.declined


def test_another_figure_than_the_plans_is_said_to_be(ask_wide: Ask) -> None:
    reply = ask_wide("霞山区规定中小学生每天校内体育活动3小时，有哪些措施？")
    assert reply.reason == "false_premise"
    assert "1小时" in reply.text
    assert "3小时" not in reply.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("霞山区教师学历达标率要到多少？", "no_evidence"),
        ("柳湾县公办园保教费每月多少钱？", "decided_elsewhere"),
        ("我家孩子自闭症，能进霞山区哪个班？", "decided_elsewhere"),
        ("霞山区的规划给打几分？", "opinion"),
    ],
)
def test_what_is_not_given_is_declined(text: str, reason: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert (reply.declined, reply.reason) == (True, reason)


def test_a_figure_stated_of_the_district_is_put_right(ask_of: Callable[..., Ask]) -> None:
    ask = ask_of([("一、", "item", "一、", "扩大资源", "一、扩大资源。以每年3所幼儿园的速度新建公办幼儿园。", None)])
    reply = ask("青溪区每年新建十所公办幼儿园，钱从哪来")
    assert reply.reason == "false_premise"
    assert "3所" in reply.text
    assert ask("青溪区每年新建三所公办幼儿园，钱从哪来").reason != "false_premise"
    assert ask("我家有十所幼儿园可选，青溪区怎么建").reason != "false_premise"  # said of the asker, not of the district


def test_so_many_schools_as_no_clause_counts_are_corrected(ask_wide: Ask) -> None:
    assert ask_wide("柳湾县那20所新建小学都在哪里？").reason == "false_premise"
    assert ask_wide("柳湾县那3所新建幼儿园都在哪里？").reason != "false_premise"


def test_a_change_that_no_clause_makes_has_no_reason(ask_wide: Ask) -> None:
    assert ask_wide("霞山区为什么要把体育活动外包给公司？").reason == "false_premise"


def test_when_something_is_closed_takes_the_closing_for_granted(ask_wide: Ask) -> None:
    assert ask_wide("霞山区什么时候取消全部民办幼儿园？").reason == "false_premise"
    assert ask_wide("When did Xiashan District close its private kindergartens?").reason == "false_premise"
    assert ask_wide("Pupils take turns at the gym in Xiashan. When is that going to stop?").reason != "false_premise"
