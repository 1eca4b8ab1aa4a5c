"""The plan's own words, tied together the other way round."""

from __future__ import annotations

import pytest

from assistant.namecheck import places, roles, seats
from assistant.relation import turned_round

PLAN = "工作重心由增加设备转移到培训教师上来。以提高课堂质量为核心任务，以减轻作业负担为突破口。"


@pytest.mark.parametrize(
    "text",
    [
        "工作重心从增加设备转向培训教师。",
        "以提高课堂质量为核心任务。",
        "把减轻作业负担作为突破口。",
    ],
)
def test_other_words_for_the_same_tie_pass(text: str) -> None:
    assert turned_round(text, PLAN) == []


@pytest.mark.parametrize(
    "text",
    ["工作重心由培训教师转移到增加设备上来。", "以减轻作业负担为核心任务，以提高课堂质量为突破口。"],
)
def test_a_tie_turned_round_is_caught(text: str) -> None:
    assert turned_round(text, PLAN)


def test_who_holds_a_post_may_stand_with_his_other_title() -> None:
    plan = "组长:林知远 副区长\n副组长:周若衡 区教育局局长"
    assert roles("组长是副区长林知远。", plan) == []
    assert roles("组长由副区长林知远担任。", plan) == []
    assert roles("组长是区教育局局长周若衡。", plan)


def test_a_body_sits_where_the_plan_puts_it() -> None:
    plan = "领导小组办公室设在区教育局。成员单位:区财政局、区教育局。"
    assert seats("办公室设在区教育局", plan) == []
    assert seats("办公室设在区财政局", plan)


def test_a_verb_before_a_level_makes_no_place() -> None:
    assert places("设立市、区两级项目库，对应的区领导是乡镇联系人", "") == []
    assert places("海棠区新建小学", "") == ["place 海棠区"]
