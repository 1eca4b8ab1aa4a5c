"""Slips of the pen in English words."""

from __future__ import annotations

import pytest

from index.spelling import Speller

KNOWN = Speller(["kindergarten", "homework", "bus", "vocational"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kindergarden", "kindergarten"),  # one letter for another
        ("vocatinal", "vocational"),  # one left out
        ("homeworkk", "homework"),  # one too many
        ("homewrok", "homework"),  # two changed about
    ],
)
def test_a_long_word_one_letter_off_is_mended(written: str, meant: str) -> None:
    assert KNOWN(written) == meant


@pytest.mark.parametrize("word", ["homework", "bug", "gardening", "locational", "covid19", ""])
def test_any_other_word_stays(word: str) -> None:
    assert KNOWN(word) == word
