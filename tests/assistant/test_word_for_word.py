"""Chinese in English words, and the English beside the Chinese of an answer."""

from __future__ import annotations

import pytest

from assistant.amounts import amount, in_plan_words
from assistant.english import beside
from assistant.word_for_word import english
from index.quantity import find_quantities


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        (
            "到2026年,公办园在园幼儿占比达到55%以上",
            "By 2026, share of kindergarten children who are in public kindergartens reaches at least 55%",
        ),
        ("力争建成1所高职学院", "Strive to"),
        ("不得占用体育课", "Must not"),
        ("2024年底前基本完成", "By the end of 2024 basically complete"),
        ("责任单位:区教育局、区财政局", "District Education Bureau, District Finance Bureau"),
        ("霞政发〔2024〕7号", "Xia Zheng Fa No. 7 of 2024"),
        ("2024年3月9日", "9 March 2024"),
        ("九年义务教育巩固率", "retention rate of nine-year compulsory education"),
        ("累计投入5,120万元", "51.2 million yuan"),
    ],
)
def test_words_and_figures(chinese: str, said: str) -> None:
    assert said.lower() in english(chinese).lower()


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("5,120万元", "51.2 million yuan"),
        ("不少于1小时", "at least 1 hour"),
        ("800元/人·月", "800 yuan per person per month"),
    ],
)
def test_amounts_there_and_back(chinese: str, said: str) -> None:
    one = find_quantities(chinese)[0]
    assert amount(one) == said
    back = find_quantities(in_plan_words(said))[0]
    assert (back.canonical, back.bound) == (one.canonical, one.bound)


def test_a_range_before_a_word_is_one_number() -> None:
    (one,) = find_quantities(in_plan_words("set up 1–3 exchange platforms"))
    assert (one.value, one.high) == (1, 3)


def test_english_stands_beside_the_original() -> None:
    assert beside("Xiashan District: “不得占用体育课。”").startswith(
        "Xiashan District is not to allow occupying PE lessons"
    )
    assert "(“不得占用体育课时。”)" in beside("Xiashan District: “不得占用体育课时。”")
    assert beside("its word is “力争”") == "its word is “力争” (strive to)"
    assert beside("Xiashan District: at least 55% (55%以上)") == "Xiashan District: at least 55% (55%以上)"
    assert beside("No plan is indexed.") == "No plan is indexed."


def test_a_district_that_does_something_is_the_subject_of_its_sentence() -> None:
    assert beside("Xiashan District: “力争建成一所新的高职学院。”").startswith(
        "Xiashan District is to strive to complete"
    )
    assert beside("Xiashan District: “确保教育支出逐年只增不减。”").startswith(
        "Xiashan District is to ensure that education spending rises every year and never falls (“"
    )


def test_what_grammar_cannot_tell_stands_word_for_word_with_its_strength() -> None:
    said = beside("Xiashan District: “确保以下三项：其一，与彼处之往来。”")
    assert said.startswith("Xiashan District: ‹")
    assert "a commitment" in said


def test_the_words_of_the_genre_read_as_english() -> None:
    assert english("省、市、县三级示范校") == "Province, city, county three-level model schools"
    assert english("第三级") == "Third level"
    assert english("结对帮扶薄弱学校") == "Paired support weak schools"
    assert english("提档升级，成立领导小组") == "Upgrade, set up leading group"
    assert english("县残联、妇联") == "County disabled persons’ federation, women’s federation"


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("教师参加国培计划", "national training plan"),
        ("后沟小学", "Hougou primary school"),
        ("云峰实验小学", "Yunfeng experimental primary school"),
        ("接收云澜府、锦棠、青禾小区", "Yunlanfu, Jintang, Qinghe housing estates"),
        ("足、篮、排", "Football, basketball, volleyball"),
        ("开设STEAM、AI课程", "STEAM, AI courses"),
        ("实施提升工程2.0", "project 2.0"),
        ("徐长青", "Xu Changqing"),
        ("试验区、民办小学", "pilot area, private primary schools"),
        ("选派教师挂职", "serve on secondment"),
    ],
)
def test_names_are_spelt_and_words_are_not_put_together_from_characters(chinese: str, said: str) -> None:
    assert said.lower() in english(chinese).lower()


def test_what_is_no_known_word_stays_chinese() -> None:
    assert "宁重勿漏" in english("坚持宁重勿漏原则")
    assert beside("its word is “饕餮盛筵”").count("饕餮盛筵") == 1


def test_the_number_of_a_heading_or_point_stands_before_its_english() -> None:
    assert beside("Xiashan District: “（三）加强督导。”").startswith("(3) ") or "(3) Xiashan District is to" in beside(
        "Xiashan District: “（三）加强督导。”"
    )
    assert beside("Xiashan District: “二是加强督导。”").startswith("Second: Xiashan District is to")
    assert beside("Xiashan District: “20.加强督导。”").startswith("20. Xiashan District is to")
    assert beside("四、保障措施").startswith("IV. ")
    assert "(%)" in beside("巩固率(%)")


def test_a_line_of_chinese_with_a_foreign_name_is_a_line() -> None:
    assert beside("开设人工智能、STEAM、创客等特色课程。").endswith("(“开设人工智能、STEAM、创客等特色课程。”)")
