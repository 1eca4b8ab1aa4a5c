"""Plans side by side."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from ui.export.comparison import comparison_paper
from ui.export.markdown import markdown
from ui.matrix import MOST_ASPECTS, names
from ui.matrix import compare as growing
from ui.pages.compare import compare_html, shared
from ui.prose import table_rows

YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


def compare(*asked):
    """The whole comparison."""
    *_, last = growing(*asked)
    return last


@pytest.fixture
def matrix(assistant):
    return compare(assistant, [YUNXI, SONGLING], ["学前教育", "教师\n经费，教师"])


def test_each_aspect_is_asked_of_the_chosen_plans(assistant, matrix):
    assert [line.aspect for line in matrix.lines] == ["学前教育", "教师", "经费"]
    assert assistant.scopes == [(YUNXI, SONGLING)] * 3


def test_it_grows_by_an_aspect_so_that_it_can_be_given_up_between_two(assistant):
    steps = growing(assistant, [YUNXI, SONGLING], ["学前教育", "教师"])
    assert [len(next(steps).lines) for _ in range(2)] == [0, 1] and len(assistant.scopes) == 1
    assert [len(one.lines) for one in steps] == [2]


def test_a_cell_is_what_the_assistant_says_of_that_plan(matrix):
    assert matrix.lines[0].cells == {YUNXI: "88%以上[1]", SONGLING: "85%左右[2]"}


def test_the_language_of_the_page_decides_that_of_the_cells(assistant, monkeypatch):
    asked = []
    ask = assistant.ask
    monkeypatch.setattr(assistant, "ask", lambda question, **more: asked.append(question) or ask(question, **more))
    for language in ("zh-Hans", "zh-Hant", "en"):
        compare(assistant, [YUNXI, SONGLING], ["学前教育"], language)
    assert asked[0].startswith("比较云溪区") and asked[1].startswith("比較雲溪區")
    assert asked[2] == "How do Yunxi District and Songling District compare on “学前教育”?"


def test_what_is_found_only_in_the_aspect_s_own_language_is_shown_all_the_same(assistant, answer, monkeypatch):
    nothing = replace(answer, text="Nothing was found.", citations=(), sentences=())
    ask = assistant.ask
    monkeypatch.setattr(
        assistant, "ask", lambda question, **more: nothing if question.startswith("How") else ask(question, **more)
    )
    found = compare(assistant, [YUNXI, SONGLING], ["学前教育"], "en")
    assert found.lines[0].cells == {YUNXI: "At least 88% (“88%以上”)[1]", SONGLING: "About 85% (“85%左右”)[2]"}
    assert [one.plan for one in found.sources] == [YUNXI, SONGLING]


def test_a_source_is_counted_once(matrix):
    assert [one.plan for one in matrix.sources] == [YUNXI, SONGLING]
    assert matrix.lines[2].cells[SONGLING].endswith("[2]")


def test_fewer_than_two_plans_are_not_compared(assistant):
    assert compare(assistant, [YUNXI, YUNXI, "无此规划"], ["学前教育"]).lines == ()
    assert assistant.scopes == []


def test_what_goes_beyond_the_limit_is_left_out(assistant):
    lines = compare(assistant, [YUNXI, SONGLING], [f"方面{n}" for n in range(50)]).lines
    assert len(lines) == MOST_ASPECTS


def test_the_page_links_every_cell_to_its_words(library, matrix):
    shown = compare_html(library, matrix, ["学前教育"])
    assert len(re.findall(r"<td>.*?</td>", shown)) == 6 and shown.count('class="chip"') >= 6
    assert "《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号" in unescape(shown)


def test_the_export_is_a_table_with_its_sources(matrix, library):
    text = markdown(comparison_paper(matrix, library, "zh-Hans", date(2025, 6, 1)))
    assert table_rows(text)[0] == ["方面", "云溪区", "松嶺區"]
    assert "[1] 《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号：“到2025年" in text


def test_an_english_export_names_places_and_aspects_in_english_beside_the_original(assistant, library):
    found = compare(assistant, [YUNXI, SONGLING], ["学前教育"], "en")
    text = markdown(comparison_paper(found, library, "en", date(2025, 6, 1)))
    assert table_rows(text)[0][1:] == ["Yunxi District (云溪区)", "Songling District (松嶺區)"]
    assert [row[0] for row in table_rows(text)[1:]] == ["preschool education (学前教育)"], text


def test_two_plans_of_one_place_are_told_apart_by_their_period(library):
    first = library.plans[YUNXI]
    later = replace(first, metadata=replace(first.metadata, period=(2026, 2030)))
    assert names([first, later, library.plans[SONGLING]]) == ["云溪区 2021–2025", "云溪区 2026–2030", "松嶺區"]


def test_offered_aspects_are_measures_that_plans_share(library):
    assert shared(library) == ["学前教育普惠率"]


def test_hostile_aspects_stay_words(assistant, library):
    evil = '<script>x()</script>"><img src=x>'
    matrix = compare(assistant, [YUNXI, SONGLING], [evil])
    assert "<script" not in compare_html(library, matrix, [evil]) and "<img" not in compare_html(
        library, matrix, [evil]
    )


def test_the_real_comparison_fits_the_page(sample_assistant):
    plans = list(sample_assistant.library.plans)
    aspects = ["普惠性幼儿园覆盖率", "火星移民"]
    matrix = compare(sample_assistant, plans, aspects)
    first, last = matrix.lines
    assert all(re.search(r"\d.*\[\d+\]", cell) for cell in first.cells.values())
    assert not any(last.cells.values()), "what no plan speaks of stays empty"
    for plan, cell in first.cells.items():
        assert {matrix.sources[int(n) - 1].plan for n in re.findall(r"\[(\d+)\]", cell)} == {plan}
