"""What a chat model gets wrong with the right words: values, subjects, years, strength exchanged within a clause."""

from __future__ import annotations

import pytest

from assistant.verify import check

PLAN = (
    "2024年，全区教育投入6.3亿元（其中，财政性投入5.1亿元），较2020年的4.2亿元增长50%。",
    "班主任津贴标准提高至每月小学400元、初中500元，寄宿制学校再提高80元。",
    "新增3所小学、5所幼儿园，力争引进1所高职学院，支持有条件的学校开设午餐。",
    "除毕业年级外，取消期末统考。教师平均工资不低于公务员平均工资，教育支出逐年只增不减。",
    "组长：林知远 副区长\n副组长：周若衡 区教育局局长（责任单位：区教育局、区财政局）",
)
NAMES = "霞山区教育发展三年行动计划（2024—2026年）\n霞山区"
ROW = ("双师型教师占比(%)\n|\n52\n|\n61\n|\n预期性\n|", "指标名称\n|\n2024年\n|\n2026年\n|\n属性\n|")


@pytest.mark.parametrize(
    "text",
    [
        "2024年全区教育投入为6.3亿元，其中财政性投入5.1亿元。",
        "与2020年的4.2亿元相比，2024年的教育投入增长了50%。",
        "小学班主任津贴每月400元，初中500元。",
        "新增小学3所、幼儿园5所。",
        "霞山区力争引进1所高职学院。",
        "有条件的学校开设午餐，规划予以支持。",
        "除毕业年级外取消期末统考。",
        "教师平均工资不低于公务员平均工资。",
        "责任单位为区教育局和区财政局。",
        "组长为林知远，副组长为周若衡。",
    ],
)
def test_a_true_paraphrase_passes(text: str) -> None:
    assert check(text, PLAN, (), NAMES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024年全区教育投入为5.1亿元，其中财政性投入6.3亿元。",
        "2020年全区教育投入为6.3亿元。",
        "小学班主任津贴每月500元，初中400元。",
        "新增5所小学、3所幼儿园。",
        "确保引进1所高职学院。",
        "霞山区引进1所高职学院。",
        "所有学校开设午餐。",
        "取消期末统考。",
        "恢复期末统考。",
        "教师平均工资低于公务员平均工资。",
        "教育支出逐年有增有减。",
        "责任单位为区教育局和区审计局。",
        "组长为周若衡。",
        "小学班主任津贴每学期400元。",
        "全区教育投入增加6.3亿元。",
        "新增3所小学，并由家长分摊费用。",
        "新增3所小学、3所小学。",
        "新增3所大学。",
    ],
)
def test_a_swap_or_an_invention_is_caught(text: str) -> None:
    assert check(text, PLAN, (), NAMES)


def test_a_table_keeps_each_value_in_its_column() -> None:
    assert check("双师型教师占比由2024年的52%提高到2026年的61%（预期性）。", ROW) == ()
    assert check("双师型教师占比2024年为61%，2026年为52%。", ROW)
    assert check("双师型教师占比从61%提高到52%。", ROW)
    assert check("双师型教师占比：基准值61%，目标值52%。", ROW)
    assert check("双师型教师占比2026年为61%，是约束性指标。", ROW)


def test_two_districts_keep_their_own_numbers() -> None:
    evidence = ["学前教育毛入园率达到96%", "学前教育毛入园率达到92%"]
    over = ["霞山区\n目标", "桐川区\n目标"]
    names = "霞山区\n桐川区"
    assert check("霞山区学前教育毛入园率达到96%，桐川区达到92%。", evidence, (), names, over) == ()
    assert check("桐川区学前教育毛入园率达到96%。", evidence, (), names, over)


def test_a_date_may_leave_out_its_year() -> None:
    assert check("5月12日发布", ["2008年5月12日发布"]) == ()
    assert check("5月13日发布", ["2008年5月12日发布"])


def test_a_grade_with_a_decimal_is_checked() -> None:
    assert check("抗震达到6.5级", ["抗震达到6.5级"]) == ()
    assert check("抗震达到7.5级", ["抗震达到6.5级"])


def test_numbers_in_a_row_keep_the_order_of_their_words() -> None:
    plan = ("小学、初中生均用书分别达到20册以上和30册以上。",)
    assert check("小学、初中生均用书分别为20册以上和30册以上。", plan, (), NAMES) == ()
    assert check("初中、小学生均用书分别为30册以上和20册以上。", plan, (), NAMES) == ()
    assert check("小学、初中生均用书分别为30册以上和20册以上。", plan, (), NAMES)
