"""What a restatement may change and what not."""

from __future__ import annotations

import pytest

from assistant.draft import DraftDerivation, DraftOperand, DraftSentence, Quote
from assistant.verify import check, check_draft
from index.library import Library

PLAN = (
    "到2025年，学前教育毛入园率达到96%以上，公办园在园幼儿占比不低于55%，新建幼儿园8所。",
    "累计投入1,096万元改造操场。确保中小学生每天校内体育活动不少于1小时，力争近视率降低3%左右。",
    "不得随意占用体育课。按照《儿童青少年近视防控方案》（霞政发〔2022〕7号）探索医教协同机制。",
)
NAMES = "霞山区“十四五”教育事业发展规划\n霞山区"


@pytest.mark.parametrize(
    "text",
    [
        "霞山区：到2025年，学前教育毛入园率达到96%以上。",
        "到2025年公办园在园幼儿占比不低于55%",
        "霞山區：新建幼兒園8所。",
        "累计投入1096万元改造操场",
        "累计投入0.1096亿元改造操场",
        "毛入园率达到百分之九十六以上",
        "确保中小学生每天校内体育活动不少于1小时",
        "力争近视率降低3%左右",
        "不得随意占用体育课。",
        "按照《儿童青少年近视防控方案》探索医教协同机制",
        "Xiashan District: at least 55%. In the plan's words: “公办园在园幼儿占比不低于55%”",
        "10,960,000 yuan (1,096万元)",
    ],
)
def test_what_the_plan_says_passes(text: str) -> None:
    assert check(text, PLAN, (), NAMES) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("学前教育毛入园率达到98%以上", "number"),
        ("学前教育毛入园率达到6%以上", "number"),
        ("学前教育毛入园率达到96%", "qualifier"),
        ("学前教育毛入园率达到96%以下", "qualifier"),
        ("公办园在园幼儿占比55%", "qualifier"),
        ("到2030年，学前教育毛入园率达到96%以上", "year"),
        ("累计投入1096亿元改造操场", "number"),
        ("新建幼儿园8个百分点", "number"),
        ("桃源区到2025年新建幼儿园8所", "place"),
        ("按照《中小学生减负方案》探索医教协同机制", "title"),
        ("霞政发〔2022〕8号", "number"),
        ("力争中小学生每天校内体育活动不少于1小时", "modality"),
        ("中小学生每天校内体育活动不少于1小时", "left out"),
        ("确保近视率降低3%左右", "modality"),
        ("可以随意占用体育课", ""),
        ("随意占用体育课", ""),
        ("累计投入1,096万元改造教室", "put in"),
        ("霞山区将开展冰雪运动并组织海外研学旅行", "cover"),
    ],
)
def test_what_it_does_not_say_is_caught(text: str, reason: str) -> None:
    found = check(text, PLAN, (), NAMES)
    assert found
    assert any(reason in one for one in found), found


def test_a_number_of_another_plan_is_not_borne_out_by_a_title() -> None:
    assert check("毛入园率达到17%", ["毛入园率达到99%"], (), "霞政发〔2022〕17号") == ("number 17%",)


def _sum(result: str, first: str = "900") -> DraftDerivation:
    return DraftDerivation("sum", (DraftOperand(first, "个", 0), DraftOperand("1500", "个", 1)), result)


def test_declared_arithmetic_is_done_again() -> None:
    evidence = ["新增学位900个", "新增学位1500个"]
    assert check("合计2400个", evidence, [_sum("2400个")]) == ()
    assert check("合计2500个", evidence, [_sum("2500个")]) == ("sum 2500个",)
    assert "operand 800个" in check("合计2300个", evidence, [_sum("2300个", "800")])


def test_a_computed_number_needs_no_unit_of_its_operands() -> None:
    gap = DraftDerivation("difference", (DraftOperand("55", "%", 0), DraftOperand("47.7", "%", 1)), "7.3个百分点")
    assert check("两者相差7.3个百分点。", ["占比达到55%", "占比达47.7%"], [gap]) == ()


def test_a_drafted_sentence_needs_a_quote_that_exists(library: Library) -> None:
    assert check_draft(DraftSentence("规划没有写明。", frame=True), library) == ()
    assert check_draft(DraftSentence("公办园占比达到55%以上"), library) == ("no quote",)
    assert check_draft(DraftSentence("公办园占比", (Quote("xs#九、", 0, 4),)), library) == ("unknown clause",)


FREE = (
    "在同一学校连续任教满6年的教师应当交流；处于孕期的教师可以不交流。每学期家访2次，每次不超过40分钟。",
    "班主任津贴由每人每月300元提高到小学500元、初中600元。严禁设立快慢班。",
    "2024年近视率比2020年下降6个百分点。新增学位900个，其中2027年新增300个。",
    "经过两年努力，形成常态化的教研机制。56人以上的班额到2026年消除。",
)


@pytest.mark.parametrize(
    "text",
    [
        "在一所学校连续任教满6年的教师应当参加交流。",
        "处于孕期的教师可以不参加交流。",
        "家访每学期进行2次，每次最多40分钟。",
        "小学班主任津贴涨到每人每月500元。",
        "设立快慢班是严禁的。",
        "四年间，近视率下降了6个百分点。",
        "霞山区将形成常态化的教研机制。",
        "56人以上的班额要在2026年消除。",
        "快慢班不得设立。",
    ],
)
def test_a_free_wording_of_what_the_plan_says_passes(text: str) -> None:
    assert check(text, FREE, (), NAMES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "每次最少40分钟。",
        "2027年新增学位900个。",
        "允许设立快慢班。",
        "小学班主任津贴涨到每人每月600元。",
        "56人以上的班额到2024年消除。",
        "每学期家访2次，未完成的教师扣发津贴。",
    ],
)
def test_a_free_wording_of_what_it_does_not_say_is_caught(text: str) -> None:
    assert check(text, FREE, (), NAMES)


def test_an_items_number_bears_no_count_out() -> None:
    assert check("设立名师工作室19个。", ("19.设立名师工作室18个。",), (), NAMES)
