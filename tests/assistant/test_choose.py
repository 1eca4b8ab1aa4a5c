"""How many clauses and sentences an answer quotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.choose import choose, clauses, telling
from assistant.likely import Likely, likely
from assistant.pieces import Piece
from assistant.question import read_question
from assistant.retrieve import Hit
from assistant.scene import Found, Scene
from index.library import Library
from index.plan import Clause, Span

Scenes = Callable[[list[Hit]], Scene]


@pytest.fixture
def scene_of(library: Library) -> Scenes:
    question = read_question("体育活动要多久", (), library, date(2026, 3, 1))
    return lambda hits: Scene(question, hits, library, date(2026, 3, 1))


def _clause(name: str, text: str = "一句。二句。三句。四句。五句。") -> Clause:
    return Clause(f"p#{name}", "p", name, 1, "item", name, "", text, 1, 0, len(text), (Span(0, len(text)),))


def _sentences(name: str, *nears: float) -> tuple[Found, ...]:
    clause = _clause(name)
    return tuple(Found(Piece(clause, 3 * at, 3 * at + 3), 0.5, 0.0, near, near) for at, near in enumerate(nears))


def _rated(*chances: float) -> list[Likely]:
    return [Likely(_clause(str(at)), chance, _sentences(str(at), 0.5)) for at, chance in enumerate(chances)]


def _names(picked: list[Likely]) -> list[str]:
    return [one.clause.path for one in picked]


def test_a_sure_clause_stands_alone() -> None:
    assert _names(clauses(_rated(0.95, 0.05))) == ["0"]


def test_an_unsure_one_is_joined_by_the_next_likely() -> None:
    assert _names(clauses(_rated(0.4, 0.3, 0.01))) == ["0", "1"]


def test_where_even_the_likeliest_is_doubtful_less_likely_ones_are_told_too() -> None:
    assert _names(clauses(_rated(0.4, 0.3, 0.05, 0.04))) == ["0", "1", "2", "3"]
    assert _names(clauses(_rated(0.6, 0.3, 0.05, 0.04))) == ["0", "1"]


def test_one_that_hardly_answers_is_left_out_however_unsure_the_rest_is() -> None:
    assert _names(clauses(_rated(0.5, 0.45, 0.05))) == ["0", "1"]


def test_the_likeliest_is_quoted_however_unlikely() -> None:
    assert _names(clauses(_rated(0.015, 0.01))) == ["0"]


def test_never_more_than_four_beside_a_likely_one_nor_than_five() -> None:
    assert _names(clauses(_rated(0.46, 0.14, 0.13, 0.12, 0.11))) == ["0", "1", "2", "3"]
    assert _names(clauses(_rated(0.2, 0.17, 0.16, 0.16, 0.16, 0.15))) == ["0", "1", "2", "3", "4"]


def test_nothing_found_nothing_chosen() -> None:
    assert clauses([]) == []


def test_sentences_far_behind_the_best_are_left_out() -> None:
    told = telling(_sentences("a", 0.2, 0.9, 0.8))
    assert [one.near for one in told] == [0.9, 0.8]


def test_sentences_keep_their_order_in_the_clause() -> None:
    told = telling(_sentences("a", 0.8, 0.7, 0.9), most=2)
    assert [one.near for one in told] == [0.8, 0.9]


def test_search_words_and_meaning_together_make_a_clause_sure(scene_of: Scenes) -> None:
    first, second = _clause("甲"), _clause("乙")
    scene = scene_of([Hit(first, 0.9, ""), Hit(second, 0.3, "")])
    ahead = [Found(Piece(first, 0, 3), 0.8, 1.0, 0.9, 1.0, 0.7), Found(Piece(second, 0, 3), 0.1, 0.0, 0.1, 0.2, 0.1)]
    level = [Found(Piece(first, 0, 3), 0.1, 0.0, 0.1, 1.0, 0.1), Found(Piece(second, 0, 3), 0.8, 1.0, 0.9, 0.2, 0.7)]
    assert [round(one.chance, 1) for one in likely(scene, ahead)] == [1.0, 0.0]
    assert likely(scene, level)[0].clause == second


def test_a_clause_that_is_second_in_search_may_be_the_likelier(scene_of: Scenes) -> None:
    first, second = _clause("甲"), _clause("乙")
    scene = scene_of([Hit(first, 0.5, ""), Hit(second, 0.48, "")])
    found = [Found(Piece(first, 0, 3), 0.1, 0.0, 0.1, 1.0, 0.1), Found(Piece(second, 0, 3), 0.8, 1.0, 0.9, 0.9, 0.7)]
    assert [one.clause.path for one in likely(scene, found)] == ["乙", "甲"]
    assert choose(scene, found)[0].piece.clause == second


def test_the_notice_a_plan_was_sent_out_with_is_not_quoted_beside_an_answer(scene_of: Scenes) -> None:
    first, other = _clause("甲"), _clause("乙")
    found = [Found(Piece(first, 0, 3), 0.5, 0.5, 0.5, 1.0, 0.5), Found(Piece(other, 0, 3), 0.5, 0.5, 0.5, 0.98, 0.5)]
    assert {one.piece.clause.path for one in choose(scene_of([Hit(first, 1.0, ""), Hit(other, 1.0, "")]), found)} == {
        "甲",
        "乙",
    }
    notice = replace(other, kind="front")
    found[1] = replace(found[1], piece=Piece(notice, 0, 3))
    assert {one.piece.clause.path for one in choose(scene_of([Hit(first, 1.0, ""), Hit(notice, 1.0, "")]), found)} == {
        "甲"
    }
