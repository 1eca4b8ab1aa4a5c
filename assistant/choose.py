"""Which sentences an answer quotes: how many clauses by how sure the choice is, of each the sentences that tell."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.likely import Likely, likely
from assistant.pieces import FRONT
from assistant.scene import Found, Scene

HALF = 0.6
"""Chance from which as much is told of the likeliest clause as if it stood alone."""
UNSURE = 0.45
"""Chance of the likeliest clause below which several are told: the nearest ones."""
LEAST, FAR = 0.09, 0.02
"""Chance from which a clause is worth quoting beside a likelier one; where even that is unsure. Of the rules tried
(one such chance for all, a share of the likeliest's, until enough together) this one names the right clause most often
for as many quoted."""
CLAUSES, NEAREST = 4, 5
"""Clauses that an answer quotes at most; where even the likeliest is unsure."""
SLACK, SHARE = 0.3, 0.6
"""How far behind the best sentence of its clause another may be (``Found.near``), or which share of it it must reach,
to be quoted with it; the more lenient counts."""
WHOLE = 160
"""A clause of so many characters is quoted whole: cut, it would lose its conditions."""
SEVERAL, TWO, ONE = 5, 2, 1
"""Sentences quoted of a clause that most probably is the one, of a likeliest that is not, and of what stands beside."""
FAINT, MANY = 0.4, 7
"""``Found.near`` of the best sentence below which none of a sure clause stands out, and sentences quoted then."""


def choose(scene: Scene, found: Sequence[Found], rated: Sequence[Likely] | None = None) -> list[Found]:
    """What is quoted of ``found``, clause by clause, the likeliest clause first, its sentences in their order.
    ``rated`` are the clauses of ``found`` where they are rated already."""
    picked = clauses(likely(scene, found) if rated is None else rated)
    if not picked:
        return []
    picked = [one for one in picked if one.clause.kind != FRONT] or picked
    first, others = picked[0], picked[1:]
    own = _all_of(first) if not others or first.chance >= HALF else telling(first.sentences, TWO)
    return own + [told for one in others for told in telling(one.sentences, ONE)]


def _all_of(meant: Likely) -> list[Found]:
    """What is quoted of a clause that most probably is the one."""
    if len(meant.clause.text) <= WHOLE:
        return sorted(meant.sentences, key=lambda one: one.piece.start)
    return telling(meant.sentences, SEVERAL if meant.sentences[0].near >= FAINT else MANY)


def clauses(rated: Sequence[Likely]) -> list[Likely]:
    """The likeliest of ``rated``, and where it is not sure, others until they probably hold the answer."""
    return list(rated[: taken([one.chance for one in rated])])


def taken(chances: Sequence[float]) -> int:
    """How many clauses are quoted, of such ``chances``, highest first."""
    unsure = bool(chances) and chances[0] < UNSURE
    least, most = (FAR, NEAREST) if unsure else (LEAST, CLAUSES)
    return max(min(1, len(chances)), sum(chance >= least for chance in chances[:most]))


def telling(sentences: Sequence[Found], most: int = SEVERAL) -> list[Found]:
    """The sentences of one clause that say nearly as much about the question as its best, in the clause's order."""
    best = sorted(sentences, key=lambda one: (-one.near, one.piece.start))
    least = min(best[0].near - SLACK, SHARE * best[0].near)
    near = [one for one in best if one.near >= least][:most]
    return sorted(near, key=lambda one: one.piece.start)
