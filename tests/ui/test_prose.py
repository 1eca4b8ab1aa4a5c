"""Markdown of an answer as HTML: a few forms, everything else inert."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.prose import attribute, html, inert


def chip(number):
    return f"<a>{number}</a>" if number < 4 else ""


def text(markdown):
    return unescape(html(markdown, chip))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("甲乙。[1][2]", "<p>甲乙。<a>1</a><a>2</a></p>"),
        ("一行\n二行\n\n另段", "<p>一行<br>二行</p><p>另段</p>"),
        ("**5,898万元**，见[3]", "<p><strong>5,898万元</strong>，见<a>3</a></p>"),
        ("- 甲[1]\n- 乙[2]", "<ul><li>甲<a>1</a></li><li>乙<a>2</a></li></ul>"),
        ("3. 丙\n4. 丁", '<ol start="3"><li>丙</li><li>丁</li></ol>'),
        ("> 原话[1]", "<blockquote><p>原话<a>1</a></p></blockquote>"),
        ("### 小题", "<h4>小题</h4>"),
        ("2025年。", "<p>2025年。</p>"),
    ],
)
def test_the_forms_an_answer_uses(markdown, expected):
    assert text(markdown) == expected


def test_a_table_keeps_its_cells_and_their_chips():
    shown = text("| 规划 | 普惠率 |\n| --- | --- |\n| 甲区 | 88%[1]<br>另 |\n| 乙\\|区 | — |")
    assert '<thead><tr><th scope="col">规划</th><th scope="col">普惠率</th></tr></thead>' in shown
    assert '<tr><th scope="row">甲区</th><td>88%<a>1</a><br>另</td></tr>' in shown
    assert '<tr><th scope="row">乙|区</th><td>—</td></tr>' in shown


def test_an_unknown_citation_number_is_not_shown():
    assert text("甲。[7]") == "<p>甲。</p>"


@pytest.mark.parametrize("escaped", ["\\[1\\]", "\\*\\*甲\\*\\*", "\\# 甲", "\\- 甲", "http\\://a\\_b"])
def test_what_was_escaped_shows_as_itself(escaped):
    shown = re.sub(r"\\(.)", r"\1", escaped)
    assert text(escaped) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>x()</script>",
        "<img src=x onerror=x()>",
        "![a](http://b/c.png)",
        "[点我](javascript:x)",
        "<br onclick=x>",
        "`x`",
        "$$x$$",
    ],
)
def test_nothing_else_becomes_markup(evil):
    shown = html(evil, chip)
    assert re.sub(r"</?p>", "", shown) == inert(evil)
    assert not set("<>![]()`$") & set(inert(evil)), "a Markdown renderer behind it must find nothing either"
    assert unescape(inert(evil)) == evil


def test_characters_that_hide_or_turn_text_are_left_out():
    assert inert("甲\u202e乙\u200b丙\U000e0041丁\x00") == "甲乙丙丁"


def test_an_attribute_cannot_be_left():
    assert attribute('a"\n onclick="x') == "a&#34; onclick&#61;&#34;x"


TAGS = re.compile(
    r"</?(?:p|br|a|ul|ol|li|blockquote|h4|strong|table|thead|tbody|tr|th|td|div)(?: [a-z]+=\"[a-z0-9-]+\")*>"
)


@given(st.text(alphabet=st.sampled_from("甲1.[]*|\\->#<b r>`! \n"), max_size=60))
def test_any_text_renders_on_one_line_with_known_tags_only(markdown):
    shown = html(markdown, chip)
    assert "\n" not in shown
    assert "<" not in TAGS.sub("", shown)
