"""Why a plan was made is told in the plan's own sentence about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(
        [
            ("引言", "preamble", "", "引言", "为办好家门口的学校，结合青溪区实际，特制定本方案。", None),
            ("一、", "item", "一、", "校服", "一、校服。制定校服选用方案。", None),
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        "青溪区为什么要出台这个方案",
        "青溪区制定这个方案的目的是什么",
        "这份规划为啥要编，青溪区",
        "Why was the 青溪区 plan drawn up?",
        "Why did 青溪区 bring out this work programme?",
        "What is the purpose of the 青溪区 plan?",
    ],
)
def test_the_sentence_that_says_why_it_is_made(text: str, ask: Ask) -> None:
    reply = ask(text)
    assert (reply.status, reply.paths) == ("answered", ["qx#引言"])


def test_a_matter_within_the_plan_is_another_question(ask: Ask) -> None:
    assert ask("青溪区为什么要制定校服方案").paths != ["qx#引言"]


def test_a_plan_that_does_not_say_so(ask_of: Callable[..., Ask]) -> None:
    reply = ask_of([("一、", "item", "一、", "校车", "一、校车。新购校车3辆。", None)])("青溪区为什么要出台这个规划")
    assert reply.declined and "制定目的" in reply.text
