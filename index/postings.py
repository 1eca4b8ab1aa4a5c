"""BM25 scores of the best clauses out of bm25s's memory-mapped postings, without scoring every clause.

The bound is MaxScore's (H. Turtle, J. Flood: Query Evaluation: Strategies and Optimizations, IPM 31(6), 1995): terms
are taken by what they can add, the most first, and a clause is left out once all that the terms to come can add does
not bring it to the ``k``-th best so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.generation import reading

if TYPE_CHECKING:
    from bm25s import BM25

Scores = NDArray[np.float32]
Span = tuple[int, int]
"""Rows of clauses from, up to."""
LEADERS = 20_000
"""Clauses among which the ``k``-th best is looked for: all of a million would take longer than all else."""
SPARSE = 16
"""A posting list more than so many times as long as the clauses that are left is searched for them, not walked."""


def mapped(generation: Path, file: str) -> NDArray[Any]:
    """The array in ``file`` of ``generation``, memory-mapped. StoreError where it is missing or broken."""
    with reading(generation, file):
        return np.asarray(np.load(generation / file, mmap_mode="r"))  # a memmap's own slices take ten times as long


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
        scores, rows = _scored(terms, begin, end, k)
        top = _top(scores, rows, k)
        found += [(begin + int(row), float(scores[row])) for row in top if scores[row] > 0]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:k], ceiling


def _scored(terms: Sequence[_Term], begin: int, end: int, k: int) -> tuple[Scores, NDArray[np.int64] | None]:
    """Scores of the clauses ``begin`` to ``end``, and which of them can be among the first ``k``: only their scores are
    whole. None where all can."""
    scores, rows = np.zeros(end - begin, np.float32), None
    done, rest = 0.0, sum(term.most for term in terms)
    leaders: NDArray[np.int64] | None = None
    for place, term in enumerate(terms):
        if rest < done:
            if leaders is None:
                leaders = _leaders(terms[:place], begin, end)
            rows = _candidates(scores, rows, leaders if rows is None else rows, rest, k)
        _add(term, scores, rows, begin, end)
        done, rest = done + term.most, rest - term.most
    return scores, rows


def _leaders(terms: Sequence[_Term], begin: int, end: int) -> NDArray[np.int64]:
    """Some clauses that hold one of the first ``terms``: the ``k``-th best of them is no better than that of all."""
    found: list[NDArray[np.int64]] = []
    for term in terms:
        if sum(map(len, found)) < LEADERS:
            found.append(term.within(begin, end)[0].astype(np.int64) - begin)
    return np.unique(np.concatenate(found))


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
    return sorted(found, key=lambda term: -term.most), ceiling


def _candidates(
    scores: Scores, rows: NDArray[np.int64] | None, leaders: NDArray[np.int64], rest: float, k: int
) -> NDArray[np.int64] | None:
    """Those of ``rows`` that can still be among the first ``k`` when others get up to ``rest`` more; None where all
    clauses can. ``leaders`` are rows whose ``k``-th best sets the bar."""
    best = scores[leaders]
    if k >= len(best):
        return rows
    bar = float(np.partition(best, len(best) - k)[len(best) - k])
    if bar <= rest:
        return rows
    return np.flatnonzero(scores >= bar - rest) if rows is None else rows[best >= bar - rest]


def _add(term: _Term, scores: Scores, rows: NDArray[np.int64] | None, begin: int, end: int) -> None:
    if rows is None or len(rows) * SPARSE > len(term.rows):
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
