"""A matter that the plan asked about never mentions: said so, never answered with something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.thesaurus import outright

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "question", ["霞山区对留守儿童有什么安排？", "霞山区寄宿制学校建设怎么弄的", "霞山区有校车安排吗"]
)
def test_a_matter_that_is_nowhere_in_the_plan_is_said_to_be_missing(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert (reply.status, reply.reason) == ("partial", "near_miss")
    assert "没有提到" in reply.text.splitlines()[0]
    assert "霞山区人民政府" in reply.text.splitlines()[-1]


@pytest.mark.parametrize(
    "question", ["霞山区对随迁子女入学有什么安排？", "霞山区的体育活动怎么弄的", "霞山区近视防控怎么抓"]
)
def test_a_matter_that_the_plan_mentions_is_answered(ask: Ask, question: str) -> None:
    assert "没有提到" not in ask(question).text


def test_one_matter_mentioned_beside_one_that_is_not_is_answered(ask: Ask) -> None:
    assert "居住证" in ask("霞山区留守儿童和随迁子女怎么招生？").text


def test_an_english_question_is_told_in_english(ask: Ask) -> None:
    reply = ask("What does the Xiashan plan say about left-behind children?")
    assert reply.reason == "near_miss"
    assert "does not mention" in reply.text


def test_only_official_ways_and_english_phrases_name_a_matter_outright() -> None:
    assert [way for way, _ in outright("留守儿童有人管吗")] == ["留守"]
    assert outright("爷爷奶奶带的娃有人管吗") == []
    assert outright("left-behind children")
    assert outright("专门管这个的老师") == []
    assert outright("children") == []


def test_a_clause_that_surely_answers_in_other_words_is_no_absence(ask_of: Callable[..., Ask]) -> None:
    rows = [
        (
            "一、",
            "item",
            "一、",
            "特殊教育",
            "一、特殊教育。开办特殊教育学校职业高中部，初中毕业后可升学。",
            None,
        ),
        ("二、", "item", "二、", "队伍建设", "二、队伍建设。加强教师培训。", None),
    ]
    reply = ask_of(rows)("我孩子智力有点问题,在青溪区初中毕业后能接着上学不")
    assert "没有提到" not in reply.text
    assert "职业高中部" in reply.text
