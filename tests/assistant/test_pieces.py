"""Sentences, segments and members of a clause, and where they stand in the source."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.pieces import Piece, body, members, quote, responsible, segments, sentences, shown
from index.library import Library
from index.plan import Clause, Damage, Document, Metadata, Plan, Span


def _cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def test_sentences_keep_brackets_quotes_and_decimals_whole() -> None:
    text = "甲（一；二。）乙。“丙；丁”戊；投入1.5亿元。"
    assert _cut(text) == [
        "甲（一；二。）",
        "乙。",
        "“丙；丁”戊；",
        "投入1.5亿元。",
    ]
    assert _cut("一、标题\n二、正文") == ["一、标题", "二、正文"]


def test_segments_and_members() -> None:
    text = "建成甲、乙和丙,投入1,096万元,收尾"
    spans = segments(text, Span(0, len(text)))
    assert [text[a:b] for a, b in spans] == ["建成甲、乙和丙,", "投入1,096万元,", "收尾"]
    assert [text[a:b] for a, b in members(text, spans[0])] == ["建成甲、", "乙和丙,"]


@given(st.text(alphabet="甲乙丙，。；、（）“”《》\n 1.,", max_size=60))
def test_sentences_lose_no_character_but_blanks(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def _library(source: str, text: str, damage: tuple[Damage, ...] = ()) -> tuple[Library, Clause]:
    clause = Clause("p#一、", "p", "一、", 1, "item", "一、", "", text, 1, 0, len(source), (Span(0, len(source)),))
    plan = Plan("p", Metadata("甲区规划"), Document("p.txt", "txt", "0", source), (clause,), (), damage)
    return Library([plan]), clause


def test_the_responsible_units_are_no_sentence() -> None:
    text = "开好课程。做好评价。(责任单位:区教委、区财政局)"
    _, clause = _library(text, text)
    assert responsible(clause) == Span(10, len(text))
    assert [piece.text for piece in body(clause)] == ["开好课程。", "做好评价。"]


def test_a_quote_is_verbatim_in_the_source() -> None:
    source = "規(guī)劃新建學校2所。其他。"
    damage = (Damage("pinyin", 1, 6, "(guī)", ""),)
    library, clause = _library(source, "規劃新建學校2所。其他。", damage)
    found = quote(library, Piece(clause, 0, 9))
    assert source[found.start : found.end] == "規(guī)劃新建學校2所。"
    assert shown(library, found) == "規劃新建學校2所。"


def test_a_quote_that_starts_inside_mended_text_takes_it_whole() -> None:
    source = "甲乙??丁戊。"
    library, clause = _library(source, "甲乙丙。丁戊。", (Damage("shifted", 2, 4, "??", "丙。"),))
    found = quote(library, Piece(clause, 3, 4))
    assert (found.start, found.end) == (2, 4)


def test_blanks_that_the_clause_text_lacks_do_not_shift_a_quote() -> None:
    source = "  一、标题\n\n   新建学校2所。\n\n其他。"
    library, clause = _library(source, "一、标题\n新建学校2所。\n其他。")
    found = quote(library, Piece(clause, 5, 12))
    assert source[found.start : found.end] == "新建学校2所。"
