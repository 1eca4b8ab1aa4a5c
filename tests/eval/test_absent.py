"""The probe with matters that a plan never mentions: what it draws, what it counts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from eval.absent import count, matters
from index.thesaurus import Concept

BUS = Concept("校车安全管理", ("校车",))


def _plan(text: str) -> Any:
    return SimpleNamespace(clauses=[SimpleNamespace(text=text)])


def test_a_matter_is_absent_only_where_no_clause_has_any_of_its_ways() -> None:
    absent, present = matters(_plan("一、加强劳动教育。二、规范校车运营。"))
    assert "劳动教育" in {one.term for one in present}
    assert "校车安全管理" not in {one.term for one in absent}
    assert "游泳教育" in {one.term for one in absent}


def test_answers_with_a_reserve_and_quotes_of_the_matter_are_counted() -> None:
    def answer(status: str, reason: str, shown: str) -> Any:
        return SimpleNamespace(status=status, reason=reason, citations=[SimpleNamespace(shown=shown)])

    tally = count(
        iter(
            [
                ("present", BUS, answer("answered", "", "规范校车运营")),
                ("absent", BUS, answer("partial", "near_miss", "规范收费")),
                ("absent", BUS, answer("answered", "", "规范收费")),
            ]
        )
    )
    assert (tally["present", "answered"], tally["present", "quoted"]) == (1, 1)
    assert (tally["absent", "asked"], tally["absent", "answered"], tally["absent", "quoted"]) == (2, 1, 0)
