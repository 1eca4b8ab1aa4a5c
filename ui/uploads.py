"""Files that staff put in: written to a folder of the server's under names that lead nowhere else.

An upload lies at ``<folder>/<its key>/<its name>``, and stays there: that is the file a plan is read
from again (``origin`` in the store's manifest). Beside it the store itself keeps the bytes of every file it indexed,
found by content (``index.originals``); a plan's page offers that for download. What no plan was read from has not been
indexed yet, or was given up: ``waiting`` lists it, ``clear`` removes it.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
import unicodedata
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEY = 32
"""Digits of a sha256 that an upload is known by."""
LONGEST_NAME = 150
"""Bytes of a file's name."""
_SPARE = 2
"""So many times a file's size must be free on the disk: it is copied into the store."""
_STALE = 6 * 3600.0
"""Seconds after which nobody is writing to a part any more."""
_FORBIDDEN = '<>:"|?*'


class Refused(ValueError):
    """The file is not taken; ``key`` and ``fields`` name the interface's string that says why and what to do."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was put in."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def key(self) -> str:
        """What its bytes are known by: the first half of their sha256."""
        return self.path.parent.name


@dataclass(frozen=True)
class Uploads:
    """``largest`` is in bytes, ``most`` is how many files may wait to be indexed. ``used`` below are the paths of the
    files that indexed plans were read from."""

    folder: Path
    largest: int
    most: int

    async def take(self, name: str, announced: int, chunks: AsyncIterator[bytes], used: Collection[str]) -> Upload:
        """Write a file as it comes. Refused, with nothing left behind, for one that is too large (by what it
        announces, before any of it is read), empty, indexed, one too many, or more than the disk holds."""
        if announced > self.largest:
            raise Refused("upload_large", n=self.largest // 2**20)
        if len(self.waiting(used)) >= self.most:
            raise Refused("upload_many", n=self.most)
        part = self.folder / f"part-{secrets.token_hex(8)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if shutil.disk_usage(self.folder).free < _SPARE * max(announced, 2**20):
                raise Refused("upload_full")
            return self._placed(part, await self._write(part, chunks), name, used)
        except OSError as error:
            raise Refused("upload_full") from error
        finally:
            with suppress(OSError):
                part.unlink()

    async def _write(self, part: Path, chunks: AsyncIterator[bytes]) -> str:
        """The sha256 of what was written."""
        digest, size = hashlib.sha256(), 0
        with part.open("xb") as out:
            async for chunk in chunks:
                size += len(chunk)
                if size > self.largest:
                    raise Refused("upload_large", n=self.largest // 2**20)
                digest.update(chunk)
                out.write(chunk)
        if not size:
            raise Refused("upload_empty")
        return digest.hexdigest()

    def _placed(self, part: Path, sha256: str, name: str, used: Collection[str]) -> Upload:
        path = self.folder / sha256[:KEY] / safe_name(name)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        for other in path.parent.iterdir():  # the same bytes came before
            if str(other.resolve()) in used:
                raise Refused("upload_again", name=other.name)
            other.unlink()
        part.replace(path)
        return Upload(path)

    def waiting(self, used: Collection[str]) -> tuple[Upload, ...]:
        """The files that no indexed plan was read from, by name."""
        found = (Upload(path) for path in self._files() if str(path.resolve()) not in used)
        return tuple(sorted(found, key=lambda upload: upload.name))

    def clear(self, used: Collection[str]) -> None:
        """Remove what waits."""
        for upload in self.waiting(used):
            self.drop(upload)

    def tidy(self) -> None:
        """Remove what is left of uploads that a crash cut off."""
        for part in self.folder.glob("part-*"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _STALE:
                    part.unlink()

    def drop(self, upload: Upload) -> None:
        """Remove one file."""
        with suppress(OSError):
            upload.path.unlink()
            upload.path.parent.rmdir()

    def _files(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from (path for path in self.folder.glob("*/*") if path.is_file())


def safe_name(name: str) -> str:
    """``name`` as one that is only a name: no folders, nothing invisible, not hidden, of bounded length."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join("_" if mark in _FORBIDDEN else mark for mark in last if mark.isprintable())
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = kept.strip(" ."), "", ""
    while len(stem.encode("utf-8", "replace")) > LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem or 'plan'}{dot}{suffix}".encode("utf-8", "replace").decode()
