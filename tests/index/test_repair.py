"""What the web did to a text, found and mended; whole text left alone."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clean import mend
from index.repair import find_damage
from index.script import to_traditional


def mended(text: str) -> str:
    return mend(text, find_damage(text)).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("教育規(guī)劃", "教育規劃"),
        ("教育規（guī）劃", "教育規劃"),
        ("教育規guī)劃", "教育規劃"),
        ("教育規(guī劃", "教育規劃"),
        ("綠(lǜ)色校園", "綠色校園"),
        ("組 ?長:李 ?明 ?區長", "組長:李明 區長"),
        ("組 ???長:李小明??區長", "組長:李小明 區長"),
        ("組 ?長:王 ?光\n副 組 長:李小明??局長", "組長:王光\n副組長:李小明 局長"),
        ("激發辦學活力/p>\n", "激發辦學活力\n"),
        ("<p>办好学校</p>&nbsp;", "办好学校 "),
        ("\uf06c办好学校", "•办好学校"),
        ("关于印发《青禾区教育\n\n发展规划》的通知", "关于印发《青禾区教育发展规划》的通知"),
        ("青禾区人民政府\n关于印发青禾区方案的通知\n", "青禾区人民政府关于印发青禾区方案的通知\n"),
    ],
)
def test_mended(broken: str, whole: str) -> None:
    assert mended(broken) == whole


SENTENCES = [
    "学校要加强教育教学管理，提高教育质量。",
    "推进义务教育优质均衡发展，完善招生考试制度。",
    "支持职业院校改善基础设施，培养技能人才。",
    "健全教师激励机制，保障教师工资待遇。",
]


def shift(text: str, at: int, count: int) -> str:
    """``text`` with the lead byte of character ``at`` lost and ``count`` characters from there read one byte off,
    the last one's trail byte lost too: what a reader makes of it, full-width signs as ASCII."""
    run = text[at : at + count].encode("gbk")
    wrong = run[1:-1].decode("gb18030")
    plain = "".join(chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char for char in wrong)
    return f"{text[:at]}?{plain}?{text[at + count :]}"


@pytest.mark.parametrize("text", SENTENCES)
def test_a_run_read_one_byte_off_comes_back(text: str) -> None:
    """Its inner characters always; the first and the last, half of which is lost, wherever that is called certain."""
    plain = unicodedata.normalize("NFKC", text)
    certain = 0
    for at in range(2, len(text) - 9):
        broken = shift(text, at, 6)
        (record,) = [one for one in find_damage(broken) if one.kind == "shifted"]
        after = unicodedata.normalize("NFKC", record.after)
        assert broken[record.start : record.end] == record.before
        assert after[1:5] == plain[at + 1 : at + 5]
        assert not record.certain or after == plain[at : at + 6]
        certain += record.certain
    assert certain >= 3


def test_an_unknown_private_character_is_a_guess() -> None:
    (record,) = find_damage("甲\ue123乙")
    assert (record.after, record.certain) == ("□", False)


CLEAN = [
    "“行(xíng)”字怎么读？(PISA)测试、(App)平台、(STEAM)课程、(yu)不是拼音，3.0版，1,096万元，2.07万平方米。",
    "怎么办? 学校要开家长会。真的吗??是的。为什么?A班先走。",
    "一、总体要求\n办好学校。\n总  则\n第一条　为规范办学，制定本办法。\n",
    "青禾区2031年义务教育阶段学校招生工作方案\n青禾区教育局\n2031年5月6日\n",
    "指标 | 2025年\n入园率(%) | 95\n<备注> 5<6，7>3，a/b>c\n",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_stays(text: str) -> None:
    assert find_damage(text) == ()
    assert find_damage(to_traditional(text)) == ()


WORDS = st.sampled_from(
    [
        *SENTENCES,
        *CLEAN,
        "(一)",
        "1.",
        "——",
        "\n",
        "？",
        "?",
        "（PISA）",
        "3.5%",
        "《青禾区规划》",
        "“十四五”",
        "區",
        "學校",
        "!",
        " ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=8).map("".join))
def test_no_reading_no_run_no_markup_is_seen_in_clean_text(text: str) -> None:
    assert {one.kind for one in find_damage(text)} <= {"wrap", "blank"}


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(WORDS | st.text(max_size=4) | st.sampled_from(["規(guī)", "?;\ue2a6A", "/p>", " ?"]), max_size=10).map(
        "".join
    )
)
def test_records_are_sorted_apart_and_verbatim(text: str) -> None:
    found = find_damage(text)
    assert all(text[one.start : one.end] == one.before != one.after for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    clean = mend(text, found)
    assert all(clean.span(i, i + 1).start <= clean.span(i, i + 1).end for i in range(len(clean.text)))


def test_a_blank_inside_a_word_of_a_sentence_is_taken_out():
    text = "各学校要认真落实国 家有关规定，及时处理问 题，切实保障学生的合法权益。\n"
    assert [(d.kind, d.before, d.after) for d in find_damage(text)] == [("blank", " ", "")] * 2
    assert mend(text, find_damage(text)).text == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "第十一条 学校应当公开招生，接受社会监督。\n",
        "本办法由青禾区教育局 青禾区财政局负责解释，自发布之日起施行。\n",
        "第一章 总 则\n",
        "编制单位 教育局，日期 五月\n",
    ],
)
def test_a_blank_between_words_stays(text):
    assert find_damage(text) == ()
