"""Which number answers: its unit, what it counts, when it holds; and when none does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.asked import asked_units

ROWS = [
    ("一、(一)", "item", "(一)", "师德建设", "(一)师德建设。扎实开展每年9月的师德培训月活动。", None),
    ("一、(二)", "item", "(二)", "经费保障", "(二)经费保障。教师培训经费不低于工资总额的1.6%。", None),
    ("一、(三)", "item", "(三)", "成人教育", "(三)成人教育。职教中心和14所乡镇成人学校开展老年教育。", None),
    ("一、(四)", "item", "(四)", "平安校园", "(四)平安校园。2020年三级平安校园达到96%。", None),
    ("二、(一)", "item", "(一)", "安全防控", "(一)安全防控。三级平安校园达到97%以上。", None),
    ("二、(二)", "item", "(二)", "教室照明",
     "(二)教室照明。到2025年，教室照明达标率达到100%，近视得到有效控制。", None),
    ("二、(三)", "item", "(三)", "学籍管理", "(三)学籍管理。初中入学率达到100%。", None),
    ("二、(四)", "item", "(四)", "教育集散",
     "(四)教育集散。在校学生达到15万人。区外来读学生达到3.7万人。", None),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


def test_a_month(ask: Ask) -> None:
    assert ask("青溪区师德培训月定在每年几月？").text.startswith("青溪区：9月")


def test_a_share_of_a_sum_of_money_is_no_money(ask: Ask) -> None:
    assert "1.6%" in ask("青溪区教师培训经费按工资总额的多少保障").text


def test_a_number_of_something_else_is_none(ask: Ask) -> None:
    assert ask("青溪区的老年大学有几所？").reason == "near_miss"


def test_as_it_stands_and_as_it_is_to_be(ask: Ask) -> None:
    text = ask("青溪区三级平安校园占比：2020年现状与规划目标").text
    assert "96%" in text
    assert "97%以上" in text


def test_a_number_that_stands_before_the_matter_is_not_of_it(ask: Ask) -> None:
    assert ask("青溪区近视率目标是多少").reason == "near_miss"


def test_a_rate_is_not_its_opposite(ask: Ask) -> None:
    reply = ask("青溪区的辍学率是多少")
    assert reply.reason in ("near_miss", "no_evidence")
    assert not reply.text.startswith("青溪区：100%")


def test_two_numbers_where_two_are_asked(ask: Ask) -> None:
    text = ask("青溪区在校学生要达到多少人，区外来读的有多少人").text
    assert "15万人" in text
    assert "3.7万人" in text


def test_by_how_much_is_not_to_what(ask_of: Callable[..., Ask]) -> None:
    ask = ask_of([("一、", "item", "一、", "视力健康", "一、视力健康。学生近视率降低3%左右。", None)])
    assert ask("青溪区学生近视率降低多少").status == "answered"
    reply = ask("青溪区学生近视率要降到百分之几")
    assert (reply.status, reply.reason) == ("partial", "near_miss")


@pytest.mark.parametrize("question", ["要花多少钱建学校", "花多少钱给老师", "拿出多少资金办幼儿园"])
def test_money_spent_on_something_asks_for_money_alone(question: str) -> None:
    assert asked_units(question) == frozenset({"元"})


def test_the_rate_of_those_who_stay_is_no_rate_of_those_who_leave(ask: Ask) -> None:
    reply = ask("What is the dropout rate of junior secondary schools in Qingxi?")
    assert (reply.status == "declined") or reply.reason == "near_miss"


def test_how_large_and_how_many_are_two_numbers(ask: Ask) -> None:
    text = ask("How large will the number of students of 青溪区 be, and how many students come from outside?").text
    assert "150,000" in text
    assert "37,000" in text
