"""Layout and markers of an answer."""

from __future__ import annotations

from assistant.draft import DraftSentence, Page, Quote, keep, render_markdown

ONE, TWO = Quote("a#一、", 0, 3), Quote("a#二、", 4, 8)


def _page() -> Page:
    page = Page()
    page.frame("规划写明：")
    page.items([DraftSentence("甲。", (ONE,)), DraftSentence("乙。", (TWO, ONE))])
    page.table(("区", "内容"), ("东区", "西区"), [[[DraftSentence("丙。", (TWO,))]], [[]]])
    return page


def test_markdown() -> None:
    text = render_markdown(_page().draft(), {ONE: 1, TWO: 2})
    assert (
        text
        == "规划写明：\n\n- 甲。[1]\n- 乙。[2][1]\n\n| 区 | 内容 |\n| --- | --- |\n| 东区 | 丙。[2] |\n| 西区 | — |"
    )


def test_neighbours_with_one_quote_are_marked_once() -> None:
    page = Page()
    page.quote(DraftSentence("甲。", (ONE,)), DraftSentence("乙。", (ONE,)))
    assert render_markdown(page.draft(), {ONE: 1}) == "> 甲。乙。[1]"


def test_sentences_that_fail_leave_no_gap() -> None:
    draft = keep(_page().draft(), [0, 2])
    assert [sentence.text for sentence in draft.sentences] == ["规划写明：", "乙。"]
    assert render_markdown(draft, {ONE: 1, TWO: 2}) == "规划写明：\n\n- 乙。[2][1]"


def test_the_caller_escapes_words_not_markers() -> None:
    page = Page()
    page.say(DraftSentence("<b>甲[9]</b>", (ONE,)))
    shown = render_markdown(page.draft(), {ONE: 1}, lambda text: text.replace("<", "&lt;").replace("[", "\\["))
    assert shown == "&lt;b>甲\\[9]&lt;/b>[1]"
