"""How firm a statement is, and whether it is turned round: strength, hedges, exceptions, negation, absolute words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.breaks import PART, SENTENCE, beginning, dense, han_words, pairs, without
from assistant.cues import table
from assistant.sameword import neutral
from index.alternation import any_of

ALIKE = 0.5
"""Share of the character pairs that a word governs which the same word must govern in the evidence."""
NEAR = 6
"""Characters before a word in which a negation is of that word."""
TAKEN = 3
"""Characters behind a word that a sentence must take over for the word itself to be missing from it."""

LONGEST = 8
"""Characters behind a word that are looked for."""
FEW = 5
"""Pairs of characters below which a segment says too little to be told whose it is."""
WHOLE = 0.8
"""Share of a segment that one word of the evidence governs, from which the segment is of what that word governs."""

_STOP = re.compile(r"[。；;！!？?\n|]")
_DUTY = re.compile(r"确保|保证|必须|务必|应当|须|一律|(?<!主)要(?!求)")
_COMPARED = re.compile(r"(不)?(低于|少于|超过|高于|多于|大于|小于)(?=[\u3400-\u9fff])")
_GAIN = re.compile(r"可以?(?=[^，,。；;不]{0,14}?(?:得到|获得|享受|领取))")
"""What one is given one can have: said from the other side, no permission."""
_LACKS = re.compile(r"无([\u3400-\u9fff]{2})")
_BESIDE = re.compile("[要会将应可]")
"""Words beside a verb that may be put in."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def firmness(said: str, ground: str) -> list[str]:
    """Strength, hedges and exceptions of folded ``said`` that are not those of folded ``ground``."""
    told, held = _GAIN.sub("", dense(said)), dense(ground)
    reasons: list[str] = []
    for group, also in _groups():
        mine, theirs = list(_occurrences(told, group)), list(_occurrences(held, group + also))
        for word, at in mine:
            scope = _scope(told, at + len(word), PART)
            if not any(_governs(scope, held, place, len(other)) for other, place in theirs):
                reasons.append(f"modality {word}")
        if not mine and not (group in _firm() and _DUTY.search(told)):
            reasons += _lost(told, held, _occurrences(held, group))
        if not mine and group in _weak():
            reasons += _unhedged(told, held, list(_occurrences(held, group)))
    bare = _BESIDE.sub("", _strong().sub("", told))  # 学校可以开设 takes 有条件的学校开设 over
    for word in table("check")["modality"]["hedges"]:
        if word not in told:
            lost = (_lost(text, held, _occurrences(held, (word,))) for text in (told, bare))
            reasons += next(filter(None, map(list, lost)), [])
    return [*reasons, *_excepted(told, held)]


def turned(said: str, ground: str) -> list[str]:
    """Negations put in or left out, and absolute words that ``ground`` lacks; both folded."""
    told, held = dense(said), dense(ground)
    if any(after in told for after in _LACKS.findall(held)):  # 没有辍学 for 无辍学
        told = told.replace("没有", "无")
    mine, theirs = negations(told), negations(held)
    reasons = [f"{word} put in" for word in _absolute() if _stands(word, told) and not _stands_alike(word, held)]
    reasons += _compared(told, held)
    for word, at in mine:
        after = _run(told, at + len(word), 4)
        places = list(_find(held, after[:TAKEN]))
        bare = bool(places) and len(after) > 1 and not any(_negated_at(theirs, place) for place in places)
        if bare or not theirs:
            reasons.append("negation put in")
    for word, at in theirs:
        after = _run(held, at + len(word), TAKEN)
        kept = list(_find(told, after)) if len(after) > 1 else []
        everywhere = all(_negated_at(theirs, place) for place in _find(held, after))
        if kept and everywhere and not any(_negated_at(mine, place) or _fronted(told, place, mine) for place in kept):
            reasons.append(f"negation {word} left out")
    return reasons


def _stands(word: str, told: str) -> bool:
    """Whether an absolute word stands in ``told``: 最 of 最高, not of 最终; 最先 is a word of its own."""
    return word in (re.sub("最(?=[终后先])", "", told) if word == "最" else told)


def _stands_alike(word: str, held: str) -> bool:
    return any(way in held for way in (word, *table("check")["absolute"]["ways"].get(word, ())))


def _compared(told: str, held: str) -> Iterator[str]:
    """不低于 for 低于 and the like between words (numbers have their own check)."""
    known = [(bool(one[1]), one[2]) for one in _COMPARED.finditer(held)]
    for one in _COMPARED.finditer(told):
        if (not one[1], one[2]) in known and (bool(one[1]), one[2]) not in known:
            yield f"{one.group()} for {'' if one[1] else '不'}{one[2]}"


def negations(text: str) -> list[tuple[str, int]]:
    """Negations in folded ``text`` with their places, those of fixed words (不断) left out."""
    opposites = table("check")["opposites"]
    masked = re.sub(opposites["not_negation"], lambda match: "　" * len(match.group()), text)
    return [(match.group(), match.start()) for match in re.finditer(opposites["negations"], masked)]


@cache
def _groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    data = table("check")["modality"]
    return tuple((tuple(group), tuple(data["also"].get(group[0], ()))) for group in data["groups"])


def _firm() -> tuple[tuple[str, ...], ...]:
    return tuple(group for group, _ in _groups()[:2])


@cache
def _forbidding() -> frozenset[str]:
    return frozenset(next(group for group, _ in _groups() if "不得" in group))


@cache
def strength_words() -> frozenset[str]:
    """The words whose strength is compared."""
    return frozenset(word for group, _ in _groups() for word in group)


@cache
def _weak() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in table("check")["modality"]["weak"])


@cache
def _absolute() -> tuple[str, ...]:
    return tuple(table("check")["absolute"]["words"].split())


@cache
def _strong() -> re.Pattern[str]:
    return any_of(strength_words())


def _occurrences(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Where one of ``words`` stands, the longest at a place; not behind 不 where it is another word with it."""
    for match in _finder(words).finditer(text):
        if match.group()[0] == "不" or text[match.start() - 1 : match.start()] != "不":
            yield match.group(), match.start()


@cache
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(words)


def _scope(text: str, start: int, stops: re.Pattern[str]) -> str:
    """What a word governs: up to the end of its sentence or the next word of strength; nothing where it is a noun at
    the end of its part (经过三年努力)."""
    if stops.match(text, start) and text[start] in "，,。；;":
        return ""
    stop = stops.search(text, start + 1)
    rest = text[start : stop.start() if stop else len(text)]
    other = _strong().search(rest)
    return rest[: other.start()] if other and other.start() > 1 else rest


def _governs(scope: str, held: str, at: int, size: int) -> bool:
    """Whether the word at ``held[at]`` stands to what ``scope`` says: before it, or in the same part of a sentence; of
    forbidding in the same sentence, as its object often stands in front."""
    stops = SENTENCE if held[at : at + size] in _forbidding() else PART
    first = beginning(held, at, stops)
    other = [match.end() for match in _strong().finditer(held, first, at)]
    near = held[max([first, *other]) : at] + _scope(held, at + size, _STOP)
    scope = re.sub(r"\d[\d.,]*", " ", scope)
    own, words = set(pairs(scope)), _words(scope)
    if len(own) < 2:
        return True
    told = sum(word in near for word in words)
    return len(own & set(pairs(near))) >= ALIKE * len(own) or (bool(words) and told >= ALIKE * len(words))


def _words(text: str) -> list[str]:
    """The words of ``text`` of two and more characters that are not neutral."""
    return [word for word in han_words(text) if len(word) > 1 and word not in neutral()]


def _lost(told: str, held: str, places: Iterator[tuple[str, int]]) -> Iterator[str]:
    """Words of the evidence that are missing before words that the sentence takes over."""
    for word, at in places:
        after = _taken(_run(held, at + len(word), LONGEST), told)
        if not after:
            continue
        own = at + len(word)
        bare = [place for place in _find(held, after) if place not in (own, own + 1)]  # 有条件的学校
        if not bare:
            yield f"{word} left out"


def _unhedged(told: str, held: str, places: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Words of aim or trial that are missing from a segment that is of what they govern."""
    for part in PART.split(told):
        for word, at in places:
            scope = _scope(held, at + len(word), PART)
            rest = set(pairs(held[:at])) | set(pairs(held[at + len(word) + len(scope) :]))
            governed = set(pairs(scope))
            for own in (set(pairs(part)), _telling(part)):
                if len(own) >= FEW and len(own & governed) >= WHOLE * len(own) > len(own & rest):
                    yield f"{word} left out"


def _telling(part: str) -> set[str]:
    """The pairs of characters of ``part``, those of neutral words left out."""
    return set(pairs(without(part, neutral())))


def _excepted(told: str, held: str) -> Iterator[str]:
    """Exceptions (除……外) that are missing before words taken over."""
    for match in re.finditer(table("check")["modality"]["except"], held):
        after = _taken(_run(held, match.end(), LONGEST), told)
        kept = "除" in told and match.group()[1:3] in told
        if after and not kept:
            yield f"{match.group().rstrip('，,')} left out"


def _taken(after: str, told: str) -> str:
    """The longest beginning of ``after`` that stands in ``told``; empty where that is less than ``TAKEN``."""
    taken = next((after[:size] for size in range(len(after), TAKEN - 1, -1) if after[:size] in told), "")
    return taken if len(taken.rstrip("的")) >= TAKEN else ""


def _run(text: str, start: int, most: int) -> str:
    """Up to ``most`` Han characters from ``start`` on, none where another character stands first."""
    end = start
    while text[end : end + 1] in ("的", "地") and end == start:
        start = end = end + 1
    while end < len(text) and end - start < most and _HAN.match(text[end]):
        end += 1
    return text[start:end]


def _find(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _fronted(text: str, place: int, found: Sequence[tuple[str, int]]) -> bool:
    """Whether a verb of forbidding follows what stands at ``place`` in its part of the sentence (拖堂要杜绝)."""
    stop = PART.search(text, place)
    end = stop.start() if stop else len(text)
    return any(len(word) > 1 and place < at < end and text[at + len(word) : end] in ("", "的") for word, at in found)


def _negated_at(found: Sequence[tuple[str, int]], place: int) -> bool:
    return any(at + len(word) <= place <= at + len(word) + NEAR for word, at in found)
