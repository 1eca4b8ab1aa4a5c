"""A store on a Chroma server: vectors and files as collections, one pointer, one writer.

Chroma has no transactions. So a generation is two collections that nobody reads until the pointer, a collection's
metadata, names it; the writer's lock is a collection too (``index.lease``). A generation's name holds a random part:
what a cache kept of a server that was emptied since is never taken for what stands there now.
"""

from __future__ import annotations

import atexit
import hashlib
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index import sums
from index.generation import Fresh, StoreError, Unreachable
from index.lease import Lease, found, lease
from index.parcel import pack, unpack
from index.place import Writer

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

SILENCE = 120.0
"""Seconds that the server may be silent before it is taken for down."""
_NAME = r"\d{6,}(-[0-9a-f]{8})?"
"""A generation's name; older versions' lack the random part."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,198}[A-Za-z0-9]")
_TAKEN = re.compile(rf".*-({_NAME}|writer|files)")
"""Names that a store cannot have: they would be another store's collections."""


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
        if not parts.hostname or not _PLAIN.fullmatch(name) or _TAKEN.fullmatch(name):
            raise StoreError(
                f"{address} is no Chroma server: give it as http://host:8000 or http://host:8000/name, a name of 3 to "
                "200 letters and digits"
            )
        return cls(parts.hostname, port, parts.scheme == "https", name)

    def __str__(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}/{self.prefix}"

    @property
    def client(self) -> ClientAPI:
        """The process's connection to the server. Unreachable where nobody answers there."""
        import httpx
        from chromadb.errors import ChromaError

        try:
            return _connect(self.host, self.port, self.tls)
        except (ValueError, OSError, httpx.HTTPError, ChromaError) as error:
            raise self._away(error) from error

    @contextmanager
    def asked(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except httpx.HTTPError as error:
            raise self._away(error) from error
        except (ChromaError, OSError) as error:
            wrong = " ".join(str(error).split()) or type(error).__name__
            raise StoreError(
                f"the store {self} failed ({wrong}): see the Chroma server's log, and that there is room "
                "on its disk and here, then run again"
            ) from error

    def _away(self, error: Exception) -> Unreachable:
        return Unreachable(
            f"no Chroma server answers at {self} ({type(error).__name__}): start it with `chroma run`, then run again"
        )

    def current(self) -> str | None:
        with self.asked():
            pointer = found(self.client, self.prefix)
        name = (pointer.metadata or {}).get("generation") if pointer else None
        return str(name) if name else None

    def vectors(self, name: str) -> tuple[ClientAPI, str]:
        return self.client, f"{self.prefix}-{name}"

    def release(self, client: ClientAPI) -> None:
        """The connection is the process's and stays."""

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
        try:
            with tempfile.TemporaryDirectory(dir=self.cache) as place:
                fresh = Path(place) / "files"
                self.fetch(name, fresh)
                if not folder.is_dir():
                    fresh.rename(folder)
        except OSError as error:
            raise StoreError(f"cannot keep files of {self} in {self.cache} ({error}): make room there") from error
        for old in self.cache.iterdir():
            if re.fullmatch(_NAME, old.name) and _count(old.name) < _count(name) - 1:
                shutil.rmtree(old, ignore_errors=True)
        return folder

    @contextmanager
    def salvaged(self, name: str) -> Iterator[tuple[Path, bool]]:
        whole = self._whole(name)
        if whole is not None:
            yield whole, True
            return
        with tempfile.TemporaryDirectory(dir=self.cache) as place:  # beside what the cache holds, which may help out
            self._take(name, Path(place))
            yield Path(place), not sums.damaged(Path(place))

    def _whole(self, name: str) -> Path | None:
        """The generation's files as they were written; None where the cache's or the server's are not."""
        try:
            folder = self.files(name)
        except Unreachable:
            raise
        except StoreError:
            return None
        return None if sums.damaged(folder) else folder

    def _take(self, name: str, folder: Path) -> None:
        with self.asked():
            packed = found(self.client, f"{self.prefix}-{name}-files")
            if packed is None:
                raise StoreError(
                    f"the store {self} has lost its generation {name}: restore a backup, or index the plans elsewhere"
                )
            unpack(packed, folder)

    def fetch(self, name: str, folder: Path) -> None:
        """The generation's files as the server has them, into ``folder``. StoreError where they are not whole."""
        self._take(name, folder)
        if wrong := sums.damaged(folder):
            raise StoreError(f"{wrong[0]} came damaged from {self}: run `eduplan store reembed`")

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        with self.asked(), lease(self.client, f"{self.prefix}-writer", str(self)) as mine:
            yield _ServerWriter(self, mine)

    def sweep(self, gone: Callable[[str], bool]) -> None:
        """Remove the generations of which ``gone`` is true; for the writer."""
        ours = re.compile(rf"{re.escape(self.prefix)}-({_NAME})(-files)?")
        for name in [collection.name for collection in self.client.list_collections()]:
            matched = ours.fullmatch(name)
            if matched and gone(matched[1]):
                self.client.delete_collection(name)


@dataclass(frozen=True)
class _ServerWriter:
    server: Server
    lease: Lease

    @contextmanager
    def generation(self) -> Iterator[Fresh]:
        server, before = self.server, self.server.current()
        server.sweep(lambda name: _count(name) > _count(before))  # what a writer left that was killed
        name = f"{_count(before) + 1:06d}-{secrets.token_hex(4)}"
        with tempfile.TemporaryDirectory() as place:
            yield Fresh(Path(place), *server.vectors(name))
            sums.write(Path(place))
            packed = server.client.create_collection(f"{server.prefix}-{name}-files", embedding_function=None)
            pack(packed, Path(place))
        pointer = server.client.get_or_create_collection(server.prefix, embedding_function=None)
        self.lease.check()
        pointer.modify(metadata={"generation": name})
        server.sweep(lambda other: other not in (name, before))


def _count(name: str | None) -> int:
    """Which generation it is, from 1; 0 before the first."""
    return int(name.partition("-")[0]) if name else 0


@cache
def _connect(host: str, port: int, tls: bool) -> ClientAPI:
    """One client a server and process, closed at its end: Chroma's own ``close`` leaves the connections open, and
    without a limit a silent server is waited for without end."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    limit = httpx.Timeout(SILENCE, connect=5.0)
    httpx.get(f"{'https' if tls else 'http'}://{host}:{port}/api/v2/heartbeat", timeout=limit).raise_for_status()
    client: Any = chromadb.HttpClient(host, port, ssl=tls, settings=Settings(anonymized_telemetry=False))
    for server in (client._server, client._admin_client._server):
        session: httpx.Client = server._session
        session.timeout = limit
        atexit.register(session.close)
    connected: ClientAPI = client
    return connected
