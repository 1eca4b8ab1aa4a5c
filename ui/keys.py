"""Keys of programs: where any are set, the interface for programs answers to nobody without one.

They come from the environment alone. What is kept of a key is its digest, and all of them are compared, each in the
same time, whichever fits.
"""

from __future__ import annotations

import hashlib
from secrets import compare_digest

from assistant.settings import SettingsError, variable
from ui.door import PROGRAM_PREFIXES, App, Receive, Scope, Send
from ui.limits import refuse
from ui.sessions import Visitor

SHORTEST = 16
"""Characters of a key at the least; `openssl rand -hex 24` makes one."""
_SCHEME = b"bearer "


class Keyed:
    """ASGI middleware between ``ui.sessions.Sessions`` and ``ui.limits.Limits``: a program counts by its key."""

    def __init__(self, app: App, keys: tuple[str, ...] = ()) -> None:
        self._app, self._keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._keys and scope["type"] == "http" and wanted(scope["path"]):
            key = fitting(_given(scope), self._keys)
            if not key:
                await refuse(scope, send, 401, (b"www-authenticate", b"Bearer"))
                return
            scope["state"]["visitor"] = Visitor(f"key:{key[:32]}")
        await self._app(scope, receive, send)


def wanted(path: str) -> bool:
    """Whether ``path`` is for who has a key; what watches the server (/healthz, /metrics) tells counts alone."""
    return path == "/mcp" or path.startswith(PROGRAM_PREFIXES)


def fitting(given: bytes, keys: tuple[str, ...]) -> str:
    """The digest among ``keys`` that ``given`` has; empty for none."""
    told, found = digest(given), ""
    for one in keys:
        if compare_digest(told, one):
            found = one
    return found


def digest(key: bytes) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key).hexdigest()


def read_keys(text: str) -> tuple[str, ...]:
    """Digests of the keys in the setting, commas between. SettingsError for one that could be guessed."""
    keys = [part.strip() for part in text.split(",") if part.strip()]
    if any(len(key) < SHORTEST for key in keys):
        raise SettingsError(
            f"{variable('api_keys')} holds a key of less than {SHORTEST} characters: make one with openssl rand -hex 24"
        )
    return tuple(digest(key.encode()) for key in keys)


def _given(scope: Scope) -> bytes:
    told = next((value for name, value in scope["headers"] if name.lower() == b"authorization"), b"")
    return told[len(_SCHEME) :].strip() if told[: len(_SCHEME)].lower() == _SCHEME else b""
