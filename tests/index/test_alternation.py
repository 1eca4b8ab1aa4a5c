"""Words found by one regular expression."""

import re

from index.alternation import alternation, any_of


def test_the_longer_word_is_found_where_one_begins_the_other():
    assert any_of(["初中", "初中生", "高中"]).findall("高中和初中生") == ["高中", "初中生"]


def test_words_are_taken_as_they_are():
    assert re.fullmatch(alternation(["(一)", "1.5"]), "(一)")
    assert not re.fullmatch(alternation(["1.5"]), "1x5")
