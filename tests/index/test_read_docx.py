"""Word files are read as Word shows them: numbers, tables, order, and nothing that is hidden."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.formats.chinese_count import numbered
from index.formats.docx_package import LARGEST_PART
from index.formats.read_docx import read_docx
from index.read import UnreadableError
from tests.index.word_file import numbered_list, paragraph, word_bytes, word_file

PLAN = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4")]


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return read_docx(word_bytes(body, numbering, styles)).text.splitlines()


def rewritten(data: bytes, **parts: bytes) -> bytes:
    """The docx with parts replaced: ``document`` stands for word/document.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.removeprefix("word/").removesuffix(".xml"), old.read(name)))
    return out.getvalue()


def test_automatic_numbers_are_written_out_level_by_level():
    body = "".join(
        [
            paragraph("总体要求", 1, 0),
            paragraph("工作目标", 1, 1),
            paragraph("基本原则", 1, 1),
            paragraph("学生中心。", 1, 2),
            paragraph("缺口优先。", 1, 2),
            paragraph("先小学", 1, 3),
            paragraph("主要任务", 1, 0),
            paragraph("扩大学位", 1, 1),
            paragraph("正文没有编号。"),
        ]
    )
    assert lines(body, numbered_list(PLAN)) == [
        "一、总体要求",
        "（一）工作目标",
        "（二）基本原则",
        "1.学生中心。",
        "2.缺口优先。",
        "①先小学",
        "二、主要任务",
        "（一）扩大学位",
        "正文没有编号。",
    ]


def test_compound_and_legal_numbers():
    shapes = [("chineseCounting", "第%1章 "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 ")]
    legal = numbered_list(shapes).replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>')
    body = paragraph("总则", 1, 0) + paragraph("目的", 1, 1) + paragraph("范围", 1, 1) + paragraph("细项", 1, 2)
    assert lines(body, legal) == ["第一章 总则", "1.1 目的", "1.2 范围", "1.2.1 细项"]


def test_a_number_of_its_own_start_and_one_that_runs_on_across_sections():
    run_on = numbered_list(PLAN).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
    )
    body = paragraph("甲", 1, 1) + paragraph("子", 1, 2) + paragraph("乙", 1, 1) + paragraph("丑", 1, 2)
    assert lines(body, run_on) == ["（一）甲", "1.子", "（二）乙", "2.丑"]

    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    assert lines(paragraph("四", 1) + paragraph("五", 1), numbered_list(PLAN, extra=override)) == ["四、四", "五、五"]


def test_two_lists_of_one_shape_go_on_counting_unless_one_starts_anew():
    shared = numbered_list(PLAN) + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    body = paragraph("甲", 1) + paragraph("乙", 2)
    assert lines(body, shared) == ["一、甲", "二、乙"]
    anew = shared.replace(
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>',
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    )
    assert lines(body, anew) == ["一、甲", "一、乙"]


def test_numbers_that_come_from_the_style_and_are_switched_off_in_one_paragraph():
    style = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/>'
        '<w:basedOn w:val="Chapter"/></w:style>'
    )
    linked = numbered_list(PLAN).replace(
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="Part"/>'
    )

    def styled(name: str, text: str, number: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = styled("Chapter", "目标") + styled("Chapter", "引言", off) + styled("Chapter", "任务")
    assert lines(body, linked, style) == ["一、目标", "引言", "二、任务"]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalFullWidth", 3, "３"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("somethingNew", 5, "5"),
    ],
)
def test_number_formats(form, number, text):
    assert numbered(number, form) == text


def test_bullets_show_their_sign_and_symbol_fonts_a_dot():
    assert lines(paragraph("保基本", 1), numbered_list([("bullet", "——")])) == ["——保基本"]
    assert lines(paragraph("保基本", 1), numbered_list([("bullet", "\uf0b7")])) == ["•保基本"]


def test_an_empty_numbered_paragraph_counts_but_a_hidden_one_does_not():
    hidden = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不可见</w:t></w:r></w:p>"
    )
    body = paragraph("甲", 1) + paragraph("", 1) + hidden + paragraph("丙", 1)
    found = read_docx(word_bytes(body, numbered_list(PLAN)))
    assert found.text.splitlines() == ["一、甲", "三、丙"]
    assert any("3 characters of hidden text" in warning for warning in found.warnings)


def test_text_hidden_by_its_style_or_its_size_is_left_out():
    style = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="{}"/><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = style.format("character", "Note", "Note") + style.format("paragraph", "Draft", "Draft")
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:t>批注</w:t></w:r><w:r><w:t>正文。</w:t></w:r>'
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>看不见</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Draft"/></w:pPr><w:r><w:t>草稿</w:t></w:r></w:p>'
    )
    assert lines(body, styles=styles) == ["正文。"]


def test_paragraphs_and_tables_stand_in_document_order():
    text = "专栏1 主要指标\n指标 | 2025年 | 2028年\n覆盖率（%） | 86.4 | 90\n表后的正文。\n"
    assert read_docx(word_file(text)).text == text


def test_merged_cells():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        cell("班额", '<w:vMerge w:val="restart"/>') + cell("小学") + cell("45"),
        cell("", "<w:vMerge/>") + cell("初中") + cell("50"),
        cell("合计", '<w:gridSpan w:val="2"/>') + cell("95"),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert lines(f"<w:tbl>{table}</w:tbl>") == ["班额 | 小学 | 45", "班额 | 初中 | 50", "合计 | | 95"]


def test_a_frame_of_one_cell_is_running_text():
    box = f"<w:tbl><w:tr><w:tc>{paragraph('专栏2 重点工程')}{paragraph('新建学校6所。')}</w:tc></w:tr></w:tbl>"
    assert lines(box) == ["专栏2 重点工程", "新建学校6所。"]


def test_text_in_content_controls_links_insertions_and_boxes_is_read_deletions_are_not():
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件里的标题')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>新增</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><w:txbxContent>{paragraph('文本框')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert lines(body) == ["控件里的标题", "链接新增", "正文", "文本框"]


def test_a_generated_table_of_contents_is_left_out():
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('一、总体要求 1')}</w:sdtContent></w:sdt>"
    )
    assert lines(contents + paragraph("正文。")) == ["正文。"]


def test_field_codes_are_not_text_their_results_are():
    body = "<w:p><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r><w:r><w:t>第3页</w:t></w:r></w:p>"
    assert lines(body) == ["第3页"]


def test_readings_above_characters_are_not_text():
    ruby = "<w:ruby><w:rt><w:r><w:t>guī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>规</w:t></w:r></w:rubyBase></w:ruby>"
    assert lines(f"<w:p><w:r>{ruby}</w:r><w:r><w:t>划</w:t></w:r></w:p>") == ["规划"]


def test_line_breaks_and_tabs():
    body = "<w:p><w:r><w:t>关于印发</w:t><w:br/><w:t>方案的</w:t><w:tab/><w:t>通知</w:t></w:r></w:p>"
    assert lines(body) == ["关于印发", "方案的 通知"]


def test_a_number_that_ends_in_a_letter_keeps_its_distance_too():
    articles = numbered_list([("chineseCounting", "第%1条")]).replace('<w:suff w:val="nothing"/>', "")
    assert lines(paragraph("本办法自印发之日起施行。", 1), articles) == ["第一条 本办法自印发之日起施行。"]


def test_a_latin_text_keeps_its_distance_from_the_number():
    assert lines(paragraph("5G covers all schools", 1, 2), numbered_list(PLAN)) == ["1. 5G covers all schools"]


def test_a_zip_bomb_is_refused_before_it_unpacks():
    bomb = rewritten(word_bytes(paragraph("x")), document=b"<a>" + b" " * (LARGEST_PART + 1))
    assert len(bomb) < 2**20
    with pytest.raises(UnreadableError, match="zip bomb"):
        read_docx(bomb)


def test_entities_are_not_expanded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    run = "<w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body>"
    document = f'<!DOCTYPE d [<!ENTITY e0 "lol">{entities}]><w:document xmlns:w="w">{run}</w:document>'
    try:
        found = read_docx(rewritten(word_bytes(paragraph("x")), document=document.encode()))
    except UnreadableError:
        return
    assert len(found.text) < 1000


@pytest.mark.parametrize("cut", [100, 5_000, -30])
def test_broken_files_get_one_line(cut):
    data = word_bytes(paragraph("正文" * 500))
    with pytest.raises(UnreadableError) as refusal:
        read_docx(data[:cut])
    assert "broken" in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_damaged_part_gets_one_line():
    with pytest.raises(UnreadableError, match="broken"):
        read_docx(rewritten(word_bytes(paragraph("x")), document=b"<w:document><w:body>"))
