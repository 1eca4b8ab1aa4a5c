"""An English sentence against the Chinese it cites."""

from __future__ import annotations

import pytest

from assistant.verify import check

PLAN = (
    "2024年，全区教育投入6.3亿元。到2026年，公办园在园幼儿占比达到55%以上。",
    "班主任津贴标准提高至每月小学400元、初中500元。",
    "力争引进1所高职学院。鼓励个人办园。不得随意占用体育课。",
)
NAMES = "霞山区"


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 Xiashan District spent 630 million yuan on education.",
        "By 2026, at least 55% of kindergarten children are to be in public kindergartens.",
        "The homeroom teacher allowance rises to 400 yuan a month in primary schools.",
        "Xiashan District will strive to bring in one vocational college.",
        "The plan encourages individuals to run kindergartens.",
        "Xiashan: in 2024 the district spent 630 million yuan on education.",
        "Answer: in 2024 Xiashan District spent 630 million yuan on education.",
    ],
)
def test_what_the_plan_says_passes(text: str) -> None:
    assert check(text, PLAN, (), NAMES) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("In 2024 Xiashan District spent 63 million yuan on education.", "number"),
        ("Unlocked: in 2024 Xiashan District spent 630 million yuan on education.", "word"),
        ("In 2025 Xiashan District spent 630 million yuan on education.", "year"),
        ("In 2024 Tongchuan District spent 630 million yuan on education.", "place"),
        ("At most 55% of kindergarten children are to be in public kindergartens.", "qualifier"),
        ("At least 55% of kindergarten children are to be in private kindergartens.", "private"),
        ("The homeroom teacher allowance rises to 500 yuan a month in primary schools.", "primary"),
        ("The plan prohibits kindergartens run by individuals from charging for lunch.", ""),
        ("The plan will build a new airport in Shanghai.", ""),
        ("Sports lessons may be used for other things.", "permission"),
    ],
)
def test_what_it_does_not_say_is_caught(text: str, reason: str) -> None:
    found = check(text, PLAN, (), NAMES)
    assert found
    assert any(reason in one for one in found), found


def test_a_person_is_known_by_the_sound_of_the_surname() -> None:
    group = ("领导小组组长曾明。",)
    assert check("The head of the leading group is Zeng Ming.", group, (), NAMES) == ()
    assert check("The head of the leading group is Zhou Ming.", group, (), NAMES) != ()


def test_a_school_called_by_its_number_keeps_it() -> None:
    said = "The district is to rebuild the no. 51 secondary school (“改建第五十一中学。”)"
    assert not [one for one in check(said, ["改建第五十一中学。"], (), "霞山区") if one.startswith("number")]
    wrong = said.replace("no. 51", "no. 52")
    assert [one for one in check(wrong, ["改建第五十一中学。"], (), "霞山区") if one.startswith("number")]
