"""Targets and baselines as records: from running text and from tables."""

import csv
import io
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.indicators import find_indicators, indicator_csv, indicator_rows
from index.measures.indicator_conflicts import measure_key
from index.measures.indicator_text import statements
from index.plan import Clause, Document, Indicator, Metadata, Plan, Span


def plan_of(*clauses: tuple[str, ...], period: tuple[int, int] | None = (2026, 2030)) -> Plan:
    """A plan of clauses ``(path, text)`` or ``(path, text, kind, parent path)``; the source is the texts in order."""
    source, made = "", []
    for path, text, *rest in clauses:
        kind, parent = (*rest, "item", "")[:2] if rest else ("item", "")
        start = len(source)
        source += text + "\n"
        own = (Span(start, start + len(text)),)
        title = text.split("。")[0] if kind == "heading" else ""
        up = f"p#{parent}" if parent else None
        made.append(Clause(f"p#{path}", "p", path, 1, kind, "", title, text, 1, start, start + len(text), own, up))
    document = Document("plan.txt", "txt", "0", source)
    return Plan("p", Metadata("青禾区教育规划", period=period), document, tuple(made))


def only(text: str) -> Indicator:
    (found,) = find_indicators(plan_of(("一、", text)))
    return found


def values(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.baseline or one.target, one.unit) for one in find_indicators(plan_of(("一、", text)))]


def test_a_target_with_year_unit_and_qualifier():
    found = only("到2030年，全区公办幼儿园在园幼儿占比达到62%以上。")
    assert (found.name, found.target_year, found.target) == ("公办幼儿园在园幼儿占比", 2030, "62")
    assert (found.unit, found.qualifier, found.baseline, found.clause_id) == ("%", "以上", "", "p#一、")
    assert found.quote == "全区公办幼儿园在园幼儿占比达到62%以上"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建4所中学、6所小学、7所幼儿园；改扩建小学9所。",
         [("新建中学", "4", "所"), ("新建小学", "6", "所"), ("新建幼儿园", "7", "所"), ("改扩建小学", "9", "所")]),
        ("班主任津贴标准提高至每月小学450元、初中550元。",
         [("班主任津贴标准提高至每月小学", "450", "元"), ("班主任津贴标准提高至每月初中", "550", "元")]),
        ("让每位学生掌握1—2项运动技能。", [("每位学生掌握运动技能", "1-2", "项")]),
        ("入选人数保持在6~9人(含艺考生)。", [("入选人数", "6-9", "人")]),
        ("学生体质达标率达96%、优秀率达33%。", [("学生体质达标率", "96", "%"), ("学生体质优秀率", "33", "%")]),
        ("区外学生达到1.2万人，占比15%以上。", [("区外学生", "1.2", "万人"), ("区外学生占比", "15", "%")]),
        ("1所普通高中入选市级项目。", [("普通高中入选市级项目", "1", "所")]),
        ("按照不低于工资总额2%安排教师培训经费。", [("教师培训经费占工资总额", "2", "%")]),
        ("培养30名左右在本区和周边都有一定影响的专家型、学者型校长。", [("培养专家型、学者型校长", "30", "名")]),
        ("新增校舍5.5万平方米，学位3600个。", [("新增校舍", "5.5", "万平方米"), ("新增学位", "3600", "个")]),
        ("小学班额控制在45人以内，初中50人以内。", [("小学班额", "45", "人"), ("初中班额", "50", "人")]),
        ("实现残疾儿童15年免费教育。", [("残疾儿童免费教育", "15", "年")]),
        ("巩固率达到百分之九十五以上，新建三所小学。", [("巩固率", "95", "%"), ("新建小学", "3", "所")]),
        ("毛入学率、九年巩固率分别达到98%和99.5%。", [("毛入学率", "98", "%"), ("九年巩固率", "99.5", "%")]),
        ("骨干教师、学科带头人比例分别达到15%、5%。", [("骨干教师比例", "15", "%"), ("学科带头人比例", "5", "%")]),
        ("每万人口3岁以下托位数达到4.5个。", [("每万人口3岁以下托位数", "4.5", "个")]),
        ("平均受教育年限提高到11.5年。", [("平均受教育年限", "11.5", "年")]),
        ("50人以上班级占比降到5%以下。", [("50人以上班级占比", "5", "%")]),
        ("投入6亿元（其中区级3亿元），增长20%。",
         [("投入", "6", "亿元"), ("区级", "3", "亿元"), ("投入增长", "20", "%")]),
        ("九年義務教育鞏固率達95%以上。", [("九年義務教育鞏固率", "95", "%")]),
    ],
)  # fmt: skip
def test_names_come_from_the_words_around(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "坚持“12345”总体思路，实施“666”培训工程，推广课后服务“5+2”模式。",
        "落实教育信息化2.0行动计划，建设5G网络。",
        "依据《义务教育条例》和青教发〔2026〕17号文件，2027年9月1日起施行。",
        "形成三种办学模式，落实四个意识，实施三年行动计划，巩固九年义务教育。",
        "消除56人以上大班额，66人以上超大班额动态清零。",
        "在10个工作日内答复，满5年的教师可以申请，年龄在45周岁以下，学制为3年，连任不得超过两届。",
        "建设一批示范校，建成一所、创优一所。",
    ],
)
def test_what_is_no_indicator(text):
    assert values(text) == []


def test_from_one_value_to_another_is_baseline_and_target():
    found = only("到2030年，总体近视率由2025年的44.2%降到42%以下。")
    assert (found.name, found.baseline_year, found.baseline) == ("总体近视率", 2025, "44.2")
    assert (found.target_year, found.target, found.qualifier) == (2030, "42", "以下")


def test_a_year_before_the_plan_gives_a_baseline():
    found = only("2025年，学前三年毛入园率达98.5%。")
    assert (found.baseline_year, found.baseline, found.target) == (2025, "98.5", "")


def test_a_part_that_looks_back_gives_levels_not_counts():
    plan = plan_of(
        ("一、", "“十四五”教育发展情况", "heading"),
        ("一、1.", "全区有幼儿园100所，毛入园率达98.5%，生均公用经费1200元。", "item", "一、"),
    )
    assert [(one.name, one.baseline_year) for one in find_indicators(plan)] == [
        ("毛入园率", 2025),
        ("生均公用经费", 2025),
    ]
    assert "幼儿园" in [one.name for one in find_indicators(plan, counts=True)]


def test_the_text_above_sets_the_year():
    plan = plan_of(
        ("一、", "到2030年，教育更加公平。"),
        ("一、——学前", "普惠率达到95%。", "dash", "一、"),
        ("二、", "每天锻炼不少于1小时。"),
    )
    assert [one.target_year for one in find_indicators(plan)] == [2030, None]


def test_numbers_in_a_heading_are_none():
    assert find_indicators(plan_of(("一、", "新建10所学校", "heading"))) == ()


TABLE = ("一、表1", "表1 主要指标\n指标 | 单位 | 2025年 | 2030年 | 属性", "table")


def row(text: str, name: str = "甲") -> tuple[str, ...]:
    return (f"一、表1·{name}", text, "row", "一、表1")


def test_a_row_between_bars():
    (found,) = find_indicators(plan_of(TABLE, row("学前三年毛入园率 | % | 97.1 | >98 | 约束性")))
    assert (found.name, found.unit, found.nature) == ("学前三年毛入园率", "%", "约束性")
    assert (found.baseline_year, found.baseline, found.target_year, found.target) == (2025, "97.1", 2030, "98")
    assert (found.qualifier, found.clause_id) == ("超过", "p#一、表1·甲")


def test_a_row_with_a_cell_a_line():
    table = ("一、表1", "1 主要指标\n主要目标\n2025年\n2030年", "table")
    (found,) = find_indicators(plan_of(table, row("在校生（人）\n\n2000\n\n2100以上")))
    assert (found.name, found.unit, found.baseline, found.target) == ("在校生", "人", "2000", "2100")
    assert found.qualifier == "以上"


def test_empty_cells_keep_their_columns():
    (found,) = find_indicators(plan_of(TABLE, row("优质园占比 | % |  | 60 | 预期性")))
    assert (found.baseline, found.target) == ("", "60")


def test_years_between_are_records_of_their_own():
    table = ("一、表1", "指标 | 2025年 | 2028年 | 2030年", "table")
    found = find_indicators(plan_of(table, row("巩固率（%） | 98 | 98.5 | 99")))
    assert {(one.baseline, one.target_year, one.target) for one in found} == {("98", 2030, "99"), ("", 2028, "98.5")}
    assert len({one.id for one in found}) == 2


def test_parts_of_a_row_are_named_with_it():
    rows = row("专任教师 | 人 | 900 | 1000 | 预期性"), row("其中：小学 | 人 | 500 | 560 | 预期性", "乙")
    assert [one.name for one in find_indicators(plan_of(TABLE, *rows))] == ["专任教师", "专任教师(小学)"]


def test_lines_of_a_table_within_a_clause():
    text = "主要指标如下。\n指标 | 2025年 | 2030年\n巩固率（%） | 98 | 99"
    (found,) = find_indicators(plan_of(("一、", text)))
    assert (found.name, found.baseline, found.target) == ("巩固率", "98", "99")


def test_a_list_of_projects():
    text = "序号 | 项目 | 规模 | 投资（万元） | 完成时间\n1 | 青禾小学新建 | 1620个学位 | 9800 | 2027年8月"
    found = find_indicators(plan_of(("附件", text, "annex")))
    assert [(one.name, one.target_year, one.target, one.unit) for one in found] == [
        ("青禾小学新建学位", 2027, "1620", "个"),
        ("青禾小学新建投资", 2027, "9800", "万元"),
    ]


def test_a_contradiction_is_linked_both_ways():
    plan = plan_of(("一、1.", "2025年，学前三年毛入园率达98.5%。"), ("二、1.", "2025年，学前教育毛入园率达98.91%。"))
    a, b = find_indicators(plan)
    assert (a.conflicts, b.conflicts) == ((b.id,), (a.id,))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("到2030年普惠性幼儿园覆盖率达90%。", "到2030年普惠性幼儿园在园幼儿占比达95%。"),
        ("到2030年毛入园率达99%。", "到2030年毛入园率达90%以上。"),
        ("到2028年毛入园率达98%。", "到2030年毛入园率达99%。"),
        ("到2030年投入达1亿元。", "到2030年投入达10000万元。"),
    ],
)
def test_no_contradiction(a, b):
    assert all(not one.conflicts for one in find_indicators(plan_of(("一、1.", a), ("二、1.", b))))


def test_measures_that_sound_alike_keep_apart():
    assert measure_key("学前三年毛入园率") == measure_key("學前教育毛入園率")
    assert measure_key("普惠性幼儿园覆盖率") != measure_key("普惠性幼儿园在园幼儿占比")


def test_rows_are_the_contract():
    from dataclasses import replace

    plan = plan_of(("一、", "到2030年，建成学校3—5所，占比达到62.5%。"))
    rows = indicator_rows(replace(plan, indicators=find_indicators(plan)))
    assert list(rows[0]) == [
        "plan", "source", "name", "baseline_year", "baseline", "target_year", "target", "unit", "qualifier", "nature",
        "clause", "quote", "start", "end",
    ]  # fmt: skip
    assert [one["target"] for one in rows] == ["3-5", 62.5]
    assert (rows[0]["baseline"], rows[0]["qualifier"], rows[0]["source"]) == (None, None, "plan.txt")
    assert next(csv.DictReader(io.StringIO(indicator_csv(rows))))["target"] == "3-5"


ALPHABET = "0123456789.%,，。；、（）()|\n年到至由提高达新建小学初中所率占比不低于以上的每名和“”《》"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_any_text_gives_spans_that_hold(text):
    plan = plan_of(("一、", text), ("二、表", "指标 | 2025年 | 2030年", "table"), ("二、表·甲", text, "row", "二、表"))
    for one in find_indicators(plan, counts=True):
        assert plan.document.text[one.start : one.end] == one.quote
        assert one.name
    assert all(text[one.start : one.end] for one in statements(text))


@pytest.mark.parametrize("text", ["新建3所、", "占比由3%提高到", "（3所", "2025年达3%", "率均达3%以上的"])
def test_one_endless_sentence_is_read_in_linear_time(text):
    def calls(count: int) -> int:
        made = Counter()
        sys.setprofile(lambda frame, event, _: made.update([event]))
        try:
            statements(text * count)
        finally:
            sys.setprofile(None)
        return made.total()

    assert calls(800) < 2.1 * calls(400)
