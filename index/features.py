"""What the bundled embedder sees of a text: overlapping n-grams of Chinese, English words and their stems, numbers.

A feature is a string. ``features`` lists all a text could have; a ``Vocabulary`` keeps the known ones as row numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.script import fold

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
LONGEST = 4  # characters of a Chinese n-gram
_PREFIX = 5  # letters; a longer English word also counts by its beginning, which joins its inflections

_READING = re.compile(rf"(?<=[{HAN}])\((?=[^)]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{{1,6}}\)")
_TOKEN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)?")


def normalise(text: str) -> str:
    """Folded (NFKC, lower case, Simplified), with readings put in after a character, as 規(guī), taken out."""
    return _READING.sub("", fold(text))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case English word without its plural ending: schools → school, policies → policy, classes → class."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def features(text: str) -> Iterator[str]:
    """Every feature of ``text``, repeats included: Chinese 1- to 4-grams, English stems, five-letter beginnings
    (``educa*``) and pairs of neighbouring stems, numbers."""
    previous = ""
    for match in _TOKEN.finditer(normalise(text)):
        token = match.group()
        if token.isascii():
            word = stem(token) if token.isalpha() else token
            yield word
            if previous and token.isalpha():
                yield f"{previous} {word}"
            if len(word) > _PREFIX and token.isalpha():
                yield word[:_PREFIX] + "*"
            previous = word if token.isalpha() else ""
            continue
        previous = ""
        size = len(token)
        for length in range(1, LONGEST + 1):
            for start in range(size - length + 1):
                yield token[start : start + length]


class Vocabulary:
    """The known features in row order."""

    def __init__(self, known: Sequence[str]) -> None:
        self.known = tuple(known)
        self._rows = {feature: row for row, feature in enumerate(self.known)}

    def __len__(self) -> int:
        return len(self.known)

    def rows(self, text: str) -> NDArray[np.int32]:
        """Row numbers of the known features of ``text``, shape ``(n,)``; empty where none is known."""
        found = [row for row in map(self._rows.get, features(text)) if row is not None]
        return np.array(found, dtype=np.int32)

    def bags(self, texts: Iterable[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The rows of all texts joined, and where each text's rows begin: shapes ``(n,)`` and ``(texts + 1,)``."""
        parts = [self.rows(text) for text in texts]
        starts = np.cumsum([0, *map(len, parts)], dtype=np.int64)
        return (np.concatenate(parts) if parts else np.zeros(0, np.int32)), starts

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """From a text file with one feature a line, in row order."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def save(self, path: Path) -> None:
        path.write_text("\n".join(self.known) + "\n", encoding="utf-8", newline="\n")
