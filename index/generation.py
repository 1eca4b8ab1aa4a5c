"""A store folder's finished generations: one writer's lock, an atomic pointer, readers that keep theirs.

Chroma's embedded form does not survive a second process beside a writer. So a writer builds a new
folder, and a pointer file, replaced in one step, names the current one. A reader takes a shared lock
on the generation it opened; old ones without a reader are removed by the next writer.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

POINTER = "current"


@dataclass(frozen=True)
class Fresh:
    """A generation being written: ``files`` to fill, and the client and collection name for its vectors."""

    files: Path
    client: ClientAPI
    collection: str


class StoreError(ValueError):
    """The store cannot be used as asked; the message says what to do next."""


def current(root: Path) -> Path | None:
    """Folder of the finished generation that readers open; None where nothing was indexed yet."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    folder = root / "generations" / name
    return folder if folder.is_dir() else None


def hold(generation: Path) -> IO[bytes] | None:
    """Shared lock that keeps ``generation`` from being removed while the returned file is open.

    None on a read-only medium, where nobody removes anything.
    """
    try:
        handle = (generation / "in-use").open("ab")
    except OSError:
        return None
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@contextmanager
def writer(root: Path) -> Iterator[None]:
    """Be the one writer of ``root``. StoreError when another is at work or the folder cannot be written."""
    try:
        (root / "generations").mkdir(parents=True, exist_ok=True)
        lock = (root / "writer.lock").open("ab")
    except OSError as error:
        raise StoreError(f"cannot write to the store {root} ({error.strerror}): choose another with --store") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"another process is indexing into {root}: wait for it, then run again") from None
        yield


@contextmanager
def generation(root: Path) -> Iterator[Path]:
    """A fresh folder to fill; it becomes current when the block ends without an error. For the writer only."""
    before = current(root)
    made = [int(path.name) for path in (root / "generations").iterdir() if path.name.isdigit()]
    folder = root / "generations" / f"{1 + max(made, default=0):06d}"
    folder.mkdir()
    try:
        yield folder
        _point(root, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _sweep(root, keep={folder, before})


def _point(root: Path, folder: Path) -> None:
    fresh = root / f"{POINTER}.new"
    with fresh.open("w", encoding="utf-8") as out:
        out.write(folder.name)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(root / POINTER)


def _sweep(root: Path, keep: set[Path | None]) -> None:
    """Remove generations that no reader holds; those in ``keep`` may still be about to be opened."""
    for folder in (root / "generations").iterdir():
        if folder in keep:
            continue
        with suppress(OSError), (folder / "in-use").open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
