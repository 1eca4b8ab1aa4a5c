"""The words of all clauses as bm25s keeps them, counted clause by clause: no list of every clause's terms is held.

The scores are those of ``bm25s.BM25.index``, number by number (a test holds it); that one needs all terms as Python
strings at once, some 10 KB a clause, and this about 1 KB.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
BLOCK = 1 << 22
"""Postings that are put in order at a time."""


class Inverted:
    """Postings in the making. A clause's row is the number of clauses added before it."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._terms, self._times = array("i"), array("i")
        self._lengths, self._kinds = array("i"), array("i")

    def add(self, terms: Sequence[str]) -> None:
        """One more clause with its ``terms``, repeats included."""
        counted, known = Counter(terms), self._vocabulary
        self._terms.extend([known.setdefault(term, len(known)) for term in counted])
        self._times.extend(counted.values())
        self._lengths.append(len(terms))
        self._kinds.append(len(counted))

    def save(self, folder: Path) -> None:
        """Write the files that ``bm25s.BM25.load`` opens."""
        import bm25s

        if not self._terms:
            self.add([""])  # nothing cannot be memory-mapped
        index = bm25s.BM25(k1=K1, b=B, method="lucene")
        index.scores, index.vocab_dict, index.nonoccurrence_array = self._table(), self._vocabulary, None
        index.save(folder, show_progress=False)

    def _table(self) -> dict[str, NDArray[np.float32] | NDArray[np.int32] | NDArray[np.int64] | int]:
        terms, times = (np.frombuffer(part, np.int32) for part in (self._terms, self._times))
        lengths, kinds = (np.frombuffer(part, np.int32) for part in (self._lengths, self._kinds))
        held = np.bincount(terms, minlength=len(self._vocabulary))
        weights = np.array([_idf(len(lengths), int(count)) for count in held], np.float32)
        norms = K1 * ((1 - B) + B * lengths / lengths.mean())
        indptr = np.zeros(len(held) + 1, np.int64)
        np.cumsum(held, out=indptr[1:])
        data, indices = np.empty(len(terms), np.float32), np.empty(len(terms), np.int32)
        heads = indptr[:-1].copy()
        for begin, end, rows in _blocks(kinds):
            part, times_here = terms[begin:end], times[begin:end].astype(np.float32)
            order = np.argsort(part, kind="stable")
            ordered = part[order]
            firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
            sizes = np.diff(firsts, append=len(ordered))
            places = np.arange(len(ordered)) + np.repeat(heads[ordered[firsts]] - firsts, sizes)
            heads[ordered[firsts]] += sizes
            data[places] = (weights[part] * (times_here / (norms[rows] + times_here)))[order]
            indices[places] = rows[order]
        return {"data": data, "indices": indices, "indptr": indptr, "num_docs": len(lengths)}


def _idf(total: int, held: int) -> float:
    return math.log(1 + (total - held + 0.5) / (held + 0.5))


def _blocks(kinds: NDArray[np.int32]) -> Iterable[tuple[int, int, NDArray[np.int64]]]:
    """Postings from, up to, and the row of each, whole clauses at a time; ``kinds``: each clause's different terms."""
    ends = np.cumsum(kinds, dtype=np.int64)
    row, begin = 0, 0
    while row < len(kinds):
        stop = max(row + 1, int(np.searchsorted(ends, begin + BLOCK, "right")))
        end = int(ends[stop - 1])
        yield begin, end, np.repeat(np.arange(row, stop), kinds[row:stop])
        row, begin = stop, end
