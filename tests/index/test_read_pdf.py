"""PDFs come back as paragraphs and rows, without the furniture of their pages, and with the pages they stand on."""

from __future__ import annotations

import sys
import zlib

import pytest

from index.formats.ocr import lines_from
from index.formats.pdf_page import PdfLine
from index.formats.read_pdf import LARGEST_STREAM, read_pdf
from index.read import UnreadableError
from tests.index.pdf_file import HEIGHT, LEFT, TOP, WIDTH, PdfPages, pdf_file

LONG = "到2030年，建成学位充足、质量均衡、负担合理、保障有力的区域教育体系，群众对教育工作的满意度稳定在90分以上。"


def flat(*texts: str) -> bytes:
    pdf = PdfPages()
    for at, text in enumerate(texts):
        pdf.text(LEFT, TOP - 20 * at, text)
    return pdf.bytes()


def test_wrapped_lines_are_one_paragraph_again():
    text = f"一、总体要求\n{LONG * 3}\n（一）工作方针\n{LONG}\n"
    assert read_pdf(pdf_file(text, head="")).text == text


def test_running_heads_and_page_numbers_go_and_a_sentence_across_pages_is_joined():
    text = "".join(f"{number}.{LONG * 4}\n" for number in range(1, 31))
    found = read_pdf(pdf_file(text, head="某区教育局文件 2026年第3期"))
    assert found.text == text
    assert len(found.pages) > 3


def test_page_offsets_point_at_the_first_character_of_each_page():
    pdf = PdfPages()
    for page in ("第一页的内容。", "第二页的内容。", "", "第四页的内容。"):
        if page != "第一页的内容。":
            pdf.new_page()
        pdf.text(LEFT, 400, page)
    found = read_pdf(pdf.bytes())
    assert found.text == "第一页的内容。\n第二页的内容。\n第四页的内容。\n"
    assert found.pages == (0, 8, 16, 16)


def test_ruled_tables_are_rows_and_a_table_over_two_pages_keeps_one_head():
    rows = "".join(f"第{number}所学校新建工程 | {number}00 | 2028年\n" for number in range(1, 61))
    text = f"附件1 项目清单\n项目 | 学位 | 时间\n{rows}表后的正文。\n"
    found = read_pdf(pdf_file(text))
    assert found.text == text
    assert len(found.pages) > 1


def test_a_repeated_head_of_a_table_is_dropped():
    pdf = PdfPages()
    for page in range(2):
        if page:
            pdf.new_page()
        for at, row in enumerate([("指标", "2028年"), (f"第{page}项", "92")]):
            y = TOP - 20 * at
            for column, cell in enumerate(row):
                pdf.text(LEFT + 5 + 150 * column, y - 15, cell)
        for at in range(3):
            pdf.line(LEFT, TOP - 20 * at, LEFT + 300, TOP - 20 * at)
        for column in range(3):
            pdf.line(LEFT + 150 * column, TOP, LEFT + 150 * column, TOP - 40)
    assert read_pdf(pdf.bytes()).text == "指标 | 2028年\n第0项 | 92\n第1项 | 92\n"


def test_a_cell_merged_downwards_counts_for_each_row():
    pdf = PdfPages()
    x, y = LEFT, TOP
    for text, across, down in (("班额", 0, 1.0), ("小学", 1, 0.5), ("45", 2, 0.5), ("初中", 1, 1.5), ("50", 2, 1.5)):
        pdf.text(x + 100 * across + 5, y - 30 * down - 5, text)
    for across in range(4):
        pdf.line(x + 100 * across, y, x + 100 * across, y - 60)
    pdf.line(x, y, x + 300, y)
    pdf.line(x + 100, y - 30, x + 300, y - 30)
    pdf.line(x, y - 60, x + 300, y - 60)
    assert read_pdf(pdf.bytes()).text == "班额 | 小学 | 45\n班额 | 初中 | 50\n"


def test_a_title_set_large_in_two_lines_is_one_line():
    pdf = PdfPages()
    for at, title in enumerate(("某区人民政府关于印发教育发展", "规划的通知")):
        pdf.text((WIDTH - 22 * len(title)) / 2, TOP - 40 * at, title, 22)
    for at in range(6):
        pdf.text(LEFT + 24, TOP - 120 - 20 * at, "各街道办事处、各有关单位遵照执行。")
    assert read_pdf(pdf.bytes()).text.splitlines()[0] == "某区人民政府关于印发教育发展规划的通知"


def test_radicals_that_a_font_names_its_letters_by_are_letters():
    text = read_pdf(flat("⼀、⼯作⽅案", "⻔前⼾籍⺠政⻓期")).text
    assert text == "一、工作方案\n门前户籍民政长期\n"


def test_a_watermark_at_an_angle_is_left_out():
    pdf = PdfPages()
    pdf.text(LEFT, 400, "正文在这里，应当保留。")
    pdf.pages[-1].append(f"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 200 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET")
    assert read_pdf(pdf.bytes()).text == "正文在这里，应当保留。\n"


def scan(pages: int = 2) -> PdfPages:
    pdf = PdfPages()
    for page in range(pages):
        if page:
            pdf.new_page()
        pdf.image()
    return pdf


def test_a_scan_without_the_extra_names_it(monkeypatch):
    monkeypatch.setattr("index.formats.read_pdf.load_ocr", lambda: None)
    with pytest.raises(UnreadableError, match=r"eduplan\[ocr\]"):
        read_pdf(scan().bytes())


def test_a_scanned_page_among_others_is_told_of(monkeypatch):
    monkeypatch.setattr("index.formats.read_pdf.load_ocr", lambda: None)
    pdf = scan(1)
    pdf.new_page()
    pdf.text(LEFT, 400, "第二页有文字层，可以读取。")
    found = read_pdf(pdf.bytes())
    assert found.text == "第二页有文字层，可以读取。\n"
    assert found.pages == (0, 0)
    assert "pages 1 " in found.warnings[0]


def test_a_scan_is_read_by_a_recogniser_like_any_page():
    def recognise(picture, page, scale):
        assert abs(picture.width - WIDTH * scale) < 2 and abs(picture.height - HEIGHT * scale) < 2
        return [
            PdfLine(f"第{page + 1}页：{LONG}", page, 80, 400, 300, 312, 12),
            PdfLine("3", page, 290, 300, 800, 810, 10),
        ]

    found = read_pdf(scan().bytes(), recognise)
    assert found.text == f"第1页：{LONG}\n第2页：{LONG}\n"
    assert found.warnings == ("pages 1, 2 were read from pictures; their text may hold mistakes",)


def test_the_extra_is_asked_as_its_documentation_says(tmp_path, monkeypatch):
    """A stand-in package that answers as RapidOCR 3 does."""
    (tmp_path / "rapidocr.py").write_text(
        "from types import SimpleNamespace\n"
        "class RapidOCR:\n"
        "    def __call__(self, image):\n"
        "        print('loading')\n"
        "        assert image.mode == 'RGB' and image.width > 1000\n"
        "        box = [[200.0, 800.0], [900.0, 800.0], [900.0, 840.0], [200.0, 840.0]]\n"
        "        return SimpleNamespace(boxes=[box], txts=('扫描件的正文。',), scores=(0.99,))\n"
    )
    (tmp_path / "onnxruntime.py").touch()
    for name in ("rapidocr", "onnxruntime"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert read_pdf(scan(1).bytes()).text == "扫描件的正文。\n"
    for name in ("rapidocr", "onnxruntime"):
        sys.modules.pop(name, None)


def test_recognised_pieces_side_by_side_are_one_line():
    pieces = [
        PdfLine("占比达到55%。", 0, 200, 300, 101, 113, 11),
        PdfLine("下一行。", 0, 80, 120, 121, 133, 12),
        PdfLine("公办幼儿园", 0, 80, 198, 100, 112, 12),
    ]
    assert [line.text for line in lines_from(pieces)] == ["公办幼儿园占比达到55%。", "下一行。"]


def test_an_encrypted_file_is_named_as_such():
    objects = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    )
    lock = b"3 0 obj\n<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>\nendobj\n" % (b"41" * 32, b"42" * 32)
    body = b"%PDF-1.4\n" + objects + lock
    places = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] >>\nstartxref\n%d\n%%%%EOF" % len(body)
    with pytest.raises(UnreadableError, match="encrypted"):
        read_pdf(body + table + trailer)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + bytes(range(256)) * 8])
def test_what_is_no_pdf_inside_is_broken(data):
    with pytest.raises(UnreadableError, match="broken"):
        read_pdf(data)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_truncated_file_never_crashes(keep):
    data = pdf_file(LONG * 20)
    try:
        read_pdf(data[: int(len(data) * keep)])
    except UnreadableError as error:
        assert "\n" not in str(error)


def test_a_stream_that_unpacks_absurdly_is_refused():
    packed = zlib.compress(bytes(LARGEST_STREAM + 2**20), 9)
    stream = b"9 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    with pytest.raises(UnreadableError, match="zip bomb"):
        read_pdf(pdf_file(LONG).replace(b"1 0 obj", stream + b"1 0 obj", 1))


def test_streams_packed_twice_are_refused():
    with pytest.raises(UnreadableError, match="twice"):
        read_pdf(pdf_file(LONG) + b"<< /Filter [/FlateDecode /FlateDecode] >>")
