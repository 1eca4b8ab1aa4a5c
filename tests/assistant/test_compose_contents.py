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
