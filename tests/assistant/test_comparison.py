"""Comparisons: their aspects, a cell a plan, what is not said, and what search is asked for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.aspects import split_aspects
from assistant.gather import EACH, gather
from assistant.question import Question, read_question
from assistant.retrieve import Hit
from index.library import Library
from tests.assistant.conftest import Reply

AS_OF = date(2026, 3, 1)
Ask = Callable[..., Reply]


@pytest.mark.parametrize(
    ("masked", "aspects"),
    [
        ("比较   和   的毛入园率和巩固率目标", ("毛入园率", "巩固率")),
        ("   和   公办园和普惠园占比各多少", ("公办园占比", "普惠园占比")),
        ("对比   的班主任津贴、校长轮岗和心理健康教育", ("班主任津贴", "校长轮岗", "心理健康教育")),
        ("   教师工资和公务员相比怎么规定", ()),
        ("   学校和家庭怎么合作", ()),
        ("   的班主任津贴各是多少", ()),
    ],
)
def test_the_aspects_of_a_comparison(masked: str, aspects: tuple[str, ...]) -> None:
    assert split_aspects(masked, english=False) == aspects


def test_the_aspects_of_an_english_comparison() -> None:
    masked = "compare public kindergarten share and inclusive kindergarten coverage in   and  "
    assert split_aspects(masked, english=True) == ("public kindergarten share", "inclusive kindergarten coverage")


def test_a_column_for_each_aspect(ask_wide: Ask) -> None:
    reply = ask_wide("比较霞山区和柳湾县的公办园占比和新增学位")
    header, _, *rows = reply.text.split("\n\n", maxsplit=1)[0].splitlines()
    assert header == "| 规划 | 公办园占比 | 新增学位 |"
    cells = {row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:4]] for row in rows}
    assert "55%" in cells["霞山区"][0]
    assert cells["霞山区"][1] == "未提及"
    assert "60%" in cells["柳湾县"][0]
    assert "900个" in cells["柳湾县"][1]


def test_each_cell_is_cited_to_its_own_plan(ask_wide: Ask) -> None:
    reply = ask_wide("霞山区和柳湾县的公办园在园幼儿占比哪个高？")
    table = reply.draft.layout[0]
    plans = [
        {quote.clause.split("#")[0] for place in row[0] for quote in reply.draft.sentences[place].quotes}
        for row in table.rows
    ]
    assert plans == [{"xs"}, {"lw"}]
    assert "最高的是柳湾县" in reply.text


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("霞山区和柳湾县对随迁子女凭居住证入学怎么规定？", "柳湾县"),
        ("霞山区和云渡区对学生排名各怎么规定？", "霞山区"),
        ("霞山区和柳湾县的教师交流轮岗比例各是多少？", "霞山区"),
    ],
)
def test_a_plan_that_says_nothing_of_it_is_not_made_to(text: str, silent: str, ask_wide: Ask) -> None:
    assert f"| {silent} | 未提及 |" in ask_wide(text).text


@pytest.fixture
def searched(wide: Library) -> Callable[[str], tuple[list[tuple[Question, int]], list[Hit]]]:
    """Runs ``gather`` with a search that finds the first clauses of each plan asked; gives what it was asked."""

    def run(text: str, *wordings: str) -> tuple[list[tuple[Question, int]], list[Hit]]:
        asked: list[tuple[Question, int]] = []

        def search(question: Question, k: int) -> list[Hit]:
            asked.append((question, k))
            clauses = [one for one in wide.clauses() if not question.plans or one.plan_id in question.plans]
            first = len(asked) - 1
            return [Hit(one, 1.0 - n / 100, "test") for n, one in enumerate(clauses[first : first + k])]

        return asked, gather(read_question(text, (), wide, AS_OF), wide, 10, search, wordings)

    return run


def test_each_aspect_is_searched_with_places_for_every_plan(searched: Callable[..., tuple]) -> None:
    asked, hits = searched("比较霞山区和柳湾县的公办园占比和新增学位")
    assert [question.standalone for question, _ in asked] == ["公办园占比", "新增学位"]
    assert all(k >= EACH * 2 for _, k in asked)
    assert len({hit.clause.id for hit in hits}) == len(hits)


def test_a_comparison_of_all_plans_is_asked_of_each(searched: Callable[..., tuple], wide: Library) -> None:
    asked, _ = searched("各区的公办园占比哪个最高？")
    assert asked[0][0].plans == tuple(wide.plans)


def test_other_wordings_count_less_and_replace_nothing(searched: Callable[..., tuple]) -> None:
    asked, hits = searched("霞山区公办园占比是多少？", "公办幼儿园在园幼儿比例")
    own, other = asked
    assert own[0].standalone == "霞山区公办园占比是多少？"
    assert (other[0].standalone, other[0].plans) == ("公办幼儿园在园幼儿比例", ("xs",))
    assert hits[0].score == 1.0
    assert all(hit.score < 0.9 for hit in hits if "as “" in hit.why)


def test_parts_belong_to_comparisons_only(wide: Library) -> None:
    question = read_question("霞山区的公办园占比和新增学位是多少？", (), wide, AS_OF)
    assert question.parts == ()
    assert replace(question).parts == ()


def test_that_all_are_compared_is_no_part_of_an_aspect(ask_wide: Ask) -> None:
    assert split_aspects("compare   on ai and digital education", english=True) == ("ai", "digital education")
    assert "all five" not in ask_wide("Compare all three on public kindergartens and digital education").text
