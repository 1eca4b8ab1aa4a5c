"""A clause looked up by its number: its title and text, within the heading or the conversation it is counted in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("一、", "heading", "一、", "工作举措", "一、工作举措\n规划提出了两项举措。", None),
    ("一、(一)", "heading", "(一)", "办好学校", "(一)办好学校", "一、"),
    ("一、(一)1.", "item", "1.", "扩大学位", "1.扩大学位\n新增学位900个。", "一、(一)"),
    ("一、(一)2.", "item", "2.", "更新设备", "2.更新设备\n更换课桌椅。", "一、(一)"),
    ("一、(二)", "heading", "(二)", "关心教师", "(二)关心教师", "一、"),
    ("一、(二)3.", "item", "3.", "提高津贴", "3.提高津贴\n提高班主任津贴。（责任单位：区财政局）", "一、(二)"),
    ("二、", "heading", "二、", "保障措施", "二、保障措施", None),
    ("二、一是", "item", "一是", "加强领导", "一是加强领导\n健全议事机制。", "二、"),
    ("二、二是", "item", "二是", "增加投入", "二是增加投入\n严格执行《青溪区教育经费管理办法》。", "二、"),
]
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


def test_the_title_stands_over_the_text(ask: Ask) -> None:
    reply = ask("青溪区一、(一)2.讲什么")
    assert reply.text.startswith("> 更新设备")
    assert "更换课桌椅" in reply.text


def test_a_number_in_brackets_is_one_in_brackets(ask: Ask) -> None:
    assert ask("青溪区第一部分第（一）项第2点的内容是什么").paths[-1] == "qx#一、(一)2."


def test_a_number_below_a_part_is_first_its_own_parts(ask: Ask) -> None:
    assert "关心教师" in ask("青溪区第一部分第二条讲了什么").text


def test_numbers_that_run_on_over_the_parts_of_a_heading(ask: Ask) -> None:
    assert "提高津贴" in ask("青溪区工作举措第3条讲什么").text


def test_a_part_counted_by_its_是(ask: Ask) -> None:
    assert "教育经费管理办法" in ask("青溪区第二部分“二是”提到哪部办法").text


def test_text_and_units_where_both_are_asked(ask: Ask) -> None:
    reply = ask("青溪区一、(二)3.讲什么，责任单位是谁")
    assert "提高班主任津贴" in reply.text
    assert reply.text.count("区财政局") == 1


def test_how_many_there_are_is_said_before_the_one_asked(ask: Ask) -> None:
    reply = ask("青溪区保障措施共几条，第二条是什么")
    assert "2条" in reply.text
    assert reply.text.index("2条") < reply.text.index("增加投入")


def test_a_part_of_what_the_conversation_is_about(ask: Ask) -> None:
    reply = ask("第二个方面讲什么", "青溪区工作举措有哪些")
    assert "关心教师" in reply.text


def test_a_number_that_no_clause_has(ask: Ask) -> None:
    assert ask("青溪区保障措施第七条讲什么").declined


def test_a_table_is_told_with_its_values(ask_wide: Ask) -> None:
    text = ask_wide("霞山区专栏一是什么内容").text
    assert "学前教育毛入园率：2020年91.5% → 2025年96%（预期性）" in text


def test_a_table_of_projects_is_told_cell_by_cell(ask_of: Callable[..., Ask]) -> None:
    rows = [
        ("附件1", "annex", "附件1", "项目表", "附件1 项目表", None),
        ("附件1/表1", "table", "表1", "重点项目", "表1 重点项目\n项目 | 规模 | 完成时间", "附件1"),
        ("附件1/表1·河湾小学新建", "row", "", "河湾小学新建", "河湾小学新建 | 24个班 | 2024年8月", "附件1/表1"),
        ("附件1/表1·操场改造", "row", "", "操场改造", "操场改造 | 9个", "附件1/表1"),
    ]
    text = ask_of(rows)("青溪区附件1的表1是什么内容").text
    assert "项目、规模、完成时间" in text
    assert "“河湾小学新建”：规模：24个班；完成时间：2024年8月" in text
    assert "- 操场改造[" in text, "a row that does not match its head is named"


def test_a_heading_that_only_says_where_the_number_stands_is_not_told(ask: Ask) -> None:
    assert set(ask("青溪区“一、工作举措”第3点讲的是什么？").paths) == {"qx#一、(二)3."}
