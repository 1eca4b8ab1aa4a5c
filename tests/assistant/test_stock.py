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
    ("一、(五)", "item", "(五)", "睡眠", "(五)睡眠。小学生每天睡10小时，每校配1名校医。", None),
]
PASSING = "办学条件不断改善，2023年底，全区有幼儿园21所、小学9所、初中4所，在校(园)学生1.2万人，专任教师610人。"
MANY = [
    ("一、", "heading", "一、", "发展基础", f"一、发展基础。{PASSING}", None),
    *(
        (f"二、{n}.", "item", f"{n}.", f"教师学生学校幼儿园工作{n}",
         f"{n}.教师学生学校幼儿园工作{n}。新建幼儿园{n}所，新建学校{n}所，招聘教师{n}0人，资助学生{n}0人。", None)
        for n in range(1, 40)
    ),
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


def test_hours_and_those_who_look_after_them_are_no_number_of_pupils(ask: Ask) -> None:
    answer = ask("青溪区有多少小学生？")
    assert (answer.status, answer.reason) == ("partial", "near_miss")


def test_where_nothing_is_counted_the_number_is_said_to_be_missing(ask: Ask) -> None:
    assert ask("青溪区有多少名班主任？").reason == "near_miss"


@pytest.fixture(scope="module")
def ask_many(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(MANY)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("青溪区有多少所幼儿园？", "21所"),
        ("青溪区现在有几所初中？", "4所"),
        ("青溪区有多少学生？", "1.2万人"),
        ("青溪区有多少老师？", "610人"),
    ],
)
def test_what_is_counted_in_passing_is_found_among_many_that_are_to_come(
    ask_many: Ask, question: str, number: str
) -> None:
    answer = ask_many(question)
    assert (answer.status, answer.text.count(f"：{number}。")) == ("answered", 1)


def test_where_each_kind_is_counted_apart_they_are_what_comes_nearest(ask_many: Ask) -> None:
    answer = ask_many("青溪区有多少所学校？")
    assert (answer.status, answer.paths) == ("partial", ["qx#一、"]), answer.text
    assert "小学9所、初中4所" in answer.text


def test_so_it_is_in_english(ask_many: Ask) -> None:
    answer = ask_many("How many teachers are there in Qingxi District?")
    assert answer.status == "answered" and "610 full-time teachers" in answer.text
    recruits = ask_many("How many teachers are recruited in Qingxi District?")
    assert "610" not in recruits.text
