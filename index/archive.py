"""A store as one file, and back: the current generation, the plans' own files, and what the caller puts beside it.

The archive is a ``tar.gz``. Chroma's own files are not in it (its embedded form writes into them while it is read, a
server has none): the vectors are, and a collection is made of them again. So a folder's archive can be restored to a
server and a server's to a folder. Its last member lists the checksums: an archive without it is not whole.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index import originals, rows, sums
from index.generation import MANIFEST, StoreError
from index.place import Folder, Place

STORE, ORIGINALS, BESIDE = "store", originals.FOLDER, "beside"
"""Folders in an archive."""
_LAST = "backup.json"
_LIVING = ("chroma", "in-use")
"""What a generation's readers change."""


@dataclass(frozen=True)
class Contents:
    """What an unpacked archive holds: the folders of the generation, of the plans' files, of what was put beside."""

    store: Path
    originals: Path
    beside: Path


def pack(place: Place, name: str, archive: Path, beside: Mapping[str, Path]) -> str:
    """Write the generation ``name`` to ``archive``, as a whole or not at all, and give its name; ``beside`` maps names
    in the archive to files. Runs beside readers and a writer. StoreError where the generation is gone (``settled``
    takes the next), the disk is full, or what is packed cannot be read."""
    lock = place.hold(name)
    try:
        with _named(archive) as out, tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
            packed = _Packed(out, place)
            with place.asked():
                files = place.files(name)
                paths = [path for path in sorted(files.rglob("*")) if path.is_file()]
            for path in paths:
                inside = path.relative_to(files)
                if inside.parts[0] not in _LIVING:
                    packed.add(f"{STORE}/{inside.as_posix()}", path)
            _save_rows(place, name, Path(scratch))
            for file in rows.FILES:
                packed.add(f"{STORE}/{file}", Path(scratch) / file)
            if isinstance(place, Folder) and (place.root / ORIGINALS).is_dir():
                for path in sorted((place.root / ORIGINALS).iterdir()):
                    packed.add(f"{ORIGINALS}/{path.name}", path, may_be_gone=True)  # by a writer: no plan of ours
            for label, path in beside.items():
                packed.add(f"{BESIDE}/{label}", path)
            packed.close()
        return name
    finally:
        if lock is not None:
            lock.close()


def _save_rows(place: Place, name: str, folder: Path) -> None:
    with place.asked():
        client, collection = place.vectors(name)
        try:
            with _writing(folder):
                rows.save(client, collection, folder)
        finally:
            place.release(client)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write {path} ({error.strerror or error}): choose another file") from error


@contextmanager
def _named(archive: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone that gets the name ``archive`` when the block ends without an error."""
    part = archive.with_name(f"{archive.name}.{os.getpid()}.part")
    try:
        with _writing(archive):
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            part.replace(archive)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class _Packed:
    """An archive of ``place`` being written to ``out``: an OSError is of the archive, not of what is packed."""

    def __init__(self, out: BinaryIO, place: Place) -> None:
        self._place = place
        self._tar = tarfile.open(fileobj=out, mode="w:gz", compresslevel=6)  # noqa: SIM115
        self._sums: dict[str, str] = {}

    def add(self, name: str, path: Path, may_be_gone: bool = False) -> None:
        with ExitStack() as stack:
            with self._place.asked():
                try:
                    data = stack.enter_context(path.open("rb"))
                except FileNotFoundError:
                    if may_be_gone:
                        return
                    raise
                told, about = tarfile.TarInfo(name), os.fstat(data.fileno())
                told.size, told.mtime, told.mode = about.st_size, int(about.st_mtime), 0o600
                self._sums[name] = hashlib.file_digest(data, "sha256").hexdigest()
                data.seek(0)
            self._tar.addfile(told, data)

    def close(self) -> None:
        data = json.dumps({"format": 1, "sums": self._sums}, indent=1).encode()
        told = tarfile.TarInfo(_LAST)
        told.size, told.mode = len(data), 0o600
        self._tar.addfile(told, io.BytesIO(data))
        self._tar.close()


def unpack(archive: Path, folder: Path) -> Contents:
    """The archive's files under ``folder``, all held against their checksums. StoreError where it is none of ours or
    not whole."""
    try:
        with tarfile.open(archive, "r:gz") as packed:
            packed.extractall(folder, filter="data")
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise StoreError(f"{archive} is no whole archive of `eduplan store backup` ({error}): take another") from error
    except OSError as error:
        raise StoreError(f"cannot unpack {archive} ({error.strerror or error}): see that there is room") from error
    if (folder / "generations").is_dir():
        return _of_old(archive, folder)
    try:
        said = json.loads((folder / _LAST).read_text(encoding="utf-8"))["sums"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{archive} holds no store, or was cut off: give one of `eduplan store backup`") from error
    wrong = [path for path, wanted in said.items() if not sums.intact(folder, path, wanted)]
    if wrong:
        raise StoreError(f"{archive} is damaged ({wrong[0]}): take another backup")
    return Contents(folder / STORE, folder / ORIGINALS, folder / BESIDE)


def _of_old(archive: Path, folder: Path) -> Contents:
    """An archive of the first version: a store's own folder, with Chroma's files."""
    found = sorted((folder / "generations").iterdir())
    if not found:
        raise StoreError(f"{archive} holds no store")
    old = Folder(folder)
    _save_rows(old, found[-1].name, found[-1])
    return Contents(found[-1], folder / ORIGINALS, folder / BESIDE)


def put(contents: Contents, place: Place) -> None:
    """Make the unpacked store the current generation of ``place``, which has none. StoreError where it has."""
    with place.writer() as writer, place.asked():
        if place.current() is not None:
            raise StoreError(f"{place} already holds a store: restore into an empty one with --store")
        if contents.originals.is_dir():
            files = [path for path in contents.originals.iterdir() if path.is_file()]
            originals.keep(place, ((path, path.name) for path in files))
        with writer.generation() as fresh:
            for path in sorted(contents.store.rglob("*")):
                inside = path.relative_to(contents.store)
                if path.is_file() and inside.parts[0] not in (*_LIVING, *rows.FILES, sums.FILE, MANIFEST):
                    (fresh.files / inside).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, fresh.files / inside)
            rows.fill(fresh, contents.store)
            if (contents.store / MANIFEST).is_file():  # last, and whole: it says that the rest is there
                part = fresh.files / f"{MANIFEST}.part"
                shutil.copyfile(contents.store / MANIFEST, part)
                part.replace(fresh.files / MANIFEST)
