"""Who holds an office: all names under the label asked for, or that nobody is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("一、", "heading", "一、", "改革领导小组成员",
     "一、改革领导小组成员\n组长：某甲 区长\n副组长：某乙 副区长\n某丙 副区长\n成员单位：区教育局、区财政局。", None),
    ("二、", "heading", "二、", "校长职级制", "二、校长职级制\n推行校长职级制。", None),
    ("三、", "heading", "三、", "智慧教育", "三、智慧教育\n建设智慧教育云平台。", None),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


def test_every_name_under_the_label(ask: Ask) -> None:
    reply = ask("青溪区改革领导小组副组长有哪几位")
    assert "某乙" in reply.text
    assert "某丙" in reply.text
    assert "某甲" not in reply.text
    assert "成员单位" not in reply.text


def test_both_labels_where_both_are_asked(ask: Ask) -> None:
    reply = ask("青溪区改革领导小组组长、副组长是谁")
    assert all(name in reply.text for name in ("某甲", "某乙", "某丙"))


def test_a_follow_up_about_another_label(ask: Ask) -> None:
    reply = ask("副组长有哪几位", "青溪区改革领导小组组长是谁？")
    assert reply.question.standalone == "青溪区改革领导小组副组长有哪几位"
    assert "某乙" in reply.text


def test_an_office_that_the_plan_names_nobody_for(ask: Ask) -> None:
    reply = ask("青溪区教育局局长是谁")
    assert (reply.declined, reply.reason) == (True, "near_miss")


def test_nobody_is_named_for_a_matter(ask: Ask) -> None:
    reply = ask("青溪区智慧教育由谁牵头")
    assert (reply.status, reply.reason) == ("partial", "near_miss")
    assert "没有写明" in reply.text
