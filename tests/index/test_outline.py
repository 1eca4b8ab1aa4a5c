"""The outline: which words open a clause, and how it is called."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.outline import Outline, outline, tokenise
from index.repair import find_damage
from tests.plans.odd import ODD, Odd


def read(text: str) -> Outline:
    return outline(text, find_damage(text))


def holds_every_character_once(text: str, found: Outline) -> None:
    """Every character is in exactly one clause's own text, or dropped by name, or blank."""
    spans = sorted([span for node in found.nodes for span in node.own] + list(found.dropped))
    assert all(before.end <= after.start for before, after in pairwise(spans)), "two clauses own the same text"
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert not text[at:start].strip(), f"nobody owns {text[at:start]!r}"
        at = end
    for node in found.nodes:
        assert 0 <= node.start <= node.end <= len(text)
        assert all(node.start <= span.start <= span.end <= node.end for span in node.own)
        if node.parent is not None:
            parent = found.nodes[node.parent]
            assert parent.start <= node.start and node.end <= parent.end and parent.level == node.level - 1


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_odd_structure(odd: Odd) -> None:
    found = read(odd.text)
    assert [(node.line, node.path) for node in found.nodes] == odd.clauses
    holds_every_character_once(odd.text, found)


def test_start_is_the_first_character_of_the_marker() -> None:
    text = "　　一、目标\r\n  **（一）入园**\r\n"
    assert [text[node.start] for node in read(text).nodes] == ["一", "（"]


def test_title_stands_without_its_full_stop() -> None:
    first, second = read("一、总体要求。\n1.办好小学。新建小学三所。\n").nodes
    assert (first.title, second.title, first.kind, second.number) == ("总体要求", "办好小学", "heading", "1.")


def test_an_inferred_marker_is_recorded_as_put_in() -> None:
    text = "一、任务\n(一)办幼儿园\n)办小学\n(三)办中学\n"
    found = read(text)
    (lost,) = found.damage
    assert (lost.kind, lost.start, lost.end, lost.before, lost.after) == ("marker", 13, 13, "", "(二")
    assert [node.repaired for node in found.nodes] == [False, False, True, False]


def test_a_path_is_simplified_and_has_no_blanks() -> None:
    assert tokenise("（ 三 ）") == "(三)" and tokenise("第 １２ 條") == "第12条" and tokenise("學前教育") == "学前教育"


def test_paths_are_unique() -> None:
    found = read("一、甲\n一、乙\n一、丙\n")
    assert [node.path for node in found.nodes] == ["一、", "一、~2", "一、~3"]


def test_an_annex_named_in_the_text_is_no_clause() -> None:
    assert [node.path for node in read("一、甲\n办好学校。\n附件：青禾区名单\n").nodes] == ["一、"]


def test_text_without_any_marker_is_one_preamble() -> None:
    found = read("青禾区的孩子都有学上，老师很好，校舍很新，食堂干净，家长放心，社会满意。\n")
    assert [node.path for node in found.nodes] == ["引言"]


PIECES = st.sampled_from(
    [odd.text for odd in ODD]
    + ["一、", "（二）", "3.", "第四条 ", "附件", "附件1：", "——", "\n", "\r\n", "|", "？", "?", ")", "表1", "专栏"]
    + ["98.5\n", "　", "目录\n", "一是", "\t", "：", "規(guī)", "\ue2a6", "①", "各单位：\n", "## ", "----\n"]
    + ["现将方案印发给你们，请执行。\n", "2031年5月6日\n", "序号\n"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=14).map("".join))
def test_any_text_is_shared_out(text: str) -> None:
    found = read(text)
    holds_every_character_once(text, found)
    assert len({node.path for node in found.nodes}) == len(found.nodes)
    assert found == read(text)
