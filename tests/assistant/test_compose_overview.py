"""Asked for the whole plan, an answer tells its goal, its tasks and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("一、", "heading", "一、", "总体要求", "一、总体要求", None),
    ("一、(一)", "heading", "(一)", "工作目标", "(一)工作目标。到2025年学位够用。", "一、"),
    ("二、", "heading", "二、", "重点任务", "二、重点任务", None),
    ("二、(一)", "heading", "(一)", "修缮校舍", "(一)修缮校舍。先修宿舍。", "二、"),
    ("二、(二)", "heading", "(二)", "培训教师", "(二)培训教师。每年一次。", "二、"),
    ("三、", "heading", "三、", "组织保障", "三、组织保障。总结经验，介绍做法。", None),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "概括一下青溪区规划的主要内容",
        "青溪区规划讲了什么？",
        "请用三句话总结青溪区的规划",
        "介绍一下青溪区规划的整体情况",
        "What is the Qingxi plan about?",
        "Give me a summary of the plan of Qingxi.",
    ],
)
def test_the_whole_plan(text: str, ask: Ask) -> None:
    told = ask(text).text
    assert all(part in told for part in ("到2025年学位够用", "修缮校舍", "培训教师", "组织保障"))


@pytest.mark.parametrize("text", ["青溪区怎么总结经验？", "介绍一下青溪区的宿舍", "概括第二条"])
def test_a_matter_in_it_is_looked_up(text: str, ask: Ask) -> None:
    assert "到2025年学位够用" not in ask(text).text
