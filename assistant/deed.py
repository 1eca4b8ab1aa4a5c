"""What a statement says is done to so many things: 新建 12所 and 改扩建 4所, not both by one verb. All folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.breaks import PART, beginning
from assistant.cues import table
from index.alternation import any_of
from index.quantity import Quantity, find_quantities, same

_JOINED = re.compile(r"[、和与及或/]|以及|并")
"""What joins two verbs that have one object (新建、改扩建)."""


def misdone(said: str, evidence: Sequence[str]) -> list[str]:
    """Numbers of ``said`` whose verb is of another kind than all that the evidence gives the same number."""
    known = [one for text in evidence for one in _done(text)]
    reasons = []
    for one, mine in _done(said):
        theirs = [deeds for other, deeds in known if same(one, other)]
        if mine and theirs and all(deeds and not deeds & mine for deeds in theirs):
            reasons.append(f"{'、'.join(sorted(mine))} for {'、'.join(sorted(theirs[0]))}")
    return reasons


def _done(text: str) -> list[tuple[Quantity, frozenset[str]]]:
    """The amounts of ``text``, each with the kinds of what is done to them: the verbs next before it in its sentence,
    and one behind it that ends its part (小学4所要扩建)."""
    found = [one for one in find_quantities(text) if one.kind == "amount"]
    result = []
    for place, one in enumerate(found):
        first = beginning(text, one.start)
        stop = PART.search(text, one.end)
        last = stop.start() if stop else len(text)
        behind = text[one.end : found[place + 1].start] if found[place + 1 :] and found[place + 1].start < last else ""
        after = frozenset() if behind else _kinds(text[one.end : last])
        result.append((one, _nearest(text[first : one.start]) | after))
    return result


def _nearest(before: str) -> frozenset[str]:
    """The kinds of the last verb of ``before``, and of those that are joined to it."""
    found = list(_verbs().finditer(before))
    kinds: set[str] = set()
    for place in range(len(found) - 1, -1, -1):
        kinds.add(_kind()[found[place].group()])
        gap = before[found[place - 1].end() : found[place].start()] if place else "。"
        if gap and not _JOINED.fullmatch(gap):
            break
    return frozenset(kinds)


def _kinds(text: str) -> frozenset[str]:
    return frozenset(_kind()[match.group()] for match in _verbs().finditer(text))


@cache
def _kind() -> dict[str, str]:
    """Verb → the first of its kind."""
    return {verb: kind[0] for kind in table("check")["deed"]["kinds"] for verb in kind}


@cache
def _verbs() -> re.Pattern[str]:
    return any_of(_kind())
