"""Clause numbers in questions."""

from __future__ import annotations

import pytest

from assistant.clause_ref import arabic, chinese, clause_refs, named_clauses, without_refs
from index.library import Library


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("三、(二)1.讲什么", ("三、(二)1.",)),
        ("三、（二）讲什么", ("三、(二)",)),
        ("三（二）1是什么", ("三、(二)1.",)),
        ("第三条是什么", ("第3条",)),
        ("第十二条", ("第12条",)),
        ("第三部分第（二）节第1条", ("第3部分第(2)节第1条",)),
        ("第三部分（二）第1点", ("第3部分第(2)点第1点",)),
        ("第三部分的（二）1讲什么", ("第3部分第(2)点第1点",)),
        ("第二部分（2025年）", ("第2部分",)),
        ("第五部分“四是”提到了什么", ("第5部分第4是",)),
        ("第二个板块有哪几项", ("第2部分",)),
        ("目标之一是什么", ()),
        ("专栏一里有什么", ("专栏一",)),
        ("What does section 2 say?", ("第2条",)),
        ("What is in the second part?", ("第2部分",)),
        ("part four, section 3, point 1", ("第4部分第3条第1条",)),
        ("section 4, part (3), item 1", ("第4部分第3条第1条",)),
        ("point 1 of section three of part IV", ("第4部分第3条第1条",)),
        ("Section IV(3)", ("第4部分第3条",)),
        ("What is task 6 in Xiashan?", ("第6条",)),
        ("measure 12 of the plan", ("第12条",)),
        ("in part because of the second teacher", ()),
        ("第一粒扣子", ()),
        ("三年行动计划", ()),
        ("表现怎么样", ()),
    ],
)
def test_refs(text: str, refs: tuple[str, ...]) -> None:
    assert clause_refs(text) == refs


@pytest.mark.parametrize(
    ("ref", "paths"),
    [
        ("二、(一)", ["二、(一)"]),
        ("第2部分第3条", ["二、(三)"]),
        ("第2部分", ["二、"]),
        ("专栏一", ["二、专栏一"]),
        ("第9部分", []),
    ],
)
def test_named_clauses(ref: str, paths: list[str], library: Library) -> None:
    assert [clause.path for clause in named_clauses(ref, "xs", library)] == paths


def test_numerals() -> None:
    assert [chinese(number) for number in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
    assert [arabic(word) for word in ("一", "十", "十一", "二十", "三十五", "7", "百")] == [1, 10, 11, 20, 35, 7, 0]


def test_refs_are_blanked_out() -> None:
    assert without_refs("保障措施第二条讲什么").replace(" ", "") == "保障措施讲什么"
