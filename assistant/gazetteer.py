"""Counties, districts and cities of China by name, so that one that is not indexed is known as a place.

The names are those that jieba's word list marks as places, and the districts of large cities that it does not mark
(``data/places.toml``); the table is made once and kept (``index.derived``)."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import islice, product

from assistant.cues import table
from index.derived import derived
from index.words import segment

_SUFFIXES = "区县市旗"
_SHORT = 5
"""Letters of the shortest name that is looked for in English text; shorter ones are English words."""
_READINGS = 8
"""Ways of reading a name that are kept, where its characters have several."""
_COMMON = 700
"""Occurrences in jieba's text from which a name of two characters may be an ordinary word (平原, 太平); the larger
cities, which are more frequent, are in ``data/places.toml``."""
_NOT_OFFICIAL = "半省心立角南北东西"
"""Characters before the suffix, or before that, of words of the list that are no county (上半区, 中心区)."""
_ENGLISH = frozenset(["guiding", "guide", "boxing", "wanting", "jingle", "lading", "hailing", "daming", "funding"])
"""English words that are spelt like a name."""
_SYLLABLES = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ao|an|ei|en|er|ou|ia|ie|iu|in|ua|uo|ui|un|ue|a|e|o|i|u|v))+"
)


def _readings(char: str) -> list[str]:
    """A character by sound: alone, since a name's characters are read otherwise within a word (柏 of 柏林)."""
    from pypinyin import Style, pinyin

    return pinyin(char, style=Style.NORMAL, heteronym=True)[0]


def _build() -> tuple[list[str], list[str], list[str]]:
    """Names without their suffix, as Chinese words and by sound; verbs that are no name."""
    tags: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        tags[word], counts[word] = tag, int(count)
    names = {word[:-1] for word, tag in tags.items() if tag == "ns" and len(word) > 2 and word[-1] in _SUFFIXES}
    names = {name for name in names if name[-1] not in _NOT_OFFICIAL or tags.get(name) == "ns"}
    known = set(table("places")["districts"].split())
    words = sorted(name for name in names if len(name) > 2 or (tags.get(name) == "ns" and counts[name] < _COMMON))
    words = sorted({*words, *known})
    names |= known
    read = (product(*(_readings(char) for char in name)) for name in names)
    verbs = sorted(word for word, tag in tags.items() if tag in ("v", "vn") and len(word) == 2 and word not in names)
    return words, sorted({"".join(one) for ways in read for one in islice(ways, _READINGS)} - _ENGLISH), verbs


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words, sounds, verbs = derived("gazetteer-7", f"{version('jieba')} {table('places')['districts']}", _build)
    return frozenset(words), frozenset(sound for sound in sounds if len(sound) >= _SHORT), frozenset(verbs)


def names() -> frozenset[str]:
    """Chinese names without 区, 县, 市, 旗 that are no other word (渝北, 万柏林)."""
    return _tables()[0]


def verbs() -> frozenset[str]:
    """Verbs of two characters that are no name: 区 behind one makes none (实现区)."""
    return _tables()[2]


@cache
def split() -> frozenset[str]:
    """The names of two characters that the segmenter does not know as one word (宿豫): found wherever they stand."""
    return frozenset(name for name in table("places")["districts"].split() if len(segment(name)) > 1)


def spelt() -> frozenset[str]:
    """How the names are written in Latin letters, lower-case, without blanks."""
    return _tables()[1]


def like_pinyin(word: str) -> bool:
    """Whether a Latin word can be read as Chinese syllables."""
    return _SYLLABLES.fullmatch(re.sub("['’ -]", "", word).lower()) is not None
