"""An answer in plain words says no more than the answer."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Sentence
from assistant.hundred import per_hundred, whole
from assistant.plain import borne_out, plain_words
from index.library import Library
from index.load import plan_from
from index.plan import Document, Indicator

TEXT = """柳塘区教育发展规划（2026—2030年）
（虚构示例）
一、发展目标
到2030年，九年义务教育巩固率达到96%以上，近视率降到45%左右。
二、主要任务
（一）入学。实行免试就近入学，力争随迁子女入学不排队。（责任单位：区教育局、区公安局）
（二）课后服务。鼓励学校开展课后服务，支持建立双师型教师队伍。
（三）特殊教育。确保残疾儿童少年一人一案。
"""


@pytest.fixture(scope="module")
def library():
    return Library([plan_from(Document("柳塘.txt", "txt", "1" * 64, TEXT))])


def answered(library: Library, words: str, language: str = "zh-Hans", said: str = "") -> Answer:
    """An answer of one sentence that quotes ``words``."""
    start = TEXT.index(words)
    clause = max((one for one in library.clauses() if one.start <= start < one.end), key=lambda one: one.level)
    plan = library.plan_of(clause)
    cited = Citation(
        1, clause.id, plan.id, plan.title, clause.title, clause.path, plan.source, None, start, start + len(words),
        words, words,
    )  # fmt: skip
    said = said or f"柳塘区：{words}"
    return Answer("", "问", "问", "answered", "", language, f"{said}[1]", (Sentence(said, (1,)),), (cited,))


def lines(answer, library):
    return [line.text for line in plain_words(answer, library).lines]


def test_everyday_words_take_the_place_of_terms_and_the_rest_stays(library):
    answer = answered(library, "实行免试就近入学，力争随迁子女入学不排队。")
    assert lines(answer, library)[0] == "柳塘区：实行不用考试、就近上学，力争跟父母来当地生活的外地孩子入学不排队。"


def test_a_title_is_a_name_and_stays_as_it_is():
    text = TEXT.replace("柳塘区教育发展规划", "柳塘区义务教育发展规划", 1)
    titled = Library([plan_from(Document("柳塘.txt", "txt", "1" * 64, text))])
    plan = next(iter(titled.plans.values()))
    answer = answered(titled, "鼓励学校开展课后服务", said=f"柳塘区规划的标题：{plan.title}。")
    assert not any("标题" in line for line in lines(answer, titled))


def test_a_rate_is_counted_out_only_where_that_is_exact(library):
    answer = answered(library, "九年义务教育巩固率达到96%以上，近视率降到45%左右。")
    told = lines(answer, library)
    assert any("至少有96个读到初中毕业" in line for line in told)
    assert any("大约有45个近视" in line for line in told)


@pytest.mark.parametrize(
    ("word", "quote", "told"),
    [
        ("力争", "实行免试就近入学，力争随迁子女入学不排队。", "这是努力的目标，不是保证"),
        ("鼓励", "鼓励学校开展课后服务", "没有保证结果"),
        ("确保", "确保残疾儿童少年一人一案。", "写进规划不等于已经做到"),
    ],
)
def test_the_strength_of_the_plan_is_named(library, word, quote, told):
    strength = [line for line in lines(answered(library, quote), library) if f"“{word}”" in line]
    assert len(strength) == 1 and told in strength[0]


def test_a_noun_is_no_strength(library):
    document = Document("技术.txt", "txt", "2" * 64, TEXT.replace("确保残疾儿童少年", "由技术支持中心为残疾儿童少年"))
    other = Library([plan_from(document)])
    start = document.text.index("由技术支持")
    answer = answered(library, "鼓励学校开展课后服务")
    quote = replace(answer.citations[0], start=start, end=start + 9, quote=document.text[start : start + 9])
    assert not any("支持" in line for line in lines(replace(answer, citations=(quote,)), other))


def test_terms_are_explained_once_in_the_language_asked(library):
    answer = answered(library, "确保残疾儿童少年一人一案。")
    meanings = plain_words(answer, library).meanings
    assert [one.term for one in meanings] == ["一人一案"]
    english = plain_words(replace(answer, language="en"), library).meanings
    assert any(one.term == "一人一案" and one.means.startswith("a plan for each child: ") for one in english)
    traditional = plain_words(replace(answer, language="zh-Hant"), library).meanings
    assert "每個孩子" in traditional[0].means


def test_whom_to_ask_is_read_from_the_clause(library):
    asked = plain_words(answered(library, "实行免试就近入学，力争随迁子女入学不排队。"), library).ask
    assert asked[0].text == "条款写明由区教育局、区公安局负责或参与，可以先问区教育局。"


def test_a_refusal_is_left_alone(library):
    answer = replace(answered(library, "鼓励学校开展课后服务"), status="declined")
    assert plain_words(answer, library) == plain_words(replace(answer, status="answered", citations=()), library)


def test_a_restatement_that_says_more_is_not_shown(library):
    answer = answered(library, "鼓励学校开展课后服务")
    assert borne_out("柳塘区：鼓励学校开展放学后学校安排的照看和活动", answer.citations, library)
    assert not borne_out("柳塘区：学校必须开展放学后学校安排的照看和活动", answer.citations, library)
    assert not borne_out("柳塘区：鼓励3所学校开展放学后学校安排的照看和活动", answer.citations, library)


def record(**changes: object) -> Indicator:
    base = Indicator("p", "近视率", None, "", 2030, "45", "%", "以下", "", "p#一、", "", 0, 1)
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "最多有45个近视"),
        ({"name": "近视率(%)"}, "最多有45个近视"),
        ({"target": "45.5"}, ""),
        ({"target": "100"}, ""),
        ({"qualifier": "超过"}, ""),
        ({"unit": "百分点"}, ""),
        ({"name": "农村学生近视率"}, ""),
        ({"target_year": None}, ""),
    ],
)
def test_what_can_be_counted_out(changes, told):
    text = per_hundred(record(**changes), "柳塘区", "zh-Hans")
    assert text.endswith(f"{told}。") if told else text == ""


def test_counting_out_never_rounds():
    assert [whole(text) for text in ("95", "95.0", "98.91", "0", "8-10", "")] == [95, 95, None, None, None, None]
