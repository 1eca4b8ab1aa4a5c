"""Which number answers, when it may lead the sentence, and what two of them differ by; through the real chain."""

import pytest

from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store

LULING = """鹭岭区教育提质行动计划（2026—2028年）
（虚构示例）

一、现状
1.投入稳步增加。2024年，全区教育投入9.5亿元（其中，财政性投入8亿元），较2020年教育投入的7.25亿元（其中，财政性投入6亿元）明显增加。
2.思路更加清晰。围绕两个目标（公平、优质），把年度目标逐校分解，完成情况纳入考核。
3.校园更加平安。持续深化平安校园建设，区、街两级平安校园达到90%。
4.队伍更加过硬。正高级教师达到12人。

二、任务
1.关心班主任。班主任津贴标准提高至每月小学400元、初中450元，寄宿制学校在此基础上再提高80元。
2.建设工作室。遴选一批班主任和学科教师领衔名班主任工作室，每个工作室给予3万元经费。
3.改善食堂。每所学校食堂配备1名营养师。
4.护好眼睛。到2028年，教室照明达标率达到100%，近视低龄化得到控制。
5.扩大资源。持证上岗的幼儿教师占九成以上，新建4所幼儿园，学位1200个。
6.守好校园。建设高质量平安校园，区、街两级平安校园达到97%以上。
7.做好课后服务。学生放学后可以留在学校参加课后服务，每天不少于2小时，但不得晚于20时结束。
"""
QIUPU = LULING.replace("鹭岭", "秋浦").replace("400元、初中450元", "500元、初中550元")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    files = []
    for name, text in (("a.txt", LULING), ("b.txt", QIUPU)):
        (folder / name).write_text(text, encoding="utf-8")
        files.append(folder / name)
    embedder = load_embedder()
    index_files(folder / "store", files, embedder, lambda *_: None)
    return Assistant(open_store(folder / "store", embedder))


def test_no_single_value_leads_where_each_stage_has_its_own(assistant):
    text = assistant.ask("鹭岭区班主任津贴是多少？").text
    assert "小学400元、初中450元" in text
    assert not text.startswith("鹭岭区：400元")


def test_the_stage_asked_for_leads(assistant):
    assert "400元" in assistant.ask("鹭岭区小学班主任津贴是多少？").text


def test_a_figure_per_month_is_not_answered_by_one_per_workshop(assistant):
    answer = assistant.ask("鹭岭区班主任每个月给多少津贴？")
    assert "400元" in answer.text
    assert "3万元" not in answer.text


def test_two_years_in_one_sentence_are_taken_from_each_other(assistant):
    answer = assistant.ask("鹭岭区教育投入2024年比2020年多多少亿？")
    (derived,) = [one for sentence in answer.sentences for one in sentence.derived]
    assert (derived.op, derived.result) == ("difference", "2.25亿元")
    assert {(operand.value, operand.unit) for operand in derived.operands} == {("9.5", "亿元"), ("7.25", "亿元")}
    assert "2.25亿元" in answer.text


def test_where_plans_differ_and_none_is_named_the_asker_is_asked(assistant):
    answer = assistant.ask("班主任津贴是多少？")
    assert (answer.status, answer.reason) == ("declined", "which_plan")
    assert {citation.plan[:3] for citation in answer.citations} == {"鹭岭区", "秋浦区"}


def test_a_child_in_danger_is_not_answered_with_unrelated_clauses(assistant):
    answer = assistant.ask("我家孩子天天被同学堵在厕所里打，鹭岭区管不管？")
    assert answer.reason == "danger"
    assert "110" in answer.text
    assert not answer.citations


def test_a_ban_in_another_part_of_the_sentence_forbids_nothing_asked(assistant):
    text = assistant.ask("鹭岭区的孩子放学后能不能留在学校？").text
    assert "课后服务" in text
    assert "不得”" not in text


def test_a_rate_is_not_answered_with_another_rate(assistant):
    told = assistant.ask("鹭岭区小学生近视率现在是多少？")
    assert (told.status, told.reason) == ("partial", "near_miss") and not told.text.startswith("鹭岭区：100%")


def test_how_many_children_more_is_told_in_places(assistant):
    assert assistant.ask("鹭岭区新幼儿园加起来能多收多少娃？").text.startswith("鹭岭区：1200个")


def test_what_share_is_no_number_of_schools(assistant):
    assert "4所。" not in assistant.ask("鹭岭区的幼儿园占多少？").text


def test_the_sentence_with_the_words_that_are_quoted_is_told(assistant):
    told = assistant.ask("鹭岭区“两个目标”指什么？")
    assert [one.path for one in told.citations] == ["一、2."] and "公平" in told.text


def test_what_is_to_be_reached_in_the_plans_years_is_no_figure_of_the_years_before(assistant):
    told = assistant.ask("鹭岭区“十五五”期间两级平安校园要达到多少？")
    assert told.text.startswith("鹭岭区：97%以上") and "90%" not in told.text


def test_a_grade_of_teachers_is_not_counted_by_another(assistant):
    assert assistant.ask("鹭岭区正高级教师有多少人？").text.startswith("鹭岭区：12人")
    told = assistant.ask("鹭岭区特级教师有多少人？")
    assert told.reason and not told.text.startswith("鹭岭区：12人")
