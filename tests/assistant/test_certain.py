"""Where the likeliest clause answers though its sentences share few words with the question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.followup import standalone
from assistant.history import Turn
from index.library import Library

Ask = Callable[..., Any]
AskOf = Callable[..., Ask]

SITES = [
    ("一、", "heading", "一、", "主要任务", "一、主要任务", None),
    ("一、(一)", "item", "(一)", "优化布局",
     "(一)优化布局。用好腾退的厂房地块，统筹安排学校用地。到2025年，新建4所小学。改扩建2所中学。", "一、"),
    ("一、(二)", "item", "(二)", "集团化办学", "(二)集团化办学。到2025年实现集团化办学全覆盖。", "一、"),
    ("一、(三)", "item", "(三)", "教师培训", "(三)教师培训。每年培训教师600人次。", "一、"),
]  # fmt: skip


def test_of_the_right_clause_the_number_is_told_though_another_sentence_names_the_matter(ask_of: AskOf) -> None:
    reply = ask_of(SITES)("青溪区厂房那块地要盖几个小学")
    assert not reply.declined
    assert "4所" in reply.text


def test_the_english_name_of_a_working_group_s_lead(ask_wide: Ask) -> None:
    assert "区财政局" in ask_wide("Which body leads the support group (保障组) of Yundu District?").text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Does the Xiashan plan promise a new hospital?", "hospital"),
        ("Are phones banned in Xiashan schools?", "phones"),
    ],
)
def test_an_english_word_for_what_no_clause_speaks_of_is_said_to_be_missing(
    ask: Ask, question: str, missing: str
) -> None:
    reply = ask(question)
    assert reply.reason == "near_miss"
    assert f"“{missing}”" in reply.text.splitlines()[0]


def test_an_english_word_that_plans_say_otherwise_is_not_missing(ask: Ask) -> None:
    assert "does not mention" not in ask("Can I choose which primary school my son attends in Xiashan?").text


@pytest.mark.parametrize(
    ("text", "earlier", "whole"),
    [
        ("那起草阶段呢，集中研讨了几次？", "霞山区征求意见阶段开了几次研讨会？", "霞山区起草阶段集中研讨了几次"),
        ("这么一搞能多出来几个学位", "霞山要新建哪些幼儿园？", "霞山要新建幼儿园，能多出来几个学位"),
        ("这改革涉及哪些学校", "霞山教师轮岗怎么安排？", "霞山教师轮岗，这改革涉及哪些学校"),
    ],
)
def test_a_follow_up_that_says_itself_what_is_done(text: str, earlier: str, whole: str, library: Library) -> None:
    assert standalone(text, [Turn("user", earlier)], library) == whole
