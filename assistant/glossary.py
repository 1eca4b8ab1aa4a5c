"""What the words of official texts are in English, and where a run of Chinese characters may be cut into such words."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from importlib.resources import files

from assistant.cues import table
from assistant.places import bare
from assistant.sounds import sounds
from index.alternation import any_of
from index.script import fold
from index.words import segment

LONGEST = 18
"""Characters of the longest term looked up."""

SURE = 4
"""Characters from which a term is taken wherever it stands, also across the words that the segmenter sees."""
_SMALL = ("preposition", "conjunction", "localiser", "time")
_CUT = 3
"""Characters of a word that the segmenter may have taken too long (参加国 of 参加国培计划)."""


@cache
def glossary() -> dict[str, str]:
    """Folded Chinese term → English, hand-written; the thesaurus is not used: its English widens a search."""
    lines = (files("assistant") / "data" / "glossary.tsv").read_text("utf-8").splitlines()
    own = {fold(word): said.strip("‘’") for word, _, said in (line.partition("\t") for line in lines[1:])}
    own = _parts_of_speech() | own
    places = table("places")
    named = [*places["provinces"].split(), *places["cities"].split()]
    return {
        name: str(sounds(bare(name) if len(name) > 2 else name)[0]).title() for name in named if len(name) > 1
    } | own


def _parts_of_speech() -> dict[str, str]:
    """The verbs, adjectives, adverbs and longer small words of ``data/grammar.tsv``, without an object's place."""
    lines = (files("assistant") / "data" / "grammar.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    words = {
        fold(word): said
        for word, kind, said, *_ in rows
        if kind in ("verb", "adjective", "adverb") or (kind in _SMALL and len(word) > 1)
    }
    return {word: re.sub(" ?[~#]", "", said).strip() for word, said in words.items()}


@cache
def fixed_terms() -> re.Pattern[str]:
    """Terms with a numeral in them that is no figure (九年义务教育, 学前三年毛入园率)."""
    terms = [term for term in glossary() if len(term) > 2 and re.search(r"[\d一二三四五六七八九十两双]", term)]
    return any_of(terms)


def ends(run: str, known: Container[str]) -> frozenset[int]:
    """Where a term of ``known`` may begin or end in a run of Chinese characters: where the segmenter sees words. One
    that is not known, but for its last character or two, which begin a known term, ends before them."""
    words = segment(run)
    found, at = [0], 0
    for here, word in enumerate(words):
        at += len(word)
        if word in known or len(word) < _CUT or here + 1 == len(words):
            found.append(at)
            continue
        behind = at + len(words[here + 1]), at + len("".join(words[here + 1 : here + 3]))
        cut = next(
            (cut for cut in (1, 2) if word[:-cut] in known and any(run[at - cut : end] in known for end in behind)),
            0,
        )
        found.append(at - cut)
    return frozenset(found)
