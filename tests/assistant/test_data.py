"""The data files behind reading, composing and checking hold together."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from assistant.cues import table

FRAMES = {key: entry for key, entry in table("frames").items() if isinstance(entry, dict)}


@pytest.mark.parametrize("key", FRAMES)
def test_a_frame_says_the_same_gaps_in_both_languages_and_no_number(key: str) -> None:
    gaps = [{name for _, name, _, _ in Formatter().parse(FRAMES[key][lang]) if name} for lang in ("zh", "en")]
    assert gaps[1] <= gaps[0]
    assert not re.search(r"\d", FRAMES[key]["zh"] + FRAMES[key]["en"])


@pytest.mark.parametrize("section", list(table("cues")))
def test_cues_compile_and_match_nothing_empty(section: str) -> None:
    for patterns in table("cues")[section].values():
        for one in patterns:
            assert not re.compile(one).fullmatch("")


def test_help_lines_come_in_both_languages() -> None:
    lines = table("hotlines")
    assert len(lines["zh"]) == len(lines["en"]) > 0
