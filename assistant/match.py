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

from assistant.ground import Term
from index.embed import BUNDLED
from index.library import Library
from index.passage import words_text
from index.plan import Clause
from index.static_model import StaticModel

_Rows = NDArray[np.int32]

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
def _rows(text: str) -> _Rows:
    """The features of a text, each once, rising."""
    return np.unique(_model().vocabulary.rows(text))


class Match:
    """``clauses``, each with the headings above it, to be held against what is asked."""

    def __init__(self, clauses: Sequence[Clause], library: Library) -> None:
        self._told = [_rows(words_text(clause, library)) for clause in clauses]
        self._every = np.unique(np.concatenate(self._told)) if self._told else np.empty(0, dtype=np.int32)
        self._theirs = _model().directions(self._every, NUMBERS).T

    def of(self, question: str) -> list[float]:
        """For each clause the share of ``question`` that it says: the best cosine of each feature of the question,
        weighted by the squared length of its row (which grows with how much it tells). About 0..1; all 0 where the
        question has no known feature."""
        asked = _rows(question)
        return [float(share) for share in _share(self._best(asked), _weights(asked))]

    def naming(self, terms: Sequence[Term]) -> list[float]:
        """For each clause how much of what ``terms`` name it says: the sum of each one's weight times the best share
        of its ways."""
        ways = [[_rows(way) for way in term.ways] for term in terms]
        features = [rows for one in ways for rows in one]
        asked = np.unique(np.concatenate(features)) if features else np.empty(0, dtype=np.int32)
        best, weights = self._best(asked), _weights(asked)
        total = np.zeros(len(self._told))
        for term, each in zip(terms, ways, strict=True):
            places = [np.searchsorted(asked, rows) for rows in each]
            total += term.weight * np.max([_share(best[:, at], weights[at]) for at in places], axis=0, initial=0.0)
        return [float(one) for one in total]

    def _best(self, asked: _Rows) -> NDArray[np.float32]:
        """The best cosine that each clause has to each feature asked: (clauses, features)."""
        if not len(asked) or not len(self._every):
            return np.zeros((len(self._told), len(asked)), dtype=np.float32)
        ours = _model().directions(asked, NUMBERS)
        cosines = np.empty((len(asked), len(self._every)), dtype=np.float32)
        step = max(1, AT_ONCE // ours.size)
        for at in range(0, len(self._every), step):
            cosines[:, at : at + step] = ours @ self._theirs[:, at : at + step]
        return np.array(
            [cosines[:, np.searchsorted(self._every, rows)].max(axis=1, initial=0.0) for rows in self._told]
        )


def _weights(rows: _Rows) -> NDArray[np.float32]:
    return np.square(_model().table.lengths[rows].astype(np.float32))


def _share(best: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of each row of ``best``, by ``weights``; 0 where there are none."""
    return np.asarray(best @ weights / max(float(weights.sum()), 1e-9))
