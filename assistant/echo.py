"""How far an English sentence speaks of what a Chinese text says: its words' translations found there."""

from __future__ import annotations

import re

from assistant.cues import stop_words
from index.gloss import chinese
from index.script import fold
from index.thesaurus import widen

LEAST = 0.3
"""Echoes a content word that an English sentence needs; below it the sentence is about something else."""

_WORD = re.compile(r"[A-Za-z][a-z'-]+")


def content_words(text: str) -> list[str]:
    """The English words of ``text`` that are neither function words nor names (a capital inside the sentence)."""
    *_, empty = stop_words()
    names = {match.group() for match in _WORD.finditer(text) if match.group()[0].isupper() and match.start() > 0}
    return [word for word in _WORD.findall(text) if word not in names and word.lower() not in empty]


def echo(text: str, evidence: str) -> float:
    """Pairs of characters of ``evidence`` that translate words of ``text``, for each content word of ``text``.

    Names (a capital inside the sentence) and function words are no content words. 0 where there are none.
    """
    words = content_words(text)
    folded = fold(evidence)
    pairs = {word[i : i + 2] for word in chinese(" ".join(words)) if word in folded for i in range(len(word) - 1)}
    pairs |= {term for term, _ in widen(" ".join(words)) if len(term) > 1 and term in folded}
    return len(pairs) / len(words) if words else 0.0
