"""Which sentences an answer quotes: how many clauses by how sure the choice is, of each the sentences that tell."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.likely import Likely, likely
from assistant.scene import Found, Scene

SURE = 0.85
"""Chance from which the likeliest clause is quoted alone."""
ENOUGH = 0.92
"""Chance that the clauses quoted have together, from which no further one is added."""
LEAST = 0.1
"""Chance below which a clause is not worth quoting beside a likelier one."""
CLAUSES = 3
"""Clauses that an unsure answer quotes at most."""
SLACK, SHARE = 0.3, 0.6
"""How far behind the best sentence of its clause another may be (``Found.near``), or which share of it it must reach,
to be quoted with it; the more lenient counts."""
WHOLE = 160
"""A sure clause of so many characters is quoted whole: cut, it would lose its conditions."""
SEVERAL, TWO, ONE = 5, 2, 1
"""Sentences quoted of a sure clause, of an unsure answer's likeliest, and of what stands beside it."""
FAINT, MANY = 0.4, 7
"""``Found.near`` of the best sentence below which none of a sure clause stands out, and sentences quoted then."""


def choose(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """What is quoted of ``found``, clause by clause, the likeliest clause first, its sentences in their order."""
    picked = clauses(likely(scene, found))
    if len(picked) == 1:
        return _all_of(picked[0])
    return [told for place, one in enumerate(picked) for told in telling(one.sentences, ONE if place else TWO)]


def _all_of(only: Likely) -> list[Found]:
    """What is quoted of a clause that stands alone."""
    if len(only.clause.text) <= WHOLE:
        return sorted(only.sentences, key=lambda one: one.piece.start)
    return telling(only.sentences, SEVERAL if only.sentences[0].near >= FAINT else MANY)


def clauses(rated: Sequence[Likely]) -> list[Likely]:
    """The likeliest of ``rated``, and where it is not sure, others until they probably hold the answer."""
    picked = list(rated[:1])
    for one in rated[1:CLAUSES]:
        if picked[0].chance >= SURE or sum(other.chance for other in picked) >= ENOUGH or one.chance < LEAST:
            break
        picked.append(one)
    return picked


def telling(sentences: Sequence[Found], most: int = SEVERAL) -> list[Found]:
    """The sentences of one clause that say nearly as much about the question as its best, in the clause's order."""
    best = sorted(sentences, key=lambda one: (-one.near, one.piece.start))
    least = min(best[0].near - SLACK, SHARE * best[0].near)
    near = [one for one in best if one.near >= least][:most]
    return sorted(near, key=lambda one: one.piece.start)
