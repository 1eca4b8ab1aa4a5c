"""A store on a Chroma server: vectors and files as collections, one pointer, one writer.

Chroma has no transactions. So a generation is two collections that nobody reads until the pointer, a collection's
metadata, names it; and the writer's lock is a collection too, since only one client can create it.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from index.generation import Fresh, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

CHUNK = 120_000
"""Bytes of a file in one record."""
STALE = 3600.0
"""Seconds after which a writer that left its lock behind is taken for dead."""


@dataclass(frozen=True)
class Server:
    """Collections whose names begin with ``prefix`` on the server ``host:port``."""

    host: str
    port: int
    tls: bool
    prefix: str

    @classmethod
    def at(cls, address: str) -> Server:
        """``http://host:port[/name]``. StoreError for an address that is none."""
        parts = urlsplit(address)
        name = parts.path.strip("/") or "eduplan"
        try:
            port = parts.port or (443 if parts.scheme == "https" else 8000)
        except ValueError:
            raise StoreError(f"{address} has no port: give the Chroma server as http://host:8000") from None
        if not parts.hostname or not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
            raise StoreError(f"{address} is no Chroma server: give it as http://host:8000 or http://host:8000/name")
        return cls(parts.hostname, port, parts.scheme == "https", name)

    def __str__(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}/{self.prefix}"

    @property
    def _client(self) -> ClientAPI:
        try:
            return _connect(self.host, self.port, self.tls)
        except Exception as error:  # the client raises ValueError, httpx errors and its own
            raise StoreError(f"no Chroma server answers at {self}: start one with `chroma run`") from error

    def _collection(self, name: str) -> Collection | None:
        from chromadb.errors import NotFoundError

        try:
            return self._client.get_collection(name, embedding_function=None)
        except NotFoundError:
            return None

    def current(self) -> str | None:
        pointer = self._collection(self.prefix)
        name = (pointer.metadata or {}).get("generation") if pointer else None
        return str(name) if name else None

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        return self._client, f"{self.prefix}-{name}"

    def hold(self, name: str) -> IO[bytes] | None:
        """The writer leaves the generation before the current one; that is all the hold there is."""
        return None

    @property
    def cache(self) -> Path:
        from platformdirs import user_cache_path

        digest = hashlib.sha256(str(self).encode()).hexdigest()[:16]
        folder = user_cache_path("eduplan", appauthor=False) / digest
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def files(self, name: str) -> Path:
        """The generation's files, fetched once into the cache."""
        folder = self.cache / name
        if folder.is_dir():
            return folder
        packed = self._collection(f"{self.prefix}-{name}-files")
        if packed is None:
            raise StoreError(f"the store {self} has lost its generation {name}: index the plans again")
        with tempfile.TemporaryDirectory(dir=self.cache) as place:
            fresh = Path(place) / "files"
            _unpack(packed, fresh)
            if not folder.is_dir():
                fresh.rename(folder)
        for old in self.cache.iterdir():
            if old.is_dir() and old.name.isdigit() and int(old.name) < int(name) - 1:
                shutil.rmtree(old, ignore_errors=True)
        return folder

    @contextmanager
    def writer(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        lock = f"{self.prefix}-writer"
        held = self._collection(lock)
        if held is not None and time.time() - float((held.metadata or {}).get("since", 0)) > STALE:
            self._client.delete_collection(lock)
        try:
            self._client.create_collection(lock, metadata={"since": time.time()}, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise StoreError(f"another process is indexing into {self}: wait for it, then run again") from error
        try:
            yield
        finally:
            self._client.delete_collection(lock)

    @contextmanager
    def generation(self) -> Iterator[Fresh]:
        before = self.current()
        name = f"{int(before or 0) + 1:06d}"
        self._drop(name)  # a writer that died may have left half of it
        with tempfile.TemporaryDirectory() as place:
            yield Fresh(Path(place), *self.vectors(name))
            _pack(self._client.create_collection(f"{self.prefix}-{name}-files", embedding_function=None), Path(place))
        pointer = self._client.get_or_create_collection(self.prefix, embedding_function=None)
        pointer.modify(metadata={"generation": name})
        if before:
            self._drop(f"{int(before) - 1:06d}")

    def _drop(self, name: str) -> None:
        for collection in (f"{self.prefix}-{name}", f"{self.prefix}-{name}-files"):
            if self._collection(collection) is not None:
                self._client.delete_collection(collection)


@cache
def _connect(host: str, port: int, tls: bool) -> ClientAPI:
    """One client a server: Chroma's never closes its connections."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.HttpClient(host, port, ssl=tls, settings=Settings(anonymized_telemetry=False))


def _pack(collection: Collection, folder: Path) -> None:
    """The files under ``folder`` as records ``path|number`` of base64 text."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for number, at in enumerate(range(0, max(len(data), 1), CHUNK)):
            collection.add(
                ids=[f"{path.relative_to(folder).as_posix()}|{number:06d}"],
                documents=[base64.b64encode(data[at : at + CHUNK]).decode() or " "],
                embeddings=np.zeros((1, 1), dtype=np.float32),
            )


def _unpack(collection: Collection, folder: Path) -> None:
    found: dict[str, Any] = dict(collection.get(include=["documents"]))
    for name, text in sorted(zip(found["ids"], found["documents"], strict=True)):
        path = folder / name.rpartition("|")[0]
        if not path.resolve().is_relative_to(folder.resolve()):
            raise StoreError(f"the store has a file outside its folder: {name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as out:
            out.write(base64.b64decode(text.strip()))
