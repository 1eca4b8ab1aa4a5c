"""A name put in quotation marks that the plan does not have: said to be missing, never answered with something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("霞山区“蓝鲸阅读计划”由哪个部门负责？", "蓝鲸阅读计划"),
        ("霞山区的「银杏书院」建在哪里", "银杏书院"),
        ("霞山区《研学旅行管理办法》是怎么规定的？", "研学旅行管理办法"),
        ("霞山区“金苹果奖”一年发多少钱？", "金苹果奖"),
        ('Does the Xiashan plan mention the "Blue Whale Reading Scheme"?', "Blue Whale Reading Scheme"),
    ],
)
def test_a_quoted_name_that_is_in_no_plan_is_said_to_be_missing(ask: Ask, question: str, name: str) -> None:
    reply = ask(question)
    assert reply.reason == "near_miss"
    assert name in reply.text.splitlines()[0]
    assert "霞山区人民政府" in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "霞山区“体育活动”怎么安排？",
        "霞山区的“医教协同”是怎么说的？",
        "霞山区“随迁子女”怎么报名？",
        "霞山区《规划》对体育怎么说？",
    ],
)
def test_a_quoted_name_that_the_plan_has_is_answered(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert "没有提到" not in reply.text
    assert not reply.declined


def test_one_of_two_quoted_names_is_enough(ask: Ask) -> None:
    assert "没有提到" not in ask("霞山区“蓝鲸计划”和“体育活动”有什么安排？").text
