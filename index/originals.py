"""The files that plans were read from, kept byte for byte beside a store in a folder: ``originals/<sha256>``.

A plan names its file by ``Document.sha256``, so that what is kept is found by content and never by a name that
someone chose. A store on a Chroma server keeps none: it has no folder that its readers share.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from index.place import Folder, Place
from index.sums import intact

FOLDER = "originals"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def original(place: Place, sha256: str) -> Path | None:
    """The kept file with that content; None where the store keeps none or was made before it did."""
    if not isinstance(place, Folder) or not _SHA256.fullmatch(sha256):
        return None
    path = place.root / FOLDER / sha256
    return path if path.is_file() else None


def keep(place: Place, files: Iterable[tuple[Path, str]]) -> None:
    """Copy files, each with the sha256 that its plan was read under, into the store; for the writer, or anyone who
    adds what is missing. A file that has changed or gone since is not kept: it would not be what was read. OSError
    where the store cannot be written."""
    if not isinstance(place, Folder):
        return
    for file, sha256 in files:
        if not _SHA256.fullmatch(sha256) or original(place, sha256):
            continue
        _copy(file, place.root / FOLDER / sha256)


def mend(place: Place, files: Collection[tuple[Path, str]]) -> None:
    """Remove the kept files that are not as they were, and keep each of ``files`` that still is what was read."""
    if not isinstance(place, Folder):
        return
    for _, sha256 in files:
        kept = original(place, sha256)
        if kept is not None and not intact(kept.parent, kept.name, sha256):
            kept.unlink()
    keep(place, files)


def sweep(place: Place, wanted: Collection[str]) -> None:
    """Remove the kept files of plans that are no longer indexed."""
    if not isinstance(place, Folder) or not (place.root / FOLDER).is_dir():
        return
    for path in (place.root / FOLDER).iterdir():
        if path.name not in wanted:
            with suppress(OSError):
                path.unlink()


def _copy(file: Path, kept: Path) -> None:
    """Whole or not at all: the copy is checked, then named."""
    import hashlib

    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    try:
        data = file.open("rb")
    except OSError:
        return
    try:
        with data, part.open("wb") as out:
            shutil.copyfileobj(data, out)
            out.flush()
            os.fsync(out.fileno())
        with part.open("rb") as copied:
            same = hashlib.file_digest(copied, "sha256").hexdigest() == kept.name
        if same:
            part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
