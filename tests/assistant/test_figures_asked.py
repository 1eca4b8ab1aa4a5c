"""Numbers asked for, claimed and compared: the one of the thing asked, and a verdict first; through the real chain."""

import pytest

from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store

LULING = """鹭岭区教育发展规划（2021—2025年）
（虚构示例）

一、“十三五”发展成就
1.布局更加合理。2020年底，全区义务教育学校40所，其中小学30所，包括26所公办小学和4所民办小学。公办小学包括城区小学20所、联校2所。五年新增2所小学、3所幼儿园。
2.特教稳步发展。特教生均经费提高到7000元。运动队五年获省级以上金牌12枚、银牌9枚、铜牌5枚。
3.园所更加普惠。全区幼儿园50所，学前毛入园率达95.5%，41所普惠性幼儿园受益幼儿5200人。
4.班主任更有干劲。班主任津贴达900元/人·月。

二、主要任务
1.扩大资源。到2025年，新建1所中学、4所小学、6所幼儿园。公办园在园幼儿占比达到52%以上。九年义务教育巩固率达到99.6%。
2.护好眼睛。健全视力监测制度，近视率降低4%左右。
3.办好校园。2022年全区学校“绿色校园”比例达到70%以上。
4.改革管理。实行校长职级制，取消校长行政级别。

专栏一 主要指标
指标 | 2020年 | 2025年
学前教育毛入园率(%) | 95.8 | 98
九年义务教育巩固率(%) | 99.2 | 100
"""
QIUPU = """秋浦区教育发展规划（2021—2025年）
（虚构示例）

一、主要任务
1.关心班主任。班主任津贴提高至每月小学400元、初中500元，寄宿制学校在此基础上再提高100元。
2.培养教师。按照不低于教师工资总额2%保障教师培训经费，完善教师成长体系。
3.办好幼儿园。公办幼儿园在园幼儿占比达到50%。
4.加强党建。推进中小学校党组织领导的校长负责制，完善校长管理制度。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    files = []
    for name, text in (("a.txt", LULING), ("b.txt", QIUPU)):
        (folder / name).write_text(text, encoding="utf-8")
        files.append(folder / name)
    embedder = load_embedder()
    index_files(folder / "store", files, embedder, lambda *_: None)
    return Assistant(open_store(folder / "store", embedder)).ask


@pytest.mark.parametrize("asked", ["鹭岭区特教运动队得了几块奖牌", "鹭岭区特教运动队拿了多少枚金牌"])
def test_medals_are_no_money(ask, asked):
    text = ask(asked).text
    assert "金牌12枚" in text
    assert "7000元" not in text


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("鹭岭区2020年公办小学多少所", "26所"),
        ("鹭岭区有几所幼儿园是普惠的", "41所"),
        ("我家在鹭岭区，规划里小学要新建几所", "4所"),
    ],
)
def test_the_number_that_counts_what_is_asked_leads(ask, asked, value):
    assert ask(asked).text.startswith(f"鹭岭区：{value}")


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("鹭岭区近视率要降10%没记错吧", "不是10%：鹭岭区规划写的是近视率降低4%左右"),
        ("鹭岭区2022年全区学校都是绿色校园吗", "不是全部：鹭岭区规划写的是70%以上"),
        ("秋浦区公办园占比三年内是不是要到60%", "不是60%：秋浦区规划写的是50%"),
        ("鹭岭区公办园占比是不是60%", "不是60%：鹭岭区规划写的是52%以上"),
        ("鹭岭区要新建8所小学是真的吗", "不是8所：鹭岭区规划写的是4所"),
        ("鹭岭区公办园占比是不是52%以上", "与规划的数值相符：鹭岭区规划写的是52%以上"),
    ],
)
def test_a_number_put_to_the_plan_gets_a_verdict_first(ask, asked, verdict):
    assert ask(asked).text.startswith(verdict)


@pytest.mark.parametrize("asked", ["鹭岭区班主任津贴能不能涨到2000元", "鹭岭区6岁可以上小学吗"])
def test_a_wish_or_an_age_is_no_claim(ask, asked):
    assert "规划写的是" not in ask(asked).text


def test_a_figure_of_others_than_those_named_bears_no_claim_out(ask):
    assert "相符" not in ask("鹭岭区公务员津贴达900元/人·月,对吗").text
    assert "相符" in ask("鹭岭区班主任津贴达900元/人·月,对吗").text


def test_a_share_that_the_plan_never_gives_is_said_not_to_be_there(ask):
    answer = ask("秋浦区党组织领导的校长负责制覆盖80%的学校吗？")
    assert answer.status != "answered" or "80%" not in answer.text


@pytest.mark.parametrize("asked", ["鹭岭区缺多少所小学", "鹭岭区小学短缺多少所？"])
def test_how_many_there_are_does_not_tell_how_many_are_wanting(ask, asked):
    assert not ask(asked).text.startswith("鹭岭区：")


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("鹭岭区九年义务教育巩固率目标值是多少？", ("99.6%", "100%")),
        ("鹭岭区2020年入园率多少", ("95.5%", "95.8%")),
    ],
)
def test_both_sides_of_a_contradiction_are_told(ask, asked, values):
    answer = ask(asked)
    assert all(value in answer.text for value in values)
    assert any(notice.kind == "conflict" for notice in answer.notices)


def test_a_figure_told_beside_the_number_asked_brings_no_contradiction(ask):
    answer = ask("鹭岭区有多少所幼儿园")
    assert "50所" in answer.text
    assert not any(notice.kind == "conflict" for notice in answer.notices)


def rows(text):
    return {row.split("|")[1].strip(): row.split("|")[2] for row in text.splitlines() if row.startswith("| ")}


def test_one_share_of_public_kindergartens_under_two_names(ask):
    text = ask("哪个区公办园占比目标最高").text
    assert "最高的是鹭岭区（52%以上）" in text
    assert "口径" not in text


def test_amounts_of_several_stages_are_ranked_where_all_lie_on_one_side(ask):
    text = ask("班主任津贴哪个区最高").text
    assert "最高的是鹭岭区（900元" in text
    assert "再提高100元" in rows(text)["秋浦区"]


def test_a_share_of_wages_is_an_amount_of_training_funds(ask):
    found = rows(ask("两个区教师培训经费各是多少").text)
    assert "2%" in found["秋浦区"]
    assert "没有给出数值" not in found["秋浦区"]
    assert "未提及" in found["鹭岭区"]


@pytest.mark.parametrize("asked", ["哪几个区实行校长职级制", "哪些区搞校长职级制", "两个区有没有“校长职级制”"])
def test_what_is_called_by_another_name_is_another_thing(ask, asked):
    found = rows(ask(asked).text)
    assert "职级制" in found["鹭岭区"]
    assert "未提及" in found["秋浦区"]
