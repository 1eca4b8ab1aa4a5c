"""The file in which conversations and feedback are kept: SQLite, readable by the server's own user alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

VERSION = 1
_SCHEMA = """
CREATE TABLE conversation (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, made REAL NOT NULL, touched REAL NOT NULL);
CREATE INDEX conversation_owner ON conversation (owner, touched);
CREATE TABLE exchange (
  conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  place INTEGER NOT NULL, at REAL NOT NULL, said TEXT NOT NULL, PRIMARY KEY (conversation, place));
CREATE TABLE feedback (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, at REAL NOT NULL, verdict TEXT NOT NULL, reasons TEXT NOT NULL,
  words TEXT NOT NULL, question TEXT NOT NULL, standalone TEXT NOT NULL, answer TEXT NOT NULL, clauses TEXT NOT NULL,
  generation TEXT NOT NULL);
CREATE INDEX feedback_at ON feedback (at);
"""
_WAIT = 10.0
"""Seconds that a writer waits for another."""


class KeptError(ValueError):
    """The file cannot be used; the message is one line that says what to do."""


def prepare(file: Path) -> None:
    """Make the file where there is none. KeptError where that fails, or where it is something else."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600, exist_ok=True)
        with opened(file) as base:
            base.execute("PRAGMA journal_mode = WAL")  # readers do not wait for a writer
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version == 0:
                base.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    except (OSError, sqlite3.Error) as error:
        raise KeptError(
            f"cannot keep conversations in {file} ({error}): name another file in EDUPLAN_HISTORY"
        ) from error
    if version not in (0, VERSION):
        raise KeptError(f"{file} was written by another version: move it away, or name another in EDUPLAN_HISTORY")


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one piece of work, which is done as a whole or not at all.

    What is deleted is overwritten in the file, not only taken out of its index.
    """
    with closing(sqlite3.connect(file, timeout=_WAIT)) as base, base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("PRAGMA secure_delete = ON")
        base.execute("PRAGMA synchronous = NORMAL")  # safe under a journal of this kind, and quick
        yield base


def anchor(file: Path) -> sqlite3.Connection:
    """A connection that does nothing: the last one that is closed moves the journal into the file, which takes longer
    than any piece of work, and while this one is open none is the last."""
    base = sqlite3.connect(file, timeout=_WAIT, check_same_thread=False)
    base.execute("SELECT count(*) FROM conversation").fetchone()
    return base


def forget(file: Path) -> None:
    """Empty the journal, which still holds the pages as they were before a deletion."""
    with closing(sqlite3.connect(file, timeout=_WAIT)) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
