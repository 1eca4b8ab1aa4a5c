"""Vectors in a memory-mapped file, row by row of the clauses: those of a few plans searched exactly, those of a few
clauses compared.

Chroma's search with a metadata filter grows with the whole store (50,000 passages: 48 ms); the passages of one plan
lie side by side in a memory-mapped file, and a product with some hundreds of them takes well under a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.postings import Span

PASSAGES, SENTENCES = "passages", "sentences"
"""Names of the files: of what ``index.passage`` cuts a clause into."""
MOST = 20_000
"""Vectors that are searched exactly; more are left to Chroma."""


@dataclass(frozen=True)
class Nearby:
    """``vectors`` float16 ``(rows, dimension)`` of length one; ``owners`` ``(rows,)`` the row of each one's clause,
    rising."""

    vectors: NDArray[np.float16]
    owners: NDArray[np.int32]

    @staticmethod
    def save(folder: Path, name: str, vectors: NDArray[np.float32], owners: Sequence[int]) -> None:
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        np.save(folder / f"{name}.npy", (vectors / lengths).astype(np.float16))
        np.save(folder / f"{name}-of.npy", np.asarray(owners, np.int32))

    @classmethod
    def load(cls, folder: Path, name: str) -> Nearby | None:
        """None where the folder has no such files."""
        try:
            return cls(np.load(folder / f"{name}.npy", mmap_mode="r"), np.load(folder / f"{name}-of.npy"))
        except FileNotFoundError:
            return None

    def best(self, vector: NDArray[np.float32], spans: Sequence[Span], k: int) -> list[tuple[int, float]] | None:
        """Clause rows of the ``k`` vectors nearest to ``vector`` among the clauses of ``spans``, with their cosine,
        best first; None where there are too many to try them all."""
        cuts = [tuple(int(cut) for cut in np.searchsorted(self.owners, span)) for span in spans]
        if sum(end - begin for begin, end in cuts) > MOST:
            return None
        unit = _unit(vector)
        found = [self.vectors[begin:end].astype(np.float32) @ unit for begin, end in cuts]
        scores = np.concatenate(found) if found else np.zeros(0, np.float32)
        owners = np.concatenate([self.owners[begin:end] for begin, end in cuts]) if cuts else np.zeros(0, np.int32)
        top = np.argsort(-scores, kind="stable")[:k]
        return [(int(owners[at]), float(scores[at])) for at in top]

    def closest(self, vector: NDArray[np.float32], clauses: Sequence[int]) -> list[float]:
        """The highest cosine between ``vector`` and one of each clause's; ``clauses`` are rows that have some."""
        unit = _unit(vector)
        begins, ends = (np.searchsorted(self.owners, clauses, side) for side in ("left", "right"))
        cuts = zip(begins, ends, strict=True)
        return [float((self.vectors[begin:end].astype(np.float32) @ unit).max()) for begin, end in cuts]


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    return vector / max(float(np.linalg.norm(vector)), 1e-12)
