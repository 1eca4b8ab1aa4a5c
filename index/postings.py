"""BM25 scores of the best clauses out of bm25s's memory-mapped postings, without scoring every clause.

The bound is MaxScore's (H. Turtle, J. Flood: Query Evaluation: Strategies and Optimizations, IPM 31(6), 1995): a
clause that holds only common terms cannot reach the first ``k`` once the rarer terms' ``k``-th best score is above
all that the common ones can add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from bm25s import BM25

Scores = NDArray[np.float32]
Span = tuple[int, int]
"""Rows of clauses from, up to."""
COMMON = 0.05
"""A term in a larger share of all clauses than this is a common one."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term's clauses (rising) and what it adds to each, times its weight; ``most`` is more than it adds to any."""

    rows: NDArray[np.int32]
    adds: Scores
    weight: float
    most: float

    def within(self, begin: int, end: int) -> tuple[NDArray[np.int32], Scores]:
        low, high = np.searchsorted(self.rows, (begin, end))
        return self.rows[low:high], self.weight * self.adds[low:high]


def best(
    index: BM25, total: int, weights: Mapping[str, float], spans: Sequence[Span], k: int
) -> tuple[list[tuple[int, float]], float]:
    """Up to ``k`` rows of ``total`` clauses within ``spans`` with their score above 0, best first; and the ceiling: the
    sum of every term's weight times its inverse document frequency, an unseen term's being the highest."""
    terms, ceiling = _terms(index, total, weights)
    found: list[tuple[int, float]] = []
    for begin, end in spans:
        scores = np.zeros(end - begin, np.float32)
        rare = [term for term in terms if len(term.rows) <= COMMON * total]
        common = [term for term in terms if len(term.rows) > COMMON * total]
        for term in rare:
            held, adds = term.within(begin, end)
            scores[held - begin] += adds
        rows = _candidates(scores, sum(term.most for term in common), k)
        for term in common:
            _add(term, scores, rows, begin, end)
        top = _top(scores, rows, k)
        found += [(begin + int(row), float(scores[row])) for row in top if scores[row] > 0]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:k], ceiling


def idf(total: int, count: int) -> float:
    """Inverse document frequency of a term that ``count`` of ``total`` clauses hold."""
    return float(np.log(1 + (total - count + 0.5) / (count + 0.5)))


def _terms(index: BM25, total: int, weights: Mapping[str, float]) -> tuple[list[_Term], float]:
    table, vocabulary = index.scores, index.vocab_dict
    found, ceiling = [], 0.0
    for term, weight in weights.items():
        row = vocabulary.get(term)
        if row is None:
            ceiling += weight * idf(total, 0)
            continue
        begin, end = int(table["indptr"][row]), int(table["indptr"][row + 1])
        most = weight * idf(total, end - begin)
        found.append(_Term(table["indices"][begin:end], table["data"][begin:end], weight, most))
        ceiling += most
    return found, ceiling


def _candidates(scores: Scores, rest: float, k: int) -> NDArray[np.int64] | None:
    """Rows that can still be among the first ``k`` when others get up to ``rest`` more; None where all can."""
    if k >= len(scores):
        return None
    bar = float(np.partition(scores, len(scores) - k)[len(scores) - k])
    return np.flatnonzero(scores >= bar - rest) if bar > rest else None


def _add(term: _Term, scores: Scores, rows: NDArray[np.int64] | None, begin: int, end: int) -> None:
    if rows is None:
        held, adds = term.within(begin, end)
        scores[held - begin] += adds
        return
    places = np.minimum(np.searchsorted(term.rows, rows + begin), len(term.rows) - 1)
    hit = term.rows[places] == rows + begin
    scores[rows[hit]] += term.weight * term.adds[places[hit]]


def _top(scores: Scores, rows: NDArray[np.int64] | None, k: int) -> NDArray[np.int64]:
    """Rows of the ``k`` highest scores, ties by row; ``rows`` are those to choose from, rising, all if None."""
    some = scores if rows is None else scores[rows]
    if k < len(some):
        bar = np.partition(some, len(some) - k)[len(some) - k]
        kept = np.flatnonzero(some >= bar)
    else:
        kept = np.arange(len(some))
    kept = kept[np.argsort(-some[kept], kind="stable")[:k]]
    return kept if rows is None else np.asarray(rows[kept], np.int64)
