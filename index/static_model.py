"""The bundled embedder's core: a quantised table of feature vectors, opened with numpy alone.

A text's vector is the sum of its features' rows, scaled to length one. The word weights are in the rows' lengths.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.features import Vocabulary
from index.quantise import Quantised

_CONFIG, _VOCABULARY = "config.json", "vocabulary.txt"
_ARRAYS = ("codes", "centres", "lengths")
FORMAT = 1


@dataclass(frozen=True)
class StaticModel:
    """Vocabulary and table; ``fingerprint`` is a digest of both."""

    vocabulary: Vocabulary
    table: Quantised
    fingerprint: str

    @property
    def dimension(self) -> int:
        return self.table.dimension

    @classmethod
    def load(cls, folder: Path) -> StaticModel:
        """From a folder that ``save`` wrote; raises OSError or ValueError where it is missing or broken."""
        config = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        if config.get("format") != FORMAT:
            raise ValueError(f"{folder / _CONFIG} is of format {config.get('format')}, expected {FORMAT}")
        vocabulary = Vocabulary.load(folder / _VOCABULARY)
        table = Quantised(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS))
        rows = {len(vocabulary), len(table.codes), len(table.lengths)}
        if len(rows) != 1 or table.codes.shape[1] != table.centres.shape[0]:
            raise ValueError(f"the files of {folder} do not belong together")
        return cls(vocabulary, table, _digest(folder))

    @staticmethod
    def save(folder: Path, vocabulary: Vocabulary, table: Quantised) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary.save(folder / _VOCABULARY)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(table, name))
        config = {"format": FORMAT, "dimension": table.dimension, "features": len(vocabulary)}
        (folder / _CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")

    def knows(self, text: str) -> bool:
        return bool(len(self.vocabulary.rows(text)))

    @cached_property
    def _centres(self) -> NDArray[np.float32]:
        return np.asarray(self.table.centres, dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length one, float32 ``(texts, dimension)``; all zeros for a text without a known feature."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for at, text in enumerate(texts):
            rows = self.vocabulary.rows(text)
            if len(rows):
                total = self._sum(rows)
                vectors[at] = total / max(float(np.linalg.norm(total)), 1e-12)
        return vectors

    def directions(self, rows: NDArray[np.int32], numbers: int) -> NDArray[np.float32]:
        """The vectors of single features cut to their first ``numbers`` (or fewer, whole parts), each scaled to length
        one: float32 ``(n, numbers)``."""
        parts, size, width = self._centres.shape
        parts = min(parts, numbers // width)
        slots = self.table.codes[rows, :parts].astype(np.int64) + np.arange(parts, dtype=np.int64) * size
        found = self._centres.reshape(-1, width).take(slots, axis=0).reshape(len(rows), parts * width)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12), dtype=np.float32)

    def _sum(self, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """Sum of the rows without unpacking the table: a histogram of weights over each part's centres."""
        codes, centres = self.table.codes[rows], self._centres
        weights = self.table.lengths[rows].astype(np.float32)
        parts, size, _ = centres.shape
        if len(rows) < size // 2:
            taken = centres[np.arange(parts), codes]
            return np.asarray(np.einsum("n,npw->pw", weights, taken).reshape(-1), dtype=np.float32)
        slots = (codes + np.arange(parts, dtype=np.int64) * size).ravel()
        load = np.bincount(slots, np.repeat(weights, parts), parts * size).astype(np.float32)
        return np.asarray(np.einsum("pc,pcw->pw", load.reshape(parts, size), centres).reshape(-1), dtype=np.float32)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (_CONFIG, _VOCABULARY, *(f"{array}.npy" for array in _ARRAYS)):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
