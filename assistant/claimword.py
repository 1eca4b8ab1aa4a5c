"""Which words that the evidence lacks make a claim of their own, and which only put its claim in other words.

A restatement may exchange a verb for its like (推介 for 推广) or join its parts with words of its own (为此, 或者). It
may not bring in a thing, a person, a time, a degree, nor a verb that turns the matter round or speaks of money, a
penalty or a test.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.breaks import han_words
from assistant.cues import table
from assistant.sameword import general
from index.gloss import senses
from index.words import part_of_speech

FEW = 2
"""Words that speak of anything from which a part that has no others says something of its own."""

_PLAIN = frozenset(["v", "c", "p", "r", "u"])
"""Parts of speech whose words say nothing new in a sentence that is otherwise its evidence's."""
_LOOSE = frozenset(["vn", "a", "ad", "an", "vd"])
"""Parts of speech whose words pass beside a like word of the evidence (适合 beside 适宜)."""


def added(words: Sequence[str], content: Sequence[str], near: str) -> list[str]:
    """Those of ``words``, strangers to the evidence, that make a claim; ``content`` are all telling words of their part
    of the sentence, ``near`` is the evidence it is compared with. All of them where the part has more strangers than
    words it shares, or is made of words that speak of anything and shares none (整体形势平稳)."""
    telling = [word for word in words if not plain(word, near)]
    if telling:
        return telling
    new = [word for word in words if word not in general()]
    shared = sum(len(word) > 1 for word in content) - len(words)
    if not new and shared <= 0 and len(words) >= FEW:
        return list(words)
    return new if len(new) > max(shared, 0) else []


def plain(word: str, near: str) -> bool:
    """Whether ``word`` may stand in a restatement of ``near`` without being in it."""
    if word in general():
        return True
    if _claims().search(word):
        return False
    kind = part_of_speech(word)
    return kind in _PLAIN or (kind in _LOOSE and any(alike(word, other) for other in _words(near)))


def alike(word: str, other: str) -> bool:
    """Whether two words of two characters have one of them in the same place (增强, 加强) and neither turns it."""
    pair = len(word) == 2 == len(other) and any(a == b for a, b in zip(word, other, strict=True))
    return pair and not _claims().search(word) and not _claims().search(other)


def same_sense(word: str, other: str) -> bool:
    """Whether one word may be put for the other: they are alike, or the dictionary gives them a meaning in common."""
    return alike(word, other) or (not _claims().search(other) and bool(senses(word) & senses(other)))


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple({word for word in han_words(text) if len(word) == 2})


@cache
def _claims() -> re.Pattern[str]:
    return re.compile(table("check")["claims"]["signs"])
