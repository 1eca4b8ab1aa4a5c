"""A store folder's finished generations: one writer's lock, an atomic pointer, readers that keep theirs.

Chroma's embedded form does not survive a second process beside a writer. So a writer builds a new
folder, and a pointer file, replaced in one step, names the current one. A reader takes a shared lock
on the generation it opened; old ones without a reader are removed by the next writer. What is named is
on the disk: the files are written through before the pointer is.
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

from index import sums

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

POINTER = "current"
GENERATIONS = "generations"
MANIFEST = "manifest.json"
_IN_USE = "in-use"


@dataclass(frozen=True)
class Fresh:
    """A generation being written: ``files`` to fill, and the client and collection name for its vectors."""

    files: Path
    client: ClientAPI
    collection: str


class StoreError(ValueError):
    """The store cannot be used as asked; the message says what to do next."""


class Unreachable(StoreError):
    """The server that holds the store cannot be asked now."""


class Foreign(StoreError):
    """The store is another embedder's or another version's: this process will never open it."""


@contextmanager
def reading(generation: Path, file: str) -> Iterator[None]:
    """A block that reads ``file`` of ``generation``: where that is missing or broken it is a StoreError of one line."""
    try:
        yield
    except StoreError:
        raise
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        wrong = f"{file}: {' '.join(str(error).split()) or type(error).__name__}"
        raise StoreError(f"the store at {generation} is damaged ({wrong}): run `eduplan store check`") from error


def named(root: Path) -> Path | None:
    """Folder of the generation that the pointer names; None where that is not there."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    folder = root / GENERATIONS / name
    return folder if _number(folder) and folder.is_dir() else None


def current(root: Path) -> Path | None:
    """Folder of the finished generation that readers open; None where nothing was indexed yet.

    Where the pointer is lost it is the last one whose files are all there: its manifest is written after them.
    """
    return named(root) or max(_finished(root), key=_number, default=None)


def _finished(root: Path) -> list[Path]:
    return [folder for folder in _folders(root) if (folder / MANIFEST).is_file()]


def _folders(root: Path) -> list[Path]:
    try:
        return [folder for folder in (root / GENERATIONS).iterdir() if _number(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _number(folder: Path) -> int:
    """Which generation it is, from 1; 0 for anything else."""
    return int(folder.name) if folder.name.isascii() and folder.name.isdigit() else 0


def hold(generation: Path) -> IO[bytes] | None:
    """Shared lock that keeps ``generation`` from being removed while the returned file is open.

    None where it is gone, or on a read-only medium without the lock's file, where nobody removes anything.
    """
    for mode in ("ab", "rb"):  # who may only read the store still keeps its writer from sweeping
        with suppress(OSError):
            handle: IO[bytes] = (generation / _IN_USE).open(mode)
            fcntl.flock(handle, fcntl.LOCK_SH)
            return handle
    return None


@contextmanager
def writer(root: Path) -> Iterator[None]:
    """Be the one writer of ``root``. StoreError when another is at work or the folder cannot be written."""
    try:
        (root / GENERATIONS).mkdir(parents=True, exist_ok=True)
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
    _sweep([folder for folder in _folders(root) if before is None or _number(folder) > _number(before)])
    folder = root / GENERATIONS / f"{1 + max(map(_number, _folders(root)), default=0):06d}"
    folder.mkdir()
    try:
        (folder / _IN_USE).touch()
        yield folder
        sums.write(folder)
        _write_through(folder)
        _point(root, folder)
    except BaseException:
        if named(root) != folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    _sweep([other for other in _folders(root) if other not in (folder, before)])


def _write_through(folder: Path) -> None:
    """Have the disk hold what was written: a pointer that outlives a power cut must not name half of a generation."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _point(root: Path, folder: Path) -> None:
    fresh = root / f"{POINTER}.new"
    with fresh.open("w", encoding="utf-8") as out:
        out.write(folder.name)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(root / POINTER)
    _sync(root)


def _sweep(gone: list[Path]) -> None:
    """Remove those of the generations ``gone`` that no reader holds."""
    for folder in gone:
        with suppress(OSError), (folder / _IN_USE).open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
