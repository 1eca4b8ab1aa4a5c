"""Lists within a sentence: which part of it is the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROWS = [
    ("一、(一)", "item", "(一)", "教师培训",
     "(一)教师培训。实施教师能力提升计划，按照教师专业标准，以青溪师大、河口师大等院校为依托，请专家精准指导。", None),
    ("一、(二)", "item", "(二)", "校舍建设",
     "(二)校舍建设。新建西河小学，迁建南河小学、北河小学、东河学校，改扩建河口中学、石桥中学。", None),
    ("一、(三)", "item", "(三)", "名师培养",
     "(三)名师培养。实施“三名”工程(名校长、名教师、名班主任)，每年评选一次。", None),
    ("一、(四)", "item", "(四)", "编制过程",
     "(四)编制过程。规划经历了三个阶段：一是实地调研。二是起草文稿。三是征求意见。", None),
    ("一、(五)", "item", "(五)", "人才引进",
     "(五)人才引进。对青溪师大公费毕业生、省级优秀毕业生，其他院校硕士，可以直接考察录用。", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def ask(ask_of: Callable[..., Callable[..., Any]]) -> Callable[..., Any]:
    return ask_of(ROWS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("青溪区教师能力提升计划依托哪些院校", ("青溪师大", "河口师大")),  # words that the question does not have
        ("青溪区迁建哪些学校，还有哪些学校改建", ("东河学校", "石桥中学")),  # two runs, not only the first
        ("青溪区“三名”工程是哪三个", ("名校长", "名教师", "名班主任")),  # the bracket behind the name
        ("青溪区哪些毕业生可以直接考察录用", ("公费毕业生", "省级优秀毕业生", "硕士")),  # whom it is of stands first
    ],
)
def test_what_a_sentence_lists(text: str, told: tuple[str, ...], ask: Callable[..., Any]) -> None:
    reply = ask(text)
    assert all(one in reply.text for one in told)


def test_a_lead_is_no_item_of_its_own(ask: Callable[..., Any]) -> None:
    items = [line for line in ask("青溪区教师能力提升计划依托哪些院校").text.splitlines() if line.startswith("- ")]
    assert not any(line.rstrip("]0123456789[").endswith("标准") for line in items)


def test_so_many_things_named_but_not_listed(ask_of: Callable[..., Callable[..., Any]]) -> None:
    ask = ask_of(
        [
            ("一、", "item", "一、", "队伍建设", "一、队伍建设。深化人才建设五大工程；提高教师待遇。", None),
            ("二、", "item", "二、", "终身学习", "二、终身学习。举办活动周、大讲堂、天天课堂，做强三大品牌。", None),
        ]
    )
    reply = ask("青溪区人才建设五大工程是哪五项")
    assert (reply.declined, reply.reason) == (True, "near_miss")
    assert "天天课堂" in ask("青溪区终身学习三大品牌是哪三个").text  # listed before they are named


def test_what_follows_a_name_is_its_list_only_where_it_is_announced(ask_of: Callable[..., Callable[..., Any]]) -> None:
    ask = ask_of(
        [
            ("一、", "item", "一、", "激励", "一、激励。坚持“四个侧重”办法,改进考评,优劳优酬,暖人心。", None),
            ("二、", "item", "二、", "投入", "二、投入。做到两个“只多不少”,即生均经费只多不少,总投入只多不少。", None),
        ]
    )
    reply = ask("青溪区“四个侧重”指什么？")
    assert reply.declined and "四个侧重" in reply.text
    assert not ask("青溪区两个只多不少是什么？").declined


def test_names_that_end_alike_are_split_where_marks_are_lost(ask_of: Callable[..., Callable[..., Any]]) -> None:
    text = "一、德育。实施德育三大工程爱国立人工程理想领航工程、文明筑基工程。"
    ask = ask_of([("一、", "item", "一、", "德育", text, None)])
    lines = [line for line in ask("青溪区德育三大工程是哪些").text.splitlines() if line.startswith("- ")]
    assert [line[2:8] for line in lines] == ["爱国立人工程", "理想领航工程", "文明筑基工程"]


def test_the_run_of_as_many_as_are_asked_is_that_of_the_matter(ask_of: Callable[..., Callable[..., Any]]) -> None:
    text = "一、文化。构建向上、和谐、有特色的学校氛围，优化理念识别系统、视觉识别系统、行为识别系统。"
    ask = ask_of([("一、", "item", "一、", "文化", text, None)])
    reply = ask("青溪区优化哪三个识别系统")
    assert "理念识别系统" in reply.text
    assert "和谐" not in reply.text
