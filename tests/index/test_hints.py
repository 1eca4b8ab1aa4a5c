"""Hints: pieces of a remark that stand near each other."""

from __future__ import annotations

import pytest

from index.hints import Hints, chinese_hints, english_hints, pieces, sentences

SLAP = 1
HEAT = 2


@pytest.fixture
def chinese() -> Hints:
    return chinese_hints([(pieces("老师/班主任 打/扇 娃"), SLAP), (pieces("羽绒服"), HEAT), (pieces("ai"), 3)])


@pytest.fixture
def english() -> Hints:
    return english_hints([(pieces("teacher slap*/hit kid/child"), SLAP), (pieces("heat*"), HEAT)])


def test_pieces_are_sets_of_ways_and_groups_are_spelt_out() -> None:
    first, second = pieces("罚 @teacher/园长")
    assert first == {"罚"}
    assert {"老师", "园长"} <= second


def test_an_unknown_group_is_an_error() -> None:
    with pytest.raises(KeyError):
        pieces("@nobody")


@pytest.mark.parametrize("text", ["老师打了我娃", "我娃被班主任扇了", "打我娃的是老师"])
def test_pieces_may_stand_in_any_order(chinese: Hints, text: str) -> None:
    assert chinese.in_characters(text) == {SLAP: 3}


@pytest.mark.parametrize("text", ["老师打铃", "老师来了，" + "后来" * 10 + "娃打球", "冬天"])
def test_all_pieces_must_stand_near(chinese: Hints, text: str) -> None:
    assert chinese.in_characters(text) == {}


def test_pieces_do_not_share_characters() -> None:
    assert chinese_hints([(pieces("上学 学校"), SLAP)]).in_characters("上学校") == {}


def test_letters_in_chinese_text_must_be_a_whole_word(chinese: Hints) -> None:
    assert chinese.in_characters("用ai批作业") == {3: 1}
    assert chinese.in_characters("paid 的课") == {}


def test_english_pieces_are_words_or_their_beginnings(english: Hints) -> None:
    assert english.in_words(["the", "teacher", "slapped", "my", "kid"]) == {SLAP: 3}
    assert english.in_words(["the", "teacher", "sleep"]) == {}
    assert english.in_words(["is", "the", "room", "heated"]) == {HEAT: 1}


def test_a_text_is_cut_into_sentences() -> None:
    assert sentences("老师来了。娃打球！") == ["老师来了", "娃打球"]
