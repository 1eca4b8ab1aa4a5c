"""Answers over three fictional districts: figures compared, tables filtered, phases, premises, validity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.arithmetic import recompute
from assistant.draft import DraftDerivation, DraftOperand
from assistant.history import LIMIT, Turn
from assistant.likeness import near, other_stages, plain, same_thing
from assistant.question import MAX_LENGTH, read_question, tidy
from index.library import Library

Ask = Callable[..., Any]
AS_OF = date(2026, 3, 1)


def test_one_figure_under_two_names() -> None:
    assert plain("学前教育三年毛入园率(%)") == plain("幼儿园入园率")
    assert same_thing(["九年义务教育巩固率", "义务教育巩固率(%)"])
    assert not same_thing(["学前教育普惠率", "普惠性幼儿园覆盖率"])
    assert other_stages("高中毛入学率", "初中毛入学率(%)")
    assert not other_stages("义务教育巩固率", "初中巩固率")


def test_a_near_figure_is_of_the_same_matter(wide: Library) -> None:
    records = wide.plans["yd"].indicators
    assert [one.name for one in near(["幼儿园普惠率"], records)] == ["普惠性幼儿园覆盖率"]
    assert near(["教师轮岗比例"], records) == []


def test_a_cell_gives_baseline_and_target_with_years(ask_wide: Ask) -> None:
    reply = ask_wide("霞山区和柳湾县的幼儿园毛入园率2025年能到多少？")
    assert "| 霞山区 | 学前教育毛入园率：2020年91.5% → 2025年96%（预期性）" in reply.text
    assert "| 柳湾县 | 未提及 |" in reply.text
    assert "xs#二、专栏一" in reply.paths


def test_a_figure_defined_otherwise_is_said_to_be_so_and_not_ranked(ask_wide: Ask) -> None:
    reply = ask_wide("霞山区和云渡区的学前教育普惠率哪个高？")
    assert "没有所问的指标，相近而口径不同的是" in reply.text
    assert "88%以上" in reply.text
    assert "最高" not in reply.text
    assert reply.status == "partial"


def test_who_is_highest_is_declared(ask_wide: Ask) -> None:
    reply = ask_wide("比较霞山区和柳湾县的公办园在园幼儿占比")
    assert "最高的是柳湾县（60%）" in reply.text
    derived = [one for sentence in reply.draft.sentences for one in sentence.derived]
    assert [(one.op, one.result) for one in derived] == [("max", "60%")]


def test_a_comparison_without_places_is_of_all_plans(ask_wide: Ask) -> None:
    reply = ask_wide("Compare kindergarten enrolment targets")
    assert "| Xiashan District | " in reply.text
    assert "96% (2025)" in reply.text
    assert "| Yundu District | not mentioned |" in reply.text


def test_phases_are_listed_by_their_number(ask_wide: Ask) -> None:
    reply = ask_wide("云渡区分哪两个实施阶段？")
    assert "- 启动阶段（2022年3月至6月）" in reply.text
    assert "- 推进阶段（2022年7月至2024年12月）" in reply.text


def test_a_heading_that_holds_the_date_is_quoted(ask_wide: Ask) -> None:
    assert "2022年7月至2024年12月" in ask_wide("云渡区推进阶段是什么时候？").text


@pytest.mark.parametrize(
    ("text", "told", "left_out"),
    [
        ("云渡区附件1里2023年12月完成的项目有哪些？", ["操场改造项目", "中央厨房项目"], "河湾小学"),
        ("云渡区附件1里由区教育局牵头的新建项目有哪些？", ["河湾小学新建项目"], "操场"),
    ],
)
def test_rows_of_a_table_are_picked(text: str, told: list[str], left_out: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert all(name in reply.text for name in told)
    assert left_out not in reply.text


def test_when_asked_of_a_table_gives_the_date(ask_wide: Ask) -> None:
    reply = ask_wide("中央厨房项目呢？", "云渡区河湾小学新建项目什么时候完成？")
    assert "2023年12月" in reply.text


def test_groups_with_who_leads_them(ask_wide: Ask) -> None:
    reply = ask_wide("云渡区工作小组下设哪两个组，各由谁牵头？")
    assert "教研组：牵头单位：区教育局" in reply.text
    assert "保障组：牵头单位：区财政局" in reply.text


@pytest.mark.parametrize("text", ["云渡区为什么上调公办园收费？", "云渡区为什么允许学校公布学生排名？"])
def test_a_premise_that_the_plan_rules_out_is_corrected(text: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert (reply.declined, reply.reason) == (True, "false_premise")
    assert "不上调" in reply.text or "不得公布" in reply.text


def test_a_fall_that_the_plan_plans_is_no_false_premise(ask_wide: Ask) -> None:
    assert ask_wide("霞山区为什么要降低近视率？").reason != "false_premise"


@pytest.mark.parametrize("text", ["柳湾县的行动计划今天还算数吗？", "柳湾县的行动计划什么时候失效？"])
def test_validity_is_told_from_the_period(text: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert "2024" in reply.text
    assert "已经结束" in reply.text


def test_plans_over_in_one_year_share_a_notice(ask_wide: Ask) -> None:
    notices = ask_wide("霞山区和云渡区的规划今天还算数吗？").draft.notices
    assert [one.text for one in notices if one.kind == "period_over" and "霞山区、云渡区" in one.text]


@pytest.mark.parametrize(
    ("text", "told"),
    [("柳湾县收录的是解读还是原文？", "规划文件本身"), ("Is Xiashan's the full text?", "the document itself")],
)
def test_whether_it_is_the_plan_or_a_reading(text: str, told: str, ask_wide: Ask) -> None:
    assert told in ask_wide(text).text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("云渡区教育局长的手机号是多少", "personal"),
        ("王校长住在哪里", "personal"),
        ("云渡区住哪里就读哪里吗", "policy"),
    ],
)
def test_what_is_private(text: str, kind: str, wide: Library) -> None:
    assert read_question(text, [], wide, AS_OF).kind == kind


@pytest.mark.parametrize(
    ("text", "earlier", "whole"),
    [
        ("三年级呢？", "云渡区五年级作业多长时间？", "云渡区三年级作业多长时间？"),
        ("那“2”呢？", "云渡区“12”思路的“1”是什么？", "云渡区“12”思路的“2”是什么？"),
        ("柳湾县呢，比一比。", "霞山区新增学位多少？", "霞山区和柳湾县新增学位多少？"),
        ("海棠区呢？", "霞山区新增学位多少？", "海棠区新增学位多少？"),
    ],
)
def test_follow_ups(text: str, earlier: str, whole: str, wide: Library) -> None:
    assert read_question(text, [Turn("user", earlier)], wide, AS_OF).standalone == whole


def test_a_follow_up_about_a_place_that_is_not_indexed(ask_wide: Ask) -> None:
    reply = ask_wide("海棠区呢？", "霞山区公办园占比是多少？")
    assert (reply.declined, reply.reason) == (True, "not_indexed")


def test_of_a_long_odd_history_the_last_turns_are_read_and_of_these_the_beginning(
    wide: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("assistant.question.tidy", lambda text: read.append(text) or tidy(text))
    history = [Turn(role, "教师培训怎么做" * 900) for role in ("user", "system", "", "assistant")] * 125
    assert read_question("那霞山区呢", history, wide, AS_OF).plans == ("xs",)
    assert len(read) == LIMIT + 1
    assert max(map(len, read)) == MAX_LENGTH


def test_an_operand_may_have_its_unit_in_a_cell_of_its_own() -> None:
    derived = [DraftDerivation("max", (DraftOperand("62", "%", 0), DraftOperand("58", "%", 1)), "62%")]
    assert recompute(derived, "覆盖率 | % | 62\n覆盖率 | % | 58", "最高的是62%") == []
    assert recompute(derived, "覆盖率 | % | 61\n覆盖率 | % | 58", "最高的是62%") != []
    assert recompute(derived, "学校数 | 所 | 62\n学校数 | 所 | 58", "最高的是62%") != []
