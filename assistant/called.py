"""What a plan's measures and sections are called in English. Pure."""

from __future__ import annotations

import re

from assistant.rendition.sentence import term
from assistant.terms import named
from assistant.word_for_word import english
from index.script import fold

_UNIT = re.compile(r"[（(][^（）()]{1,8}[)）]$")


def english_name(name: str) -> str:
    """The English of the term that ``name`` is, else by grammar, else ``≈`` and its words one by one; empty for no
    name."""
    bare = _UNIT.sub("", fold(name))
    known = named(bare)
    if known or not bare:
        return known.name if known else ""
    return re.sub("^(?:the|an?) ", "", term(bare)) or f"≈ {english(bare)}"
