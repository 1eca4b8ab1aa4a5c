"""How a plan is divided: its parts counted and listed, each cited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize("text", ["霞山区规划分几个部分？", "How many parts does the plan of Xiashan District have?"])
def test_the_parts_of_a_plan_are_its_headings_of_the_first_rank(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert "3" in reply.text and not reply.declined
    assert [path for path in reply.paths if path.endswith("、")][:3] == ["xs#一、", "xs#二、", "xs#三、"]


def test_the_parts_of_a_heading_that_is_named(ask: Ask) -> None:
    reply = ask("霞山区规划的保障措施一共几条？")
    assert "共有2条" in reply.text
    assert "加强领导" in reply.text and "增加投入" in reply.text


@pytest.mark.parametrize("text", ["霞山区新建了几所学校？", "霞山区体育活动一共几条规定？"])
def test_what_is_no_heading_is_not_counted(ask: Ask, text: str) -> None:
    assert "共有" not in ask(text).text


TASKS = [
    ("一、", "heading", "一、", "主要任务", "一、主要任务", None),
    ("一、(一)", "heading", "(一)", "办好学前教育", "(一)办好学前教育", "一、"),
    ("一、(一)1.", "item", "1.", "增加学位", "1.增加学位。新建幼儿园。", "一、(一)"),
    ("一、(一)2.", "item", "2.", "规范收费", "2.规范收费。公开标准。", "一、(一)"),
    ("一、(二)", "heading", "(二)", "建强教师队伍", "(二)建强教师队伍", "一、"),
    ("一、(二)3.", "item", "3.", "抓好师德", "3.抓好师德。每年评议。", "一、(二)"),
    ("二、", "heading", "二、", "组织保障", "二、组织保障", None),
    ("二、(一)", "item", "(一)", "明确责任", "(一)明确责任。", "二、"),
    ("二、(二)", "item", "(二)", "加强督导", "(二)加强督导。", "二、"),
    ("二、专栏一", "table", "专栏一", "经费", "专栏一 经费 | 2021年 | 2022年", "二、"),
]


@pytest.mark.parametrize(
    "text",
    ["青溪区规划一共几条任务，都是啥", "青溪区有几大任务", "青溪区一共多少项任务", "青溪区主要任务分几个方面"],
)
def test_a_part_with_groups_is_counted_twice_and_listed_whole(ask_of: Callable[..., Ask], text: str) -> None:
    reply = ask_of(TASKS)(text)
    assert "2个方面" in reply.text and "3条" in reply.text
    assert all(title in reply.text for title in ("办好学前教育", "增加学位", "规范收费", "建强教师队伍", "抓好师德"))
    assert "明确责任" not in reply.text


def test_how_many_and_which(ask_of: Callable[..., Ask]) -> None:
    reply = ask_of(TASKS)("青溪区 保障措施几条，哪几条")
    assert "共有2条" in reply.text
    assert "明确责任" in reply.text and "加强督导" in reply.text
