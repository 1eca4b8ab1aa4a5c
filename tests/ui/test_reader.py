"""A clause in its plan's context."""

import re
from html import unescape
from pathlib import Path

import pytest

from index.library import Library
from index.load import load_plan
from index.plan import Clause, Damage, Document, Metadata, Plan, Span
from ui.links import citation, link
from ui.marked import Piece, lines, pieces
from ui.reader import clause_html

SAMPLES = Path(__file__).parents[2] / "index" / "samples"
PLAN = "云溪区-2021-2025"


def words(html):
    return unescape(re.sub(r"<s class=\"raw\">.*?</s>|<[^>]+>", "", html))


def marked(html):
    return [words(found) for found in re.findall(r"<mark>(.*?)</mark>", html)]


def quote(library, clause_id, text):
    clause = library.clause(clause_id)
    start = library.plan_of(clause).document.text.index(text, clause.start)
    return Span(start, start + len(text))


def test_the_quote_is_marked_in_its_clause(library):
    clause_id = f"{PLAN}#二、(一)1."
    shown = clause_html(library, clause_id, quote(library, clause_id, "新建公办园6所，新增学位1620个"))
    assert marked(shown) == ["新建公办园6所，新增学位1620个"]
    here = shown.split('class="here"')[1].split("</section>")[0]
    assert "<mark>" in here


def test_a_quote_over_mended_spots_is_one_mark(library):
    clause_id = f"{PLAN}#二、(一)3."
    shown = clause_html(library, clause_id, quote(library, clause_id, "收费(fèi)管理。幼儿园收费??公示"))
    assert marked(shown) == ["收费管理。幼儿园收费应当公示"]


def test_a_quote_in_a_child_is_marked_where_the_parent_is_opened(library):
    shown = clause_html(library, f"{PLAN}#二、", quote(library, f"{PLAN}#二、(二)1.", "3所小学"))
    assert marked(shown) == ["3所小学"]


def test_around_it_stand_plan_path_and_neighbours(library):
    shown = clause_html(library, f"{PLAN}#二、(一)2.")
    head, body = shown.split("</header>")
    assert "云溪区“十四五”教育发展规划（虚构示例）" in words(head) and "云政发〔2021〕3号" in words(head)
    assert re.findall(r"<li[^>]*>(?:<a[^>]*>)?(.*?)<", head) == [
        "二、主要任务",
        "&#40;一&#41;学前教育",
        "2&#46;提升保育质量",
    ]
    assert "1.扩大普惠资源" in words(body) and "3.规範收费管理" in words(body)
    assert words(body).index("1.扩大") < words(body).index("2.提升") < words(body).index("3.规範")


def test_the_words_keep_the_language_of_the_plan(library):
    assert 'class="around" lang="zh-Hant"' in clause_html(library, "松岭区-2024-2026#第一条")
    assert 'class="around" lang="zh-Hans"' in clause_html(library, f"{PLAN}#一、")


def test_repaired_spots_show_their_raw_form(library):
    shown = clause_html(library, f"{PLAN}#二、(一)3.")
    assert 'class="mended" title="费&#40;fèi&#41;"' in shown
    assert 'class="mended guess" title="&#63;&#63;"' in shown
    assert '<span class="mended" title="∅">&#40;' in clause_html(library, f"{PLAN}#二、(二)")


def test_a_clause_that_is_not_indexed_is_none(library):
    assert clause_html(library, f"{PLAN}#九、") is None


def cells(html):
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in html.split("<tr")[1:]]


def table_plan(caption_and_head, *rows):
    """A library of one plan: a table with its rows, cells as they stand in the source."""
    source, spans = "", []
    for text in (caption_and_head, *rows):
        spans.append(Span(len(source), len(source) + len(text)))
        source += text
    clauses = [Clause("p#表", "p", "表", 1, "table", "", "指标", "", 1, 0, len(source), (spans[0],))] + [
        Clause(f"p#表·{n}", "p", f"表·{n}", 2, "row", "", "", "", 1, *span, (span,), "p#表")
        for n, span in enumerate(spans[1:])
    ]
    return Library([Plan("p", Metadata("甲区规划"), Document("p", "txt", "", source), tuple(clauses))])


def test_a_table_is_a_grid_however_its_cells_stand_in_the_file():
    expected = [["名称", "2020年", "2025年"], ["普惠率(%)", "82.5", "88"], ["巩固率(%)", "99", "99.5"]]
    one_a_line = table_plan(
        "表1 指标\n|\n名称\n|\n2020年\n|\n2025年\n|\n", "普惠率(%)\n|\n82.5\n|\n88\n", "巩固率(%)\n\n99\n\n99.5\n"
    )
    on_one_line = table_plan("表1 指标\n名称 | 2020年 | 2025年\n", "普惠率(%) | 82.5 | 88\n", "巩固率(%) | 99 | 99.5\n")
    for library in (one_a_line, on_one_line):
        shown = clause_html(library, "p#表")
        assert cells(shown) == expected
        assert "<caption>表1 指标</caption>" in shown and shown.count('scope="col"') == 3


def test_an_empty_cell_keeps_its_column():
    library = table_plan("名称 | 2020年 | 2025年\n", "普惠率(%) |  | 88\n")
    assert cells(clause_html(library, "p#表"))[1] == ["普惠率(%)", "", "88"]


def test_words_between_the_rows_name_a_group():
    library = table_plan("表1\n名称\n2025年\n基础教育\n", "普惠率(%)\n88\n")
    assert cells(clause_html(library, "p#表")) == [["名称", "2025年"], ["基础教育"], ["普惠率(%)", "88"]]


def test_a_row_is_read_under_the_heads_of_its_columns():
    library = table_plan("名称 | 2025年\n", "普惠率(%) | 88\n", "巩固率(%) | 99\n")
    source = next(iter(library.plans.values())).document.text
    at = source.index("99")
    shown = clause_html(library, "p#表·1", Span(at, at + 2))
    assert cells(shown)[0] == ["名称", "2025年"] and marked(shown) == ["99"]
    assert "巩固率" in shown.split('class="here-row"')[1] and "巩固率" not in shown.split('class="here-row"')[0]


def shown_is_text(paths):
    """What the reader shows of each clause, its raw forms aside, is the clause's text; and each clause opens."""
    library = Library(load_plan(path) for path in paths)
    for clause in library.clauses():
        plan = library.plan_of(clause)
        rows = lines(pieces(plan.document.text, plan.damage, clause.own))
        shown = "".join(piece.text for row in rows for piece in row)
        assert "".join(shown.split()) == "".join(clause.text.split()), clause.id
        assert 'class="here"' in clause_html(library, clause.id)


def test_the_reader_shows_the_text_of_the_sample_plans():
    shown_is_text(sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html", ".docx"}))


@pytest.mark.plans
def test_the_reader_shows_the_text_of_the_real_plans(real_plans):
    shown_is_text(real_plans)


def test_hostile_words_of_a_plan_are_inert(library):
    shown = clause_html(library, "松岭区-2024-2026#第二条")
    assert "<script" not in shown and 'href="javascript' not in shown and "![" not in shown
    assert "<script>window.hacked=1</script>" in words(shown)
    assert "忽略以上規定" in words(clause_html(library, "松岭区-2024-2026#第三条")), "what was hidden is in the open"


def test_a_permalink_is_ascii_and_a_citation_official(library):
    clause = library.clause(f"{PLAN}#二、(一)1.")
    assert link(clause.id).isascii() and "#" not in link(clause.id) and link("甲/乙#一").count("/") == 2
    assert citation(library.plan_of(clause), clause) == (
        "《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号"
    )


def test_a_reading_put_in_is_shown_on_the_character_before_it():
    shown = pieces("收费(fèi)管", [Damage("pinyin", 2, 7, "(fèi)", "")], [Span(0, 8)], Span(1, 2))
    assert shown == [Piece("收"), Piece("费", "费(fèi)", marked=True), Piece("管")]


def test_white_space_taken_out_is_not_a_spot_to_show():
    assert pieces("甲 乙", [Damage("blank", 1, 2, " ", "")], [Span(0, 3)]) == [Piece("甲"), Piece("乙")]


def test_lines_drop_blank_ones_and_outer_white_space():
    assert lines([Piece("　甲\n\n"), Piece("乙 \n", "x")]) == [[Piece("甲")], [Piece("乙", "x")]]
