"""Documents to take away."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from ui.export.answer import answer_paper
from ui.export.cells import harmless
from ui.export.docx import docx
from ui.export.markdown import markdown
from ui.export.paper import BULLETS, Paper, block, blocks_of, grid
from ui.export.xlsx import xlsx

DAY = date(2025, 6, 1)


def words_of(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_an_answer_goes_out_with_its_sources_in_official_form(answer, library):
    paper = answer_paper(replace(answer, question="云溪区的目标？"), library, DAY)
    told = words_of(docx(paper))
    for part in (
        "云溪区的目标？",
        "云溪区2025年学前教育普惠率的目标是88%以上。[1]",
        "[1] 《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号：“到2025年",
        "规划期已于2025年结束",
        "88%以上[1]",
        "2025-06-01",
    ):
        assert part in told, part
    text = markdown(paper)
    assert text.startswith("# 云溪区的目标？\n") and "| 云溪区 | 88%以上[1] |" in text


def test_markdown_of_an_answer_becomes_blocks_and_words_stay_words():
    blocks = list(blocks_of("一\\*二[1]\n\n- 甲\n- **乙**\n\n> 引\n\n| a | b |\n| --- | --- |\n| x\\|y | z<br>w |"))
    assert [one.kind for one in blocks] == ["paragraph", "bullets", "quote", "table"]
    assert blocks[0].text == "一*二[1]" and blocks[1].rows == (("甲",), ("乙",))
    assert blocks[3].rows == (("a", "b"), ("x|y", "z\nw"))


def test_markup_in_a_plan_is_inert_in_the_markdown_file():
    text = markdown(Paper("<script>", (block(BULLETS, "![x](http://a.example) [点](javascript:x)"),)))
    assert "\\<script>" in text and "![x](" not in text and "](javascript:" not in text


def test_no_cell_of_a_workbook_is_a_formula():
    evil = ["=HYPERLINK(1)", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "好"]
    book = load_workbook(io.BytesIO(xlsx([("一", [["头"], *([text] for text in evil)]), ("二", [])])))
    cells = [row[0] for row in book["一"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == evil
    assert all(cell.data_type == "s" for cell in cells)
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+86 10", "'+86 10"), ("-x", "'-x"), ("@a", "'@a"), ("\tx", "'\tx"), ("\nx", "'\nx"),
        ("-3.5", "-3.5"), ("+2", "+2"), (-3.5, -3.5), (None, None), ("平", "平"),
    ],
)  # fmt: skip
def test_a_cell_of_csv_is_never_a_formula_and_a_number_stays_one(cell, safe):
    assert harmless(cell) == safe


@settings(deadline=None, max_examples=25)
@given(some.text(max_size=60))
def test_any_text_can_be_written(text):
    paper = Paper("题", (block(BULLETS, text), grid([["头", text], [text, ""]])))
    docx(paper)
    xlsx([("表", [["头", text]])])
    markdown(paper)
