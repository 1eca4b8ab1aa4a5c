"""How a question's words are held against a plan's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.ground import Ground
from index.library import Library


def _ground(text: str, *focus: str) -> Ground:
    return Ground(focus, text, "zh-Hans", Library([]))


@pytest.mark.parametrize(("asked", "told"), [("老师", "教师培训"), ("爹妈", "家长学校"), ("娃儿", "学生体质")])
def test_people_go_by_the_names_that_askers_and_plans_give_them(asked: str, told: str) -> None:
    assert _ground(asked, asked).cover(told) == 1.0
    assert _ground(asked, asked).cover("校舍安全") == 0.0


def test_the_word_of_an_asker_that_a_plan_has_once_does_not_decide(ask_of: Callable[..., Callable[..., Any]]) -> None:
    ask = ask_of(
        [
            ("一、", "item", "一、", "师德", "一、师德。做“四有”好老师，遵守教师准则。", None),
            ("二、", "item", "二、", "教师培训", "二、教师培训。每年安排教师到师范大学培训。", None),
        ]
    )
    assert ask("青溪区的老师上哪儿进修").paths[0] == "qx#二、"


def test_a_period_is_no_matter_beside_another() -> None:
    both = _ground("十四五规划编的时候征求意见没有", "征求意见").concepts
    assert both and all("十四五规划" not in term.ways for term in both)
    assert _ground("十四五规划", "十四五规划").concepts
