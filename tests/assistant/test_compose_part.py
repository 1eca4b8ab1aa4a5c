"""A part that plans of the genre have is found by what it is, whatever the plan calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("一、", "heading", "一、", "“十三五”教育事业发展情况", "一、“十三五”教育事业发展情况", None),
    ("一、(一)", "heading", "(一)", "学位更加充足", "(一)学位更加充足。建成溪流小学。", "一、"),
    ("一、(二)", "heading", "(二)", "督导取得成效", "(二)督导取得成效。督学挂牌。", "一、"),
    ("二、", "heading", "二、", "发展环境", "二、发展环境", None),
    ("二、(一)", "heading", "(一)", "机遇", "(一)机遇。山区通了铁路。", "二、"),
    ("二、(二)", "heading", "(二)", "挑战", "(二)挑战。乡镇教师偏少。宿舍陈旧。", "二、"),
    ("三、", "heading", "三、", "总体思路和发展目标", "三、总体思路和发展目标", None),
    ("三、(一)", "heading", "(一)", "工作目标", "(一)工作目标。到2025年学位够用。", "三、"),
    ("四、", "heading", "四、", "工作举措", "四、工作举措", None),
    ("四、(一)", "heading", "(一)", "提高教学成效", "(一)提高教学成效。深化溪流课堂研究。", "四、"),
    ("四、(二)", "heading", "(二)", "补足短板", "(二)补足短板。修缮宿舍。", "四、"),
]  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Ask]) -> Ask:
    return ask_of(ROWS)


@pytest.mark.parametrize(
    ("text", "says", "not_said"),
    [
        ("青溪区教育存在哪些问题和短板？", "乡镇教师偏少", "修缮宿舍"),
        ("青溪区在规划里承认有哪些不足", "宿舍陈旧", "铁路"),
        ("What challenges does the Qingxi plan admit?", "乡镇教师偏少", "溪流课堂"),
        ("青溪区十三五取得了哪些成绩？", "学位更加充足", "提高教学成效"),
        ("青溪区面临的机遇有哪些", "铁路", "宿舍"),
        ("青溪区的发展目标是什么？", "学位够用", "总体思路"),
        ("青溪区的主要任务有哪些", "提高教学成效", "挑战"),
    ],
)
def test_a_part_by_what_it_is(text: str, says: str, not_said: str, ask: Ask) -> None:
    reply = ask(text)
    assert says in reply.text and not_said not in reply.text


def test_a_part_of_so_many_things_has_as_many(ask: Ask) -> None:
    assert "补足短板" in ask("青溪区的两大任务是什么").text
    assert "包括" not in ask("青溪区的七大任务是什么").text


def test_what_asks_for_one_matter_is_no_question_for_the_part(ask: Ask) -> None:
    assert "到2025年学位够用" not in ask("青溪区溪流课堂的目标是什么？").text
