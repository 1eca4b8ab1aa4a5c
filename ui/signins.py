"""Who is logged in, and who failed to: rows in SQLite, so that they hold after a restart and between processes.

Kept are digests: of the cookie, and of the name and the address that tried (people type passwords into the wrong
field). A login ends by logging out, after ``idle`` seconds without a request, after ``LONGEST`` in any case, and when
the account is removed or gets another password.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ui.lockout import FORGOTTEN, FREE_ADDRESS, FREE_NAME, Record, attempted, forgiven, wait
from ui.sessions import digest

FILE = "signins.sqlite"
LONGEST = 12 * 3600.0
"""Seconds a login lasts at most."""
_TOUCHED = 30.0
"""Seconds within which a further request of a login is not written down."""
_PATIENCE = 5.0
"""Seconds that a writer waits for another."""
_TABLES = """
CREATE TABLE IF NOT EXISTS login (digest TEXT PRIMARY KEY, user TEXT, stamp TEXT, began REAL, seen REAL);
CREATE TABLE IF NOT EXISTS attempt (who TEXT PRIMARY KEY, count INTEGER, last REAL, until REAL);
"""

Clock = Callable[[], float]


class SignIns:
    """Safe to use from several threads and processes; without ``folder`` it lasts as long as the object.

    What has to be written down raises ``sqlite3.OperationalError`` where the file stays locked.
    """

    def __init__(
        self, folder: Path | None, stamp: Callable[[str], str], idle: float = 1800.0, clock: Clock = time.time
    ) -> None:
        self._stamp, self._idle, self._clock = stamp, idle, clock
        self._lock = threading.Lock()
        where = ":memory:"
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / FILE).touch(mode=0o600)  # before SQLite does: its journals take over who may read it
            for file in folder.glob(f"{FILE}*"):
                file.chmod(0o600)
            where = str(folder / FILE)
        self._base = sqlite3.connect(where, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.executescript(_TABLES)

    def open(self, user: str) -> str:
        """The cookie of a new login of ``user``; never one that was there before."""
        cookie, now = secrets.token_urlsafe(32), self._clock()
        with self._writing() as base:
            base.execute("DELETE FROM login WHERE seen < ? OR began < ?", (now - self._idle, now - LONGEST))
            base.execute(
                "INSERT INTO login VALUES (?, ?, ?, ?, ?)", (digest(cookie), user, self._stamp(user), now, now)
            )
        return cookie

    def user(self, login: str) -> str | None:
        """Who logged in as ``login``, the digest of a cookie, and still is."""
        now = self._clock()
        with self._lock:
            row = self._base.execute("SELECT user, stamp, began, seen FROM login WHERE digest = ?", (login,)).fetchone()
        if row is None:
            return None
        user, stamp, began, seen = row
        if now - seen > self._idle or now - began > LONGEST or not stamp or stamp != self._stamp(user):
            self._note("DELETE FROM login WHERE digest = ?", login)
            return None
        if now - seen > _TOUCHED:
            self._note("UPDATE login SET seen = ? WHERE digest = ?", now, login)
        return str(user)

    def close(self, login: str) -> None:
        """Log out."""
        with self._writing() as base:
            base.execute("DELETE FROM login WHERE digest = ?", (login,))

    def attempt(self, name: str, address: str) -> float:
        """An attempt to log in begins: seconds it has to wait instead, or 0, and then it counts as failed until
        ``succeeded``."""
        now, who = self._clock(), _who(name, address)
        with self._writing() as base:
            records = {key: _record(base, key) for key, _ in who}
            pause = max(wait(record, now) for record in records.values())
            if not pause:
                base.execute("DELETE FROM attempt WHERE last < ?", (now - FORGOTTEN,))
                for key, free in who:
                    _keep(base, key, attempted(records[key], free, now))
        return pause

    def succeeded(self, name: str, address: str) -> None:
        """The attempt was right: the name's failures are forgotten, the address's stay."""
        (by_name, _), (by_address, _) = _who(name, address)
        with self._writing() as base:
            base.execute("DELETE FROM attempt WHERE who = ?", (by_name,))
            _keep(base, by_address, forgiven(_record(base, by_address)))

    def _note(self, change: str, *values: object) -> None:
        """Write down what the next request finds out as well: where the file is locked, nobody waits for it."""
        with suppress(sqlite3.OperationalError), self._writing(patience=0.0) as base:
            base.execute(change, values)

    @contextmanager
    def _writing(self, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._base.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")


def _who(name: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (digest(f"name {name}"), FREE_NAME), (digest(f"address {address}"), FREE_ADDRESS)


def _record(base: sqlite3.Connection, who: str) -> Record:
    row = base.execute("SELECT count, last, until FROM attempt WHERE who = ?", (who,)).fetchone()
    return Record(*row) if row else Record()


def _keep(base: sqlite3.Connection, who: str, record: Record) -> None:
    base.execute("REPLACE INTO attempt VALUES (?, ?, ?, ?)", (who, record.count, record.last, record.until))
