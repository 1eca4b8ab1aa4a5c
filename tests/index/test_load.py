"""A file becomes a plan."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from index.load import load_plan, plan_from
from index.metadata import plan_id
from index.plan import Document
from index.structure.responsible import responsible_units
from tests.index.test_metadata import NOTICE, document


def test_clauses_carry_ids_parents_and_responsible_units() -> None:
    plan = plan_from(document(NOTICE))
    by_path = {clause.path: clause for clause in plan.clauses}
    item = by_path["一、(一)"]
    assert item.id == f"{plan.id}#一、(一)" and item.parent == f"{plan.id}#一、"
    assert item.responsible == ("区教育局", "区财政局")
    assert item.text.startswith("（一）学前教育。") and NOTICE[item.start] == "（"
    assert [clause.path for clause in plan.clauses] == ["发文信息", "印发通知", "引言", "一、", "一、(一)"]


def test_the_id_comes_from_the_text_not_from_the_file_name() -> None:
    assert (
        plan_from(document(NOTICE, "a.txt")).id
        == plan_from(document(NOTICE, "b.txt")).id
        == "青禾区教育事业发展十六五规划"
    )


def test_a_title_without_district_or_edition_gets_both() -> None:
    text = NOTICE.replace("《青禾区教育事业发展“十六五”规划》", "《教育提质工作方案》").replace(
        "青禾区教育事业发展“十六五”规划", "教育提质工作方案"
    )
    assert plan_from(document(text)).id == "青禾区教育提质工作方案(青禾政发〔2031〕12号)"


def test_a_text_that_names_nothing_still_has_an_id() -> None:
    plan = plan_from(document("一、目标\n办好学校。\n"))
    assert plan.id == plan_id(plan.metadata, plan.document) == "未名文件00000000"


def test_traditional_text_keeps_its_script_and_has_simplified_paths() -> None:
    plan = plan_from(
        document(
            "青禾區教育規(guī)劃\n一、總體要求\n——學前教育普惠。入園率達95%。(責任單位:區(qū)教育局、區(qū)財政局)\n"
        )
    )
    dash = plan.clauses[-1]
    assert dash.path == "一、——学前教育普惠" and dash.text.startswith("——學前教育普惠。")
    assert dash.responsible == ("区教育局", "区财政局")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("（责任单位：区教育局、区财政局）", ("区教育局", "区财政局")),
        ("牵头单位：区委组织部；配合单位：区教育局", ("区委组织部", "区教育局")),
        ("牽頭單位:區委宣傳部", ("区委宣传部",)),
        ("责任单位明确", ()),
    ],
)
def test_responsible_units(text: str, units: tuple[str, ...]) -> None:
    assert responsible_units(text) == units


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(NOTICE.encode("gb18030"))
    plan = load_plan(file)
    assert plan.source == "plan.txt" and len(plan.clauses) == 5


@pytest.mark.plans
def test_the_five_plans_have_stable_readable_ids(real_plans: list[Path]) -> None:
    for path in real_plans:
        plan = load_plan(path)
        ids = [clause.id for clause in plan.clauses]
        assert len(set(ids)) == len(ids) and all(" " not in one and one.count("#") == 1 for one in ids)
        assert all(unicodedata.normalize("NFKC", clause.path) == clause.path for clause in plan.clauses)
        assert all(clause.text for clause in plan.clauses)
        assert all(plan.document.text[one.start : one.end] == one.before for one in plan.damage)


@pytest.mark.plans
def test_the_items_of_two_plans_name_who_answers(real_plans: list[Path]) -> None:
    plans = {path.name[:3]: load_plan(path) for path in real_plans}
    items = [
        clause
        for clause in plans["002"].clauses
        if clause.path.startswith("二、") and clause.number.rstrip(".").isdigit()
    ]
    assert len(items) == 14 and all(clause.responsible for clause in items)
    by_path = {clause.path: clause for clause in plans["003"].clauses}
    assert by_path["二、(二)5."].responsible == ("区教委", "区委宣传部")
    assert by_path["附件三、(三)"].responsible == ("区财政局",)


@pytest.mark.plans
def test_flipped_bytes_do_not_stop_the_reader(real_plans: list[Path]) -> None:
    chance = random.Random(7)
    for path in real_plans:
        data = bytearray(path.read_bytes())
        for _ in range(200):
            data[chance.randrange(len(data))] = chance.randrange(256)
        text = data.decode("utf-8", "replace")
        plan = plan_from(Document(path.name, "txt", "0" * 64, text))
        assert plan.clauses
