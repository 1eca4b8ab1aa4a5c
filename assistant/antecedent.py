"""What a follow-up points at (这个组, 哪两个), found in the question before it or in how that was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from assistant.places import named
from assistant.relocate import place_of
from assistant.topic import cue
from index.library import Library
from index.script import fold
from index.words import segment

_POINTED = re.compile("那?(?:[这那]一?(?:个|项|条|种|所|批|些)|该)")
_NAME = r"[^\s，。；：？！、,;:?!（）()\d和与的里中把将]{1,12}?"
_MARKS = ("“", "‘")
_KIND = re.compile("[\u3400-\u9fff]{1,4}")
_SO_MANY = re.compile(
    "(?:都?是)?哪(?P<zh>[两二三四五六七八九十]个?)[一-龥]{0,4}$"
    "|(?:and )?which (?P<en>two|three|four|five|six)(?: \\w+)?$"
)


def pointed(text: str, before: str, told: str, library: Library) -> str:
    """这个组管什么, after 规划建设组的组长是谁: ``text`` with the name that ends as what it points at, out of the
    question ``before`` or what was ``told``; empty where it points at nothing that is named."""
    rest = text.strip(" ?？。")
    found = _POINTED.match(rest)
    if found is None or named(rest, library).spans:
        return ""
    words = segment(rest[found.end() :])
    kind = words[0] if words and _KIND.fullmatch(words[0]) else ""
    if not kind or cue("vague").fullmatch(fold(kind)):
        return ""
    place = place_of(before, library)
    for source in (before.removeprefix(place), told):
        if name := re.search(f"{_NAME}{re.escape(kind)}", source):
            start = next(at for at in _words_begin(source) if at >= name.start())
            start -= source[max(0, start - 1) : start] in _MARKS
            return place + source[start : name.end()] + rest[found.end() + len(kind) :]
    return ""


def _words_begin(text: str) -> Iterator[int]:
    """Where each word of ``text`` begins."""
    return accumulate(map(len, segment(text)), initial=0)


def counted(folded: str, before: str, told: str, library: Library) -> str:
    """哪两个, which two: the part of what was ``told`` that counts so many, with the place of ``before``; empty where
    none does."""
    which = _SO_MANY.match(folded)
    if which is None:
        return ""
    number = re.compile(f"(?<![第十百]){which['zh']}" if which["zh"] else rf"\b{which['en']}\b")
    parts = (part.strip() for part in re.split("[，。；,;.]", told))
    part = next((part for part in parts if number.search(fold(part))), "")
    if not part or named(part, library).spans:
        return part
    return f"{place_of(before, library)}{' ' if part.isascii() else ''}{part}"
