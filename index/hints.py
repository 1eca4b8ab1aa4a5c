"""Remarks that name a concept without its words: short pieces that stand near each other, in any order.

A hint ``@teacher 打/扇 @child`` is met by 老师又扇我娃耳光 and by 把学生打了的那个老师. Pieces are parted by blanks,
ways of a piece by ``/``; ``@name`` stands for a group of ``lexicon/groups.toml``. In an English hint a piece is a word
without its plural ending, or with ``*`` the beginning of one.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

GROUPS = Path(__file__).parent / "lexicon" / "groups.toml"
_NEAR = 18  # characters from the first piece's beginning to the last one's end
_NEAR_WORDS = 10
_SENTENCE = re.compile(r"[。！？!?;；\n]+")  # a hint's pieces stand in one

Piece = frozenset[str]
Span = tuple[int, int]


@cache
def groups(path: Path = GROUPS) -> Mapping[str, tuple[str, ...]]:
    """Words that hints take for one another, by the group's name."""
    return {name: tuple(ways) for name, ways in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def pieces(hint: str) -> tuple[Piece, ...]:
    """The pieces of a hint, each as the set of its ways. KeyError for an unknown group."""
    return tuple(frozenset(_ways(piece)) for piece in hint.split())


def _ways(piece: str) -> Iterator[str]:
    for way in piece.split("/"):
        yield from groups()[way[1:]] if way.startswith("@") else (way,)


class Hints:
    """Hints of one language, each pointing to a concept's number, looked for in a sequence of characters or words."""

    def __init__(self, hints: Iterable[tuple[tuple[Piece, ...], int]], near: int) -> None:
        self._near = near
        self._hints = tuple(hints)
        self._exact: dict[str, list[Span]] = defaultdict(list)  # way → (hint, piece)
        self._beginnings: dict[str, list[Span]] = defaultdict(list)
        for number, (parts, _) in enumerate(self._hints):
            for place, piece in enumerate(parts):
                for way in piece:
                    table = self._beginnings if way.endswith("*") else self._exact
                    table[way.removesuffix("*")].append((number, place))
        self._longest = max(map(len, self._exact), default=0)

    def in_characters(self, sentence: str) -> dict[int, int]:
        """Numbers of the concepts hinted at in a Chinese sentence, each with the pieces of its longest hint met."""
        ends = range(1, self._longest + 1)
        found = (
            (owner, (at, at + size))
            for at in range(len(sentence))
            for size in ends
            if at + size <= len(sentence)
            for owner in self._exact.get(sentence[at : at + size], ())
            if _whole(sentence, at, at + size)
        )
        return self._met(found)

    def in_words(self, words: Sequence[str]) -> dict[int, int]:
        """The same for a sequence of English stems."""
        found: list[tuple[Span, Span]] = []
        for at, word in enumerate(words):
            owners = list(self._exact.get(word, ()))
            for size in range(3, len(word) + 1):
                owners += self._beginnings.get(word[:size], ())
            found += [(owner, (at, at + 1)) for owner in owners]
        return self._met(found)

    def _met(self, found: Iterable[tuple[Span, Span]]) -> dict[int, int]:
        seen: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for (hint, place), span in found:
            seen[hint][place].append(span)
        met: dict[int, int] = {}
        for hint, places in seen.items():
            parts, concept = self._hints[hint]
            if len(places) == len(parts) and self._together(list(places.values())):
                met[concept] = max(met.get(concept, 0), len(parts))
        return met

    def _together(self, spans: Sequence[Sequence[Span]], taken: tuple[Span, ...] = ()) -> bool:
        """Whether one span of each piece can be taken so that none overlap and all lie near."""
        if not spans:
            return True
        for start, end in spans[0]:
            now = (*taken, (start, end))
            near = max(last for _, last in now) - min(first for first, _ in now) <= self._near
            apart = all(end <= first or start >= last for first, last in taken)
            if near and apart and self._together(spans[1:], now):
                return True
        return False


def _whole(sentence: str, start: int, end: int) -> bool:
    """Whether no letter or digit goes on beyond a span that ends in one: ai is not in paid."""
    before, after = sentence[max(0, start - 1) : start + 1], sentence[end - 1 : end + 1]
    return not any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in (before, after))


def chinese_hints(hints: Iterable[tuple[tuple[Piece, ...], int]]) -> Hints:
    return Hints(hints, _NEAR)


def english_hints(hints: Iterable[tuple[tuple[Piece, ...], int]]) -> Hints:
    return Hints(hints, _NEAR_WORDS)


def sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(text) if one]
