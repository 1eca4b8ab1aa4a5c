"""Numbers in running text, read as data."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.measures.chinese_number import numeral
from index.measures.units import AFTER, BEFORE, qualified
from index.quantity import Quantity, find_quantities, periods, same


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("98.5%", "98.5", "%", ""),
        ("９８．５％", "98.5", "%", ""),
        ("百分之三十", "30", "%", ""),
        ("百分之九十五以上", "95", "%", "以上"),
        ("5,898万元", "5898", "万元", ""),
        ("10.29亿元", "10.29", "亿元", ""),
        ("2万余个", "2", "万个", "超过"),
        ("2萬餘個", "2", "万个", "超过"),
        ("近5.2亿元", "5.2", "亿元", "近"),
        ("三成", "3", "成", ""),
        ("两所", "2", "所", ""),
        ("兩所", "2", "所", ""),
        ("十五年", "15", "年", ""),
        ("1000元/人·月", "1000", "元/人·月", ""),
        ("10000元每生每年", "10000", "元/生·年", ""),
        ("每月500元", "500", "元/月", ""),
        ("20%左右", "20", "%", "左右"),
        ("不低于80%", "80", "%", "不低于"),
        ("不少於1小時", "1", "小时", "不低于"),
        (">90", "90", "", "超过"),
        ("≥90%", "90", "%", "不低于"),
        ("逾5万人次", "5", "万人次", "超过"),
        ("逾千人次", "1000", "人次", "超过"),
        ("15分钟", "15", "分钟", ""),
        ("56人以上", "56", "人", "以上"),
        ("3000平米", "3000", "平方米", ""),
        ("16万平方米", "16", "万平方米", ""),
        ("15所以上", "15", "所", "以上"),
        ("三个百分点", "3", "百分点", ""),
        ("1.44倍", "1.44", "倍", ""),
        ("20个工作日", "20", "工作日", ""),
        ("100M以上", "100", "M", "以上"),
        ("四十余所", "40", "所", "超过"),
        ("百余名", "100", "名", "超过"),
    ],
)
def test_amount(text, value, unit, qualifier):
    found = only(text)
    assert (str(found.value), found.shown_unit, found.qualifier, found.kind) == (value, unit, qualifier, "amount")
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1—2项", 1, 2, "项"),
        ("1至2项", 1, 2, "项"),
        ("1-2个", 1, 2, "个"),
        ("8~10人(含艺体生)", 8, 10, "人"),
        ("８～１０人", 8, 10, "人"),
        ("三至五所", 3, 5, "所"),
        ("80%—90%", 80, 90, "%"),
        ("3-5万元", 3, 5, "万元"),
        ("百分之三十至百分之四十", 30, 40, "%"),
    ],
)
def test_range(text, low, high, unit):
    found = only(text)
    assert (found.value, found.high, found.shown_unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "kind", "value", "high"),
    [
        ("2025年", "year", 2025, None),
        ("2020年底", "year", 2020, None),
        ("二〇三五年", "year", 2035, None),
        ("2021—2025年", "year_range", 2021, 2025),
        ("（2019-2021）", "year_range", 2019, 2021),
        ("“十四五”", "year_range", 2021, 2025),
        ("十三五时期", "year_range", 2016, 2020),
        ("第十四個五年規劃", "year_range", 2021, 2025),
        ("〔2022〕17号", "docno", 17, 2022),
        ("2022年8月17日", "date", 20220817, None),
        ("2022-08-25", "date", 20220825, None),
        ("12月4日", "date", 1204, None),
        ("12·4", "date", 1204, None),
        ("第三期", "ordinal", 3, None),
        ("九年级", "ordinal", 9, None),
        ("二级及以上", "ordinal", 2, None),
        ("(六)", "ordinal", 6, None),
        ("3.加快", "ordinal", 3, None),
    ],
)
def test_numbers_that_are_no_amounts_have_a_kind(text, kind, value, high):
    found = only(text)
    assert (found.kind, found.value, found.high) == (kind, value, high)


@pytest.mark.parametrize(
    "text",
    [
        "课后服务“5+2”模式",
        "体育、艺术2+1项目",
        "1＋X证书制度",
        "坚持“12345”的总体思路",
        "实施“666”教师培训工程",
        "基于5G网络",
        "教育信息化2.0行动计划",
        "京ICP备98765432号",
        "COVID-19",
        "建成一所、创优一所",
        "建设一批示范校",
        "不让一个孩子掉队",
        "三位一体",
        "“三名”工作室",
        "“八五”普法",
        "八十中学",
        "五台山",
        "数十所学校",
        "三四个",
        "每天8:30到校",
        "①开展②落实",
    ],
)
def test_not_a_quantity(text):
    assert find_quantities(text) == ()


def test_one_counts_only_where_each_or_at_least_says_so():
    assert only("每校一名").value == 1
    assert only("每学期至少听取一次汇报").qualifier == "不低于"
    assert only("至少一次").qualifier == "不低于"


def test_four_times_hundred_percent_is_hundred_percent():
    assert only("实现四个100%目标").text == "100%"


def test_digit_boundaries():
    assert [found.value for found in find_quantities("达到18所，覆盖8所")] == [18, 8]


def test_list_in_one_sentence():
    found = find_quantities("到2027年，新建4所中学、6所小学、7所幼儿园")
    assert [(str(one.value), one.unit) for one in found[1:]] == [("4", "所"), ("6", "所"), ("7", "所")]


def test_far_qualifier_is_seen_over_a_noun():
    assert only("按照不低于工资总额2%安排").qualifier == "不低于"


def test_change_and_level():
    assert only("近视率降低3%左右").polarity == "down"
    assert only("较上年增长50%").polarity == "up"
    assert only("新增校舍16万平方米").polarity == "up"
    assert only("提高生均经费到6200元").polarity == ""


def test_unit_in_the_head_of_a_table_row_holds_for_its_cells():
    found = find_quantities("毛入园率(%) | 85 | >90 | 预期性")
    assert [(str(one.value), one.unit, one.qualifier) for one in found] == [("85", "%", ""), ("90", "%", "超过")]
    assert [one.kind for one in find_quantities("在校生(人)\n\n2000\n\n2100")] == ["amount", "amount"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1096万元", "0.1096亿元"),
        ("1,096万元", "10960000元"),
        ("百分之三十", "30%"),
        ("三成", "30%"),
        ("两所", "2所"),
        ("3名", "3人"),
        ("3个", "3所"),
        ("1小时", "60分钟"),
        ("1—2项", "1至2项"),
        ("“十四五”", "2021-2025年"),
        ("1000元/人·月", "每月1000元"),
        ("〔2022〕17号", "(2022)17号"),
    ],
)
def test_same(a, b):
    assert same(only(a), only(b))
    assert same(only(b), only(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("8%", "18%"),
        ("95%", "95个"),
        ("2个百分点", "2%"),
        ("100人", "100人次"),
        ("1—2项", "1项"),
        ("1—2项", "1—3项"),
        ("2025年", "2025所"),
        ("〔2022〕17号", "〔2021〕17号"),
        ("90", "90%"),
    ],
)
def test_not_the_same(a, b):
    assert not same(only(a), only(b))


def test_periods():
    def years(text):
        return [(period.first, period.last) for period in periods(text)]

    assert years("“十四五”期间") == [(2021, 2025)]
    assert years("到“十四五”末") == [(2025, 2025)]
    assert years("三年（2026-2028）行动计划") == [(2026, 2028)]
    assert years("2020年底，到2025年") == [(2020, 2020), (2025, 2025)]
    assert years("2022年8月17日") == [(2022, 2022)]
    assert years("9月1日，〔2022〕17号，三年") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("廿", None), ("二十一", 21), ("一百零三", 103), ("两千三百", 2300), ("三百万", 3000000),
     ("一亿两千万", 120000000), ("二〇二五", 2025), ("三点五", Decimal("3.5")), ("三四", None), ("八五", None),
     ("十百", None)],
)  # fmt: skip
def test_numeral(text, value):
    assert numeral(text) == value


ALPHABET = "0123456789.,-—%万亿元个所人第一二两三十百千年月日至到余近不低于“”〔〕()|+:：\n 每校到以上①ａ5"


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text_is_read_and_spans_hold(text):
    end = 0
    for found in find_quantities(text):
        assert end <= found.start < found.end
        assert found.text == text[found.start : found.end]
        end = found.end


@pytest.mark.parametrize("qualifier", sorted({"", *BEFORE.values(), *AFTER.values()}))
def test_a_qualifier_is_written_on_the_side_where_it_is_read(qualifier):
    found = only(qualified("98", "%", qualifier))
    assert (found.value, found.unit, found.qualifier) == (98, "%", qualifier)
