"""A question that names no matter is asked back; one that wants something done is told what cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize("text", ["咋办", "我该怎么办呢？", "帮帮我", "请问", "为什么"])
def test_which_matter_and_which_plan_are_asked_back(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert (reply.declined, reply.reason) == (True, "which_plan")
    assert "霞山区" in reply.text


def test_of_a_plan_that_is_named_only_the_matter_is_asked_back(ask: Ask) -> None:
    assert ask("霞山区咋办").reason == "empty"
    assert ask("霞山区近视了咋办").reason != "empty"


def test_a_follow_up_has_its_matter_from_before(ask: Ask) -> None:
    assert ask("怎么办", "霞山区随迁子女报名").reason not in ("empty", "which_plan")


@pytest.mark.parametrize(
    "text",
    [
        "给我写封信投诉校长",
        "代写一份转学申请",
        "帮我预约一下学校参观",
        "替我给霞山区教育局打个电话",
        "write a letter to complain about the principal",
        "book me a visit to the school",
    ],
)
def test_what_cannot_be_done_is_said(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert (reply.question.kind, reply.declined, reply.reason) == ("task", True, "off_topic")
    assert "教育局" in reply.text or "education bureau" in reply.text


@pytest.mark.parametrize(
    "text", ["帮我总结一下霞山区规划", "帮我看看霞山区有没有校车", "怎么帮我孩子报名", "how do I file a complaint?"]
)
def test_what_can_be_told_is_no_task(ask: Ask, text: str) -> None:
    assert ask(text).question.kind != "task"
