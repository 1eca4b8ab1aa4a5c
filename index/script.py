"""Chinese scripts: one folded form to compare in, and conversion for display."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


@cache
def _fold_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    if len(folded) != 1:
        return char
    simple: str = _converter("t2s").convert(folded)
    return simple if len(simple) == 1 else folded


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """NFKC, lower case and Simplified, character by character: ``len(fold(t)) == len(t)`` always,
    so that an offset in the folded text is an offset in ``text``."""
    return text.translate(_FOLD)


_WRITTEN = re.compile(
    "(?<![显原名专论编译合遗巨新拙土卓昭较知所])著(?![名作述者称书录译文有])|(?<=[沿随顺朝向本])著(?=[名作文])"
)
"""著 that is 着 in Simplified: not that of 显著, 著名, 专著 and the other words of writing and renown."""
_MEDDLE = re.compile("(?<![骨主樹])幹(?=[預擾涉])")
"""干 that is no 幹 though the character before it makes a word with that (才幹 in 才干预)."""


def to_simplified(text: str) -> str:
    """For display: by phrase, length may change."""
    converted: str = _converter("t2s").convert(text)
    return _WRITTEN.sub("着", converted)


def to_traditional(text: str) -> str:
    """For display: by phrase, in the forms that readers of Traditional write (為, 裡, 眾; not 爲, 裏, 衆).

    ``fold(to_traditional(text)) == fold(text)``: a character whose usual form folds to something else keeps the
    form of the older standard, or stays as it is (着, which is also 著). What is Traditional already stays so.
    """
    usual = _MEDDLE.sub("干", _usual(text))
    if fold(usual) == fold(text):
        return usual
    if len(usual) != len(text):
        return text
    return "".join(_alike(before, after) for before, after in zip(text, usual, strict=True))


def _usual(text: str) -> str:
    """``text`` in the usual forms; where some of it is Traditional already the words in it are still known (干預)."""
    usual: str = _converter("s2tw").convert(text)
    simple: str = text if fold(text) == text else _converter("t2s").convert(text)
    if simple == text or not len(simple) == len(text) == len(usual):
        return usual
    words: str = _converter("s2tw").convert(simple)
    if len(words) != len(text):
        return usual
    return "".join(own if _fold_char(was) != was else new for was, own, new in zip(text, usual, words, strict=True))


def _alike(before: str, after: str) -> str:
    """``after``, or what comes nearest to it, if it is still the character ``before``."""
    older: str = _converter("s2t").convert(before)
    return next((one for one in (after, older) if fold(one) == fold(before)), before)


def is_traditional(text: str) -> bool:
    """Whether ``text`` holds more characters peculiar to Traditional than to Simplified."""
    traditional = sum(1 for a, b in zip(text, fold(text), strict=True) if a != b and "\u4e00" <= a <= "\u9fff")
    if not traditional:
        return False
    simplified = sum(1 for a in text if "\u4e00" <= a <= "\u9fff" and fold(a) == a and to_traditional(a) != a)
    return traditional > simplified
