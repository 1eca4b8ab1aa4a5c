"""A plan of later years than the one at hand is said to be missing; the years before are in the plan's own review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    [
        "霞山区2026—2030年规划里公办园在园幼儿占比是多少？",
        "霞山区十五五教育规划的目标是什么？",
        "What does the 2026-2030 education plan of Xiashan District say about kindergartens?",
    ],
)
def test_a_later_plan_is_not_indexed(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert (reply.declined, reply.reason) == (True, "not_indexed")
    assert "2026–2030" in reply.text and "2021–2025" in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "霞山区2021—2025年规划里公办园在园幼儿占比是多少？",
        "霞山区十四五规划里公办园在园幼儿占比是多少？",
        "霞山区十三五期间投入了多少？",
        "霞山区2026年以后公办园还会增加吗？",
    ],
)
def test_its_own_years_and_those_before_are_no_other_plan(ask: Ask, text: str) -> None:
    assert ask(text).reason != "not_indexed"


@pytest.mark.parametrize(
    "text", ["柳湾县2024年后的目标", "柳湾县2024年之后有什么规划？", "What are Liuwan's goals after 2024?"]
)
def test_goals_after_the_period_are_not_set_and_those_of_its_last_year_told(text: str, ask: Ask) -> None:
    reply = ask(text)
    assert reply.declined
    assert reply.reason == "not_indexed"
    assert "60%" in reply.text


def test_a_figure_of_a_later_year_is_looked_for(ask: Ask) -> None:
    assert ask("柳湾县2026年新增学位多少个？").reason != "not_indexed"
