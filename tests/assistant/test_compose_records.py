"""A plan's indicators listed: all, of a stage, of a nature; a plan without any says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.question import read_question
from assistant.retrieve import Hit
from assistant.scene import Scene
from index.library import Library

DAY = date(2026, 3, 1)
Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    [
        "霞山区2026年的主要指标有哪些？",
        "列出霞山区的指标表",
        "霞山区十四五主要指标",
        "What are the main indicators of Xiashan?",
    ],
)
def test_the_indicators_of_the_plans_table_are_listed(text: str, ask_wide: Ask) -> None:
    reply = ask_wide(text)
    assert "学前教育毛入园率" in reply.text and "96" in reply.text
    assert "公办园" not in reply.text  # a figure of running text


def test_all_figures_are_listed_where_they_are_asked_for(ask_wide: Ask) -> None:
    text = ask_wide("霞山区的量化目标有哪些？").text
    assert "学前教育毛入园率" in text and "公办园在园幼儿占比达到55%以上" in text


def test_a_plan_without_a_table_has_those_of_its_running_text(ask_wide: Ask) -> None:
    assert "普惠性幼儿园覆盖率达到88%以上" in ask_wide("云渡区有哪些指标？").text


def test_of_a_matter_only(ask_wide: Ask) -> None:
    text = ask_wide("霞山区公办园的量化指标有哪些？").text
    assert "公办园在园幼儿占比" in text and "毛入园率" not in text


def test_the_heads_of_a_tables_columns_are_no_sentences(wide: Library) -> None:
    table = next(clause for clause in wide.clauses() if clause.kind == "table")
    scene = Scene(read_question("霞山区的属性", (), wide, DAY), [Hit(table, 1.0, "both")], wide, DAY)
    assert len(scene.found(scene.hits)) == 1


def test_a_plan_without_figures_is_said_to_give_none(ask_of: Callable[..., Ask]) -> None:
    ask = ask_of([("一、", "heading", "一、", "主要任务", "一、主要任务。深化溪流课堂研究。", None)])
    assert ask("青溪区有哪些量化指标").declined


def test_what_is_called_an_indicator_but_is_none_is_looked_up(ask_of: Callable[..., Ask]) -> None:
    ask = ask_of([("一、", "heading", "一、", "评价", "一、评价。教师考核评价指标包括师德、教学和育人。", None)])
    assert "师德" in ask("青溪区教师考核评价指标有哪些").text


def test_indicators_of_one_nature(ask_wide: Ask) -> None:
    reply = ask_wide("霞山区的预期性指标有哪些")
    assert "学前教育毛入园率" in reply.text
    assert "公办园" not in reply.text
    assert ask_wide("柳湾县的约束性指标有哪些").declined


def test_a_rate_of_all_kindergartens_is_no_share_of_public_ones_in_english(ask_wide: Ask) -> None:
    asked = ask_wide("Which district has the highest target share of children in public kindergartens?").text
    assert "毛入园率" not in asked
