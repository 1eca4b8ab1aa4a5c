"""Checksums of a finished generation's files, in the form that ``sha256sum -c`` reads.

Chroma's embedded form writes into two of its files whenever it is opened (a lock's counter in ``chroma.sqlite3``,
unused memory in ``length.bin``): they and ``in-use`` are left out, and ``index.soundness`` looks into them instead.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

FILE = "SHA256SUMS"
_LIVING = {FILE, "in-use", "chroma.sqlite3", "length.bin"}
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite makes beside an open one."""


def write(folder: Path) -> None:
    """Name every file under ``folder`` with its checksum in ``FILE``."""
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def read(folder: Path) -> Mapping[str, str] | None:
    """Path under ``folder`` → sha256; None where there are no sums: the folder was made before there were any, or
    they are unreadable."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    lines = [_LINE.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    if not text.endswith("\n") or not all(lines):
        return None
    return {line[2]: line[1] for line in lines if line}


def damaged(folder: Path) -> list[str]:
    """Paths of the files under ``folder`` that are missing, not as they were written, or not among the sums; all is
    well where there are no sums to tell."""
    said = read(folder)
    if said is None:
        return []
    strange = {path.relative_to(folder).as_posix() for path in _files(folder)} - said.keys()
    return sorted(strange.union(path for path, wanted in said.items() if not intact(folder, path, wanted)))


def intact(folder: Path, path: str, wanted: str) -> bool:
    """Whether the file ``path`` under ``folder`` has that checksum."""
    if not is_inside(path):
        return False
    try:
        return digest(folder / path) == wanted
    except OSError:
        return False


def is_inside(path: str) -> bool:
    """Whether a path that was read somewhere stays under the folder that it is put to."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts


def digest(path: Path) -> str:
    """The sha256 of a file's bytes. OSError where it cannot be read."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _LIVING and not path.name.endswith(_BESIDE):
            yield path
