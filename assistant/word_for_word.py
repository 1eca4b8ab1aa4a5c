"""Chinese put into English word for word, figures in full: a reading aid beside the original, no translation."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.amounts import MONTHS, amount
from assistant.cues import table
from assistant.glossary import LONGEST, SURE, ends, fixed_terms, glossary
from assistant.unknown import (
    GIVEN,
    SITE_LIST,
    SURNAMES,
    begins_name,
    inside_name,
    is_person,
    looked_up,
    spelt,
    unknown_name,
)
from index.quantity import Quantity, find_quantities
from index.script import fold

_MARKS = {
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "！": "! ",
    "？": "? ",
    "“": " ‘",
    "”": "’ ",
    "—": " – ",
    "…": " … ",
}
_MARKS |= {
    "(": " (",
    ")": ") ",
    ",": ", ",
    ";": "; ",
    ":": ": ",
    "《": " ‘",
    "》": "’ ",
    "|": " | ",
    '"': " ",
    "+": " + ",
    "/": "/",
}
_SPACE = ((re.compile(r"\s+([,.;:!?)’])"), r"\1"), (re.compile(r"([(‘])\s+"), r"\1"), (re.compile(r"\s{2,}"), " "))
_REPEATS = re.compile(r"([,;:.])(?:\s*[,;:])+")
_BY = re.compile(r"(?:到|至|截至)$")
_LATE = re.compile(r"时?期?(?:末|底)")
_PREFIX = re.compile(r"[\u3400-\u9fff]{2,8}$")
_VERSION = re.compile(r"\d\.0")
"""The number of an edition (2.0), no amount."""
_LETTERS = re.compile(r"(?<![a-z])[a-z]{1,5}(?![a-z])")
"""Letters that folding made small, of a short name (AI, STEAM)."""
_END = re.compile(r"(?:年底|年末|底|末)前?")


def english(text: str) -> str:
    """A Chinese text in English words in the order of the original, numbers with unit and bound written out."""
    return re.sub(r"(?:^|(?<=\. ))[a-z]", lambda match: match.group().upper(), in_words(text))


@lru_cache(maxsize=2048)
def in_words(text: str) -> str:
    """``english`` as it stands within a sentence: only names begin with a capital letter."""
    folded = fold(text)
    parts: list[str] = []
    at = 0
    fixed = [match.span() for match in fixed_terms().finditer(folded)]
    for one in find_quantities(text):
        if one.start < at or any(start < one.end and one.start < end for start, end in fixed):
            continue
        before = folded[at : one.start]
        if one.kind == "docno" and (prefix := _PREFIX.search(before)):
            parts.append(_words(before[: prefix.start()]) + " ".join(spelt(char) for char in prefix.group()) + " ")
            before = ""
        by = _BY.search(before) if one.kind in ("year", "year_range", "date") else None
        parts.append(_words(before[: by.start()] if by else before))
        said, end = figure(one, folded)
        parts.append(f" {'by ' if by and not said.startswith('by') else ''}{said} ")
        at = end
    parts.append(_words(folded[at:]))
    line = "".join(parts)
    for pattern, to in _SPACE:
        line = pattern.sub(to, line)
    return _REPEATS.sub(r"\1", line).strip(" ,;:")


def figure(one: Quantity, text: str) -> tuple[str, int]:
    """A number in English and where the text goes on behind it."""
    end = one.end
    if one.kind == "year":
        late = _END.match(text, one.end - 1 if text[one.end - 1] in "底末" else one.end)
        year = str(one.value)
        if late and late.group().endswith("前"):
            return f"by the end of {year}", late.end()
        return (f"the end of {year}", max(end, late.end())) if late else (year, end)
    if one.kind == "year_range" and one.years:
        first, last = one.years
        end += text[end : end + 1] in '”"'
        late = _LATE.match(text, end)
        return (f"the end of {last}", late.end()) if late else (f"{first}–{last}", end)
    if one.kind == "date":
        return day(one), end
    if one.kind == "docno":
        return f"No. {one.value} of {one.high}", end
    if one.kind == "ordinal":
        if one.unit == "级" and one.high is None and not one.text.startswith("第") and int(one.value) in _LEVELS:
            return f"{_LEVELS[int(one.value)]}-level", end  # 省市区三级
        rank = {"年级": " grade", "级": " level", "期": " phase"}.get(one.unit, "")
        places = [one.value] if one.high is None else [one.value, one.high]
        return " to ".join(_ORDINALS.get(int(place), f"no. {place}") for place in places) + rank, end
    return one.text if _VERSION.fullmatch(one.text) else amount(one), end


RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = dict(enumerate(RANKS, 1))
_LEVELS = {2: "two", 3: "three", 4: "four", 5: "five"}


def day(one: Quantity) -> str:
    """A date quantity as English writes it: 17 August 2022."""
    digits = str(one.value)
    year = digits[:4] if len(digits) >= 6 else ""
    rest = digits[4:] if year else digits.zfill(4 if len(digits) > 2 else 2)
    month = MONTHS[int(rest[:2]) - 1] if rest[:2] and 1 <= int(rest[:2]) <= 12 else ""
    return " ".join(part for part in (rest[2:4].lstrip("0"), month, year) if part)


def _words(folded: str) -> str:
    listed = {end for match in SITE_LIST.finditer(folded) for end in _item_ends(match)}
    return "".join(
        _run(part.group(), part.end() in listed)
        if "\u3400" <= part.group()[0] <= "\u9fff"
        else _LETTERS.sub(lambda match: match.group().upper(), "".join(_MARKS.get(char, char) for char in part.group()))
        for part in re.finditer(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", folded)
    )


def _item_ends(listed: re.Match[str]) -> list[int]:
    return [listed.start() + at for at, char in enumerate(listed.group()) if char == "、"]


def _run(run: str, site: bool = False) -> str:
    """A run of Chinese characters: the longest known terms that end where a word does, then word by word. ``site``:
    what it ends with is the name of a place, if no known word."""
    known = glossary()
    if len(run) == 1 and run in table("english")["alone"]:  # 足、篮、排: between marks
        return f" {unknown_name(run)} "
    if is_person(run):
        return f" {unknown_name(run)} "
    may_end = ends(run, known)
    said: list[str] = []
    at, unknown = 0, ""
    while at < len(run):
        sizes = range(min(LONGEST, len(run) - at), 0, -1)
        size = next((n for n in sizes if (n >= SURE or at + n in may_end) and run[at : at + n] in known), 0)
        size = size or next((n for n in range(1, LONGEST) if at + n in may_end), len(run) - at)
        word = run[at : at + size]
        at += size
        person = unknown in SURNAMES and len(unknown) == 1 and len(word) <= GIVEN
        alone = len(word) == 1 or person or begins_name(word, run[at:])
        first = site and len(word) == 1 and at < len(run) and run[at] not in known  # 云|澜府
        if (word not in known and (alone or site)) or first or inside_name(word, run[at:]):
            unknown += word
            continue
        said.append(unknown_name(unknown, word + run[at:], whole=site))
        said.append(known[word] if word in known else looked_up(word))
        unknown = ""
    said.append(unknown_name(unknown, "", whole=site or unknown == run))
    return f" {' '.join(one for one in said if one)} "
