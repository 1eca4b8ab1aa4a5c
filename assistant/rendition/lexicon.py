"""The words of a plan with all that they can be in a sentence: verb, noun, adjective, adverb or a small word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.cues import table
from assistant.glossary import glossary
from assistant.unknown import looked_up
from index.gloss import meaning
from index.script import fold
from index.words import part_of_speech

_NAMES = (
    "区",
    "县",
    "市",
    "省",
    "镇",
    "街道",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "学院",
    "大学",
    "局",
    "委",
    "办",
    "园",
    "校",
)
_PLACES = ("区", "县", "市", "省")
_NO_NOUN = ("not ", "by ", "with ", "as ", "let ", "have ", "mainly ")
"""Beginnings of the glossary's English that are no name: what it is in a sentence is not known."""
CONTENT = ""
PREPOSITION, LOCALISER, CONJUNCTION, MODAL = "preposition", "localiser", "conjunction", "modal"
DARK = "dark"
"""A word whose part in a sentence is not known."""
QUANTITY, TIME, OF, ASIDE, MORE, NEGATION, LIGHT = "quantity", "time", "of", "aside", "more", "negation", "light"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: ``kind`` is ``CONTENT`` or a small word's; the others are its English as what they say,
    empty where it is none (a verb's ``~`` is where the object stands). ``sure``: a word of the field, not looked up
    or spelt. ``count``: a number of what stands behind it; ``plural``: that is more than one, ``of`` whom it counts
    where nothing stands behind it (people)."""

    zh: str
    kind: str = CONTENT
    verb: str = ""
    noun: str = ""
    adjective: str = ""
    adverb: str = ""
    sure: bool = True
    count: bool = False
    plural: bool = False
    of: str = ""

    @property
    def said(self) -> str:
        """Its English as what it most likely is."""
        return self.noun or self.adjective or self.verb or self.adverb


@cache
def _listed() -> dict[str, dict[str, str]]:
    """Kind → folded Chinese → English, out of ``data/grammar.tsv``; a verb's noun under ``noun``."""
    lines = (files("assistant") / "data" / "grammar.tsv").read_text("utf-8").splitlines()
    found: dict[str, dict[str, str]] = {}
    for line in lines[1:]:
        zh, kind, said, noun = [*line.split("\t"), "", ""][:4]
        found.setdefault(kind, {})[fold(zh)] = said
        if noun:
            found.setdefault("noun", {})[fold(zh)] = noun
    return found


def of_kind(kind: str) -> dict[str, str]:
    """Folded Chinese → English of the listed words that can be of that kind."""
    return _listed().get(kind, {})


@cache
def known() -> frozenset[str]:
    """All Chinese words with an English of the field."""
    listed = frozenset(zh for words in _listed().values() for zh in words)
    terms = frozenset(zh for zh in glossary() if not zh.endswith(("占比达", "占比达到")))
    return (
        (listed | terms) - frozenset(zh for zh in of_kind(DARK) if len(zh) > 1)
        | frozenset(table("grammar")["modal"])
        | frozenset(_small())
    )


@cache
def _small() -> dict[str, Word]:
    light = {zh: Word(zh, LIGHT) for zh in table("grammar")["governs"]["light"]}
    modal = {zh: Word(zh, MODAL, said) for zh, said in table("grammar")["modal"].items()}
    negation = {zh: Word(zh, NEGATION, adverb="not") for zh in ("不", "未", "不再", "没有")}
    rest = {"的": Word("的", OF), "之": Word("之", OF), "等": Word("等", MORE), "等等": Word("等等", MORE)}
    return light | modal | negation | rest


@lru_cache(maxsize=1 << 14)
def word(zh: str) -> Word:
    """What a Chinese word (folded) is and means."""
    if zh in _small():
        return _small()[zh]
    if zh in of_kind(DARK):
        return Word(zh, DARK)
    for kind in (TIME, PREPOSITION, LOCALISER, CONJUNCTION):
        if zh in of_kind(kind):
            return Word(zh, kind, noun=of_kind(kind)[zh])
    verb, adjective, adverb = (of_kind(kind).get(zh, "") for kind in ("verb", "adjective", "adverb"))
    own = glossary().get(zh, "")
    if own.startswith(_NO_NOUN) and not (verb or adjective or adverb):
        return Word(zh, DARK, noun=own)
    noun = of_kind("noun").get(zh, "") or ("" if verb or zh in of_kind("adverb") or own == adjective else own)
    if verb or adjective or adverb or noun or zh in of_kind("adverb") or zh in glossary():
        return Word(zh, CONTENT, verb, noun, adjective, adverb)
    return _unknown(zh)


def _in_two(zh: str) -> str:
    """The English of a word that two words of the field make up (安全监管); empty for any other."""
    for at in range(2, len(zh) - 1):
        if zh[:at] in known() and zh[at:] in known():
            left, right = word(zh[:at]), word(zh[at:])
            if right.noun and not left.kind and not right.kind and (left.adjective or left.noun):
                return f"{left.adjective or left.noun} {right.noun}"
    return ""


def _unknown(zh: str) -> Word:
    speech, said = part_of_speech(zh), meaning(zh)
    if said and speech in ("v", "vd"):
        return Word(zh, verb=said, sure=False)
    if said and speech == "vn":
        return Word(
            zh, verb="" if re.search(r"(?:tion|ment|ance|ence|ing|ity|al)$", said) else said, noun=said, sure=False
        )
    if said and speech == "a":
        return Word(zh, adjective=said, sure=False)
    if said and speech in ("d", "ad"):
        return Word(zh, DARK, adverb=said, sure=False)
    if made := _in_two(zh):
        return Word(zh, noun=made)
    if (
        speech[:1] in ("d", "p", "c", "r", "u")
        or len(zh) == 1
        or (len(zh) > 3 and not said and not zh.endswith(_NAMES))
    ):
        return Word(zh, DARK)
    name = looked_up(zh)
    if re.search("[\u3400-\u9fff]", name):
        return Word(zh, DARK)
    return Word(zh, noun=name, sure=zh.endswith(_PLACES) and len(zh) > 2)
