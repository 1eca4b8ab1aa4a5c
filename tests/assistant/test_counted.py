"""What a question counts, and the numbers that count just that."""

from __future__ import annotations

import pytest

from assistant.counted import counts, narrower, nouns_asked
from index.quantity import find_quantities


@pytest.mark.parametrize(
    ("asked", "focus", "nouns"),
    [
        ("青溪2020年公办小学多少所", ("2020", "公办小学"), ("公办小学",)),
        ("要新建几所小学", ("新建", "小学"), ("小学",)),
        ("要新建几所中学几所小学", ("新建", "中学", "小学"), ("中学", "小学")),
        ("有几所民办园是普惠的", ("民办园", "普惠"), ("普惠民办园",)),
        ("学生拿了多少枚金牌", ("学生", "金牌"), ("金牌",)),
        ("一共有多少项目", ("项目",), ()),
    ],
)
def test_the_thing_counted(asked: str, focus: tuple[str, ...], nouns: tuple[str, ...]) -> None:
    assert nouns_asked(asked, focus) == nouns


@pytest.mark.parametrize(
    ("text", "of_primary", "part_of_primary"),
    [
        ("全区小学30所", ["30所"], []),
        ("包括26所小学和4所初中", ["26所"], []),
        ("城区小学20所", [], ["20所"]),
    ],
)
def test_a_narrower_class_is_another_count(text: str, of_primary: list[str], part_of_primary: list[str]) -> None:
    found = find_quantities(text)
    assert [one.text for one in found if counts("小学", text, one)] == of_primary
    assert [one.text for one in found if narrower("小学", text, one)] == part_of_primary
