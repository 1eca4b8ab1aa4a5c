"""Files as the records of a Chroma collection: what a store on a server has besides vectors."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.generation import StoreError
from index.sums import is_inside

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

CHUNK = 120_000
"""Bytes of a file in one record."""
AT_ONCE = 40
"""Records in one request."""


def pack(collection: Collection, folder: Path) -> None:
    """The files under ``folder`` as records ``path|number`` of base64 text."""
    records = _records(folder)
    while some := list(islice(records, AT_ONCE)):
        collection.add(
            ids=[name for name, _ in some],
            documents=[base64.b64encode(data).decode() or " " for _, data in some],
            embeddings=np.zeros((len(some), 1), dtype=np.float32),
        )


def unpack(collection: Collection, folder: Path) -> None:
    """The files back, under ``folder``; one of which a record is missing or broken is too short, which its sum tells.
    StoreError for a record that names a file elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(collection.get(include=[])["ids"])
    for at in range(0, len(names), AT_ONCE):
        got = collection.get(ids=names[at : at + AT_ONCE], include=["documents"])
        for name, text in sorted(zip(got["ids"], got["documents"] or [], strict=True)):
            path = name.rpartition("|")[0]
            if not is_inside(path):
                raise StoreError(f"the store has a file outside its folder: {name}")
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("ab") as out, suppress(ValueError):
                out.write(base64.b64decode((text or "").strip()))


def _records(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as data:
                yield f"{name}|000000", data.read(CHUNK)
                number = 1
                while chunk := data.read(CHUNK):
                    yield f"{name}|{number:06d}", chunk
                    number += 1
