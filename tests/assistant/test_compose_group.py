"""Who is in a working group: the lines asked for of the group named, and whether they are as the question has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("附件", "annex", "", "振兴领导小组名单", "附件\n振兴领导小组名单", None),
    ("附件一、", "heading", "一、", "振兴领导小组成员",
     "一、振兴领导小组成员\n组长：丁一木 区委副书记、区长\n"
     "副组长：丁二木 副区长\n丁三木 副区长\n成员单位：区教育局、区妇联。", "附件"),
    ("附件二、", "heading", "二、", "振兴领导小组框架", "二、振兴领导小组框架\n下设2个工作组。", "附件"),
    ("附件二、(一)", "heading", "(一)", "课程教研组",
     "(一)课程教研组\n组长：丁三木 副区长\n副组长：戊一木 区教育局局长\n"
     "牵头单位：区教育局\n工作职责：研究课程。整理经验。", "附件二、"),
    ("附件二、(二)", "heading", "(二)", "经费保障组",
     "(二)经费保障组\n组长：丁二木 副区长\n副组长：戊二木 区财政局局长\n"
     "牵头单位：区财政局\n工作职责：安排经费。", "附件二、"),
    ("一、", "heading", "一、", "教研机制", "一、教研机制\n完善教研工作机制。（责任单位：区教育局、区科技局）", None),
    ("二、", "heading", "二、", "党的领导", "二、党的领导\n区委教育工作领导小组每年听取汇报。", None),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("青溪区课程教研组的组长是不是戊一木", "丁三木"),
        ("青溪区课程教研组组长是戊一木，对吧", "丁三木"),
        ("青溪区经费保障组的牵头单位是不是区教育局", "区财政局"),
        ("青溪区领导小组组长是不是书记", "丁一木"),
    ],
)
def test_a_holder_who_is_another_is_put_right(ask: Ask, text: str, holder: str) -> None:
    reply = ask(text)
    assert reply.text.startswith("不是")
    assert holder in reply.text
    assert reply.reason == "false_premise"


def test_what_a_person_is_instead_is_told(ask: Ask) -> None:
    assert "课程教研组：副组长：戊一木" in ask("青溪区经费保障组的组长是不是戊一木").text


@pytest.mark.parametrize(
    "text",
    ["青溪区课程教研组组长是丁三木吗", "青溪区领导小组组长是不是副书记", "青溪区领导小组成员单位有没有区妇联"],
)
def test_a_holder_as_the_question_has_it(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert reply.text.startswith("是的")
    assert reply.reason == ""


@pytest.mark.parametrize("text", ["青溪区课程教研组的牵头单位是谁", "青溪区教研组由谁牵头", "青溪區教研組誰牽頭"])
def test_the_line_of_the_group_named_goes_before_another_clause(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert "qx#附件二、(一)" in reply.paths
    assert "科技" not in reply.text
    assert "财政" not in reply.text


def test_a_duty_runs_to_its_end_and_no_further(ask: Ask) -> None:
    text = ask("青溪区教研组是干什么的").text
    assert "研究课程。" in text and "整理经验。" in text
    assert "戊一木" not in text


def test_one_office_of_all_groups(ask: Ask) -> None:
    text = ask("青溪区两个工作组的组长分别是谁").text
    assert "课程教研组：组长：丁三木" in text and "经费保障组：组长：丁二木" in text
    assert "丁一木" not in text


def test_an_office_without_a_group_is_that_of_every_group(ask: Ask) -> None:
    text = ask("青溪区附件里副组长都有谁").text
    assert all(name in text for name in ("丁二木", "丁三木", "戊一木", "戊二木"))
    assert "丁一木" not in text


def test_everybody_in_the_leading_group(ask: Ask) -> None:
    text = ask("青溪区领导小组成员有谁").text
    assert all(name in text for name in ("丁一木", "丁二木", "丁三木", "区妇联"))


def test_another_leading_group_is_not_that_of_the_list(ask: Ask) -> None:
    assert ask("青溪区教育工作领导小组组长是谁").declined


def test_a_line_that_the_group_lacks(ask: Ask) -> None:
    reply = ask("青溪区经费保障组的成员单位有哪些")
    assert (reply.status, reply.reason) == ("partial", "near_miss")
    assert "区妇联" not in reply.text


def test_what_a_person_is(ask: Ask) -> None:
    text = ask("青溪区丁三木在哪个组").text
    assert "课程教研组：组长：丁三木" in text and "副组长：丁三木" in text


def test_a_matter_that_a_group_is_not_asked_about(ask: Ask) -> None:
    assert "完善教研工作机制" in ask("青溪区怎么完善教研机制").text
