"""Choice of the bundled embedder's features from training text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.features import LONGEST, features

BUDGET = {
    "one": 7000, "two": 28000, "three": 8000, "four": 7000, "word": 11500, "stem": 3000, "phrase": 2900, "number": 700
}  # fmt: skip
"""Most features of each kind; about 65,000 in all."""
_COHESION = 0.25
"""A longer Chinese n-gram counts where at least this share of its rarer part's occurrences lie in it."""
_LEAST = {"one": 2, "two": 3, "three": 4, "four": 4, "word": 2, "stem": 3, "phrase": 4, "number": 5}


def kind(feature: str) -> str:
    """Which budget a feature falls under."""
    if feature[0].isdigit():
        return "number"
    if feature[0].isascii():
        return "stem" if feature.endswith("*") else "phrase" if " " in feature else "word"
    return ("one", "two", "three", "four")[len(feature) - 1]


def count(texts: Iterable[str], weight: int = 1) -> Counter[str]:
    """Occurrences of every possible feature, times ``weight``."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(features(text))
    if weight != 1:
        for feature in found:
            found[feature] *= weight
    return found


def choose(counts: Counter[str], needed: Iterable[str]) -> list[str]:
    """The features to keep, sorted: those ``needed`` (they must have been counted), then each kind's most frequent."""
    room = dict(BUDGET)
    kept = {feature for feature in needed if re.search(r"\w", feature)}
    for feature in kept:
        room[kind(feature)] -= 1
    for feature, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        group = kind(feature)
        if room[group] <= 0 or times < _LEAST[group] or feature in kept:
            continue
        if group in ("three", "four") and not _coheres(feature, times, counts):
            continue
        room[group] -= 1
        kept.add(feature)
    return sorted(kept)


def _coheres(feature: str, times: int, counts: Counter[str]) -> bool:
    assert 2 < len(feature) <= LONGEST
    return times >= _COHESION * min(counts[feature[:-1]], counts[feature[1:]])
