"""Where a folded text breaks into sentences, parts and words, and the pairs of characters it is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from index.words import segment

SENTENCE = re.compile(r"[。；;！!？?\n]")
"""Ends a sentence."""
PART = re.compile(r"[，,。；;！!？?\n：:—|…]")
"""Ends a part of one, or a cell."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


def dense(text: str) -> str:
    """``text`` without blanks and quotation marks, which part nothing."""
    return re.sub(r"[ \t\u3000“”\"「」『』‘’]", "", text)


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters of folded ``text``, within runs of Han characters, letters or digits."""
    return [run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]+|[a-z]+|\d+", text) for i in range(len(run) - 1)]


def beginning(text: str, at: int, stops: re.Pattern[str] = SENTENCE) -> int:
    """Where the sentence of folded ``text`` that ``at`` stands in begins, or what else ``stops`` end."""
    return max((match.end() for match in stops.finditer(text, 0, at)), default=0)


def han_words(text: str) -> Iterator[str]:
    """The words of the Han characters in folded ``text``."""
    for run in _HAN.findall(text):
        yield from segment(run)


def without(text: str, empty: Collection[str]) -> str:
    """The Han characters of folded ``text``, a blank behind each run of them and in place of each word in ``empty``."""
    words = (word for run in _HAN.findall(text) for word in (*segment(run), " "))
    return "".join(" " if word in empty else word for word in words)
