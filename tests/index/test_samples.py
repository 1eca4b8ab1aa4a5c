"""The sample plans: plainly fictional, rich, of this day, and the same whatever format they come in."""

from __future__ import annotations

import html
import re
from itertools import groupby
from pathlib import Path

import pytest

from index.outline import outline
from index.read import read
from index.repair import find_damage
from index.script import fold, is_traditional
from tests.index.pdf_file import pdf_file
from tests.index.word_file import word_file

SAMPLES = Path(__file__).parents[2] / "index" / "samples"
TONGXI, WANGLAN, HEZHU = (
    SAMPLES / n for n in ("tongxi-2026-2030.txt", "wanglan-2026-2028.html", "hezhu-2026-2028.docx")
)
ALL = (TONGXI, WANGLAN, HEZHU)


def html_file(text: str) -> str:
    """``text`` as a plain web page: rows ``a | b`` as tables, other lines as paragraphs."""
    blocks = []
    for is_row, group in groupby(text.splitlines(), key=lambda line: " | " in line):
        lines = [html.escape(line) for line in group]
        rows = "".join(f"<tr><td>{re.sub(' ?[|] ?', '</td><td>', line)}</td></tr>" for line in lines)
        blocks.append(f"<table>{rows}</table>" if is_row else "".join(f"<p>{line}</p>" for line in lines))
    return f"<html><body>{''.join(blocks)}</body></html>"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_sample_says_that_it_is_fictional(path):
    text = fold(read(path).text)
    head, notice = text[:1200], "虚构示例"
    assert head.count(notice) == 2  # in the notice and under the title
    assert "编造" in head


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_sample_is_as_rich_as_a_real_plan(path):
    text = fold(read(path).text)
    assert 4000 <= len(text) <= 8000
    assert len(re.findall(r"\d+(?:\.\d+)?", text)) > 200
    assert text.count("(责任单位:") >= 20
    asked = (
        "幼儿园 随迁子女 班额 课后服务 作业 近视 心理 膳食|午餐 资助 特殊 班主任津贴 交流 培训 职业|中职 高中 学位 "
        "安全 督导|考核 社区 老年 体育 劳动 人工智能|个人信息 投入|资金"
    )
    for topic in asked.split():
        assert re.search(topic, text), topic


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_sample_reads_without_a_flaw(path):
    found = read(path)
    assert [warning for warning in found.warnings if "hidden" not in warning] == []
    assert find_damage(found.text) == ()


def test_scripts_and_formats():
    assert [read(path).format for path in ALL] == ["txt", "html", "docx"]
    assert [is_traditional(read(path).text) for path in ALL] == [False, True, False]


def test_the_web_page_s_surroundings_are_no_text():
    text = read(WANGLAN).text
    assert text.startswith("索引號 | ")
    assert text.endswith("區數據局\n")
    for furniture in ("走進望瀾", "正文\n", "字號：", "分享", "相關閱讀", "網站標識碼", "打印時間", "今天是"):
        assert furniture not in text


def test_the_word_file_is_numbered_by_word():
    import zipfile

    with zipfile.ZipFile(HEZHU) as archive:
        stored = re.sub(r"<[^>]+>", "\n", archive.read("word/document.xml").decode())
    assert "（一）工作思路" in read(HEZHU).text and "（一）" not in stored


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_the_outline_is_the_same_from_each_format(path, tmp_path):
    text = read(path).text
    variants = {"txt": text.encode(), "html": html_file(text).encode(), "docx": word_file(text), "pdf": pdf_file(text)}
    outlines = {path.suffix: nodes(text)}
    for format, data in variants.items():
        variant = tmp_path / f"plan.{format}"
        variant.write_bytes(data)
        outlines[format] = nodes(read(variant).text)
    assert len(outlines["txt"]) > 50
    for format, found in outlines.items():
        assert found == outlines["txt"], format


def nodes(text: str) -> list[tuple[str, str, str]]:
    return [(node.path, node.kind, node.title) for node in outline(text, find_damage(text)).nodes]


@pytest.mark.parametrize(
    ("path", "table", "rows"),
    [(TONGXI, "二、(三)专栏1", 12), (WANGLAN, "一、(三)专栏一", 10), (HEZHU, "一、(三)表1", 8)],
    ids=lambda value: getattr(value, "name", None),
)
def test_every_row_of_an_indicator_table_is_addressable(path, table, rows):
    found = [path for path, kind, _ in nodes(read(path).text) if kind == "row" and path.startswith(f"{table}·")]
    assert len(found) == rows


def test_the_contradiction_that_the_readme_tells_of_is_there():
    text = read(TONGXI).text
    assert "九年义务教育巩固率达到99.6%" in text and "九年义务教育巩固率 | % | 99.2 | 99.5 |" in text


def test_two_plans_differ_on_the_same_indicators():
    def target(path: Path, indicator: str) -> str:
        row = next(line for line in fold(read(path).text).splitlines() if line.startswith(indicator))
        return re.findall(r"\| ([\d.]+)(?= \||$)", row)[-1]

    for indicator in ("普惠性幼儿园覆盖率", "九年义务教育巩固率", "儿童青少年总体近视率", "公办幼儿园在园幼儿占比"):
        assert len({target(path, indicator) for path in ALL}) == 3, indicator
