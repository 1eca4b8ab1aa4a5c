"""Where a district lies is told from what is known of its plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize("text", ["霞山区是哪个市的？", "霞山区在哪个省", "Which city is Xiashan District in?"])
def test_where_a_district_lies(text: str, ask: Ask) -> None:
    told = ask(text).text
    assert "临川" in told or "Linchuan" in told


@pytest.mark.parametrize(
    ("text", "is_so"), [("霞山区属于临川市吗", True), ("霞山区属于江苏吗", False), ("霞山区在临川吗？", True)]
)
def test_whether_it_lies_there(text: str, is_so: bool, ask: Ask) -> None:
    assert ("不属于" not in ask(text).text) is is_so


@pytest.mark.parametrize("text", ["哪些区在临川？", "哪个区属于临川市"])
def test_which_districts_lie_there(text: str, ask: Ask) -> None:
    told = ask(text).text
    assert "霞山区" in told
    assert "柳湾县" not in told


def test_a_matter_there_is_looked_up(ask: Ask) -> None:
    assert "属于" not in ask("霞山区在哪些方面投入？").text
