"""Why a sentence was left out, readable in three languages."""

from __future__ import annotations

import pytest

from assistant.reasons import explain


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hans", "引用的条款里没有“17%”这个数；条款没有否定这件事"),
        ("zh-Hant", "引用的條款裡沒有“17%”這個數；條款沒有否定這件事"),
        ("en", "the number 17% is not in the cited clause; the clause does not negate this"),
    ],
)
def test_each_reason_reads_in_the_readers_language(language: str, said: str) -> None:
    assert explain(("number 17%", "negation put in", "number 17%"), language) == said


def test_an_unknown_reason_is_still_said() -> None:
    assert "xyz" in explain(("xyz",), "en")


def test_a_wrong_seat_is_named() -> None:
    assert explain(("seat 区财政局",), "zh-Hans") == "引用的条款没有说设在“区财政局”"
