"""What a preposition brings into a clause: a means, a place, an owner, the object before its verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.rendition.action import Clause
from assistant.rendition.lexicon import CONJUNCTION, LIGHT, LOCALISER, MODAL, OF, PREPOSITION, QUANTITY, Word
from assistant.rendition.phrase import noun_phrase
from assistant.rendition.tangle import Tangle
from assistant.rendition.verbs import governs, main_verb, pure

Read = Callable[[Sequence[Word]], Clause]
"""Reads the words of a clause inside a clause."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Up to where the words are taken (``at``), and what they are: words that come before all (``lead``), behind the
    verb (``behind``), the subject, the object before its verb (``preposed``), what is dealt with (``aim``)."""

    at: int
    lead: str = ""
    behind: str = ""
    subject: str = ""
    preposed: str = ""
    aim: str = ""


def take(words: Sequence[Word], at: int, one: Word, read: Read) -> Taken:
    """The preposition ``one`` at ``words[at]`` with what belongs to it. Raises ``Tangle`` where that cannot be told."""
    start = at + 1
    if start >= len(words):
        raise Tangle("a preposition of nothing")
    if one.zh in ("在", "于"):
        return _place(words, start)
    if one.zh == "将" and (pure(words[start]) or words[start].kind == PREPOSITION):
        return Taken(start)
    if one.zh == "以" and (as_is := next((i for i in range(start, len(words)) if words[i].zh == "为"), 0)):
        return _as(words, start, as_is, read)
    if pure(words[start]) and (deed := _deed(words, start, one, read)):
        return deed
    end = len(words) if one.zh in governs("topic") and _all_names(words, start) else until(words, start)
    if not any(word.noun for word in words[start:end]):
        raise Tangle("a preposition of nothing")
    names = noun_phrase(words[start:end])
    match one.zh:
        case "将" | "把":
            return Taken(end, preposed=names)
        case "对" | "对于":
            return Taken(end, aim=names)
        case "由":
            return Taken(end, subject=names)
        case "与" | "同" | "向" | "为" | "从" | "面向":
            return Taken(end, behind=f"{one.noun} {names}")
    return Taken(end, lead=f"{one.noun} {names}")


def _all_names(words: Sequence[Word], start: int) -> bool:
    """Whether no word from ``start`` can only be a verb, so that all of them may be one name (聚焦质量提升)."""
    small = (PREPOSITION, LIGHT, MODAL)
    if any(word.zh in governs("begins") for word in words[start:-1]):  # 围绕效果构建机制
        return False
    return bool(words[-1].noun) and all(word.kind not in small and not pure(word) for word in words[start:])


def _place(words: Sequence[Word], start: int) -> Taken:
    """在……中: what a place word closes, else up to the verb."""
    place = next((i for i in range(start, len(words)) if words[i].kind == LOCALISER), None)
    if place is None:
        end = until(words, start)
        if any(one.kind == OF for one in words[start:]):
            raise Tangle("a place before 的")
        return Taken(end, lead=f"in {noun_phrase(words[start:end])}")
    end = place + 1
    if end < len(words) and words[end].kind == OF:
        raise Tangle("a place before 的")
    return Taken(end, lead=f"{words[place].noun} {noun_phrase(words[start:place])}")


def _as(words: Sequence[Word], start: int, as_is: int, read: Read) -> Taken:
    """以……为……: with … as …"""
    end = len(words) if _all_names(words, as_is + 1) else until(words, as_is + 1)
    if pure(words[start]):
        deed = read(words[start:as_is]).action
        if deed is None:
            raise Tangle("a preposition before a clause")
        first = deed.said("ing")
    else:
        first = noun_phrase(words[start:as_is])
    return Taken(end, lead=f"with {first} as {noun_phrase(words[as_is + 1 : end])}")


def _deed(words: Sequence[Word], start: int, one: Word, read: Read) -> Taken | None:
    """通过 or 为 before a deed: through doing, to do, for doing; None where the verb is part of a name."""
    gift = next((i for i in range(start + 1, len(words)) if words[i].zh in governs("gift")), 0)
    if one.zh == "为" and gift:
        deed = read(words[start:gift])
        if deed.action is None or deed.subject or deed.lead:
            raise Tangle("a preposition before a clause")
        return Taken(gift, behind=f"for {deed.action.said('ing')}")
    if one.zh not in ("通过", "为", "为了", "围绕", "聚焦"):
        return None
    rest = read(words[start:])
    if rest.action is None or rest.subject or rest.modal:
        raise Tangle("a preposition before a clause")
    if one.zh in ("为", "为了"):
        return Taken(len(words), lead=f"to {rest.action.said()}")
    return Taken(len(words), lead=f"{one.noun} {rest.action.said('ing')}")


def until(words: Sequence[Word], start: int) -> int:
    """Where the name that begins at ``start`` ends: at the verb, else at the adverb before it."""
    stop = main_verb(words, start)
    for i in range(start, stop):
        one = words[i]
        adverb = one.adverb and not one.adjective and not one.noun and not one.verb and i > start
        if one.kind in (PREPOSITION, MODAL, LIGHT) or adverb:
            return i
    if stop == len(words):
        last = words[-1]
        if last.kind == QUANTITY and stop - 2 > start and words[stop - 2].verb:
            return stop - 2
        if last.verb and stop - 1 > start and words[stop - 2].kind not in (OF, CONJUNCTION):
            return stop - 1
    while stop - 1 > start and words[stop - 1].adverb and not words[stop - 1].noun:
        stop -= 1
    return stop
