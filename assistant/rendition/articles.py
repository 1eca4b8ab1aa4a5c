"""Articles: which names of things take one, and which."""

from __future__ import annotations

import re
from functools import cache

from assistant.cues import table
from assistant.rendition.inflect import many

LONG = 4
"""English words before a head noun from which they follow it: the building of a modern school system."""
_GIVEN = re.compile(
    r"(?:the|a|an|each|every|all|any|some|many|no|its|their|this|our|\d|‘|at least|at most|over|about|more)\b|[\d‘]"
)


@cache
def _countable() -> frozenset[str]:
    return frozenset(table("grammar")["noun"]["countable"].split())


def article(said: str, new: bool = False) -> str:
    """``said`` with an article where its head is one counted thing without one."""
    head = re.split(r" (?:of|for|in|with|that|who|on|to|among)\b", said)[0]
    last = re.sub(r"[’)]+$", "", head.split(" ")[-1]) if head else ""
    if not head or _GIVEN.match(said) or last not in _countable() or " and " in head or re.match(r"[A-Z]", last):
        return said
    if last in ("school", "kindergarten", "college", "enterprise") and not re.search("[A-Z]", head):
        return many(said)
    if new and " of " not in said:
        return f"an {said}" if re.match(r"[aeio]|un(?!i)", said) else f"a {said}"
    return f"the {said}"


def definite(said: str) -> str:
    """``said`` with ``the`` where it is short and has no article."""
    if _GIVEN.match(said):
        return said
    return f"the {said}" if len(said.split()) < LONG else said
