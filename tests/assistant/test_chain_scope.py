"""A question asked of some of the plans alone."""

import pytest

from assistant.chain import Assistant

TEXT = """{place}义务教育提质行动计划（2026—2028年）
（虚构示例）

一、工作目标
到2028年，全区九年义务教育巩固率达到{rate}%以上，新增小学学位{seats}个。

二、关心教师
班主任津贴提高到每月{sum}元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    from index.build import index_files
    from index.embed import load_embedder
    from index.store import open_store

    folder = tmp_path_factory.mktemp("two")
    for place, rate, seats, amount in (("青禾区", 99, 2400, 800), ("白杨区", 97, 1300, 600)):
        text = TEXT.format(place=place, rate=rate, seats=seats, sum=amount)
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    embedder = load_embedder()
    index_files(folder / "store", sorted(folder.glob("*.txt")), embedder, lambda *_: None)
    return Assistant(open_store(folder / "store", embedder))


def plan_of(assistant, place):
    return next(plan for plan in assistant.library.plans if place in plan)


@pytest.mark.parametrize(("place", "amount"), [("青禾区", "800"), ("白杨区", "600")])
def test_an_answer_rests_on_the_plans_asked_alone(assistant, place, amount):
    plan = plan_of(assistant, place)
    answer = assistant.ask("班主任津贴每月多少元？", plans=[plan])
    assert amount in answer.text
    assert {citation.plan for citation in answer.citations} == {plan}
    assert {row.clause.partition("#")[0] for row in answer.retrieved} == {plan}
    assert list(assistant.stream("班主任津贴每月多少元？", plans=[plan]))[-1].text == answer.text


def test_a_plan_outside_is_as_if_not_indexed(assistant):
    answer = assistant.ask("白杨区班主任津贴每月多少元？", plans=[plan_of(assistant, "青禾区")])
    assert answer.status == "declined" and "600" not in answer.text


def test_the_next_question_is_free_again(assistant):
    assistant.ask("班主任津贴每月多少元？", plans=[plan_of(assistant, "青禾区")])
    assert "600" in assistant.ask("白杨区班主任津贴每月多少元？").text


def test_plans_that_are_gone_answer_nothing(assistant):
    answer = assistant.ask("班主任津贴每月多少元？", plans=["无此规划"])
    assert answer.status == "declined" and not answer.retrieved
