"""How many there are: neither some of them nor those to come are the number asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]
ROWS = [
    ("一、(一)", "item", "(一)", "队伍建设", "(一)队伍建设。全区市级以上骨干教师达到70名。", None),
    ("一、(二)", "item", "(二)", "学校布局", "(二)学校布局。到2025年，新建4所高中。", None),
    ("一、(三)", "item", "(三)", "办学规模", "(三)办学规模。全区现有幼儿园36所，在校中小学生8100人。", None),
    ("一、(四)", "item", "(四)", "班主任工作", "(四)班主任工作。评选优秀班主任。", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


@pytest.mark.parametrize(
    ("question", "number"),
    [("青溪区有多少所幼儿园？", "36所"), ("青溪区一共有多少学生？", "8100人"), ("青溪区有多少名骨干教师？", "70名")],
)
def test_the_number_of_the_class_asked_for_answers(ask: Ask, question: str, number: str) -> None:
    answer = ask(question)
    assert answer.status == "answered" and number in answer.text


@pytest.mark.parametrize("question", ["青溪区有多少名教师？", "青溪区教师有多少人？", "青溪区有多少所高中？"])
def test_a_narrower_class_or_what_is_to_be_built_is_said_as_a_near_miss(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.reason) == ("partial", "near_miss")
    assert answer.paths


def test_where_nothing_is_counted_the_number_is_said_to_be_missing(ask: Ask) -> None:
    assert ask("青溪区有多少名班主任？").reason == "near_miss"
