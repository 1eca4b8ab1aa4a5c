"""How much of a question a clause says, in whatever words: each part of the question is held against the part of the
clause that is most like it.

Late interaction as in O. Khattab, M. Zaharia: ColBERT, SIGIR 2020, over the features of the bundled embedder's table,
whichever embedder searches: a clause's one vector blurs the many things it promises, its features do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embed import BUNDLED
from index.library import Library
from index.passage import words_text
from index.plan import Clause
from index.static_model import StaticModel

KEPT = 4096
"""Texts whose features are remembered."""
NUMBERS = 128
"""Numbers of a feature's vector that are compared; all 512 choose no better (``eval/fit_likely.py``), at four times the
cost."""

AT_ONCE = 1 << 19
"""Multiplications of one product: of larger ones several threads take a part each, and wait for each other longer than
the work takes."""


@cache
def _model() -> StaticModel:
    return StaticModel.load(BUNDLED)


@lru_cache(maxsize=KEPT)
def _rows(text: str) -> NDArray[np.int32]:
    """The features of a text, each once, rising."""
    return np.unique(_model().vocabulary.rows(text))


def matches(question: str, clauses: Sequence[Clause], library: Library) -> list[float]:
    """For each clause, with the headings above it, the share of ``question`` that it says: the best cosine of each
    feature of the question, weighted by the squared length of its row (which grows with how much it tells). About
    0..1; all 0 where the question has no known feature."""
    asked = _rows(question)
    told = [_rows(words_text(clause, library)) for clause in clauses]
    if not len(asked) or not clauses:
        return [0.0] * len(clauses)
    model = _model()
    weights = np.square(model.table.lengths[asked].astype(np.float32))
    every = np.unique(np.concatenate(told))
    ours, theirs = model.directions(asked, NUMBERS), model.directions(every, NUMBERS).T
    cosines = np.empty((len(asked), len(every)), dtype=np.float32)
    step = max(1, AT_ONCE // ours.size)
    for at in range(0, len(every), step):
        cosines[:, at : at + step] = ours @ theirs[:, at : at + step]
    best = [cosines[:, np.searchsorted(every, rows)].max(axis=1, initial=0.0) for rows in told]
    return [float(one @ weights / weights.sum()) for one in best]
