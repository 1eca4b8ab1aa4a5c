"""A word may stand in another form than the plan's: short for long, long for short, one of a list."""

from __future__ import annotations

import pytest

from assistant.sameword import restates, spelt_out


@pytest.mark.parametrize(
    ("word", "held"),
    [
        ("初中", "新建初级中学2所"),
        ("省级", "创建省、市级示范校"),
        ("追究责任", "对失职的予以追责"),
        ("居民小区", "落实居民区配建要求"),
        ("一所", "在同一学校任教"),
        ("晚上", "夜间巡查"),
        ("覆盖范围", "扩大优质资源覆盖面"),
    ],
)
def test_another_form_of_the_plans_word_is_borne_out(word: str, held: str) -> None:
    assert restates(word, held)


@pytest.mark.parametrize(("word", "held"), [("保险", "配齐防护器材"), ("职业教育", "兼职教师"), ("学费", "学历教育")])
def test_a_word_of_its_own_is_not(word: str, held: str) -> None:
    assert not restates(word, held)


def test_two_words_may_spell_out_a_short_form_but_not_join_two_others() -> None:
    assert spelt_out("困难", "残疾", "资助困残学生")
    assert not spelt_out("职业", "教育", "兼职教师")
