"""What the chat keeps for itself, for a backup of its store: conversations, accounts, logins, uploads, eval cases.

A database is copied by SQLite itself, so that the copy is whole while the chat writes into it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.generation import StoreError
from index.soundness import Fault, database
from ui import signins

HISTORY, STATE = "history.sqlite3", "state"
"""Names in an archive: the conversations, the folder of the rest."""
_PASSING = ("part-", "eval/")
"""Beginnings of what is not worth keeping: half an upload, a report that can be made again."""
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Belongings:
    """``folder`` is the state folder, ``history`` the file of the conversations, which may lie elsewhere."""

    folder: Path
    history: Path

    @property
    def databases(self) -> tuple[Path, ...]:
        return tuple(file for file in (self.history, self.folder / signins.FILE) if file.is_file())

    @contextmanager
    def copied(self, scratch: Path) -> Iterator[Mapping[str, Path]]:
        """Name in an archive → a file that nobody writes to; copies of databases are made below ``scratch``."""
        with TemporaryDirectory(dir=scratch) as place:
            found = {f"{STATE}/{path}": self.folder / path for path in self._files()}
            for number, file in enumerate(self.databases):
                copy = Path(place) / str(number)
                _copy(file, copy)
                found[HISTORY if file == self.history else f"{STATE}/{file.name}"] = copy
            yield found

    def _files(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            name = path.relative_to(self.folder).as_posix()
            passing = name.startswith(_PASSING) or path.name.startswith("part-") or name.endswith(_BESIDE)
            if path.is_file() and not passing and path not in self.databases:
                yield name

    def restore(self, beside: Path) -> tuple[Path, ...]:
        """Put what ``copied`` gave, which lies under ``beside``, to where it belongs. What is there already stays, and
        is named."""
        there = []
        for path in sorted(path for path in beside.rglob("*") if path.is_file()):
            home = self._home(path.relative_to(beside).as_posix())
            if home.exists():
                there.append(home)
                continue
            home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            for journal in _BESIDE:  # of a database that is gone: not this one's
                home.with_name(home.name + journal).unlink(missing_ok=True)
            part = home.with_name(f"part-{home.name}")
            with path.open("rb") as data, os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
                shutil.copyfileobj(data, out)
                out.flush()
                os.fsync(out.fileno())
            part.replace(home)
        return tuple(there)

    def _home(self, name: str) -> Path:
        return self.history if name == HISTORY else self.folder / name.removeprefix(f"{STATE}/")

    def faults(self) -> Iterator[Fault]:
        """What is damaged in the databases."""
        for file in self.databases:
            if wrong := database(file):
                yield Fault(f"{file} {wrong}", "stop the chat and put the file of a backup in its place")


def _copy(file: Path, copy: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as base, closing(sqlite3.connect(copy)) as to:
            base.backup(to, pages=1000)
    except sqlite3.Error as error:
        raise StoreError(f"cannot copy {file} ({error}): run `eduplan store check`") from error
