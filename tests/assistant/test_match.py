"""How much of a question a clause says, in whatever words."""

from __future__ import annotations

from assistant.ground import Term
from assistant.match import Match
from index.library import Library
from index.plan import Clause, Span


def _clause(text: str, title: str = "") -> Clause:
    return Clause("p#1", "p", "1", 1, "item", "", title, text, 1, 0, len(text), (Span(0, len(text)),))


def _of(question: str, *texts: str) -> list[float]:
    return Match([_clause(text) for text in texts], Library([])).of(question)


def test_a_clause_with_the_questions_words_says_it_all() -> None:
    (same,) = _of("校车安全", "加强校车安全管理")
    assert same > 0.99


def test_other_words_for_the_same_count_more_than_other_matters() -> None:
    alike, apart = _of("书包太沉", "减轻学生过重的作业负担", "完善督学责任区制度")
    assert alike > apart


def test_english_is_held_against_chinese() -> None:
    alike, apart = _of("school bus", "规范校车管理", "完善督学责任区制度")
    assert alike > apart


def test_a_long_clause_is_not_blurred_by_what_else_it_promises() -> None:
    short, long = _of("午休躺睡", "推进午休躺睡", "推进午休躺睡。" + "完善督学责任区制度。" * 30)
    assert abs(short - long) < 0.01


def test_the_heading_counts() -> None:
    clauses = [_clause("每学期检查一次。"), _clause("每学期检查一次。", "校车")]
    bare, headed = Match(clauses, Library([])).of("校车")
    assert headed > bare


def test_nothing_asked_or_nothing_found_matches_nothing() -> None:
    assert _of("🙂", "加强校车安全管理") == [0.0]
    assert _of("校车") == []
    assert _of("校车", "🙂") == [0.0]


def _naming(terms: list[Term], *texts: str) -> list[float]:
    return Match([_clause(text) for text in texts], Library([])).naming(terms)


def test_a_concept_counts_in_any_of_its_ways_and_by_its_weight() -> None:
    term = Term(("校车安全", "学生接送车辆"), 2.0)
    assert [round(one, 2) for one in _naming([term], "规范校车安全", "管好学生接送车辆")] == [2.0, 2.0]


def test_a_concept_is_heard_in_words_like_its_own() -> None:
    near, far = _naming([Term(("学校场馆开放",), 1.0)], "学校体育设施向社区开放", "建立教师荣誉制度")
    assert 1.0 > near > far


def test_no_concept_named_says_nothing() -> None:
    assert _naming([], "加强校车安全管理") == [0.0]
    assert _naming([Term(("🙂",), 1.0)], "加强校车安全管理") == [0.0]
    assert _naming([Term(("校车",), 1.0)]) == []
