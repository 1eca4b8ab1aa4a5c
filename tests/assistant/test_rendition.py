"""Sentences of a plan as English ones: who is to do what, by when, with which figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rendition.inflect import done, ing, many, past, third
from assistant.rendition.sentence import rendition, stretches, term
from assistant.verify import check

WHO = "Xiashan District"


def told(text: str, reports: bool = False) -> str:
    made = rendition(text, WHO, reports)
    assert made is not None
    return made.text


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "到2026年，新建幼儿园3所，新增学位900个。",
            "By 2026, {} is to build 3 new kindergartens and add 900 school places",
        ),
        ("教师应当参加培训。", "Teachers should take part in training"),
        ("学校不得举办重点班。", "Schools must not run key classes"),
        ("不得占用体育课。", "{} is not to allow occupying PE lessons"),
        ("严禁教师有偿补课。", "{} is to strictly forbid teachers’ paid tutoring"),
        ("为残疾儿童提供免费教育。", "{} is to provide free education for disabled children"),
        ("把劳动教育纳入综合素质评价。", "{} is to include labour education in all-round quality evaluation"),
        ("建立满足学生需求的课程体系。", "{} is to set up a curriculum system that meets pupils’ needs"),
        ("支持学校改善办学条件。", "{} is to support schools to improve school conditions"),
        ("对教师进行培训。", "{} is to train teachers"),
        ("通过开展培训，提高教师能力。", "Through carrying out training, {} is to raise teachers’ ability"),
        ("以质量为核心，深化课堂改革。", "With quality as core, {} is to deepen classroom reform"),
        ("探索建立教师退出机制。", "{} is to explore setting up a mechanism for teachers' leaving"),
        ("确保教育支出逐年只增不减。", "{} is to ensure that education spending rises every year and never falls"),
        ("组建城东小学、城西小学两个教育集团。", "{} is to form 2 education groups ("),
        ("坚持以学生为主体。", "{} is to take pupils as main body"),
        ("坚持以改革推进发展。", "{} is to keep advancing development with reform"),
        ("坚持把教育摆在优先位置。", "{} is to keep giving education priority"),
        ("聚焦教学质量提升，完善教研制度。", "Focusing on teaching quality improvement, {} is to improve"),
        ("完善引进青年教师机制。", "{} is to improve the mechanism for bringing in young teachers"),
        ("加强对民办学校收费监管。", "{} is to strengthen oversight of private school fees"),
        ("加强与高校、企业合作。", "{} is to strengthen cooperation with universities and enterprises"),
        ("更新多媒体、实验室等设备。", "{} is to renew equipment such as multimedia and laboratories"),
        ("满足学生多样化需求。", "{} is to meet pupils’ diverse needs"),
        ("建设一批具有特色的示范学校。", "{} is to build a number of model schools that have distinctive features"),
        ("编制计划，并纳入发展规划。", "{} is to draw up a plan and include it in the development plan"),
        ("创建一批示范学校。", "{} is to create a number of model schools"),
    ],
)
def test_what_a_district_is_to_do(chinese: str, english: str) -> None:
    assert told(chinese).startswith(english.format(WHO))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("入园率达到95%以上。", "is to reach at least 95%"),
        ("班主任津贴提高到每月500元。", "is to be raised to 500 yuan per month"),
        (
            "午餐补助提高至每月小学200元、初中300元。",
            "200 yuan for primary schools every month and 300 yuan for junior secondary",
        ),
        ("在校生3000人。", "3,000 enrolled pupils"),
        ("学生每天锻炼1小时。", "Pupils are to exercise 1 hour every day"),
    ],
)
def test_figures_stand_where_english_has_them(chinese: str, english: str) -> None:
    assert english in told(chinese)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("素质教育得到全面落实。", "Quality-oriented education is to be put fully into practice"),
        ("学校布局更加合理。", "The school layout is to become more reasonable"),
        ("经费由财政承担。", "Public finance is to bear funds"),
        ("骨干教师每年给予2万元津贴。", "Backbone teachers are to be given 20,000 yuan of allowance every year"),
        ("督查结果纳入综合考核。", "are to be included in comprehensive appraisal"),
        ("霞山区委、区政府高度重视教育。", "Xiashan District Party Committee and district government are to"),
        ("群众对教育的满意度不断提高。", "he satisfaction of the public for education is to be continuously raised"),
    ],
)
def test_who_does_what_to_whom_is_not_turned_round(chinese: str, english: str) -> None:
    assert english in told(chinese)


def test_what_something_is_is_not_said_of_the_district_where_its_subject_is_lost() -> None:
    made = rendition("教师是立教之本其外，是教育的第一资源。", WHO)
    assert made is None or f"{WHO} is to be" not in made.text


def test_a_stretch_that_is_not_clear_keeps_its_verb() -> None:
    assert told("加强学校管理，推进其外乎之往来。").startswith(
        f"{WHO} is to strengthen school management and advance ‹"
    )


def test_a_heading_of_two_parts_is_no_name() -> None:
    assert term("优化资源配置，供给能力不断改善") == ""
    assert term("构建特殊教育体系") == ""


def test_a_district_in_a_title_keeps_its_name() -> None:
    assert "Jiangbei District" in told("编制《江北区学校布局规划》。")


def test_what_has_been_done_is_told_as_done() -> None:
    assert told("2024年，成立领导小组，累计投入5120万元。") == (
        f"In 2024, {WHO} set up a leading group and invested 51.2 million yuan in total"
    )
    assert told("新建幼儿园3所。", reports=True) == f"{WHO} built 3 new kindergartens"


def test_what_grammar_cannot_tell_stands_word_for_word_between_marks() -> None:
    said = told("加强学校管理，并乎其外之往来。")
    assert said.startswith(f"{WHO} is to strengthen school management and ‹")
    assert rendition("并乎其外之往来。", WHO) is None, "nothing of it is clear"


def test_a_line_keeps_its_label() -> None:
    assert told("牵头单位：区教育局") == f"{WHO}, lead unit: District Education Bureau"
    assert told("组长：周明 区政府副区长") == f"{WHO}, head: Zhou Ming, deputy head of the district government"


def test_a_surname_is_spelt_as_one() -> None:
    assert told("组长：曾明 区政府副区长").startswith(f"{WHO}, head: Zeng Ming, ")


def test_what_stands_behind_a_list_of_schools_is_of_all_of_them() -> None:
    assert told("推进城东小学、城西小学建设。").endswith(
        "is to advance the building of the Chengdong primary school and the Chengxi primary school"
    )


def test_names_and_lists_of_names() -> None:
    assert term("教师培训、学校管理和课程建设") == "teacher training, school management and curriculum building"
    assert term("教师") == "teachers"
    assert term("加强管理") == "", "a deed is no name"


def test_a_sentence_is_cut_at_commas_outside_of_brackets_and_numbers() -> None:
    assert stretches("投入5,120万元,建设(含改建,扩建)学校。") == ["投入5,120万元", "建设(含改建,扩建)学校"]


def test_forms_of_verbs_and_nouns() -> None:
    assert (ing("set up and improve"), ing("put ~ into practice")) == (
        "setting up and improving",
        "putting ~ into practice",
    )
    assert (past("carry out"), past("build"), done("run")) == ("carried out", "built", "run")
    assert third("rise every year and never fall") == "rises every year and never falls"
    assert many("primary school in the district") == "primary schools in the district"


@pytest.mark.parametrize(
    "chinese",
    [
        "到2026年，新建幼儿园3所，新增学位900个。",
        "力争引进1所高职学院，鼓励个人办园。",
        "学校不得举办重点班，教师应当参加培训。",
        "班主任津贴提高到每月500元，入园率达到95%以上。",
    ],
)
def test_the_check_bears_the_english_out(chinese: str) -> None:
    assert check(f"{told(chinese)} (“{chinese}”)", [chinese], (), "霞山区") == ()


def test_the_check_sees_a_figure_or_strength_that_was_changed() -> None:
    chinese = "力争新建幼儿园3所。"
    said = f"{told(chinese)} (“{chinese}”)"
    assert check(said.replace("3 new", "5 new"), [chinese], (), "霞山区")
    assert check(said.replace("strive to", "must"), [chinese], (), "霞山区")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("学校教师建设的和、，。在为以将不得到对加强提高3所2026年%（）“”并等"), max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    made = rendition(text, WHO)
    assert made is None or made.text
    term(text)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("督促家长依法履行监护责任。", "to urge parents to perform guardianship according to law"),
        ("注重培养学生的创新精神。", "pay attention to training"),
        ("投入300万元进行校园建设。", "invest 3 million yuan in"),
        ("建成市、区级名师工作室8个。", "complete 8 city- and district-level"),
        ("建成区老年大学。", "is to complete a district university for the elderly"),
        ("明确各学段要求。", "is to make each school stage"),
        ("形成5个试点区。", "5 pilot areas"),
        ("每名教师参加培训。", "Each teacher is to take part in training"),
        ("名师工作室培养对象每年给予3万元津贴。", "trainees are to be given 30,000 yuan"),
    ],
)
def test_turns_of_phrase_of_plans(chinese: str, english: str) -> None:
    assert english in told(chinese)


def test_who_is_said_to_act_goes_on_up_to_the_next_stop() -> None:
    assert told("学校要落实主体责任，加强家校沟通。").endswith(
        "; they are to strengthen contact between home and school"
    )
    assert told("学校要落实主体责任；加强督导。").endswith(f"; {WHO} is to strengthen inspection")
    assert told("学校要落实主体责任，新建幼儿园3所。").endswith(f"; {WHO} is to build 3 new kindergartens")


def test_what_is_so_is_not_to_be() -> None:
    assert told("机遇与挑战并存。") == "Opportunities and challenges exist side by side"
    assert past("all reach") == "all reached"
