"""Which word of a clause is its verb, and what the verbs of the grammar's lists govern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.cues import table
from assistant.rendition.lexicon import CONJUNCTION, MODAL, OF, Word

LONG = 4
"""Characters of a verb with its adverb (高度重视), which is no part of a name."""


@cache
def governs(key: str) -> frozenset[str]:
    """The verbs of a list under ``governs`` in ``data/grammar.toml``; of a table its keys."""
    return frozenset(table("grammar")["governs"][key])


def pure(one: Word) -> bool:
    """Whether a word can only be a verb here."""
    return bool(one.verb) and not one.noun and one.kind != MODAL


def _plays(words: Sequence[Word], at: int, start: int) -> bool:
    """Whether a verb is one where it stands: one of one character only at the beginning or behind an adverb."""
    one = words[at]
    if not pure(one) or _in_name(words, at):
        return False
    alone = len(one.zh) > 1 or one.zh in ("是", "有", "达", "获")
    return alone or at == start or bool(words[at - 1].adverb and not words[at - 1].noun)


@cache
def heads() -> frozenset[str]:
    """Words before which a verb is part of a name (能力, 机制)."""
    return frozenset(table("grammar")["noun"]["heads"].split())


def _in_name(words: Sequence[Word], at: int) -> bool:
    """Whether a verb behind a name and before such a word as 能力 is part of a name."""
    if words[at].zh in governs("event"):
        return False
    if at == 0 or at + 1 >= len(words) or words[at + 1].zh not in heads() or len(words[at].zh) >= LONG:
        return False
    before = words[at - 1]
    return bool(before.noun or before.adjective) and before.kind in ("", CONJUNCTION)


def main_verb(words: Sequence[Word], start: int) -> int:
    """Where the first verb from ``start`` stands that no 的 makes part of a name; ``len(words)`` for none."""
    at = start
    while at < len(words):
        if _plays(words, at, start):
            of = next((i for i in range(at + 1, len(words)) if words[i].kind == OF), None)
            inner = of is not None and not any(pure(one) for one in words[at + 1 : of])
            relative = words[at].zh in table("grammar")["relative"]["verbs"]
            later = of is not None and any(pure(one) for one in words[of + 1 :])
            if not (inner and (relative or (later and at > start))):
                return at
            assert of is not None
            at = of
        at += 1
    return len(words)


def somebody(noun: str) -> bool:
    """Whether a noun names people or a body."""
    data = table("grammar")["noun"]
    return re.search(rf"(?:^|[ ])(?:{data['bodies']}|{data['people']})$", noun, re.IGNORECASE) is not None


def someone(rest: Sequence[Word]) -> list[Word]:
    """支持学校改善条件: the words with 改善 as a verb, where a body or people stand before it; else empty."""
    for at in range(1, len(rest) - 1):
        one, after = rest[at], rest[at + 1]
        before = next((other for other in reversed(rest[:at]) if not other.adverb or other.noun), one)
        if one.verb and one.noun and somebody(before.noun) and not after.kind and not after.verb:
            return [*rest[:at], replace(one, noun=""), *rest[at + 1 :]]
    return []


def two_verbs(verb: str, rest: list[Word]) -> tuple[str, list[Word]]:
    """规范发展民办幼儿园: both words are verbs where a body or people follow at once."""
    data = table("grammar")["noun"]
    done_to = rf"(?:^|[ ])(?:{data['bodies']}|{data['people']})$"
    double = len(rest) > 1 and rest[0].verb and rest[0].noun and "~" not in verb + rest[0].verb
    if double and re.search(done_to, rest[1].noun) and not any(one.kind or one.verb for one in rest[1:]):
        return f"{verb} and {rest[0].verb}", rest[1:]
    return verb, rest
