"""What a plan's measures and sections are called in English. Pure."""

from __future__ import annotations

import re

from assistant.terms import named
from assistant.word_for_word import english
from index.script import fold

_UNIT = re.compile(r"[（(][^（）()]{1,8}[)）]$")


def english_name(name: str) -> str:
    """The English of the term that ``name`` is, else ``≈`` and its words one by one; empty for no name."""
    bare = _UNIT.sub("", fold(name))
    term = named(bare)
    return term.name if term else f"≈ {english(bare)}" if bare else ""
