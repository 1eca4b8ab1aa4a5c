"""How a restatement ties its words together: from one thing to another, one thing as another. All folded.

Each word may be the evidence's own and the statement still turned round (由落实转向创新), so that the word check cannot
see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.breaks import dense, pairs

ALIKE = 0.6
"""Share of a term's character pairs that another must have to be the same term."""

_FROM_TO = re.compile(
    r"(?:从|由)([^，,。；;\d]{2,14}?)(?:转变为|转移到|转向|转为|变为|走向|过渡到|到|向|至)([^，,。；;\d]{2,14})"
)
_AS = re.compile(r"(?:以|把|将)([^，,。；;]{2,24}?)(?:作为|当作|视为|为)([^，,。；;]{2,12})")


def turned_round(said: str, ground: str) -> list[str]:
    """Two ends of a change exchanged, or the part that one thing plays given to another of the evidence's."""
    told, held = dense(said), dense(ground)
    reasons = []
    ends = _FROM_TO.findall(held)
    for start, goal in _FROM_TO.findall(told):
        same = any(_alike(start, a) and _alike(goal, b) for a, b in ends)
        if not same and any(_alike(start, b) and _alike(goal, a) for a, b in ends):
            reasons.append(f"from {start} to {goal}")
    parts = _AS.findall(held)
    for one, part in _AS.findall(told):
        players = [other for other, role in parts if _alike(part, role)]
        others = [other for other, role in parts if not _alike(part, role)]
        if players and not _any(one, players) and _any(one, others):
            reasons.append(f"{one} for {players[0]}")
    return reasons


def _any(term: str, others: Sequence[str]) -> bool:
    return any(_alike(term, other) for other in others)


def _alike(term: str, other: str) -> bool:
    own, theirs = set(pairs(term)), set(pairs(other))
    return bool(own) and len(own & theirs) >= ALIKE * min(len(own), len(theirs))
