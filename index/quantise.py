"""Product quantisation of a table of vectors: each run of a few dimensions becomes one byte.

H. Jégou, M. Douze, C. Schmid: Product Quantization for Nearest Neighbor Search, IEEE TPAMI 33(1), 2011.
Rows are quantised by direction; their lengths, which are a static embedder's word weights, are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CENTRES = 256


@dataclass(frozen=True)
class Quantised:
    """``codes`` uint8 ``(rows, parts)``, ``centres`` float16 ``(parts, 256, width)``, ``lengths`` ``(rows,)``."""

    codes: NDArray[np.uint8]
    centres: NDArray[np.float16]
    lengths: NDArray[np.float16]

    @property
    def dimension(self) -> int:
        return int(self.centres.shape[0] * self.centres.shape[2])

    def decode(self, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """The vectors of ``rows``, float32 ``(n, dimension)``."""
        parts = np.arange(self.centres.shape[0])
        vectors = self.centres.astype(np.float32)[parts, self.codes[rows]]
        flat = vectors.reshape(len(rows), self.dimension)
        return np.asarray(flat * self.lengths[rows].astype(np.float32)[:, None], dtype=np.float32)


def quantise(table: NDArray[np.float32], width: int, seed: int, sample: int = 12000, rounds: int = 12) -> Quantised:
    """``table`` ``(rows, dimension)`` with ``width`` dimensions a byte; centres by k-means on a sample of rows."""
    rows, dimension = table.shape
    if dimension % width:
        raise ValueError(f"{dimension} dimensions do not split into runs of {width}")
    rng = np.random.default_rng(seed)
    lengths = np.linalg.norm(table, axis=1).astype(np.float16)
    unit = table / np.maximum(lengths.astype(np.float32), 1e-6)[:, None]
    chosen = rng.choice(rows, min(sample, rows), replace=False)
    parts = dimension // width
    codes = np.empty((rows, parts), np.uint8)
    centres = np.empty((parts, _CENTRES, width), np.float16)
    for part in range(parts):
        column = np.ascontiguousarray(unit[:, part * width : (part + 1) * width])
        found = _cluster(column[chosen], rng, rounds)
        centres[part] = found
        codes[:, part] = _nearest(column, found)
    return Quantised(codes, centres, lengths)


def _cluster(points: NDArray[np.float32], rng: np.random.Generator, rounds: int) -> NDArray[np.float32]:
    """Lloyd's k-means; a centre that loses all its points is drawn anew."""
    picks = rng.choice(len(points), _CENTRES, replace=len(points) < _CENTRES)
    centres = points[picks].copy()
    for _ in range(rounds):
        owner = _nearest(points, centres)
        count = np.bincount(owner, minlength=_CENTRES)
        for axis in range(points.shape[1]):
            total = np.bincount(owner, weights=points[:, axis], minlength=_CENTRES)
            centres[:, axis] = total / np.maximum(count, 1)
        empty = np.flatnonzero(count == 0)
        centres[empty] = points[rng.integers(0, len(points), len(empty))]
    return centres


def _nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.uint8]:
    reach = np.einsum("ij,ij->i", centres, centres) / 2
    return np.asarray(np.argmax(points @ centres.T - reach, axis=1), dtype=np.uint8)
