"""Whether what a question says of a document is as the document has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.compose import compose
from assistant.question import read_question
from index.library import Library

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("霞山区规划是2022年3月5日印发的，对吧", "是的"),
        ("霞山区规划是3月9号发布的吗", "是的"),
        ("霞山区规划是2021年印发的吗", "不是"),
        ("霞山区规划是5月1日印发的吗", "不是"),
        ("霞山区规划是3月9日印发的吗", "问题中说的日期是霞山区规划的发布日期"),
        ("霞山区规划的文号是不是霞政发〔2022〕7号", "是的"),
        ("霞山区规划的文号是霞政发〔2021〕7号吗", "不是"),
        ("柳湾县计划是2022年到2025年的吗", "不是"),
    ],
)
def test_the_verdict_comes_first(library: Library, text: str, lead: str) -> None:
    question = read_question(text, (), library, date(2026, 3, 1))
    draft = compose(question, [], library, date(2026, 3, 1))
    assert draft.sentences[0].text.startswith(lead)
    assert draft.reason == ("" if lead == "是的" else "false_premise")


def test_a_question_of_the_value_gets_no_verdict(ask: Ask) -> None:
    assert ask("霞山区哪天发布规划").text.startswith("霞山区规划的成文日期")


@pytest.mark.parametrize(
    ("text", "lead"), [("青溪区规划是区教育委员会发布的吗", "是的"), ("青溪区规划是不是区政府印发的", "不是")]
)
def test_whose_document_it_is(ask_of: Callable[..., Ask], text: str, lead: str) -> None:
    rows = [("印发通知", "front", "", "印发通知", "各学校：\n青溪区教育委员会\n2022年5月12日", None)]
    assert ask_of(rows)(text).text.startswith(lead)


def test_two_dates_of_one_document_are_both_told(library_of: Callable[..., Library]) -> None:
    rows = [
        (
            "发文信息",
            "front",
            "",
            "发文信息",
            "成文日期 | 2022-05-20 | 发布日期 | 2022-05-20 | 字体大小:放大 缩小",
            None,
        ),
        ("印发通知", "front", "", "印发通知", "青溪区人民政府\n2022年5月12日", None),
    ]
    plan = next(iter(library_of(rows).plans.values()))
    library = Library([replace(plan, metadata=replace(plan.metadata, issued="2022-05-12", published="2022-05-20"))])
    for text in ("青溪区规划是5月12日成文的吗", "青溪区规划是2022年5月20日印发的，对吧"):
        draft = compose(read_question(text, (), library, date(2026, 3, 1)), [], library, date(2026, 3, 1))
        said = " ".join(one.text for one in draft.sentences)
        assert "不一致" in draft.sentences[0].text
        assert "2022年5月12日" in said and "2022-05-20" in said
        assert "字体" not in said
