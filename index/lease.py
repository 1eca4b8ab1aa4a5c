"""The one writer of a store on a Chroma server: a collection that only one client can create, kept alive by its beat.

All times are the server's own clock, so that the clocks of its clients do not matter. A writer that died stops
beating and is taken for dead after ``DEAD`` seconds; taking over renames its collection by id, so that two who try at
once leave one lock. A writer that slept through that finds its lock gone before it names its generation.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from index.generation import StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

BEAT = 10.0
"""Seconds between two signs of life."""
DEAD = 50.0
"""Seconds without one after which a writer is taken for dead."""
_DEAD_BEFORE = 3600.0
"""The same for the lock of a version that did not beat."""
_NANO = 1e9

_LOG = logging.getLogger(__name__)


class Lease:
    """The lock ``name`` on the server; ``where`` names the store in messages."""

    def __init__(self, client: ClientAPI, name: str, where: str) -> None:
        self._client, self._name, self._where = client, name, where
        _bury(client, name)
        try:
            self._mine = client.create_collection(
                name, metadata={"beat": str(client.heartbeat())}, embedding_function=None
            )
        except Exception as error:  # the server's way of saying that it exists is not one class
            if found(client, name) is None:
                raise
            raise StoreError(
                f"another process is indexing into {where}: wait for it, then run again (one that died is noticed "
                f"within a minute)"
            ) from error

    def beat(self) -> None:
        """Give a sign of life."""
        self._mine.modify(metadata={"beat": str(self._client.heartbeat())})

    def check(self) -> None:
        """StoreError where another writer has taken over meanwhile."""
        now = found(self._client, self._name)
        if now is None or now.id != self._mine.id:
            raise StoreError(f"another process has taken over {self._where}: nothing was changed, run again")

    def release(self) -> None:
        now = found(self._client, self._name)
        if now is not None and now.id == self._mine.id:
            self._client.delete_collection(self._name)


@contextmanager
def lease(client: ClientAPI, name: str, where: str) -> Iterator[Lease]:
    """Hold the lock while the block runs. StoreError where another writer does."""
    held, done = Lease(client, name, where), threading.Event()

    def beat() -> None:
        while not done.wait(BEAT):
            try:
                held.beat()
            except Exception as error:  # the server is away for a moment, or the lock is lost: `check` will say
                _LOG.warning("no sign of life to %s: %s", where, error)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        done.set()
        thread.join()
        with suppress(Exception):  # a server that went away loses nothing: the lock is stale soon
            held.release()


def found(client: ClientAPI, name: str) -> Collection | None:
    """The collection ``name``; None where there is none."""
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except NotFoundError:
        return None


def _bury(client: ClientAPI, name: str) -> None:
    """Take the lock of a dead writer away."""
    from chromadb.errors import NotFoundError

    held = found(client, name)
    if held is None or not _dead(dict(held.metadata or {}), client.heartbeat() / _NANO):
        return
    grave = f"{name}-{secrets.token_hex(4)}"
    with suppress(NotFoundError):  # another was quicker
        held.modify(name=grave)
        client.delete_collection(grave)


def _dead(said: dict[str, object], now: float) -> bool:
    """``now`` in seconds of the server's clock."""
    if "beat" in said:
        return now - float(str(said["beat"])) / _NANO > DEAD
    return now - float(str(said.get("since", 0))) > _DEAD_BEFORE
