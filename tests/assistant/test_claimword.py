"""A restatement may choose its words; it may not bring in a claim of its own."""

from __future__ import annotations

import pytest

from assistant.claimword import added, alike, plain, same_sense
from assistant.verify import check

PLAN = (
    "各校要健全安全员队伍，配齐防护器材，完善应急预案，引导全体教师参加急救培训。",
    "优质课例向全县推介，省、市、县三级示范校占比不低于35%。",
    "加快融入沿江教育联盟，支持乡村学校聘用退休教师。",
    "首个校园天文馆由县教育局、县科协共建。山区初级中学3所、镇区初级中学6所。",
)
NAMES = "云岫县教育事业发展规划(2026—2030年)\n云岫县"


@pytest.mark.parametrize(
    "text",
    [
        "云岫县要求学校建立安全员队伍，并配备防护器材。",
        "为此，所有教师都会参加急救培训。",
        "优质课例将会向全县推广。",
        "省市县三级示范校占比要不低于35%。",
        "该县支持乡村学校聘请退休教师。",
        "县里第一个校园天文馆由县教育局和县科协共建。",
        "初中方面，山区有3所，另外6所在镇区。",
        "安全工作包括三个方面：安全员队伍、防护器材和应急预案。",
    ],
)
def test_other_words_for_the_same_pass(text: str) -> None:
    assert check(text, PLAN, (), NAMES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "各校要健全安全员队伍，并购买商业保险。",
        "各校要解散安全员队伍。",
        "教师参加急救培训并考试合格。",
        "云岫县已经融入沿江教育联盟。",
        "优质课例停止向全县推介。",
        "引导全体学生参加急救培训。",
        "支持乡村学校每月聘用退休教师。",
        "安全工作包括四个方面：安全员队伍、防护器材和应急预案。",
        "校园天文馆由县文旅局共建。",
    ],
)
def test_a_claim_put_in_is_caught(text: str) -> None:
    assert check(text, PLAN, (), NAMES)


def test_a_verb_is_plain_a_thing_or_a_reversal_is_not() -> None:
    assert plain("推广", "优质课例推介")
    assert not plain("保险", "优质课例推介")
    assert not plain("停发", "发放津贴")


def test_words_alike_share_a_character_in_its_place() -> None:
    assert alike("增强", "加强")
    assert not alike("停发", "停办")
    assert same_sense("掌握", "学会")
    assert not same_sense("扩大", "缩小")


def test_a_part_with_more_strangers_than_shared_words_is_a_new_statement() -> None:
    assert added(["开展", "组织"], ["开展", "组织"], "推介课例") == ["开展", "组织"]
    assert added(["推广"], ["推广", "课例"], "推介课例") == []


def test_a_row_may_hold_years_before_its_baseline() -> None:
    row = ("教师缺额（人） | 140 | 90 | 15 | 县委编办",)
    assert check("云岫县“教师缺额”：基准值90人，目标值15人。", row, (), NAMES) == ()
    assert check("云岫县“教师缺额”：基准值15人，目标值90人。", row, (), NAMES)


def test_a_name_makes_no_word_with_what_follows_it() -> None:
    assert check("云岫县“县一中留县率”：70%。", ("县一中留县率到2028年达到70%",), (), NAMES) == ()


def test_free_places_cost_what_they_cost() -> None:
    held = ("由幼儿园在空余学位内统筹入读。",)
    said = "Attend by kindergarten in free school places (“由幼儿园在空余学位内统筹入读。”)"
    assert check(said, held, (), NAMES) == ()
    assert check(said.replace("free school places", "free school"), held, (), NAMES)


def test_people_in_a_gloss_are_not_counted_by_another_number() -> None:
    held = ("培养30名教练建设31个训练基地",)
    said = "Train {} people coach build 31 training base (“培养30名教练建设31个训练基地”)"
    assert check(said.format(30), held, (), NAMES) == ()
    assert check(said.format(31), held, (), NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "普通教室照明改造项目纳入全区重大工程，资金总额充分。",
        "普通教室照明改造的条件、标准和年限都有规定。",
        "全区负责人共同推进普通教室照明改造。",
        "普通教室照明改造列入项目，进展顺利。",
        "普通教室照明改造取得良好成效。",
        "教师有义务推进普通教室照明改造。",
        "推进普通教室照明改造，问题得到解决。",
        "推进普通教室照明改造，整体形势平稳。",
    ],
)
def test_a_person_a_sum_a_rule_a_success_or_a_degree_put_in_is_caught(text: str) -> None:
    assert check(text, ("推进普通教室照明改造。",), (), NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "主要措施如下：推进普通教室照明改造。",
        "具体来说，普通教室的照明将会得到改造。",
        "推进普通教室照明改造，这是重点任务之一。",
    ],
)
def test_words_that_speak_of_anything_still_pass(text: str) -> None:
    assert check(text, ("推进普通教室照明改造。",), (), NAMES) == ()


def test_what_a_number_measures_may_be_named() -> None:
    assert check("更换照明的资金为350万元，期限是2年。", ("投入350万元，2年内更换照明。",), (), NAMES) == ()
    assert check("更换照明的资金已有安排，期限已定。", ("投入350万元，2年内更换照明。",), (), NAMES)


def test_a_condition_before_a_noun_is_not_lost() -> None:
    plan = ("鼓励有条件的学校开设编程课。支持有余位的幼儿园开设托班。",)
    assert check("学校可以开设编程课。", plan, (), NAMES)
    assert check("鼓励学校开设编程课。", plan, (), NAMES)
    assert check("鼓励有条件的学校开编程课。", plan, (), NAMES) == ()
