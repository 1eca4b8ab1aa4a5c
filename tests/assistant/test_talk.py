"""Small talk gets a friendly word and what can be asked; it is never told to be outside the plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    ["你好", "您好！", "谢谢你", "好的，谢谢", "再见", "你能做什么？", "怎么用", "Hi", "thanks", "What can you do?"],
)
def test_small_talk_says_what_can_be_asked(text: str, ask: Ask) -> None:
    reply = ask(text)
    assert reply.status == "answered"
    assert "霞山区" in reply.text or "Xiashan" in reply.text


def test_a_greeting_before_a_question_is_no_small_talk(ask: Ask) -> None:
    assert "55%以上" in ask("你好，霞山区公办园在园幼儿占比目标是多少？").text


def test_how_something_is_used_is_a_question(ask: Ask) -> None:
    assert ask("霞山区教育投入怎么用").question.kind != "talk"
