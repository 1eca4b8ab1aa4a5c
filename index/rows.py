"""The rows of a generation's Chroma collection: made, and saved as two files and back, as an archive has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.lib import format as npy

from index.generation import Fresh
from index.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

FILES = ("vectors.npy", "vectors.json")
"""float32 ``(rows, dimension)``; and row by row ``[passage id, plan id]``."""
_BATCH = 1000
GRAPH: CreateHNSWConfiguration = {"space": "cosine", "max_neighbors": 32, "ef_construction": 100, "ef_search": 2000}
"""Chroma's own settings (16, 100, 100) find 79 of the 100 passages nearest to everyday questions among 100,000: such
questions lie far from all passages, and a graph loses its way there. Among a million 400 looked at find 73, 2,000 find
85 in 7 ms, 4,000 find 87 in 12 (``docs/scale.md``)."""
WRITTEN = 100_000
"""Passages after which, at the latest, Chroma writes to disk."""


def save(client: ClientAPI, collection: str, folder: Path) -> None:
    """Write ``FILES`` into ``folder``; memory does not grow with the vectors. OSError where they find no room, which a
    memory-mapped file would answer with the end of the process."""
    held = client.get_collection(collection, embedding_function=None)
    ids: list[str] = held.get(include=[])["ids"]
    names: list[tuple[str, Any]] = []
    with (folder / FILES[0]).open("wb") as out:
        _head(out, 0, 1)
        for at in range(0, len(ids), _BATCH):
            got: Any = held.get(ids=ids[at : at + _BATCH], include=["embeddings", "metadatas"])
            some = np.asarray(got["embeddings"], "<f4")
            if not at:
                out.seek(0)
                _head(out, len(ids), some.shape[1])
            out.write(some.tobytes())
            names += [(one, about["plan"]) for one, about in zip(got["ids"], got["metadatas"], strict=True)]
    (folder / FILES[1]).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def _head(out: BinaryIO, rows: int, dimension: int) -> None:
    npy.write_array_header_1_0(out, {"descr": "<f4", "fortran_order": False, "shape": (rows, dimension)})


def fill(fresh: Fresh, folder: Path) -> None:
    """Make the collection of ``fresh`` out of ``FILES`` in ``folder``."""
    names = json.loads((folder / FILES[1]).read_text(encoding="utf-8"))
    vectors, made = np.load(folder / FILES[0], mmap_mode="r"), Rows(fresh, len(names))
    for at in range(0, len(names), _BATCH):
        made.add(names[at : at + _BATCH], np.asarray(vectors[at : at + _BATCH]))


class Rows:
    """The Chroma collection of a generation, to which ``total`` passages will be added.

    Chroma writes its graph to disk whenever so many were added since the last time, all ids included, and what it has
    not written by the end each reader inserts anew: so it writes a few times and the last time at the very end.
    """

    def __init__(self, fresh: Fresh, total: int) -> None:
        self._written_at = max(2, total // max(1, -(-total // WRITTEN)))
        self._most, self._held = fresh.client.get_max_batch_size(), 0
        self._collection = fresh.client.create_collection(
            fresh.collection,
            configuration={"hnsw": {**GRAPH, "sync_threshold": self._written_at}},
            embedding_function=None,
        )

    def add(self, names: Sequence[tuple[str, str]], vectors: Vectors) -> None:
        """Passages by id and plan, with their vectors."""
        at = 0
        while at < len(names):
            step = min(self._most, self._written_at - self._held % self._written_at, len(names) - at)
            part = names[at : at + step]
            self._collection.add(
                ids=[name for name, _ in part],
                embeddings=vectors[at : at + step],
                metadatas=[{"plan": plan} for _, plan in part],
            )
            at, self._held = at + step, self._held + step
