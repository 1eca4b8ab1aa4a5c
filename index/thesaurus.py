"""What school education calls things: official term, other official ways and slogans, everyday words, English."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.features import HAN, normalise, stem
from index.words import terms

LEXICON = Path(__file__).parent / "lexicon"
_EVERYDAY = 0.8  # trust in a concept named in everyday words or in English, beside 1 for an official way


@dataclass(frozen=True, slots=True)
class Concept:
    """``term`` as plans write it; ``also`` its variants, abbreviations and slogans; ``everyday`` what people say."""

    term: str
    also: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@cache
def concepts(folder: Path = LEXICON) -> tuple[Concept, ...]:
    """All concepts of the lexicon, file by file in order of name."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            ways = (tuple(row.get(key, ())) for key in ("also", "everyday", "en"))
            found.append(Concept(row["term"], *ways))
    return tuple(found)


@dataclass(frozen=True)
class _Surfaces:
    """Folded ways of saying (English ones as stems) → concept numbers with trust, and the longest way's size."""

    hits: dict[str, dict[int, float]]
    longest: int


@cache
def _surfaces() -> tuple[_Surfaces, _Surfaces]:
    """The Chinese ways, sized in characters, and the English ones, sized in words."""
    tables: tuple[dict[str, dict[int, float]], dict[str, dict[int, float]]] = ({}, {})
    for number, concept in enumerate(concepts()):
        for trust, ways in ((1.0, (concept.term, *concept.also)), (_EVERYDAY, (*concept.everyday, *concept.english))):
            for way in ways:
                folded = normalise(way)
                key = " ".join(_english(folded)) if folded.isascii() else folded
                hits = tables[folded.isascii()].setdefault(key, {})
                hits[number] = max(hits.get(number, 0.0), trust)
    chinese, english = tables
    return _Surfaces(chinese, max(map(len, chinese))), _Surfaces(english, max(len(key.split()) for key in english))


def _english(folded: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[a-z0-9+]+", folded)]


def named(text: str) -> dict[int, float]:
    """Numbers of the concepts that ``text`` names, with trust in 0..1; of overlapping ways the longest counts."""
    chinese, english = _surfaces()
    folded = normalise(text)
    found: dict[int, float] = {}
    for run in re.findall(rf"[{HAN}0-9a-z+]+", folded):
        _scan(run, "", chinese, found)
    _scan(_english(folded), " ", english, found)
    return found


def _scan(pieces: Sequence[str], joint: str, surfaces: _Surfaces, found: dict[int, float]) -> None:
    """Longest known ways from the left; a lone Chinese character is none."""
    at = 0
    while at < len(pieces):
        for size in range(min(surfaces.longest, len(pieces) - at), 0, -1):
            if hits := surfaces.hits.get(joint.join(pieces[at : at + size])):
                _note(found, hits)
                at += size - 1
                break
        at += 1


def _note(found: dict[int, float], hits: dict[int, float]) -> None:
    for number, trust in hits.items():
        found[number] = max(found.get(number, 0.0), trust / len(hits) ** 0.5)


def widen(text: str) -> list[tuple[str, float]]:
    """Word-search terms that the concepts named in ``text`` add: pairs of characters of their official ways, with a
    weight in 0..1. The concept's own term weighs most; single characters are left out, they say too little."""
    added: dict[str, float] = {}
    known = concepts()
    for number, trust in named(text).items():
        concept = known[number]
        for place, way in enumerate((concept.term, *concept.also)):
            for term in terms(way):
                if len(term) > 1 and not term.isascii():
                    added[term] = max(added.get(term, 0.0), trust * (1.0 if place == 0 else 0.5))
    return sorted(added.items(), key=lambda item: (-item[1], item[0]))
