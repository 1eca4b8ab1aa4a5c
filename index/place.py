"""Where a store's generations live: a folder, or a Chroma server that several processes share."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TypeVar

from index import generation
from index.generation import Fresh, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

PASSAGES = "passages"
TIGHT = 100
"""Free megabytes below which a failure is put down to a full disk."""

T = TypeVar("T")


class Writer(Protocol):
    """The one writer of a store."""

    def generation(self) -> AbstractContextManager[Fresh]:
        """A fresh generation; becomes current when the block ends without an error. StoreError, and the current one
        stays as it is, where the disk is full or the server gone."""


class Place(Protocol):
    """One store. A generation is named; it is finished before ``current`` gives its name."""

    def current(self) -> str | None:
        """Name of the generation that readers open; None where nothing was indexed yet."""

    def files(self, name: str) -> Path:
        """Folder with the files of a finished generation. StoreError where it is gone."""

    def salvaged(self, name: str) -> AbstractContextManager[tuple[Path, bool]]:
        """The same for its writer, also where not all files are there or as they were: each that he takes he holds
        against its sum. For the length of the block; False where something is known to be damaged."""

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        """Client and collection that hold a finished generation's vectors; the client is for ``release`` afterwards."""

    def release(self, client: ClientAPI) -> None:
        """Give back what ``vectors`` gave: an embedded Chroma stays in memory until then."""

    def hold(self, name: str) -> IO[bytes] | None:
        """Keeps a generation from being removed while the returned file is open; None where nothing can."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Be the one writer. StoreError where another is at work."""

    def asked(self) -> AbstractContextManager[None]:
        """A block that reads or writes: what goes wrong with the medium or the server is a StoreError of one line."""

    @property
    def cache(self) -> Path:
        """A folder of this machine for what may be kept between runs."""


@dataclass(frozen=True)
class Folder:
    """A store in a folder: files beside Chroma's embedded form."""

    root: Path

    def __str__(self) -> str:
        return str(self.root)

    def current(self) -> str | None:
        found = generation.current(self.root)
        return found.name if found else None

    def files(self, name: str) -> Path:
        folder = self._folder(name)
        if not folder.is_dir():
            raise StoreError(f"the store {self} has lost its generation {name}: run `eduplan store check`")
        return folder

    @contextmanager
    def salvaged(self, name: str) -> Iterator[tuple[Path, bool]]:
        yield self.files(name), True

    def _folder(self, name: str) -> Path:
        return self.root / generation.GENERATIONS / name

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        return _embedded(self.files(name)), PASSAGES

    def release(self, client: ClientAPI) -> None:
        client.close()  # type: ignore[attr-defined]

    def hold(self, name: str) -> IO[bytes] | None:
        return generation.hold(self._folder(name))

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        with generation.writer(self.root):
            yield _FolderWriter(self)

    @contextmanager
    def asked(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (OSError, sqlite3.Error, ChromaError) as error:
            wrong = " ".join(str(error).split()) or type(error).__name__
            raise StoreError(f"the store {self} failed ({wrong}): {_remedy(self.root)}") from error

    @property
    def cache(self) -> Path:
        return self.root


@dataclass(frozen=True)
class _FolderWriter:
    folder: Folder

    @contextmanager
    def generation(self) -> Iterator[Fresh]:
        with self.folder.asked(), generation.generation(self.folder.root) as files:
            client = _embedded(files)
            try:
                yield Fresh(files, client, PASSAGES)
            finally:
                client.close()  # type: ignore[attr-defined]


def _remedy(folder: Path) -> str:
    try:
        free = shutil.disk_usage(folder).free >> 20
    except OSError:
        free = TIGHT
    if free < TIGHT:
        return f"only {free} MB are free on its disk; nothing was changed, make room and run again"
    return "see that its disk has room and can be written, then `eduplan store check`"


def _embedded(folder: Path) -> ClientAPI:
    """StoreError where Chroma cannot open it: it writes into its own files also when it only reads."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    database = folder / "chroma" / "chroma.sqlite3"
    if database.exists() and not os.access(database, os.W_OK):
        raise StoreError(f"Chroma cannot read {folder}: it may not write there")
    try:
        return chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))
    except Exception as error:  # of no one class
        SharedSystemClient._identifier_to_system.pop(str(folder / "chroma"), None)  # or no later try can succeed
        raise StoreError(f"Chroma cannot open {folder} ({error}): {_remedy(folder)}") from error


def settled(place: Place, read: Callable[[str], T]) -> T | None:
    """``read`` of the current generation's name; once more where a writer has swept that one meanwhile. None where
    nothing was indexed yet."""
    name = place.current()
    while name is not None:
        try:
            return read(name)
        except StoreError:
            before, name = name, place.current()
            if name == before:
                raise
    return None


def place_of(where: str | Path) -> Place:
    """The place that ``--store`` names: an ``http(s)://host:port[/name]`` address, else a folder."""
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        from index.server import Server

        return Server.at(where)
    if "://" in str(where):
        raise StoreError(f"{where} is no store: give a folder, or a Chroma server as http://host:port")
    return Folder(Path(where).expanduser().absolute())  # Chroma tells its folders apart by name
