"""What a plan promises is said of the matter asked about, or not at all; what comes near is told sparingly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.close import close, without_strange
from assistant.pieces import Piece
from assistant.scene import Found
from index.library import Library

Ask = Callable[..., Any]
ROWS = [
    ("一、", "item", "一、", "体质健康", "一、体质健康。确保中小学生每天在校锻炼不少于2小时。", None),
    ("二、", "item", "二、", "五项管理", "二、五项管理。加强中小学生作业、睡眠、手机管理。", None),
]


def test_a_promise_on_another_matter_is_none_on_the_one_asked(ask_of: Callable[..., Ask]) -> None:
    reply = ask_of(ROWS)("青溪区是不是要求小学生每天睡够十个小时")
    assert "承诺" not in reply.text
    assert "睡眠" in reply.text


def test_a_promise_on_the_matter_is_told_as_one(ask_of: Callable[..., Ask]) -> None:
    assert "承诺" in ask_of(ROWS)("青溪区要不要学生在校锻炼").text


def _found(library: Library, like: float, cover: float = 0.0, meant: float = 0.0) -> Found:
    clause = next(iter(library.clauses()))
    return Found(Piece(clause, 0, int(100 * like) + 1), cover, meant, like + cover, 0.0, like)


def test_where_nothing_is_close_one_sentence_at_most_is_told(library: Library) -> None:
    best, other, none = (_found(library, like) for like in (0.15, 0.12, 0.02))
    assert close([other, best, none]) == [best]
    assert close([none]) == close([]) == []


def test_what_is_about_something_else_is_left_out_beside_what_is_close(library: Library) -> None:
    near, strange, said = _found(library, 0.4), _found(library, 0.01), _found(library, 0.0, meant=0.5)
    assert close([strange, near, said]) == without_strange([strange, near, said]) == [near, said]
