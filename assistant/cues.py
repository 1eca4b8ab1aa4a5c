"""The word lists by which a question is read (``assistant/data``), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of this package: ``table("cues")`` is ``assistant/data/cues.toml``."""
    return tomllib.loads((files("assistant") / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def pattern(section: str, key: str = "cues") -> re.Pattern[str]:
    """One regular expression for a list of cues, for folded text."""
    return re.compile("|".join(f"(?:{one})" for one in table("cues")[section][key]))


def has(text: str, section: str, key: str = "cues") -> bool:
    """Whether folded ``text`` shows a cue of that kind."""
    return pattern(section, key).search(text) is not None


@cache
def stop_words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """What names no content: Chinese phrases of three and more characters as a pattern (longest first), shorter
    Chinese words as a set (to be compared with words, so that the 中 of 初中 stays), English words as a set."""
    stop = table("stop")
    chinese = sorted(set(stop["zh"].split()), key=len, reverse=True)
    phrases = re.compile("|".join(re.escape(word) for word in chinese if len(word) > 2))
    return phrases, frozenset(word for word in chinese if len(word) < 3), frozenset(stop["en"].split())
