"""Two registers of one answer."""

from ui.register import REGISTERS, choice_html
from ui.render import answer_html


def test_parents_read_plain_words_first_then_the_answer_then_what_its_terms_mean(answer, library):
    shown = answer_html(answer, library)
    first, plan, terms = (shown.index(words) for words in ("至少有88个", 'class="said"', "词语解释"))
    assert first < plan < terms
    assert "可以先问区教育局" in shown


def test_both_registers_rest_on_the_same_sources(answer, library):
    shown = answer_html(answer, library)
    parents = shown.split('class="plainly for-parent"')[1].split("</div>")[0]
    assert parents.count('class="chip"') == 2
    assert "《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号" in _words(shown)


def test_only_staff_are_offered_files(answer, library):
    exports = answer_html(answer, library).split('class="exports for-staff"')[1]
    assert "word" in exports and "Markdown" in exports


def test_while_an_answer_grows_there_is_only_the_answer(answer, library):
    assert "for-parent" not in answer_html(answer, library, complete=False)


def test_the_choice_is_a_button_for_each():
    assert all(f'data-register="{name}"' in choice_html() for name in REGISTERS)


def _words(html: str) -> str:
    from html import unescape

    return unescape(html)
