"""How well a string reads as official Chinese: a small bigram model of counts (``training/bigrams.py``)."""

from __future__ import annotations

import gzip
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from index.script import fold

UNKNOWN = -24.0
"""log2 probability of a character never seen."""
_BACKOFF = -2.0


@cache
def _counts() -> tuple[dict[str, int], dict[str, int], int]:
    """log2 of the counts of characters and of pairs, and of all characters together."""
    data = gzip.decompress((Path(__file__).parent / "bigrams.txt.gz").read_bytes()).decode()
    single: dict[str, int] = {}
    pairs: dict[str, int] = {}
    total = 0
    for line in data.splitlines():
        first, level = line[0], ord(line[1]) - 97
        single[first] = level
        total += 1 << level
        for char in line[2:]:
            if "a" <= char <= "z":
                level = ord(char) - 97
            else:
                pairs[first + char] = level
    return single, pairs, total.bit_length()


def plain(text: str) -> str:
    """``text`` as the model counts it: folded, any digit a 0."""
    return re.sub(r"\d", "0", fold(text))


def rarity(char: str) -> float:
    """log2 probability of the folded ``char`` by itself."""
    single, _, total = _counts()
    return single[char] - total if char in single else UNKNOWN


def known(char: str) -> bool:
    """Whether the folded ``char`` is one that official texts use."""
    return char in _counts()[0]


def ease(text: str) -> float:
    """log2 probability of the characters of ``text`` (see ``plain``) after the first, each given the one before."""
    single, pairs, total = _counts()
    score = 0.0
    for a, b in pairwise(text):
        level = pairs.get(a + b)
        if level is not None:
            score += level - single[a]
        else:
            score += single[b] - total + _BACKOFF if b in single else UNKNOWN
    return score


def cohesion(first: str, second: str) -> float:
    """Bits by which two folded characters stand together more often than by chance; -inf for an unknown pair."""
    single, pairs, total = _counts()
    level = pairs.get(first + second)
    return level - single[first] - single[second] + total if level is not None and second in single else float("-inf")
