"""Slips of the pen in English words: a long word one letter away from a known one is taken for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LONG = 7  # letters; shorter words are too near each other


def _less_one(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters but the first, which is hardly ever wrong."""
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))


class Speller:
    """Known lower-case words. Two words meet where both, each less at most one letter, are the same."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(word for word in known if word.isalpha())
        self._near: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= _LONG:
                for shorter in _less_one(word):
                    self._near.setdefault(shorter, word)

    def __call__(self, word: str) -> str:
        """The known word that ``word`` may be meant for; ``word`` itself where it is known, short or near to none."""
        if len(word) < _LONG or word in self._known or not word.isalpha():
            return word
        return next((self._near[one] for one in _less_one(word) if one in self._near), word)
