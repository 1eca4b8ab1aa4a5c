"""The conversation that a browser tab is in: whose it is, where it is kept, and what was said."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field, replace
from typing import Any

from ui.conversations import Conversations
from ui.drawn import Drawn
from ui.feedback import record
from ui.sessions import visitor
from ui.talk import DONE, Exchange, Talk, judged

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """``owner`` is empty where the browser takes no cookies, ``id`` where the conversation is not kept (yet); ``drawn``
    are answers as they were shown last."""

    owner: str = ""
    id: str = ""
    talk: Talk = ()
    drawn: tuple[Drawn, ...] = field(default=(), repr=False, compare=False)


def owner_of(request: Any) -> str:
    """Whose conversations ``request`` (Starlette's or Gradio's) may see: a user's, else a browser's, else nobody's."""
    who = visitor(request)
    if who.user:
        return staff_owner(who.user)
    return "" if who.fresh else f"browser:{who.key}"


def staff_owner(user: str) -> str:
    """Whose the conversations of a logged-in ``user`` are, on whatever browser."""
    return f"user:{user}"


def mine(kept: Conversations, past: Past, owner: str) -> Past:
    """``past``, or an empty one where it is somebody else's, or was deleted meanwhile; where the same conversation
    went on in another tab, with what was said there."""
    if past.owner != owner:
        return Past(owner)
    if not past.id:
        return past
    try:
        count = kept.count(owner, past.id)
        if count == len(past.talk):
            return past
        found = kept.open(owner, past.id)
    except sqlite3.Error:
        _LOG.exception("the file of conversations cannot be read")
        return past
    return Past(owner, past.id, found.talk) if found else Past(owner)


def rested(value: Any) -> Any:
    """What a page that is closed is remembered by: of a conversation on file its id, as ``mine`` finds the rest."""
    return replace(value, talk=(), drawn=()) if isinstance(value, Past) and value.id else value


def begun(kept: Conversations, past: Past) -> Past:
    """``past`` with its last exchange on file; where the file fails, the talk goes on all the same."""
    try:
        id = kept.keep(past.owner, past.id, len(past.talk) - 1, past.talk[-1])
    except sqlite3.Error:
        _LOG.exception("an exchange could not be kept")
        return past
    return replace(past, id=id)


def settle(kept: Conversations, past: Past) -> None:
    """What became of the last exchange, on file."""
    try:
        kept.settle(past.owner, past.id, len(past.talk) - 1, past.talk[-1])
    except sqlite3.Error:
        _LOG.exception("an answer could not be kept")


def cut(kept: Conversations, past: Past, talk: Talk) -> Past:
    """``past`` taken back to ``talk``, its beginning, on file too."""
    try:
        kept.cut(past.owner, past.id, len(talk))
    except sqlite3.Error:
        _LOG.exception("an exchange could not be taken back")
    return replace(past, talk=talk, id=past.id if talk else "")


def judge(kept: Conversations, past: Past, place: int, verdict: str, reasons: tuple[str, ...], words: str,
          generation: str) -> Past:  # fmt: skip
    """``past`` with a verdict on the answer at ``place``, recorded for the staff; unchanged where there is none."""
    one = past.talk[place] if 0 <= place < len(past.talk) else Exchange("")
    if one.answer is None or one.state != DONE or not past.id:
        return past
    now = replace(past, talk=judged(past.talk, place, verdict))
    record(kept.file, past.owner, kept.clock(), one.answer, verdict, reasons, words, generation)
    kept.settle(past.owner, past.id, place, now.talk[place])
    return now
