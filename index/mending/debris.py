"""Small things that a page left in the text: markup, private-use characters, blanks and ``?`` inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.mending.reading_ease import cohesion, plain
from index.plan import Damage

_TAGS = "p|div|span|strong|td|tr|th|table|tbody|font|em|li|ul|ol|h[1-6]|br|b|i|u|a|img|o:p|st1:[a-z]+"
_MARKUP = re.compile(
    rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?/?>|(?<![<A-Za-z0-9:/.])/(?:{_TAGS})>|&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|amp|lt|gt|quot);",
    re.IGNORECASE,
)
_ENTITIES = {
    "nbsp": " ", "ensp": " ", "emsp": " ", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—",
    "hellip": "…", "middot": "·", "amp": "&", "lt": "<", "gt": ">", "quot": '"',
}  # fmt: skip
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_BULLETS = frozenset("\uf06c\uf0b7\uf0d8\uf0a7\uf06e\uf0fc\uf075\uf0a8\uf09f\uf071")
_BLANK_SIGNS = frozenset("\ue5e5\ue4c6\ue5f1\ue5cf\ue003\ue004")

_HAN = "\u3400-\u9fff"
_MARKED = re.compile(rf"(?<=[{_HAN})])(?<![吗呢么嗎麼何谁誰哪])[ \u3000\xa0]+\?[ \u3000\xa0?]*(?=[{_HAN}])")
_DOUBLED = re.compile(rf"(?<=[{_HAN})])(?:\?{{2,}}|[ \u3000\xa0]+\?[ \u3000\xa0?]*)(?=[{_HAN}])")
_STRAY = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_NUMBERED = re.compile(r"[条章节款项编部]$|[局厅委府室会]$")
"""What a blank may well follow: a number's last character, a body's name before another."""
_COHERES = 4.0
"""Bits: 国家 and 问题 have more, two words that happen to meet have less."""
_NEAR = 30
_LABEL = re.compile(rf"^[ \u3000\xa0]*([{_HAN}](?:[ \u3000\xa0]+[{_HAN}]){{1,3}})(?=[:：])", re.MULTILINE)
_READ = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")


def find_markup(text: str) -> Iterator[Damage]:
    """Tags, remains of tags (``/p>``) and entities in what should be plain text."""
    for found in _MARKUP.finditer(text):
        name = found[0][1:-1]
        yield Damage("debris", *found.span(), found[0], _ENTITIES.get(name.lower(), "") if found[0][0] == "&" else "")


def find_private(text: str) -> Iterator[Damage]:
    """Private-use characters: bullets and blanks of known fonts, else unknown (□, not certain)."""
    for found in _PRIVATE.finditer(text):
        char = found[0]
        after = "•" if char in _BULLETS else "" if char in _BLANK_SIGNS else "□"
        yield Damage("private", *found.span(), char, after, after != "□")


def find_stray(text: str) -> Iterator[Damage]:
    """Single blanks inside a word of a running sentence, as a page's line ends leave them: 国 家."""
    for found in _STRAY.finditer(text):
        at = found.start()
        before = text[max(0, at - _NEAR) : at].rpartition("\n")[2]
        after = text[at + 1 : at + _NEAR].partition("\n")[0]
        if len(before) < 8 or _NUMBERED.search(before) or not re.search("[,，。；;]", before + after):
            continue
        if " " in before[-3:] + after[:3]:
            continue
        pair = plain(before[-1] + after[0])
        if cohesion(pair[0], pair[1]) >= _COHERES:
            yield Damage("blank", at, at + 1, " ", "")


def find_blanks(text: str) -> Iterator[Damage]:
    """Blanks that became ``?``: taken out inside a two-character word or name, one blank between words.

    Only a ``?`` with a blank before it and a Chinese character after it proves that blanks became ``?`` here.
    """
    if not _MARKED.search(text):
        return
    for found in _DOUBLED.finditer(text):
        start, end = found.span()
        left = re.search(rf"[{_HAN}]*$", text[max(0, start - 12) : start])
        right = re.match(rf"[{_HAN}]*", _READ.sub("", text[end : end + 24]))
        inside = bool(left and right and len(left[0]) == 1 and len(right[0]) == 1)
        yield Damage("blank", start, end, found[0], "" if inside else " ")
    for found in _LABEL.finditer(text):
        for gap in re.finditer(r"[ \u3000\xa0]+", found[1]):
            start = found.start(1) + gap.start()
            yield Damage("blank", start, start + len(gap[0]), gap[0], "")
