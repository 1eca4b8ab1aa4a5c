"""The server's log: a line a request, and whatever goes wrong, as text or as JSON lines on stderr.

Every line of a request carries its id, which the answer has in ``x-request-id``. What was asked is not written unless
a setting turns it on: neither as such, nor in an error's message, nor after the ``?`` of an address. Secrets never are.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import sqlite3
import sys
import time
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

from assistant.settings import Settings, SettingsError, variable
from ui.door import App, Message, Receive, Scope, Send
from ui.sessions import FIXED

FORMS = ("text", "json")
OWN = ("assistant", "eval", "index", "ui")
"""Packages whose news are written; of all others only warnings."""
LONGEST = 300
"""Characters of an address that are written."""
FIELDS = ("method", "path", "status", "ms", "question")
"""What a line may have beside its message, as ``extra`` of a logging call."""
_SECRET = re.compile(r"(?:KEYS?|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$|^EDUPLAN_STAFF$", re.IGNORECASE)
_SHORTEST = 8
"""Characters below which a value is too common a word to be looked for."""
_HIDDEN = "[secret]"
_TELLS = (OSError, sqlite3.Error)
"""Errors whose messages name files and causes, never what was asked."""
_LOG = logging.getLogger(__name__)
_REQUEST: ContextVar[str] = ContextVar("request", default="")


class Lines(logging.Formatter):
    """Records as lines of ``form``; with ``questions`` also what was asked. ``hidden`` is replaced everywhere."""

    def __init__(self, form: str = "text", questions: bool = False, hidden: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._form, self._questions, self._hidden = form, questions, hidden

    def format(self, record: logging.LogRecord) -> str:
        line = self._fields(record)
        told = json.dumps(line, ensure_ascii=False, default=str) if self._form == "json" else _text(line)
        for secret in self._hidden:
            told = told.replace(secret, _HIDDEN)
        return told

    def _fields(self, record: logging.LogRecord) -> dict[str, Any]:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        if request := _REQUEST.get():
            line["request"] = request
        for name in FIELDS:
            if name in record.__dict__ and (self._questions or name != "question"):
                line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[1]:
            line["error"] = self._error(record.exc_info[1])
            line["where"] = _where(record.exc_info[1])
        return line

    def _message(self, record: logging.LogRecord) -> str:
        args = record.args
        if isinstance(args, tuple):
            args = tuple(self._error(one) if isinstance(one, BaseException) else one for one in args)
        message = str(record.msg)
        return message % args if args else message

    def _error(self, error: BaseException) -> str:
        """Its name, with its message where that cannot hold what was asked."""
        tells = self._questions or isinstance(error, _TELLS)
        return f"{type(error).__name__}: {error}" if tells else type(error).__name__


def _where(error: BaseException) -> list[str]:
    """File, line and function of each step down to the error: the code, not what it worked on."""
    return [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(error.__traceback__)]


def _text(line: Mapping[str, Any]) -> str:
    head = f"{line['time']} {line['level']} {line['logger']}: {line['message']}"
    rest = (f"{name}={value}" for name, value in line.items() if name not in ("time", "level", "logger", "message"))
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in " ".join((head, *rest)))


def hidden(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The secrets of the environment, by the names of their variables."""
    found = {value.strip() for name, value in environment.items() if _SECRET.search(name)}
    parts = {part for value in found for part in (value, *value.split(","))}
    return tuple(sorted((part for part in parts if len(part) >= _SHORTEST), key=len, reverse=True))


def start_log(settings: Settings, out: TextIO | None = None) -> None:
    """Write the log of this process as the settings say, to ``out``, by default stderr. SettingsError for a form that
    there is none of."""
    if settings.log not in FORMS:
        raise SettingsError(f"{variable('log')}={settings.log} is no form of a log: choose {' or '.join(FORMS)}")
    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(Lines(settings.log, bool(settings.log_questions), hidden()))
    handler.addFilter(_wanted)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OWN:
        logging.getLogger(name).setLevel(logging.INFO)


def _wanted(record: logging.LogRecord) -> bool:
    """Some libraries set a level of their own, so that the root's does not bind them."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] in OWN


class Logged:
    """ASGI middleware in front of all others: gives a request its id and writes its line."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id, began, status = secrets.token_hex(8), time.perf_counter(), 499

        async def outward(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (b"x-request-id", id.encode())]}
            await send(message)

        token = _REQUEST.set(id)
        try:
            await self._app(scope, receive, outward)
        finally:
            ms = round(1000 * (time.perf_counter() - began), 1)
            path = scope["path"][:LONGEST]
            quiet = status < 400 and path.startswith(FIXED)  # forty files a visit say nothing
            level = logging.DEBUG if quiet else logging.INFO
            _LOG.log(level, "request", extra={"method": scope["method"], "path": path, "status": status, "ms": ms})
            _REQUEST.reset(token)
