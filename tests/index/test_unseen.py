"""Words that no reader of a document sees, and white words that every reader does."""

import pytest

from index.formats.read_docx import read_docx
from index.formats.read_html import read_html
from index.formats.read_pdf import read_pdf

from .pdf_file import LEFT, TOP, PdfPages
from .word_file import word_bytes

WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>白字</w:t></w:r>'
MARKED = WHITE.replace("<w:color", '<w:highlight w:val="blue"/><w:color')
PLAIN = "<w:p><w:r><w:t>正文在此</w:t></w:r></w:p>"
HIDDEN = ("2 characters of hidden text left out",)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"<w:p>{WHITE}</w:p>", False),
        (f'<w:p><w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr>{WHITE}</w:p>', True),
        (f"<w:tbl><w:tr><w:tc><w:p>{WHITE}</w:p></w:tc><w:tc>{PLAIN}</w:tc></w:tr></w:tbl>", True),
        (f"<w:p>{MARKED}</w:p>", True),
        (f"<w:p>{WHITE.replace('FFFFFF', '000000')}</w:p>", True),
        (f"<w:p>{WHITE.replace('FFFFFF', 'FEFDFE')}</w:p>", False),
        (f"<w:p>{WHITE.replace('FFFFFF', 'FFFF00')}</w:p>", True),
    ],
    ids=["on paper", "on a shading", "in a table", "on a highlight", "black", "nearly white", "yellow"],
)
def test_white_words_in_word(body, seen):
    read = read_docx(word_bytes(PLAIN + body))
    assert ("白字" in read.text) is seen and read.warnings == (() if seen else HIDDEN)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ('<p style="color: #FFF">白字</p>', False),
        ('<p><span style="font-size:9pt;color:rgb(255, 255, 255)">白字</span></p>', False),
        ('<p><font color="white">白字</font></p>', False),
        ('<p style="color:#fdfefd">白字</p>', False),
        ('<p style="color:rgb(250,251,250)">白字</p>', False),
        ('<p style="color:#ff0000">白字</p>', True),
        ('<p style="color:rgb(250,0,250)">白字</p>', True),
        ('<div style="background:#036"><p style="color:white">白字</p></div>', True),
        ('<p style="background-color:white">白字</p>', True),
        ('<table><tr><th style="color:#fff">白字</th><th>指标</th></tr><tr><td>甲</td><td>乙</td></tr></table>', True),
        ('<div style="color:#fff"><span style="color:#000">白字</span></div>', True),
    ],
    ids=[
        "hex", "rgb", "font", "nearly white", "nearly white rgb", "red", "pink", "on blue", "white ground",
        "head of a table", "black within",
    ],
)  # fmt: skip
def test_white_words_on_a_page(words, seen):
    page = f"<html><body><h1>某县教育发展计划（虚构示例）</h1><p>{'正文在此，内容如下。' * 20}</p>{words}</body></html>"
    assert ("白字" in read_html(page.encode()).text) is seen


def pdf(before, after, size=12.0, x=float(LEFT)):
    made = PdfPages()
    made.text(LEFT, TOP, "正文在此，内容如下。")
    made.pages[-1].append(before)
    made.text(x, TOP - 40, "白字", size)
    made.pages[-1].append(after)
    return read_pdf(made.bytes())


@pytest.mark.parametrize(
    ("before", "after", "more", "seen"),
    [
        ("1 g", "0 g", {}, False),
        ("1 1 1 rg", "0 g", {}, False),
        ("0 0 0 0 k", "0 g", {}, False),
        (f"0 0 1 rg {LEFT - 5} {TOP - 50} 200 30 re f 1 g", "0 g", {}, True),
        (f"1 g {LEFT - 5} {TOP - 50} 200 30 re f", "0 g", {}, False),
        ("", "", {"size": 0.5}, False),
        ("", "", {"x": -300.0}, False),
        ("0.4 g", "0 g", {}, True),
    ],
    ids=["grey white", "rgb white", "cmyk white", "on blue", "on white", "tiny", "beside the page", "grey"],
)
def test_white_words_in_a_pdf(before, after, more, seen):
    read = pdf(before, after, **more)
    assert ("白字" in read.text) is seen and read.warnings == (() if seen else HIDDEN)
