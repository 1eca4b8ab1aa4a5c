"""The pages beside the chat, as HTML made of the library."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from index.clean import mend
from index.library import Library
from index.load import load_plan
from index.plan import Document, Indicator, Metadata, Plan
from ui.find import find
from ui.links import link
from ui.matrix import Matrix
from ui.measures import Point, Wanted, measure_of, points, select
from ui.pages.compare import compare_html
from ui.pages.indicators import indicators_csv, indicators_html
from ui.pages.plan import plan_html
from ui.pages.plans import plans_html
from ui.plot import plot_svg

TODAY = date(2025, 6, 1)
PLAN = "云溪区-2021-2025"


def words(html, language="zh-Hans"):
    """What a reader sees in one language of the interface, without what is put in for the eye only."""
    html = re.sub(rf'<span class="l[^"]*" lang="(?!{language})[^"]*">[^<]*</span>|<s class="raw">.*?</s>', "", html)
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_library_says_what_each_plan_says_of_itself(library):
    rows = plans_html(library, TODAY).split("<tr>")[2:]
    assert len(rows) == 2
    yunxi = words(rows[0])
    for fact in ("云溪区人民政府", "云政发〔2021〕3号", "2021–2025", "虚构省 · 虚构市 · 云溪区", "有效期内"):
        assert fact in yunxi
    assert "未写明" in words(rows[1]), "松岭区 states no document number"


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 1, 1), "已到期"), (date(2025, 12, 31), "有效期内"), (date(2020, 1, 1), "尚未开始")]
)
def test_validity_is_that_of_the_day(library, day, state):
    assert state in words(plans_html(library, day).split("<tr>")[2])


def test_a_plan_with_a_newer_edition_says_so_and_leads_to_it(library):
    first = library.plans[PLAN]
    about = replace(first.metadata, title="云溪区“十五五”教育发展规划（虚构示例）", period=(2026, 2030))
    newer = replace(first, id="云溪区-2026-2030", metadata=about, clauses=(), indicators=())
    both = Library([first, newer])
    rows = plans_html(both, TODAY).split("<tr>")[2:]
    assert "已有新一期" in words(rows[0]) and "2026-2030" in rows[0] and "已有新一期" not in words(rows[1])
    assert "已有新一期" in words(plan_html(both, first, TODAY))


def test_the_source_file_is_offered_where_it_is_kept(library):
    kept = plans_html(library, TODAY, kept={PLAN}).split("<tr>")[2:]
    assert "/original/" in kept[0] and "原文件未保存" in words(kept[1])
    assert "/original/" in plan_html(library, library.plans[PLAN], TODAY, kept=True)
    assert "/original/" not in plan_html(library, library.plans[PLAN], TODAY)


def test_the_download_begins_no_formula(library):
    plan = library.plans[PLAN]
    evil = replace(plan.indicators[0], name="=cmd|x", unit="@x")
    told = indicators_csv(Library([replace(plan, indicators=(evil,))]), Wanted())
    assert ",'=cmd|x," in told and ",'@x," in told


def test_an_empty_library_says_what_to_do():
    empty = Library([])
    for shown in (
        plans_html(empty, TODAY),
        indicators_html(empty, Wanted()),
        compare_html(empty, Matrix((), (), ()), []),
    ):
        assert "eduplan index" in shown and "<form" not in shown


def test_a_plan_page_holds_every_clause_once(library):
    plan = library.plans[PLAN]
    shown = plan_html(library, plan, TODAY)
    assert shown.count('<section class="clause') == sum(clause.kind != "row" for clause in plan.clauses)
    assert shown.count("<tr><th scope=") == 3, "the head and two rows of the table"


def whole_text(library, plan):
    body = plan_html(library, plan, TODAY).split('class="text-body"')[1].partition(">")[2]
    body = re.sub(r'<a class="pin".*?</a>', "", body)
    return re.sub(r"[\s|]", "", words(body))


def mended(plan):
    spans = sorted(span for clause in plan.clauses for span in clause.own)
    text = mend(plan.document.text, plan.damage, spans).text
    return re.sub(r"[\s|]", "", text)


def test_nothing_of_a_plan_is_left_out_or_moved(library):
    for plan in library.plans.values():
        assert whole_text(library, plan) == mended(plan), plan.id


@pytest.mark.plans
def test_nothing_of_a_real_plan_is_left_out_or_moved(real_plans):
    for plan in map(load_plan, real_plans):
        assert whole_text(Library([plan]), plan) == mended(plan), plan.id


def test_the_outline_leads_to_every_clause_but_rows(library):
    tree = plan_html(library, library.plans[PLAN], TODAY).split("<nav aria-label")[1].split("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", unescape(tree))[1:6] == [
        "一、发展基础", "二、主要任务", "(一)学前教育", "1.扩大普惠资源", "2.提升保育质量",
    ]  # fmt: skip


def test_a_permalink_opens_the_plan_at_its_clause(library):
    plan = library.plans[PLAN]
    here = library.clause(f"{PLAN}#二、(一)2.")
    shown = plan_html(library, plan, TODAY, here)
    opened = shown.split('id="here"')[1]
    assert words(opened).index("提升保育质量") < words(opened).index("规範收费管理"), "the rest of the plan follows"
    assert shown.count('aria-current="true"') == 2, "in the outline and at the end of the path"


def test_a_row_opens_its_table(library):
    here = library.clause(f"{PLAN}#附表·义务教育巩固率(%)")
    shown = plan_html(library, library.plans[PLAN], TODAY, here)
    opened = shown.split('id="here"')[1]
    assert "2025年" in words(opened) and "巩固率" in opened.split('class="here-row"')[1]


def test_words_are_found_in_either_script_and_as_they_read_mended(library):
    plan = library.plans[PLAN]
    assert [one.clause.path for one in find(plan, "規範收费管理")] == ["二、(一)3."]
    only = find(plan, "收费管理")[0]
    assert plan.document.text[only.mark.start : only.mark.end] == "收费(fèi)管理"


def test_every_word_must_stand_in_the_clause(library):
    plan = library.plans[PLAN]
    assert [one.clause.path for one in find(plan, "幼儿园 公示")] == ["二、(一)3."]
    assert find(plan, "幼儿园 月亮") == () and find(plan, "  ") == ()


def test_results_open_at_the_words(library):
    shown = plan_html(library, library.plans[PLAN], TODAY, words="公办园")
    at = library.plans[PLAN].document.text.index("公办园")
    assert f"?start={at}&end={at + 3}" in unescape(shown)
    assert "“公办园”：1 条" in words(shown)
    assert "没有“月亮”" in words(plan_html(library, library.plans[PLAN], TODAY, words="月亮"))


def test_hostile_words_stay_words_on_every_page(library):
    plan = library.plans["松岭区-2024-2026"]
    evil = "<script>alert(1)</script>"
    for shown in (plan_html(library, plan, TODAY), plan_html(library, plan, TODAY, words=evil)):
        assert "<script" not in shown and 'href="javascript' not in shown
    assert evil in words(plan_html(library, plan, TODAY, words=evil))


def rows(html):
    """The records table as lists of cells, without the names that a phone shows in each cell."""
    body = html.split("<tbody>")[1]
    body = re.sub(r'<span class="column">.*?</span></span>|<span class="column">(?:<span.*?</span>)+</span>', "", body)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in body.split("<tr")[1:]]


def test_every_record_stands_with_its_values_and_its_clause(library):
    first, *_ = rows(indicators_html(library, Wanted()))
    assert first[0] == "云溪区" and first[1].startswith("学前教育普惠率")
    assert first[2:] == ["82.5%2020", "88%以上2025", "%", "", "二、(一)1."]
    assert len(rows(indicators_html(library, Wanted()))) == 4


def test_a_contradiction_names_the_other_value_and_leads_there(library):
    shown = indicators_html(library, Wanted(clash=True))
    assert len(rows(shown)) == 2
    assert "另一处为 2025 87.5%" in rows(shown)[0][1] and "另一处为 2025 88%以上" in rows(shown)[1][1]
    assert link(f"{PLAN}#附表·学前教育普惠率(%)").partition("?")[0] in shown.split('class="clash"')[1]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(plans=("松岭区-2024-2026",)), 1),
        (Wanted(words="巩固"), 1),
        (Wanted(words="鞏固率"), 1),
        (Wanted(nature="约束性"), 1),
        (Wanted(unit="所"), 0),
        (Wanted(measure=measure_of(Indicator("", "学前教育普惠率", None, "", None, "", "%", "", "", "", "", 0, 0))), 3),
    ],
)
def test_filters_leave_what_was_asked(library, wanted, count):
    assert len(select(library, wanted)) == count


def test_records_are_sorted_by_number_and_those_without_come_last(library):
    up = [record.baseline for record in select(library, Wanted(sort="baseline"))]
    down = [record.baseline for record in select(library, Wanted(sort="baseline", down=True))]
    assert up == ["82.5", "82.5", "99.1", ""] and down == ["99.1", "82.5", "82.5", ""]
    head = indicators_html(library, Wanted(sort="baseline")).split("<thead>")[1]
    assert head.count("aria-sort") == 1 and "down=1" in unescape(head), "a second choice turns it round"


def test_no_match_is_said(library):
    assert "没有符合条件的指标" in words(indicators_html(library, Wanted(words="月亮")))


def test_the_csv_holds_the_records_of_the_page(library):
    head, *lines = indicators_csv(library, Wanted(words="普惠", sort="target", down=True)).splitlines()
    assert head.startswith("plan,source,name,baseline_year,baseline,target_year,target,unit")
    assert [line.split(",")[6] for line in lines] == ["88", "87.5", "85"]


def test_the_drawing_has_a_row_for_each_plan_with_the_measure(library):
    drawn = indicators_html(library, Wanted()).split("<svg")[1].split("</svg>")[0]
    assert re.findall(r'class="row"[^>]*>([^<]*)<', drawn) == ["云溪区", "松嶺區"]
    assert "82&#46;5&#37;" in drawn and "88&#37;以上" in drawn and "85&#37;左右" in drawn


def test_values_stand_in_proportion_on_one_scale():
    def at(value, year, reached=False):
        record = Indicator("p", "率", None, "", year, value, "%", "", "", "p#一", "", 0, 1)
        return Point(record, year, Decimal(value), value, reached)

    drawn = plot_svg(
        [("甲", "", [at("80", 2020, True), at("100", 2025)]), ("乙", "B", [at("90", 2025)]), ("丙", "", [])], "率"
    )
    low, high, middle = (float(x) for x in re.findall(r'<circle class="(?:reached|aimed)" cx="([\d.]+)%"', drawn))
    assert low < middle < high and middle == pytest.approx((low + high) / 2)
    assert "丙" not in drawn


def test_a_way_leads_to_the_last_dated_target():
    """A value without a year stands beside the way, it does not end it."""

    def record(target, year):
        return Indicator("p", "率", 2020, "85", year, target, "%", "", "", "p#一", "", 0, 1)

    plan = Plan("p", Metadata("甲"), Document("p", "txt", "", ""), ())
    found = points(plan, [record("90", None), record("99", 2025), record("99", 2025)])
    assert [point.shown for point in found] == ["85%", "99%", "90%"], "each once, the undated last"
    way = re.findall(r'class="way" x1="([\d.]+)%" x2="([\d.]+)%"', plot_svg([("甲", "", found)], "率"))
    assert way == [("22.00", "78.00")]
