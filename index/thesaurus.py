"""What school education calls things: official term, other official ways and slogans, everyday words, English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from index.features import HAN, normalise, stem
from index.hints import Hints, chinese_hints, english_hints, pieces, sentences
from index.spelling import Speller
from index.words import frequency, segment, terms

LEXICON = Path(__file__).parent / "lexicon"
_EVERYDAY = 0.8  # trust in a concept named in everyday words or in English, beside 1 for an official way
_HINTED = (0.3, 0.6, 0.8)  # trust in a concept that one, two or more pieces of a remark speak of
_BESIDE = 0.25  # of the trust in what is named or hinted at in other words, beside a concept named officially
_FEW, _RARE = 3, 1000  # concepts in whose terms a telling word stands at most; a core's count in jieba's dictionary
_CHILD = re.compile("[小女男]?(?:娃娃|娃儿|娃子|娃|孩子|孩儿|孩|伢子|伢|崽崽|崽子|崽)")
_SAME = {
    "爸妈": "父母",
    "爹妈": "父母",
    "爹娘": "父母",
    "咋个": "怎么",
    "咋": "怎么",
    "没得": "没有",
    "念书": "上学",
    "读书": "上学",
}
_ALIKE = re.compile("|".join(_SAME))


@dataclass(frozen=True, slots=True)
class Concept:
    """``term`` as plans write it; ``also`` its variants, abbreviations and slogans; ``everyday`` what people say;
    ``hints`` pieces of what they tell (``index.hints``)."""

    term: str
    also: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@cache
def concepts(folder: Path = LEXICON) -> tuple[Concept, ...]:
    """All concepts of the lexicon, file by file in order of name."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            ways = (tuple(row.get(key, ())) for key in ("also", "everyday", "en", "hints"))
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
                folded = _alike(normalise(way))
                key = " ".join(_english(folded)) if folded.isascii() else folded
                if len(key) < 2:  # 孩子 alone says nothing
                    continue
                hits = tables[folded.isascii()].setdefault(key, {})
                hits[number] = max(hits.get(number, 0.0), trust)
    chinese, english = tables
    return _Surfaces(chinese, max(map(len, chinese))), _Surfaces(english, max(len(key.split()) for key in english))


@cache
def _hints() -> tuple[Hints, Hints]:
    """The Chinese hints and the English ones."""
    parts = [
        (tuple(frozenset(map(_plain, piece)) for piece in pieces(hint)), number)
        for number, concept in enumerate(concepts())
        for hint in concept.hints
    ]
    english = [one for one in parts if all(way.isascii() for piece in one[0] for way in piece)]
    foreign = {id(one) for one in english}
    return chinese_hints(one for one in parts if id(one) not in foreign), english_hints(english)


def _plain(way: str) -> str:
    """A hint's way as the text is folded: a Chinese one with its likes made one, an English word as a stem."""
    return way if way.endswith("*") else stem(way) if way.isascii() else _alike(way)


def _alike(folded: str) -> str:
    """``folded`` with the many words for a child, and some other pairs of the same sense, made one."""
    return _ALIKE.sub(lambda found: _SAME[found[0]], _CHILD.sub("孩", folded))


def _english(folded: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[a-z0-9+]+", folded)]


@cache
def _speller() -> Speller:
    """Of the words that English ways and hints are made of."""
    hinted = (way for concept in concepts() for hint in concept.hints for piece in pieces(hint) for way in piece)
    return Speller({word for way in _surfaces()[1].hits for word in way.split()} | set(map(stem, hinted)))


def _spelt(folded: str) -> list[str]:
    """The stems of a question's English words, slips of the pen mended."""
    return list(map(_speller(), _english(folded)))


def named(text: str) -> dict[int, float]:
    """Numbers of the concepts that ``text`` names or hints at, with trust in 0..1; of overlapping ways the longest
    counts, and what stands in an official way hints at nothing else."""
    chinese, english = _surfaces()
    folded = _alike(normalise(text))
    found: dict[int, float] = {}
    rest = list(folded)
    for run in re.finditer(rf"[{HAN}0-9a-z+]+", folded):
        for start, end, hits in _ways_in(run[0], "", chinese):
            _note(found, hits)
            if 1.0 in hits.values():
                rest[run.start() + start : run.start() + end] = " " * (end - start)
    for _, _, hits in _ways_in(_spelt(folded), " ", english):
        _note(found, hits)
    for number, trust in _hinted("".join(rest)).items():
        found.setdefault(number, trust)
    return found


@cache
def _numbers() -> dict[str, tuple[int, ...]]:
    """Words of the concepts' terms → the numbers of the concepts in whose term they stand."""
    numbers: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts()):
        for word in dict.fromkeys(segment(normalise(concept.term))):
            numbers.setdefault(word, []).append(number)
    return {word: tuple(known) for word, known in numbers.items()}


def telling(name: str) -> list[str]:
    """The words of a name that tell it from others of the field: 寄宿制 of 寄宿制学校建设, 培训 of 教师培训. Single
    characters side by side, as 陪 and 餐, count as a word that the dictionary lacks."""
    words = [
        word
        for alone, group in groupby(segment(normalise(name)), key=lambda word: len(word) == 1)
        for word in (["".join(group)] if alone else group)
    ]
    counts = [len(_numbers().get(word, ())) for word in words]
    return [word for word, count in zip(words, counts, strict=True) if count <= max(_FEW, min(counts))]


@cache
def _cores() -> _Surfaces:
    """The concepts' terms without the words at their end that say nothing of their own: 校车 of 校车安全管理."""
    cores: dict[str, dict[int, float]] = {}
    for number, concept in enumerate(concepts()):
        words = segment(normalise(concept.term))
        while len(words) > 1 and len(_numbers()[words[-1]]) > _FEW:
            words.pop()
        core = _alike("".join(words))
        if len(core) > 1 and len(_numbers()[words[-1]]) <= _FEW and frequency(core) <= _RARE:
            cores.setdefault(core, {})[number] = 1.0
    return _Surfaces(cores, max(map(len, cores)))


def outright(text: str) -> list[tuple[str, int]]:
    """What ``text`` names outright: by an official way of the field or the core of one, in English by a phrase of two
    words or more. The way, folded as it stands (an English one as the lexicon has it), and its concept's number."""
    chinese, english = _surfaces()
    found: list[tuple[str, int]] = []
    for run in re.finditer(rf"[{HAN}0-9a-z+]+", _alike(normalise(text))):
        for table in (chinese, _cores()):
            for start, end, hits in _ways_in(run[0], "", table):
                found += [(run[0][start:end], number) for number, trust in hits.items() if trust == 1.0]
    stems = _spelt(normalise(text))
    for start, end, hits in _ways_in(stems, " ", english):
        for number in hits if end - start > 1 else ():
            ways = concepts()[number].english
            found += [(way, number) for way in ways if _english(normalise(way)) == stems[start:end]][:1]
    return list(dict.fromkeys(found))


def _ways_in(pieces: Sequence[str], joint: str, surfaces: _Surfaces) -> Iterator[tuple[int, int, Mapping[int, float]]]:
    """Begin, end and concepts of the longest known ways from the left."""
    at = 0
    while at < len(pieces):
        for size in range(min(surfaces.longest, len(pieces) - at), 0, -1):
            if hits := surfaces.hits.get(joint.join(pieces[at : at + size])):
                yield at, at + size, hits
                at += size - 1
                break
        at += 1


def _note(found: dict[int, float], hits: Mapping[int, float]) -> None:
    for number, trust in hits.items():
        found[number] = max(found.get(number, 0.0), trust / len(hits) ** 0.5)


def _hinted(folded: str) -> dict[int, float]:
    chinese, english = _hints()
    trusted: dict[int, float] = {}
    for sentence in sentences(folded):
        for met in (chinese.in_characters(sentence), english.in_words(_spelt(sentence))):
            for number, size in met.items():
                trusted[number] = max(trusted.get(number, 0.0), _HINTED[min(size, len(_HINTED)) - 1])
    return trusted


def widen(text: str) -> list[tuple[str, float]]:
    """Word-search terms that the concepts named in ``text`` add: pairs of characters of their official ways, with a
    weight in 0..1. The concept's own term weighs most; single characters are left out, they say too little."""
    added: dict[str, float] = {}
    known, found = concepts(), named(text)
    official = 1.0 in found.values()
    for number, trust in found.items():
        concept = known[number]
        if official and trust < 1.0:
            trust *= _BESIDE
        for place, way in enumerate((concept.term, *concept.also)):
            for term in terms(way):
                if len(term) > 1 and not term.isascii():
                    added[term] = max(added.get(term, 0.0), trust * (1.0 if place == 0 else 0.5))
    return sorted(added.items(), key=lambda item: (-item[1], item[0]))
