"""Where something stands, the box over a document, natures of indicators, offices that are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("发文信息", "front", "", "发文信息",
     "索引号 | QX-0001 | 主题分类 | 教育\n发布机构：青溪区教委\n来源：青溪发布 时间：2022-03-01", None),
    ("一、", "heading", "一、", "主要任务", "一、主要任务", None),
    ("一、(一)", "heading", "(一)", "课程建设", "(一)课程建设", "一、"),
    ("一、(一)1.", "item", "1.", "推进新课程行动", "1.推进新课程行动。深化溪流课堂研究。", "一、(一)"),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


def test_where_it_stands_is_told_by_the_headings(ask: Ask) -> None:
    reply = ask("青溪区的溪流课堂在哪项行动里提到？")
    assert reply.text.index("主要任务") < reply.text.index("推进新课程行动") < reply.text.index("溪流课堂")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("青溪区规划的索引号是什么", "QX-0001"),
        ("青溪区规划的主题分类是什么", "教育"),
        ("青溪区规划的来源是哪里", "青溪发布"),
        ("青溪区规划是哪个单位发布的", "青溪区教委"),
    ],
)
def test_what_the_box_over_a_document_says(text: str, value: str, ask: Ask) -> None:
    assert value in ask(text).text


def test_a_label_that_the_box_lacks(ask: Ask) -> None:
    reply = ask("青溪区规划的公开属性是什么")
    assert reply.declined
    assert "公开属性" in reply.text
