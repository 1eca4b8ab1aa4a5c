"""A task or a goal is not a thing done."""

from __future__ import annotations

import pytest

from assistant.done import told_as_done
from assistant.verify import check

GOAL = "到2025年，新建幼儿园12所，改扩建小学4所"


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("到2025年，新建幼儿园12所已完成", GOAL),
        ("新建了12所幼儿园", GOAL),
        ("12所幼儿园已经新建", "新建幼儿园12所"),
        ("投影仪已经更换", "2028年前更换老旧的投影仪60台"),
        ("已推进照明改造", "推进照明改造"),
    ],
)
def test_a_goal_told_as_done_is_caught(said: str, held: str) -> None:
    assert list(told_as_done(said, held, ""))
    assert check(said, (held,))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("2024年已新建幼儿园12所", "2024年，全区新建幼儿园12所"),
        ("近视率下降了6个百分点", "2024年近视率比2020年下降6个百分点"),
        ("已有幼儿园12所", "截至2025年底，全区有幼儿园12所"),
        ("规划提出了新建幼儿园12所", GOAL),
        ("为了新建幼儿园", GOAL),
        ("投影仪已经老旧", "2028年前更换老旧教室的老旧投影仪60台"),
    ],
)
def test_a_result_and_a_plan_that_speaks_are_told_as_such(said: str, held: str) -> None:
    assert not list(told_as_done(said, held, ""))


def test_under_a_heading_of_results_a_year_is_no_goal() -> None:
    said, held = "毛入园率已达到98%", "到2020年，毛入园率达到98%"
    assert not list(told_as_done(said, held, "一、发展基础"))
    assert list(told_as_done(said, held, "二、主要目标"))
