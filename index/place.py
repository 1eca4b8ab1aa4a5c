"""Where a store's generations live: a folder, or a Chroma server that several processes share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from index import generation
from index.generation import Fresh, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

PASSAGES = "passages"


class Place(Protocol):
    """One store. A generation is named; it is finished before ``current`` gives its name."""

    def current(self) -> str | None:
        """Name of the generation that readers open; None where nothing was indexed yet."""

    def files(self, name: str) -> Path:
        """Folder with the files of a finished generation. StoreError where it is gone."""

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        """Client and collection that hold a finished generation's vectors."""

    def hold(self, name: str) -> IO[bytes] | None:
        """Keeps a generation from being removed while the returned file is open; None where nothing can."""

    def writer(self) -> AbstractContextManager[None]:
        """Be the one writer. StoreError where another is at work."""

    def generation(self) -> AbstractContextManager[Fresh]:
        """A fresh generation; becomes current when the block ends without an error. For the writer only."""

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
        return self.root / "generations" / name

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        return _embedded(self.files(name)), PASSAGES

    def hold(self, name: str) -> IO[bytes] | None:
        return generation.hold(self.files(name))

    def writer(self) -> AbstractContextManager[None]:
        return generation.writer(self.root)

    @contextmanager
    def generation(self) -> Iterator[Fresh]:
        with generation.generation(self.root) as folder:
            client = _embedded(folder)
            try:
                yield Fresh(folder, client, PASSAGES)
            finally:
                client.close()  # type: ignore[attr-defined]

    @property
    def cache(self) -> Path:
        return self.root


def _embedded(folder: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))


def place_of(where: str | Path) -> Place:
    """The place that ``--store`` names: an ``http(s)://host:port[/name]`` address, else a folder."""
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        from index.server import Server

        return Server.at(where)
    if "://" in str(where):
        raise StoreError(f"{where} is no store: give a folder, or a Chroma server as http://host:port")
    return Folder(Path(where).expanduser().absolute())  # Chroma tells its folders apart by name
