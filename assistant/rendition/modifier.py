"""Words of a name one by one: before a noun, alone, at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cues import table
from assistant.rendition.inflect import ing
from assistant.rendition.lexicon import LOCALISER, Word
from assistant.rendition.tangle import Tangle


def alone(head: Word) -> str:
    """A name of one word."""
    if head.adjective and not head.noun:
        return head.adjective.removesuffix("’s")
    return head.noun or (ing(head.verb.replace("~", "").strip()) if head.verb else head.adverb)


def of_something(noun: str) -> bool:
    """Whether a noun has what it is of behind it: the level of …"""
    return re.search(rf"(?:^| )(?:{table('grammar')['noun']['of']})$", noun) is not None


def pair(words: Sequence[Word]) -> bool:
    """Whether the one verb of a row stands right before its head (骨干选拔制度)."""
    verbs = [at for at, one in enumerate(words) if one.verb and not one.noun and not one.adjective]
    return verbs == [len(words) - 2] and words[verbs[0]].sure


def modifier(one: Word) -> str:
    """A word as it stands before a noun."""
    if one.kind == LOCALISER:
        raise Tangle("a place word inside a name")
    if one.adjective:
        return one.adjective
    if one.noun:
        return single(one.noun)
    return ing(one.verb.replace("~", "").strip()) if one.verb else one.adverb


def single(noun: str) -> str:
    """A noun before another: teachers → teacher."""
    if noun == "primary and secondary schools":
        return "school"
    return re.sub(r"\b(pupil|teacher|parent|principal|course|subject|school|skill|kindergarten)s$", r"\1", noun)
