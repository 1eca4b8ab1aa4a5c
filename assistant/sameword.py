"""Is a word borne out by a text in another form: a synonym, an abbreviation or its full form, parts, of a list?"""

from __future__ import annotations

import re
from functools import cache

from assistant.cues import table
from index.script import fold
from index.words import frequency

LIST = 6
"""Characters that it may leave out before its last one (提名权 for 提名考察聘任权)."""
RARE = 600
"""Occurrences in the dictionary's count from which two characters are a word rather than an abbreviation (教学)."""

_NUMERALS = dict(zip("一两二三四五六七八九", "1223456789", strict=True))
_INDEFINITE = re.compile("[一多各几某数这那该两][项种类批支套股轮步个份系方层重些所名位家间次]")
"""An article or 'several' before a noun: it counts nothing. Real counts are quantities and compared as such."""


def restates(word: str, held: str) -> bool:
    """Whether ``held`` has ``word`` in parts, as an abbreviation's full form or by a synonym."""
    if word in _whole():
        return any(way in held for way in ways(word))
    if any(way in held for way in ways(word)) or "、".join(word) in held:  # 省市区 for 省、市、区
        return True
    if word[0] in "各全每该本" and word[1:] in held:
        return True
    if word[0] in _NUMERALS and f"{_NUMERALS[word[0]]}{word[1:]}" in held:
        return True
    if _INDEFINITE.fullmatch(word):
        return True
    if len(word) == 3 and re.search(rf"{word[:2]}[\u3400-\u9fff]{{1,{LIST}}}{word[2]}", held):
        return True  # 提名权 for 提名聘任权
    if len(word) == 3 and word[:2] in neutral() and word[2] in held:
        return True  # cut across two words
    if any(_known(word[:at], held) and _known(word[at:], held) for at in range(1, len(word))) and len(word) > 2:
        return True
    if re.fullmatch("[和与及或由在][区县市省校]", word) and word[1] in held:
        return True  # cut across two words
    if len(word) == 4:
        return _shortened(word, held)
    between = r"(?:[\u3400-\u9fff]{1,2}|、[\u3400-\u9fff])"  # 初中 for 初级中学, 省级 for 省、市级
    return len(word) == 2 and re.search(f"{word[0]}{between}{word[1]}", held) is not None


def _shortened(word: str, held: str) -> bool:
    """Whether ``held`` has the usual short form of four characters: the first of each half (追责 for 追究责任), or
    all but one of them (居民区 for 居民小区)."""
    if spelt_out(word[:2], word[2:], held):
        return True
    return any(word[:at] + word[at + 1 :] in held for at in (1, 2))


def spelt_out(first: str, second: str, held: str) -> bool:
    """Whether ``held`` has two neighbouring words by their first characters (困残 for 困难、残疾)."""
    short = first[0] + second[0]
    if frequency(short) >= RARE:
        return False
    return any(not _across(held, match.start()) for match in re.finditer(short, held))


def _across(held: str, at: int) -> bool:
    """Whether the two characters at ``at`` are the end of one word and the beginning of the next (职教 in 兼职教师)."""
    return frequency(held[max(0, at - 1) : at + 1]) > 0 < frequency(held[at + 1 : at + 3])


def _known(part: str, held: str) -> bool:
    if part in neutral() or part in general() or any(way in held for way in ways(part)):
        return True
    return len(part) > 1 and part in held


def ways(word: str) -> tuple[str, ...]:
    """Other words for ``word`` that say the same."""
    return _ways().get(word, ())


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    """Word → those that say the same."""
    found: dict[str, tuple[str, ...]] = {}
    for group in table("check")["same"]["groups"]:
        for word in group:
            found[word] = (*found.get(word, ()), *(other for other in group if other != word))
    return found


@cache
def neutral() -> frozenset[str]:
    """Words that a restatement may put in, leave out or exchange for each other without changing what is said."""
    return frozenset(fold(word) for word in (*table("check")["neutral"]["words"].split(), *frame_words()))


@cache
def general() -> frozenset[str]:
    """Words of no matter of their own, that speak of any (阶段, 职责, 范围, 难题): a restatement may bring them in."""
    return frozenset(fold(word) for word in table("check")["general"]["words"].split())


@cache
def _whole() -> frozenset[str]:
    """Words whose parts say less than they do (负责人)."""
    return frozenset(fold(word) for word in table("check")["claims"]["whole"])


@cache
def frame_words() -> frozenset[str]:
    """Words of the answerer's own sentences that carry no fact: those listed, and what stands between the gaps of its
    frames."""
    frames = table("frames")
    texts = (entry["zh"] for entry in frames.values() if isinstance(entry, dict))
    parts = (part for text in texts for part in re.split(r"\{\w+\}|[，。：；“”（）]", text))
    return frozenset(fold(word) for word in (*frames["frame_words"], *(part for part in parts if len(part) > 1)))
