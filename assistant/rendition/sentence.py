"""Whole sentences: the stretches between commas put together as what a plan is to do, or as what has been done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.cues import table
from assistant.rendition.action import Action, Clause
from assistant.rendition.clause import parse
from assistant.rendition.joined import joined
from assistant.rendition.lexicon import ASIDE, CONJUNCTION, DARK, OF, Word, known
from assistant.rendition.phrase import noun_phrase
from assistant.rendition.tangle import Tangle
from assistant.rendition.tokens import words_of
from assistant.rendition.verbs import governs, pure
from assistant.unknown import SURNAMES, unknown_name
from assistant.word_for_word import in_words
from index.script import fold

LONGEST_NAME = 4
"""Characters that a person's name does not reach."""
DARKEST = 0.85
"""Share of a sentence that may stand word for word in it."""
UNSURE = 0.35
"""Share of a stretch's characters in words that are none of the field's, from which it is left word for word."""
_HAN = re.compile("[\u3400-\u9fff]")
_LABEL = re.compile(r"\W*([\u3400-\u9fff]{2,8})[:：]")
_CELLS = re.compile("[•·|]")
_LINK = "of|with|in|to|for|by|from|on|at|and|within|through|under"
_WRONG = re.compile(
    rf"\b(\w+) \1\b|\b(?:{_LINK}) (?:{_LINK})\b|\b(?:{_LINK})(?:[,;.]|$)|~|, (?:and )?,|  "
    r"|\b(?:reach|reaches|reached) of\b|’s? the\b|\b(?:the|an?) (?:the|an?|of|to)\b"
    r"|\b(?:district|city|county|province)’s (?:is|are|was|were|to|of|in|and)\b"
)
"""Neighbours that no sentence has: a word twice, two prepositions, a preposition with nothing behind it."""
_OPEN, _CLOSE = "“《‘(（", "”》’)）"


@dataclass(frozen=True, slots=True)
class Rendition:
    """``text`` is the sentence with ``subject`` as who does it; ``bare`` the same without a subject (for a list or a
    table's cell)."""

    text: str
    bare: str


def stretches(text: str) -> list[str]:
    """``text`` cut at commas and stops that stand in no quotation mark or bracket and in no number."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        number = char == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if char in "，,；;。:：…\n" and not depth and not number:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _opened(text: str) -> list[tuple[str, bool]]:
    """The stretches of ``text``, each with whether a stop and not a comma stands before it."""
    found, at = [], 0
    for part in stretches(text):
        start = text.index(part, at)
        found.append((part, re.search("[;；。:：\n]", text[at:start]) is not None))
        at = start + len(part)
    return found


@lru_cache(maxsize=1024)
def rendition(text: str, subject: str, told: bool = False) -> Rendition | None:
    """The English of a plan's sentence; what of it is not clear enough stands word for word between ‹ ›. None where
    that is most of it. ``told``: it reports what has been done."""
    folded = fold(text)
    if label := _LABEL.match(folded):
        return _labelled(label[1], folded[label.end() :], subject, told)
    if _CELLS.search(folded):
        return None
    done = told or re.search(table("grammar")["past"]["signs"], folded) is not None
    clauses: list[Clause] = []
    dark = 0
    for part, opens in _opened(folded):
        try:
            read = _read(part, subject, done)
        except Tangle:
            held, lost = _half(part)
            read = [held]
            dark += lost
        clauses += [replace(read[0], opens=opens), *read[1:]] if read else []
    if not clauses or dark > DARKEST * len(folded):
        return None
    try:
        return Rendition(joined(clauses, subject, done), joined(clauses, "", done))
    except Tangle:
        return None


def _who(part: str) -> str:
    """A person's name by its sound, else a term."""
    named = 1 < len(part) < LONGEST_NAME and part[0] in SURNAMES and part not in known()
    return unknown_name(part) if named else term(part)


def _labelled(label: str, rest: str, subject: str, told: bool) -> Rendition | None:
    """A line with its label: Lead unit: …; None where either is not clear."""
    name = re.sub("^(?:the|an?) ", "", term(label))
    parts = [_who(part) for part in rest.split()]  # a person and the post: 周明 区政府副区长
    made = None if all(parts) and parts else rendition(rest, "", told) if rest.strip() else None
    said = made.bare if made else ", ".join(parts) if parts and all(parts) else ""
    if not name or not said:
        return None
    return Rendition(
        f"{subject}, {name}: {said}" if subject else f"{name[:1].upper()}{name[1:]}: {said}",
        f"{name[:1].upper()}{name[1:]}: {said}",
    )


@lru_cache(maxsize=1024)
def term(text: str) -> str:
    """The English of words that name one thing or several; empty where they are more than a name or not clear."""
    if len(stretches(fold(text))) > 1:
        return ""
    try:
        words = [_aside(one) for one in words_of(fold(text.strip("“”")))]
        if len(words) > 1 and words[0].zh in governs("begins"):
            return ""
        if not words or any(one.kind == DARK or (one.verb and not one.noun) for one in words):
            return ""
        if sum(len(one.zh) for one in words if not one.sure) > UNSURE * len(text):
            return ""
        return _sound(noun_phrase(words))
    except Tangle:
        return ""


def _half(part: str) -> tuple[Clause, int]:
    """A stretch that is not clear: its verb as one where it begins with one and the rest word for word, else all of it
    so; how many characters that is."""
    words = words_of(part)
    at = next((i for i, one in enumerate(words) if not one.adverb or one.verb), len(words))
    rest = "".join(one.zh for one in words[at + 1 :])
    begins = at + 1 < len(words) and part.endswith(rest) and pure(words[at]) and words[at].sure
    if not begins or words[at].kind or words[at + 1].kind in (OF, CONJUNCTION) or len(words[at].zh) < 2:
        return Clause(verbatim=_gloss(part)), len(part)
    before = tuple(one.adverb for one in words[:at])
    return Clause(action=Action(words[at].verb, words[at].zh, _gloss(rest), before)), len(rest)


def _gloss(part: str) -> str:
    return f"‹{in_words(part)}›"


def _read(part: str, subject: str, done: bool) -> list[Clause]:
    """The clauses of one stretch, each of which reads well alone; raises ``Tangle`` where one does not."""
    words = [_aside(one) for one in words_of(part)]
    if any(one.kind == DARK for one in words) or sum(len(one.zh) for one in words if not one.sure) > UNSURE * len(part):
        raise Tangle("unknown words")
    clauses = [parse(deed) for deed in deeds(words)]
    for one in clauses:
        for lead in one.lead:
            _sound(f"{lead}.")
        if one.action is not None or one.subject:
            _sound(joined([one], subject, done))
    return clauses


def deeds(words: list[Word]) -> list[list[Word]]:
    """Words cut where 、 or 并 leads on to another deed: 建立制度、完善机制."""
    found, start = [], 0
    for at, one in enumerate(words):
        if one.kind != CONJUNCTION or one.noun not in (",", "and") or one.zh in ("和", "与", "及", "以及"):
            continue
        after = next((other for other in words[at + 1 :] if not (other.adverb and not other.verb)), None)
        if after is None or not after.verb or after.noun or not after.sure or len(after.zh) < 2:
            continue
        if any(other.kind == OF for other in words[at:]) or not any(o.verb and not o.noun for o in words[start:at]):
            continue
        found.append(words[start:at])
        start = at + 1
    return [*found, words[start:]]


def _aside(one: Word) -> Word:
    """A bracket with its English, which is a name or a list."""
    if one.kind != ASIDE:
        return one
    if not re.search("[\u3400-\u9fffa-z]", one.zh):  # (%)
        return replace(one, noun=one.zh)
    try:
        return replace(one, noun="; ".join(noun_phrase(words_of(part)) for part in stretches(one.zh)))
    except Tangle:
        raise Tangle("a bracket") from None


def _sound(text: str) -> str:
    """``text`` if nothing in it shows that it was put together wrongly."""
    if _HAN.search(text) or _WRONG.search(re.sub(r"\bat (?=least|most)", "", text)):
        raise Tangle("words that do not go together")
    return text
