"""Vectors in a memory-mapped file, row by row of the clauses: those of some plans searched exactly, those of a few
clauses compared.

Chroma's search with a metadata filter grows with the whole store (50,000 passages: 48 ms); the passages of one plan
lie side by side in a memory-mapped file, and a product with some hundreds of them takes well under a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from index.postings import Span, mapped

PASSAGES, SENTENCES = "passages", "sentences"
"""Names of the files: of what ``index.passage`` cuts a clause into."""
AT_ONCE = 256
"""Vectors made float32 at a time: half a megabyte, which stays in the processor's cache. Of 2,048 each takes ten times
as long: their memory is new every time, and the product is shared out among threads that wait for each other."""


class NearbyFile(AbstractContextManager["NearbyFile"]):
    """The files of a ``Nearby`` in the making, block by block; whole when the context ends."""

    def __init__(self, folder: Path, name: str, dimension: int) -> None:
        self._folder, self._name, self._dimension = folder, name, dimension
        self._owners: list[NDArray[np.int32]] = []
        self._out = (folder / f"{name}.npy").open("wb")
        self._head(0)

    def _head(self, rows: int) -> None:
        """numpy leaves room in it for the number of rows to grow."""
        shape = {"descr": "<f2", "fortran_order": False, "shape": (rows, self._dimension)}
        npy.write_array_header_1_0(self._out, shape)

    def add(self, vectors: NDArray[np.float32], owners: Sequence[int]) -> None:
        """Vectors ``(n, dimension)`` of any length, and the row of each one's clause, none below the last one's."""
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        self._out.write((vectors / lengths).astype("<f2").tobytes())
        self._owners.append(np.asarray(owners, np.int32))

    def __exit__(self, kind: object, *_: object) -> None:
        with self._out:
            if kind is None:
                owners = np.concatenate([np.zeros(0, np.int32), *self._owners])
                self._out.seek(0)
                self._head(len(owners))
                np.save(self._folder / f"{self._name}-of.npy", owners)


@dataclass(frozen=True)
class Nearby:
    """``vectors`` float16 ``(rows, dimension)`` of length one; ``owners`` ``(rows,)`` the row of each one's clause,
    rising."""

    vectors: NDArray[np.float16]
    owners: NDArray[np.int32]

    @classmethod
    def load(cls, folder: Path, name: str) -> Nearby:
        """StoreError where the folder has no such files."""
        vectors, owners = (mapped(folder, f"{file}.npy") for file in (name, f"{name}-of"))
        return cls(vectors, owners)

    def best(
        self, vector: NDArray[np.float32], spans: Sequence[Span], k: int, most: int | None = None
    ) -> list[tuple[int, float]] | None:
        """Clause rows of the ``k`` vectors nearest to ``vector`` among the clauses of ``spans``, with their cosine,
        best first; None where there are more than ``most``."""
        cuts = self._cuts([begin for begin, _ in spans], [end for _, end in spans])
        if most is not None and sum(end - begin for begin, end in cuts) > most:
            return None
        unit, room = _scaled(vector), np.empty((AT_ONCE, self.vectors.shape[1]), np.int32)
        blocks = [(at, min(at + AT_ONCE, end)) for begin, end in cuts for at in range(begin, end, AT_ONCE)]
        found = (_widened(self.vectors[begin:end], room) @ unit for begin, end in blocks)
        scores = np.concatenate([np.zeros(0, np.float32), *found])
        owners = np.concatenate([np.zeros(0, np.int32), *(self.owners[begin:end] for begin, end in cuts)])
        kept = np.arange(len(scores))
        if k < len(scores):
            kept = np.flatnonzero(scores >= np.partition(scores, len(scores) - k)[len(scores) - k])
        top = kept[np.argsort(-scores[kept], kind="stable")[:k]]
        return [(int(owners[at]), float(scores[at])) for at in top]

    def closest(self, vector: NDArray[np.float32], clauses: Sequence[int]) -> list[float]:
        """The highest cosine between ``vector`` and one of each clause's; ``clauses`` are rows that have some."""
        unit = _scaled(vector)
        cuts = self._cuts(clauses, [row + 1 for row in clauses])
        return [float((_widened(self.vectors[begin:end]) @ unit).max()) for begin, end in cuts]

    def _cuts(self, begins: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
        """Which vectors are those of the clauses from one row up to another."""
        begin, end = (np.searchsorted(self.owners, np.asarray(rows, np.int32)) for rows in (begins, ends))
        return list(zip(begin.tolist(), end.tolist(), strict=True))


_EXPONENTS = 2.0**112
"""What lies between a half and a single precision number with the same bits of exponent."""


def _scaled(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """``vector`` of length one, times ``_EXPONENTS``."""
    return vector / max(float(np.linalg.norm(vector)), 1e-12) * np.float32(_EXPONENTS)


def _widened(half: NDArray[np.float16], room: NDArray[np.int32] | None = None) -> NDArray[np.float32]:
    """The numbers divided by ``_EXPONENTS``, exactly: their bits moved to where single precision has them, in ``room``
    if there is any. Numpy's own conversion takes five times as long."""
    bits = np.empty(half.shape, np.int32) if room is None else room[: len(half)]
    np.copyto(bits, half.view(np.int16))
    bits <<= 13
    bits &= -0x70000001  # of the sign, which fills the bits above it, one is left
    return bits.view(np.float32)
