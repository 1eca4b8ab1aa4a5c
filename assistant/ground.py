"""How well words of the plans bear on a question: the asker's words, what they mean, and how rare they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from weakref import WeakKeyDictionary

from assistant.cues import table
from assistant.kept import Kept
from assistant.pieces import Piece, body
from index.gloss import chinese
from index.library import Library
from index.plan import Clause
from index.script import fold
from index.thesaurus import concepts, named
from index.words import segment

SAMPLE = 3000
"""Clauses from which the rarity of a term is read."""
ACROSS, LONE = 0.35, 0.3
"""Weight of a pair across two words, and of a single character, beside 1 for a pair within a word."""
HEAD = 2
"""English words behind every in which the noun stands (every kindergarten teacher)."""
LENT = 0.5
"""What a term counts that a follow-up leaves out and that is taken from the question before."""
HEADING = 0.7
"""What a term counts that stands in a heading over a sentence and not in the sentence itself."""

_PERIOD = re.compile("十[二三四五六七]五(?:期间|时期|规划)?")
"""A period says when, not what; the years it covers are checked apart."""

_samples: WeakKeyDictionary[Library, tuple[str, ...]] = WeakKeyDictionary()
_rarities = Kept[tuple[str, ...], float](1 << 14)


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return fold(text)


def folded_text(clause: Clause) -> str:
    """The clause's text folded (kept: it is asked for at every question)."""
    return _folded(clause.text)


def sample(library: Library) -> tuple[str, ...]:
    """The folded texts of the first ``SAMPLE`` clauses."""
    if library not in _samples:
        _samples[library] = tuple(folded_text(clause) for clause in islice(library.clauses(), SAMPLE))
    return _samples[library]


@lru_cache(maxsize=4096)
def pieces_of(clause: Clause) -> tuple[Piece, ...]:
    """The sentences of a clause, its bare title only where it has no other or holds a figure; a table
    row is one."""
    if clause.kind == "row":
        return (Piece(clause, 0, len(clause.text)),)
    found = tuple(body(clause))
    title = fold(clause.title).strip()
    if (
        len(found) > 1
        and title
        and len(found[0].text) <= len(clause.number) + len(title) + 3
        and title in fold(found[0].text)
        and not re.search(r"\d", title)
    ):
        return found[1:]
    return found


@dataclass(frozen=True, slots=True)
class Term:
    """Something the question speaks of: any of ``ways`` says it. ``weight`` is its share of the question."""

    ways: tuple[str, ...]
    weight: float


class Ground:
    """The terms of a question, measured against a library."""

    def __init__(
        self, focus: Iterable[str], text: str, language: str, library: Library, fresh: Sequence[str] = ()
    ) -> None:
        """``focus`` are the content runs of the question ``text``, all folded; those of a follow-up that it says
        itself are ``fresh``."""
        self._rare = _rarities.of(library)
        self._naming: dict[str, tuple[Term, ...]] = {}
        self._texts = sample(library)
        focus = [run for run in focus if not _PERIOD.fullmatch(run)] or list(focus)
        self.concepts = self._named(text)
        self._ways = dict(_spoken(focus)) if language == "en" else {}
        self._words = tuple(self._ways) if language == "en" else _words(focus)
        own = [Term(ways, weight) for ways, weight in (_english(focus) if language == "en" else _grams(focus))]
        lent = _lent(fresh, language)
        self.own = tuple(Term(one.ways, one.weight * self._rarity(one.ways) * lent(one.ways)) for one in own)
        self._total = sum(term.weight for term in self.own) or 1.0

    def _rarity(self, ways: tuple[str, ...]) -> float:
        if ways not in self._rare:
            only = ways[0] if len(ways) == 1 else ""
            held = sum(only in text if only else any(way in text for way in ways) for text in self._texts)
            self._rare[ways] = math.log((len(self._texts) + 1) / (held + 0.5))
        return self._rare[ways]

    def _named(self, text: str) -> tuple[Term, ...]:
        """The concepts of the field that ``text`` names, as the ways in which plans write them."""
        if text not in self._naming:
            self._naming[text] = self._read(text)
        return self._naming[text]

    def _read(self, text: str) -> tuple[Term, ...]:
        known = concepts()
        found = []
        for number, trust in sorted(named(text).items()):
            ways = tuple(fold(way) for way in (known[number].term, *known[number].also) if not way.isascii())
            if ways:
                found.append(Term(ways, trust * self._rarity(ways)))
        return tuple(one for one in found if not _PERIOD.fullmatch(one.ways[0])) or tuple(found)

    def cover(self, text: str, heading: str = "") -> float:
        """Share of the asker's terms, by weight, that folded ``text`` holds (less for the heading's): 0..1."""
        return self._share(self.own, text, heading) / self._total

    def known(self) -> float:
        """Share of the asker's terms that stand in some clause of the library: 0..1, 1 where there are none."""
        held = [any(way in text for text in self._texts for way in term.ways) for term in self.own]
        return sum(held) / len(held) if held else 1.0

    def lacking(self, text: str) -> tuple[str, ...]:
        """The words of a question that folded ``text`` neither holds nor says in another way."""
        return tuple(word for word in self._words if not self._says(word, text))

    def spoken(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The Chinese ways of each word of an English ``text``; empty where one of them has none (a name)."""
        words = re.findall("[a-z][a-z']+", text)
        ways = tuple(way for _, way in _spoken(words, every=True))
        return ways if len(ways) == len(_phrases(words)) else ()

    def first_matter(self, text: str, language: str) -> tuple[str, ...]:
        """The ways of the first words in ``text`` that name somebody or something (教师 of 民办教师发……), if any."""
        if language == "en":
            found = _spoken(re.findall("[a-z][a-z']+", text)[:HEAD], every=True)
            return tuple(way for _, ways in found for way in ways if len(way) > 1)
        words = [word for word in segment(text) if len(word) > 1]
        modifier = table("asked")["modifier"]
        return next(((word,) for word in words if not re.fullmatch(modifier, word)), ())

    def _says(self, word: str, text: str) -> bool:
        if word in self._ways:
            return any(way in text for way in self._ways[word]) or any(
                way in text for term in self._named(word) for way in term.ways
            )
        core = word.removesuffix("率") if len(word) > 2 else word  # 辍学率 is not said by 入学率
        pairs = [core[i : i + 2] for i in range(len(core) - 1)]
        if 2 * sum(pair in text for pair in pairs) >= len(pairs):
            return True
        return any(way in text for term in self._named(word) for way in term.ways)

    def meant(self, text: str, heading: str = "") -> float:
        """Share of the concepts named, by weight, that folded ``text`` speaks of: 0..1, 0 where none is named."""
        total = sum(term.weight for term in self.concepts)
        return self._share(self.concepts, text, heading) / total if total else 0.0

    def _share(self, terms: Iterable[Term], text: str, heading: str) -> float:
        held = 0.0
        for term in terms:
            if any(way in text for way in term.ways):
                held += term.weight
            elif heading and any(way in heading for way in term.ways):
                held += HEADING * term.weight
        return held


def _lent(fresh: Sequence[str], language: str) -> Callable[[tuple[str, ...]], float]:
    """What a term counts that a follow-up takes from the conversation, beside those it says itself."""
    said = [run for run in fresh if not re.match(r"\d", run)]
    own = {ways for ways, _ in (_english(said) if language == "en" else _grams(said))}
    if not any(len(way) > 1 for ways in own for way in ways):
        return lambda ways: 1.0
    return lambda ways: LENT if own and ways not in own else 1.0


def _grams(focus: Iterable[str]) -> list[tuple[tuple[str, ...], float]]:
    return [(_alike().get(gram, (gram,)), weight) for gram, weight in grams(focus).items()]


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """What people call those whom plans call otherwise, with all names of the same: 老师 → 老师, 教师."""
    return {way: tuple(ways.split("|")) for ways in table("asked")["people"] for way in ways.split("|")}


def _english(words: Iterable[str]) -> list[tuple[tuple[str, ...], float]]:
    """Each English word with the Chinese ones that this field or a dictionary gives for it; numbers as they are."""
    found: list[tuple[tuple[str, ...], float]] = []
    field = _field()
    for word in _phrases(words):
        ways = field.get(word) or tuple(fold(way) for way in chinese(word) if len(way) > 1)
        found.append(((word,) if re.match(r"\d", word) else (*ways, word), 1.0))
    return found


def _phrases(words: Iterable[str]) -> list[str]:
    """English words, those together that mean something of their own in this field."""
    found, rest, field = [], list(words), _field()
    while rest:
        size = next((size for size in (3, 2, 1) if " ".join(rest[:size]) in field), 1)
        found.append(" ".join(rest[:size]))
        rest = rest[size:]
    return found


def _english_words(focus: Iterable[str]) -> tuple[str, ...]:
    """The words of an English focus that name a matter of their own."""
    common = re.compile(table("asked")["plain_en"])
    return tuple(dict.fromkeys(word for word in _phrases(focus) if word.isascii() and not common.fullmatch(word)))


def _spoken(focus: Iterable[str], every: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """English words with all their Chinese ways, single characters (金 for gold) among them; not those for which
    there are none (a slip, a name); with ``every`` also those that name no matter of their own (teachers)."""
    field = _field()
    found = []
    for word in _phrases(focus) if every else _english_words(focus):
        ways = (*field.get(word, ()), *(fold(way) for way in chinese(word.removesuffix("'s").removesuffix("'"))))
        if ways:
            found.append((word, tuple(dict.fromkeys(ways))))
    return found


@cache
def _field() -> dict[str, tuple[str, ...]]:
    """English words and phrases that mean something of their own in this field: places → 学位."""
    return {one: tuple(ways.split()) for words, ways in table("asked")["field"] for one in words.split("|")}


def _words(focus: Iterable[str]) -> tuple[str, ...]:
    """The words of the focus that name a matter of their own: 学历 of 教师学历达标率."""
    common = re.compile("|".join((*table("asked")["common"], table("asked")["plain_words"])))
    words = (word for run in focus if not run[0].isascii() for word in segment(run))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1 and not common.fullmatch(word)))


def grams(focus: Iterable[str]) -> Mapping[str, float]:
    """Pairs of neighbouring characters of the focus runs with weights: whole within a word, less across two words;
    a lone character and a number as they are."""
    found: dict[str, float] = {}
    for run in focus:
        for pair, weight in _pairs(run):
            found[pair] = max(found.get(pair, 0.0), weight)
    return found


@lru_cache(maxsize=8192)
def _pairs(run: str) -> tuple[tuple[str, float], ...]:
    if re.match(r"[a-z0-9]", run) or len(run) == 1:
        return ((run, LONE if len(run) == 1 else 1.0),)
    within: set[int] = set()
    at = 0
    for word in segment(run):
        within.update(range(at, at + len(word) - 1))
        at += len(word)
    return tuple((run[i : i + 2], 1.0 if i in within else ACROSS) for i in range(len(run) - 1))
