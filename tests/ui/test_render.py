"""An answer as HTML for the chat."""

import re
from dataclasses import replace
from html import unescape

from assistant.answer import Notice, Sentence
from ui.render import answer_html, question_html


def words(html):
    """What a reader sees in the Simplified interface."""
    html = re.sub(r'<span class="l" lang="(?!zh-Hans)[^"]*">[^<]*</span>', "", html)
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_chips_link_to_the_quote_in_its_clause(answer, library):
    shown = answer_html(answer, library)
    first = answer.citations[0]
    assert f"?start={first.start}&end={first.end}" in unescape(shown)
    assert 'class="chip" href="/clause/%E4%BA%91%E6%BA%AA%E5%8C%BA-2021-2025%23' in shown
    said = shown.split('class="said"')[1].split('class="explained')[0]
    assert said.count('class="chip"') == 4, "two sentences and two table cells"


def test_sources_used_are_shown_and_the_rest_is_folded(answer, library):
    shown = answer_html(answer, library)
    used, unused = shown.split('class="sources"')[1].split('<details class="unused">')
    assert "到2025年，全区学前教育普惠率达到88%以上" in words(used)
    assert used.count("<li>") == 2
    assert "二、(一)2." in words(unused) and "检索到但未引用（1）" in words(unused)
    assert "二、(一)1." not in words(unused)


def test_a_citation_that_no_sentence_uses_is_no_source(answer, library):
    lone = replace(answer, sentences=answer.sentences[:1])
    assert answer_html(lone, library).split('class="sources"')[1].split("<details")[0].count("<li>") == 1


def test_while_it_streams_only_the_text_stands(answer, library):
    shown = answer_html(replace(answer, text=answer.text.split("\n\n")[0]), library, complete=False)
    assert "sources" not in shown and "unused" not in shown and "88%以上" in words(shown)


def test_notices_are_banners_with_their_clause(answer, library):
    noticed = replace(answer, notices=(Notice("conflict", "两处<b>数值</b>不同", answer.citations[0].clause),))
    shown = answer_html(noticed, library)
    assert '<p class="notice conflict"><a href="/clause/' in shown
    assert "两处<b>数值</b>不同" in words(shown)


def test_status_is_said_unless_answered(answer, library):
    assert "没有依据" in words(answer_html(replace(answer, status="declined"), library))
    assert "只有部分依据" in words(answer_html(replace(answer, status="partial"), library))
    assert 'class="status"' not in answer_html(answer, library)
    long = words(answer_html(replace(answer, status="declined", reason="too_long"), library))
    assert "问题太长" in long and "没有依据" not in long


def test_the_standalone_form_of_a_follow_up_is_shown(answer, library):
    follow_up = replace(answer, question="那松岭区呢？", standalone="松岭区的普惠率目标是多少？")
    assert "理解为 松岭区的普惠率目标是多少？" in words(answer_html(follow_up, library))
    assert "understood" not in answer_html(replace(answer, question="甲", standalone="甲 "), library)
    too_long = replace(answer, question="长" * 50_000, standalone="长" * 2_000)
    assert "understood" not in answer_html(too_long, library), "only its beginning was read"


def test_a_clause_removed_meanwhile_is_left_out_of_the_fold(answer, library):
    gone = replace(answer, retrieved=(replace(answer.retrieved[1], clause="无此规划#一、"),))
    assert "unused" not in answer_html(gone, library)


def test_sentences_stand_in_for_a_missing_text(answer, library):
    bare = replace(answer, text="", sentences=(Sentence("甲。", (1,)), Sentence("乙。")), notices=())
    assert words(answer_html(bare, library, complete=False)) == "甲。1乙。"


def test_what_a_document_a_model_or_a_user_says_is_inert(answer, library):
    evil = '<script>x()</script>![a](http://b/c.png)"><img src=x onerror=x()>'
    citation = replace(answer.citations[0], shown=evil, plan_title=evil, path=evil)
    attacked = replace(answer, text=evil + "[1]", standalone=evil, citations=(citation,), notices=(Notice(evil, evil),))
    shown = answer_html(attacked, library) + question_html(evil)
    assert "<script" not in shown and "<img" not in shown and "![" not in shown
    assert words(shown).count(evil) == 8, "as text: standalone, answer, notice, title, path, quote, copy, question"
    assert "\n" not in shown, "a blank line would end the HTML block for a Markdown renderer"


def test_what_is_copied_ends_with_the_sources_in_official_form(answer, library):
    copied = answer_html(answer, library).split('class="copied-text"')[1].split("</div>")[0]
    lines = [words(line) for line in re.findall(r"<p>(.*?)</p>", copied)]
    assert lines[0] == "云溪区2025年学前教育普惠率的目标是88%以上。[1]"
    assert lines[-2] == "[1] 《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号"
    assert "copied-text" not in answer_html(answer, library, complete=False)


def test_a_very_long_question_is_cut_and_says_so():
    shown = question_html("长" * 50_000)
    assert len(shown) < 2_000 and "共 50000 字" in words(shown)
