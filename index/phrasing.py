"""Training pairs out of patterns: a concept's everyday name in a frame people ask in, its term in a plan's frame.

The frames (``index/training/frames.jsonl``) are labelled ``{"side", "language", "kind", "text"}``: ``ask`` frames take
what people say, ``official`` ones as many terms as they have places. Written for this project.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.thesaurus import Concept

FRAMES = Path(__file__).parent / "training" / "frames.jsonl"
_PLACE = "{}"


class Pair(NamedTuple):
    """Two texts that should lie close together. A text about a ``matter`` (if not empty) is no wrong answer to a
    question on it; ``beside`` are further matters that ``right`` is about."""

    left: str
    right: str
    matter: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A text with ``{}`` for what it is about."""

    side: str
    language: str
    kind: str
    text: str

    @property
    def places(self) -> int:
        return self.text.count(_PLACE)


def frames(path: Path = FRAMES) -> list[Frame]:
    """All frames, in file order."""
    return [Frame(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def framed(known: Sequence[Concept], rng: random.Random, each: int = 2) -> Iterator[Pair]:
    """Every everyday and English way to name a concept, asked ``each`` times, beside its term in a plan's sentence.
    A sentence that lists several terms takes the others from anywhere in the thesaurus."""
    found = frames()
    asks = {lang: [one.text for one in found if (one.side, one.language) == ("ask", lang)] for lang in ("zh", "en")}
    officials = [one for one in found if one.side == "official"]
    terms = [concept.term for concept in known]
    for concept in known:
        names = [concept.term, concept.term, *(way for way in concept.also if not way.isascii())]
        for way in (*concept.everyday, *concept.english, *concept.also):
            for _ in range(each):
                ask = rng.choice(asks["en" if way.isascii() else "zh"])
                frame = rng.choice(officials)
                others = [rng.choice(terms) for _ in range(frame.places - 1)]
                filling = [rng.choice(names), *others]
                rng.shuffle(filling)
                yield Pair(ask.format(way), frame.text.format(*filling), concept.term, tuple(others))
