"""Conversations on the server: kept for a number of days, each seen by its owner alone.

Every function asks for the owner and touches that owner's rows only; an id of somebody else's conversation is, for
whoever forges it, one that does not exist. Ids are random.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ui.kept import anchor, forget, opened
from ui.record import from_json, to_json
from ui.talk import FAILED, GROWING, STOPPED, Exchange, Talk

_LOG = logging.getLogger(__name__)

LONGEST = 80
"""Characters of a conversation's name."""
MOST = 500
"""Conversations that are listed, the latest first."""
DAY = 86_400.0

Clock = Callable[[], float]
"""Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in the list; times are seconds since 1970."""

    id: str
    title: str
    made: float
    touched: float
    count: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it was kept; an exchange's time is at the same place in ``times``."""

    id: str
    title: str
    talk: Talk
    times: tuple[float, ...]


class Conversations:
    """The conversations in ``file`` (see ``ui.kept.prepare``), kept ``days`` days; with 0 days nothing is kept."""

    def __init__(self, file: Path, days: int, clock: Clock = time.time) -> None:
        self.file, self.days, self.clock = file, days, clock
        self._anchor: sqlite3.Connection | None = None

    def keep(self, owner: str, id: str, place: int, one: Exchange) -> str:
        """Put ``one`` at ``place`` (from 0), in place of all that stood from there on; the conversation's id.

        An id that is not the owner's begins a new conversation. Empty where nothing is kept of this owner.
        """
        if not self.days or not owner:
            return ""
        now = self.clock()
        self._anchor = self._anchor or anchor(self.file)
        with opened(self.file) as base:
            known = id and base.execute(
                "UPDATE conversation SET touched = ? WHERE id = ? AND owner = ?", (now, id, owner)
            ).rowcount  # fmt: skip
            if not known:
                id = secrets.token_urlsafe(16)
                row = (id, owner, tidy(one.question), now, now)
                base.execute("INSERT INTO conversation VALUES (?, ?, ?, ?, ?)", row)
            base.execute("DELETE FROM exchange WHERE conversation = ? AND place >= ?", (id, place))
            base.execute("INSERT INTO exchange VALUES (?, ?, ?, ?)", (id, place, now, to_json(one)))
        return id

    def cut(self, owner: str, id: str, place: int) -> None:
        """Take out what stands from ``place`` on; a conversation of which nothing is left goes as well."""
        if place == 0:
            self.delete(owner, id)
            return
        self._change(
            "DELETE FROM exchange WHERE place >= ? AND conversation IN "
            "(SELECT id FROM conversation WHERE id = ? AND owner = ?)",
            (place, id, owner),
        )

    def settle(self, owner: str, id: str, place: int, one: Exchange) -> None:
        """Put ``one`` in the place of the same exchange as it was before; nothing where that has gone meanwhile."""
        self._change(
            "UPDATE exchange SET said = ? WHERE place = ? AND conversation IN "
            "(SELECT id FROM conversation WHERE id = ? AND owner = ?)",
            (to_json(one), place, id, owner),
        )

    def count(self, owner: str, id: str) -> int:
        """Exchanges in the conversation; 0 where the owner has none of that id."""
        with opened(self.file) as base:
            (count,) = base.execute(
                "SELECT count(*) FROM exchange JOIN conversation ON id = conversation WHERE id = ? AND owner = ?",
                (id, owner),
            ).fetchone()
        return int(count)

    def list(self, owner: str) -> tuple[Entry, ...]:
        """The owner's conversations, the latest first."""
        with opened(self.file) as base:
            rows = base.execute(
                "SELECT id, title, made, touched, (SELECT count(*) FROM exchange WHERE conversation = id) "
                "FROM conversation WHERE owner = ? ORDER BY touched DESC, id LIMIT ?",
                (owner, MOST),
            ).fetchall()
        return tuple(Entry(*row) for row in rows)

    def open(self, owner: str, id: str) -> Conversation | None:
        """The conversation; None where the owner has none of that id.

        An answer that never came to its end was stopped; one that cannot be read any more has failed.
        """
        with opened(self.file) as base:
            found = base.execute("SELECT title FROM conversation WHERE id = ? AND owner = ?", (id, owner)).fetchone()
            if found is None:
                return None
            rows = base.execute("SELECT at, said FROM exchange WHERE conversation = ? ORDER BY place", (id,)).fetchall()
        return Conversation(id, found[0], tuple(_read(said) for _, said in rows), tuple(at for at, _ in rows))

    def rename(self, owner: str, id: str, title: str) -> bool:
        """Give the conversation another name; False where the owner has none of that id, or the name is empty."""
        title = tidy(title)
        return bool(title) and self._change(
            "UPDATE conversation SET title = ? WHERE id = ? AND owner = ?", (title, id, owner)
        )

    def delete(self, owner: str, id: str) -> bool:
        """Delete the conversation; False where the owner has none of that id."""
        gone = self._change("DELETE FROM conversation WHERE id = ? AND owner = ?", (id, owner))
        forget(self.file)
        return gone

    def clear(self, owner: str) -> None:
        """Delete all that the owner left here: conversations and feedback."""
        with opened(self.file) as base:
            for table in ("conversation", "feedback"):
                base.execute(f"DELETE FROM {table} WHERE owner = ?", (owner,))
        forget(self.file)

    def expire(self) -> None:
        """Delete what nobody has touched for ``days`` days, and feedback of that age."""
        before = self.clock() - self.days * DAY
        with opened(self.file) as base:
            base.execute("DELETE FROM conversation WHERE touched <= ?", (before,))
            base.execute("DELETE FROM feedback WHERE at <= ?", (before,))
        forget(self.file)

    def _change(self, statement: str, values: tuple[Any, ...]) -> bool:
        with opened(self.file) as base:
            return base.execute(statement, values).rowcount > 0


def tidy(title: str) -> str:
    """A name on one line, cut where it is too long."""
    title = " ".join(title.split())
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"


def _read(said: str) -> Exchange:
    try:
        one = from_json(said)
    except (KeyError, TypeError, ValueError):
        _LOG.warning("an exchange was written by another version")
        return Exchange("…", state=FAILED)
    return replace(one, state=STOPPED) if one.state == GROWING else one
