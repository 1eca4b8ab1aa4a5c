"""What a document says of itself: which plans are over, plan or reading, and no furniture of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.compose import compose
from assistant.question import read_question
from assistant.retrieve import Hit
from assistant.scene import Scene
from index.library import Library

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    ["哪些区的规划还没到期，今年2026", "哪些规划已经过期", "还有哪些规划没结束", "which plans are still in force"],
)
def test_which_plans_are_over(ask_wide: Ask, text: str) -> None:
    reply = ask_wide(text)
    assert reply.status == "answered"
    assert reply.text.count("已结束") == 3 or reply.text.count("| over |") == 3
    assert "没有仍在规划期内的规划" in reply.text or "None of the plans" in reply.text


def test_which_plans_are_over_on_an_earlier_day(wide: Library) -> None:
    day = date(2025, 1, 1)
    draft = compose(read_question("哪些规划还没过期", (), wide, day), [], wide, day)
    said = [one.text for one in draft.sentences]
    assert (said.count("已结束"), said.count("仍在规划期内")) == (1, 2)
    assert any("柳湾县的规划期已经结束" in one for one in said)


@pytest.mark.parametrize(
    "text",
    ["青溪区规划原文有没有，还是只有解读", "青溪区这是规划原文吗", "有没有青溪区规划的全文", "青溪区的规划有原文吗"],
)
def test_a_reading_is_said_to_be_one(library_of: Callable[..., Library], text: str) -> None:
    rows = [("一、", "heading", "一、", "起草背景", "一、起草背景\n规划由教育局起草。", None)]
    plan = next(iter(library_of(rows).plans.values()))
    library = Library([replace(plan, metadata=replace(plan.metadata, kind="解读"))])
    draft = compose(read_question(text, (), library, date(2026, 3, 1)), [], library, date(2026, 3, 1))
    assert "官方解读" in draft.sentences[0].text


def test_the_original_asked_for_what_it_says_is_no_question_of_the_document(ask: Ask) -> None:
    assert "官方解读" not in ask("霞山区规划原文有没有写随迁子女").text


def test_the_furniture_of_a_page_is_never_quoted(library_of: Callable[..., Library]) -> None:
    text = "青溪区教育发展规划\n时间:2022-05-20 字体大小:放大 正常 缩小\n索引号 | 1/2 | 主题分类 | 教育 | |"
    library = library_of([("发文信息", "front", "", "发文信息", text, None)])
    question = read_question("青溪区教育发展规划", (), library, date(2026, 3, 1))
    scene = Scene(question, [], library, date(2026, 3, 1))
    found = scene.found([Hit(clause, 1.0, "words") for clause in library.clauses()])
    assert [one.piece.text for one in found] == ["青溪区教育发展规划"]
