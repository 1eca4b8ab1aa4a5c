"""A new edition beside the old one: the old one says that it is superseded, nothing else does."""

from __future__ import annotations

from index.editions import successors
from index.library import Library
from index.plan import Document, Metadata, Plan


def plan(title: str, period: tuple[int, int] | None = None, district: str = "青禾区", **facts: str) -> Plan:
    kind = facts.pop("kind", "规划")
    meta = Metadata(title, kind, district=district, period=period, **facts)
    return Plan(title, meta, Document(title, "txt", "", ""), ())


OLD = plan("青禾区教育事业发展“十四五”规划", (2021, 2025))
NEW = plan("青禾区“十五五”教育发展规划纲要（2026—2030年）", (2026, 2030))


def test_a_later_period_of_the_same_plan_supersedes() -> None:
    assert successors([OLD, NEW]) == {OLD.id: NEW.id}
    library = Library([OLD, NEW])
    assert library.successor(OLD) == NEW and library.successor(NEW) is None


def test_the_newest_of_three_editions_is_named() -> None:
    oldest = plan("青禾区教育发展第十三个五年规划", (2016, 2020))
    assert successors([OLD, oldest, NEW]) == {OLD.id: NEW.id, oldest.id: NEW.id}


def test_a_revision_of_the_same_years_counts_by_its_day() -> None:
    first = plan("青禾区入园办法（试行）", kind="办法", issued="2030-01-02")
    revised = plan("青禾区入园办法（2031年修订）", kind="办法", issued="2031-03-04")
    assert successors([revised, first]) == {first.id: revised.id}


def test_another_place_kind_or_subject_supersedes_nothing() -> None:
    others = [
        plan("白石区教育事业发展“十五五”规划", (2026, 2030), district="白石区"),
        plan("青禾区教育事业发展“十五五”规划解读", (2026, 2030), kind="解读"),
        plan("青禾区职业教育发展“十五五”规划", (2026, 2030)),
        plan("青禾区教育事业发展规划", None),
        plan("教育事业发展“十五五”规划", (2026, 2030), district=""),
    ]
    assert successors([OLD, *others]) == {}


def test_one_period_twice_without_a_date_says_nothing() -> None:
    assert successors([OLD, plan("青禾区教育发展“十四五”规划", (2021, 2025))]) == {}
