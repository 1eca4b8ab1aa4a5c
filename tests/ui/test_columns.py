"""Chinese text in columns: two columns a character, long cells cut with …."""

from index.plan import Document, Metadata, Plan
from ui.columns import columns, cut, wide
from ui.show import indicator_table, plan_facts, plan_page

RECORD = {
    "plan": "青禾区规划", "source": "a.txt", "name": "学前三年毛入园率", "baseline_year": 2025, "baseline": 95.2,
    "target_year": 2030, "target": 98, "unit": "%", "qualifier": "以上", "nature": None,
    "clause": "青禾区规划#二、(三)专栏一·学前三年毛入园率", "quote": "", "start": 0, "end": 0,
}  # fmt: skip


def test_a_cut_text_is_never_wider_than_asked():
    assert cut("学前教育", 8) == "学前教育" and cut("学前教育", 7) == "学前教…" and cut("学前教育", 6) == "学前…"
    assert all(wide(cut("a学b前c", width)) <= width for width in range(1, 9))


def test_columns_stand_one_below_the_other():
    lines = columns([["甲乙", "x"], ["a", "y"]]).splitlines()
    assert lines == ["甲乙  x", "a     y"]


def test_one_column_gives_way_to_the_width():
    lines = columns([["很长很长很长很长的名字", "98%以上"], ["短", "不低于2次"]], width=26).splitlines()
    assert lines[0] == "很长很长很长很…  98%以上" and all(wide(line) <= 26 for line in lines)


def test_records_read_as_a_person_writes_them():
    floor = RECORD | {"name": "每校社团", "baseline": None, "target": 2, "unit": "个", "qualifier": "不低于"}
    head, _, first, second = indicator_table([RECORD, floor], 100).splitlines()
    assert head == "青禾区规划 · 2 records"
    assert first.split() == ["二、(三)专栏一", "学前三年毛入园率", "95.2%", "(2025)", "98%以上", "(2030)"]
    assert second.split()[2:] == ["不低于2个", "(2030)"]


def test_a_baseline_alone_keeps_its_qualifier_and_plans_stand_apart():
    only = RECORD | {"target": None, "target_year": None, "plan": "白石区规划"}
    pages = indicator_table([RECORD, only]).split("\n\n")
    assert [page.splitlines()[0] for page in pages] == ["青禾区规划 · 1 records", "白石区规划 · 1 records"]
    assert "95.2%以上 (2025)" in pages[1]


def test_an_old_edition_says_what_superseded_it():
    old, new = (
        Plan(f"青禾区{name}规划", Metadata(f"青禾区{name}规划"), Document("a.txt", "txt", "", ""), ())
        for name in ("十四五", "十五五")
    )
    assert "superseded  by 青禾区十五五规划" in plan_page(old, newer=new)
    assert plan_facts(old, new)["superseded_by"] == new.id and plan_facts(new)["superseded_by"] is None
    assert "superseded" not in plan_page(new)
