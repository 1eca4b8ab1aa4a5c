"""English words in Chinese, by the dictionary."""

from __future__ import annotations

import random

import pytest

from index.gloss import Gloss, chinese, meaning, meanings, senses


@pytest.mark.parametrize(
    ("glosses", "expected"),
    [
        (["to teach", "CL:個|个[ge4]"], ["teach"]),
        (["school (institution); academy"], ["school", "academy"]),
        (["surname Bai"], []),
        (["a very long explanation of a thing"], []),
        (["(of a child) to learn"], ["learn"]),
    ],
)
def test_meanings_are_short_and_without_asides(glosses: list[str], expected: list[str]) -> None:
    assert meanings(glosses) == expected


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("poor students", "贫穷"),
        ("building libraries", "图书馆"),
        ("How many teachers?", "教师"),
        ("shared bicycles", "自行车"),
        ("stopped smoking", "抽烟"),
    ],
)
def test_words_are_translated_in_any_inflection(question: str, word: str) -> None:
    assert word in chinese(question)


def test_the_likeliest_word_weighs_one_and_little_words_nothing() -> None:
    found = chinese("the school")
    assert max(found.values()) == 1.0
    assert found["学校"] == 1.0
    assert chinese("what is the of and") == {}
    assert chinese("") == chinese("xyzzyq") == {}


def test_a_lone_letter_is_looked_up_like_any_word() -> None:
    """Stripped of its y the word y once was empty, and was found everywhere."""
    assert "幼儿园" not in chinese("y")


def test_a_phrase_is_taken_whole() -> None:
    assert "幼儿园" in chinese("nursery school")


def test_pseudo_english_is_the_same_for_the_same_seed() -> None:
    gloss = Gloss([("学校", ["school"]), ("老师", ["teacher", "tutor"])])
    made = [gloss.english("学校的老师2025", random.Random(3)) for _ in range(2)]
    assert made[0] == made[1]
    assert "school" in made[0] or "学校" in made[0]
    assert made[0].endswith("2025")


def test_words_are_looked_up_whole_and_without_one_nothing_is_found() -> None:
    assert meaning("学校") == "school"
    assert "school" in senses("学校")
    assert meaning("学校学校") == meaning("") == ""
    assert senses("学校学校") == senses("") == frozenset()
    assert chinese("zzz") == chinese("a") == {}


def test_the_first_of_a_word_s_meanings_weighs_most() -> None:
    found = chinese("kindergarten")
    assert max(found, key=lambda word: found[word]) == "幼儿园"
