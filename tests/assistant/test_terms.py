"""Official terms in plain words: the data, and how terms are found and replaced."""

import re

from hypothesis import given
from hypothesis import strategies as some

from assistant.terms import named, occurrences, official, restate, terms
from index.script import fold

ALL = terms()


def test_there_are_enough_terms_and_each_way_of_writing_leads_to_one():
    ways = [fold(way) for one in ALL for way in (one.term, *one.also)]
    assert len(ALL) >= 250
    assert len(ways) == len(set(ways))


def test_explanations_are_short_and_promise_nothing():
    for one in ALL:
        assert 4 <= len(one.zh) <= 70 and one.zh.endswith("。"), one.term
        assert 10 <= len(one.en) <= 200 and one.en[-1] == ".", one.term
        assert one.name and one.name.isascii() and one.en.isascii(), one.term
        assert not re.search("一定能|肯定|保证能|都能上|免费上", one.zh), one.term
        assert not re.search(r"[A-Za-z<>]{4}|[，；]\s*$", one.zh.removesuffix("。")), one.term


def test_what_stands_in_for_a_term_is_never_a_number_and_leads_back():
    said = [one.say for one in ALL if one.say]
    assert len(said) == len(set(said)) >= 15
    assert not any(re.search(r"\d|免费|保证|必须", word) for word in said)
    for one in ALL:
        if one.say:
            assert official(restate(one.term)) == one.term


def test_the_longest_term_wins_and_titles_are_left_alone():
    assert [term.term for *_, term in occurrences("提高学前教育普惠率")] == ["学前教育普惠率"]
    assert list(occurrences("按照《学前教育普惠率办法》")) == []
    assert restate("免试就近入学") == "不用考试、就近上学"
    assert restate("就近入学") == "就近入学", "not the same: nothing is said of exams"
    assert restate("授予硕士学位") == "授予硕士学位", "a degree is no school place"


def test_either_script_is_found():
    assert [term.term for *_, term in occurrences("隨班就讀")] == ["随班就读"]


def test_a_rate_of_some_schools_is_not_the_rate_of_all():
    assert named("义务教育巩固率") is named("九年义务教育巩固率") is not None
    assert named("农村义务教育巩固率") is None


@given(some.lists(some.sampled_from([*[one.term for one in ALL], "到2025年", "，", "不少于3所", "力争"]), max_size=8))
def test_restating_changes_no_number_and_no_strength(parts):
    text = "".join(parts)
    after = restate(text)
    assert re.findall(r"\d+", after) == re.findall(r"\d+", text)
    assert after.count("力争") == text.count("力争") and after.count("不少于") == text.count("不少于")
