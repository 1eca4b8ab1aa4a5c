"""A stretch of a plan's sentence as words with their English: longest known terms, figures, titles and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.amounts import amount
from assistant.glossary import LONGEST, SURE, ends, fixed_terms
from assistant.rendition.lexicon import ASIDE, CONJUNCTION, DARK, QUANTITY, TIME, Word, known, of_kind, word
from assistant.unknown import GIVEN, SURNAMES, begins_name, inside_name, is_person, unknown_name
from assistant.word_for_word import english, figure, in_words
from index.quantity import Quantity, find_quantities

LETTERS = 5
"""Letters and figures up to which a word is written large: 5G, AI."""
NAME = 8
"""Characters of a quotation up to which it is a name."""
_DISTRICTS = ("区", "县", "市", "省")
_COMMITTEE = re.compile("委(?![员托派任屈婉会])")
"""What stands behind a district's name for its Party committee."""
_PAIRED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’|[(（][^()（）]*[)）]")
_COUNTED = frozenset("大个所名位项条家件次处间套支批类种门节台辆座块本册人枚张份场期只对栋幢篇校")
_HAN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.+-]*|、")


def words_of(text: str) -> list[Word]:
    """The words of folded ``text`` without commas and stops outside of quotation marks and brackets."""
    found: list[Word] = []
    at = 0
    for paired in _PAIRED.finditer(text):
        found += _numbers(text[at : paired.start()])
        found += _paired(paired.group()[0], paired.group()[1:-1])
        at = paired.end()
    return [*found, *_numbers(text[at:])]


def _paired(mark: str, inside: str) -> list[Word]:
    """What stands in brackets, quotation marks or title marks; a year quoted (“十四五”) is a year."""
    if not inside:
        return []
    if mark in "(（":
        return [Word(inside, ASIDE)]
    if inside.isascii():
        return [Word(inside, noun=f"‘{inside}’")]
    if inside in known() and (term := word(inside)).noun:
        return [Word(inside, noun=f"‘{term.noun}’")]
    held = find_quantities(inside)
    if len(held) == 1 and held[0].end - held[0].start == len(inside) and held[0].years:
        return list(_numbers(inside))
    name = english(inside) if mark == "《" else in_words(inside)
    named = mark == "《" or len(inside) <= NAME or inside in known()
    return [Word(inside, noun=f"‘{name}’" if named else f"‘‹{name}›’")]


def _numbers(text: str) -> Iterator[Word]:
    at = 0
    fixed = [match.span() for match in (*fixed_terms().finditer(text), *_LEVELLED.finditer(text))]
    for one in find_quantities(text):
        if one.start < at or any(start < one.end and one.start < end for start, end in fixed):
            continue
        before = text[at : one.start]
        by = re.search(r"(?:到|至|截至|截止)$", before) if one.kind in ("year", "year_range", "date") else None
        yield from _plain(before[: by.start()] if by else before)
        said, end = figure(one, text)
        if one.kind in ("year", "year_range", "date"):
            yield Word(text[one.start : end], TIME, noun=_when(said, one, by is not None))
        else:
            yield _quantity(one, text[one.start : end], said)
        at = end
    yield from _plain(text[at:])


def _when(said: str, one: Quantity, by: bool) -> str:
    if said.startswith("by "):
        return said
    if by:
        return f"by {said}"
    return (
        f"on {said}"
        if one.kind == "date" and re.match(r"\d", said)
        else f"in {said}"
        if re.match(r"\d", said)
        else f"at {said}"
    )


def _quantity(one: Quantity, zh: str, said: str) -> Word:
    if one.kind != "amount":
        return Word(zh, adjective=said) if one.kind == "ordinal" else Word(zh, noun=said)
    counted = one.unit in _COUNTED and not one.per and one.unit != "人"
    plural = one.high is not None or one.value * one.scale != 1
    told = said if re.fullmatch(r"\d\.0", said) else amount(one)
    people = told.endswith((" people", " person"))
    if people:
        told = told.rsplit(" ", 1)[0]
    return Word(zh, QUANTITY, noun=told, count=counted, plural=plural, of=("people" if plural else "person") * people)


_LEVELS = {
    "国家": "national",
    "国": "national",
    "省": "province",
    "市": "city",
    "区": "district",
    "县": "county",
    "校": "school",
}
_LEVEL = "|".join(_LEVELS)
_LEVELLED = re.compile(
    rf"(?<![\u3400-\u9fff])((?:{_LEVEL})(?:、(?:{_LEVEL}))+)([两二三四五]?级)?"
    rf"|(?<![城全本各我])((?:{_LEVEL})(?:、(?:{_LEVEL}))+)级"
)


def _plain(text: str) -> Iterator[Word]:
    """Words without figures; 省、市、区三级 is one."""
    at = 0
    for found in _LEVELLED.finditer(text):
        yield from _characters(text[at : found.start()])
        *most, last = (_LEVELS[one] for one in (found[1] or found[3]).split("、"))
        yield Word(found.group(), adjective=f"{', '.join(f'{one}-' for one in most)} and {last}-level")
        at = found.end()
    yield from _characters(text[at:])


def _characters(text: str) -> Iterator[Word]:
    for part in _HAN.findall(text):
        if part == "、":
            yield Word(part, CONJUNCTION, noun=",")
        elif part[0] < "\u3400":
            yield Word(part, noun=part.upper() if len(part) <= LETTERS else part)
        else:
            yield from _run(part)


def _run(run: str) -> Iterator[Word]:
    """A run of Chinese characters: the longest known terms that end where a word does, then word by word."""
    if is_person(run) and run not in known():
        yield Word(run, noun=unknown_name(run), sure=False)
        return
    may_end = ends(run, known())
    at, spelt = 0, ""
    while at < len(run):
        sizes = range(min(LONGEST, len(run) - at), 0, -1)
        size = next((n for n in sizes if (n >= SURE or at + n in may_end) and run[at : at + n] in known()), 0)
        term = size > 0
        size = size or next((n for n in range(1, LONGEST) if at + n in may_end), len(run) - at)
        if not term and run[at : at + size].endswith(_DISTRICTS) and run[at : at + size - 1] in of_kind("verb"):
            size -= 1  # 建成区老年大学 has no 建成区
        part = run[at : at + size]
        at += size
        if part.endswith(_DISTRICTS) and _COMMITTEE.match(run[at:]) and word(part).noun:
            yield Word(f"{part}委", noun=f"{word(part).noun} Party Committee")
            at, spelt = at + 1, ""
            continue
        person = spelt in SURNAMES and len(spelt) == 1 and len(part) <= GIVEN
        if inside_name(part, run[at:]):
            spelt += part
            continue
        if not term and (len(part) == 1 or person or begins_name(part, run[at:])):
            spelt += part
            continue
        if spelt:
            yield _name(spelt, part + run[at:], whole=False)
            spelt = ""
        yield word(part)
    if spelt:
        yield _name(spelt, "", whole=spelt == run)


def _name(spelt: str, rest: str, whole: bool) -> Word:
    """Characters that make no word: a name where they stand as one, unless there is only one."""
    name = unknown_name(spelt, rest, whole)
    if len(spelt) == 1 or re.search("[\u3400-\u9fff]", name):
        return Word(spelt, DARK)
    return Word(spelt, noun=name, sure=False)
