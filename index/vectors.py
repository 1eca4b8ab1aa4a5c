"""Embeddings kept by content, so that a rebuilt store embeds only what is new."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder

CACHE = "vectors.sqlite"
"""Name of the file beside a store's generations."""
Vectors = NDArray[np.float32]


class VectorCache:
    """A SQLite file of ``(model fingerprint, text) → vector``. One writer at a time.

    Rows are in the order they came, the keys in an index of their own: a million vectors of 2 KB sorted by hash would
    make each new one change another page of a file that no memory holds.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def embed(
        self, texts: Sequence[str], embedder: Embedder, progress: Callable[[int], None], batch: int = 256
    ) -> Vectors:
        """Vectors of ``texts``, shape ``(len(texts), embedder.dimension)``, float32.

        ``progress`` is told how many more texts are done.
        """
        out = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
        keys = [hashlib.sha256(f"{embedder.fingerprint}\n{text}".encode()).digest() for text in texts]
        with closing(sqlite3.connect(self._path)) as db, db:
            db.execute("create table if not exists vectors (key blob primary key, vector blob)")
            missing = []
            for row, key in enumerate(keys):
                found = db.execute("select vector from vectors where key = ?", (key,)).fetchone()
                if found and len(found[0]) == 4 * embedder.dimension:
                    out[row] = np.frombuffer(found[0], dtype="<f4")
                else:
                    missing.append(row)
            progress(len(texts) - len(missing))
            for at in range(0, len(missing), batch):
                rows = missing[at : at + batch]
                out[rows] = embedder.encode_documents([texts[row] for row in rows])
                db.executemany(
                    "insert or replace into vectors values (?, ?)",
                    [(keys[row], out[row].astype("<f4").tobytes()) for row in rows],
                )
                progress(len(rows))
        return out
