"""Under which names the server may be asked for.

A browser lets the page of a name talk to whatever machine the name points at. Whoever owns a name may have it point
here after their page was loaded (DNS rebinding); what that page asks comes with their name as ``Host``, and is refused.
An address in digits and this machine's own name are nobody else's to give away.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from ui.door import App, Receive, Scope, Send
from ui.limits import refuse

ANY = "*"


class Named:
    """ASGI middleware: lets in who asks for an address, this machine, or one of ``names``."""

    def __init__(self, app: App, names: tuple[str, ...] = ()) -> None:
        self._app, self._names = app, (*names, *own_names())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not known(_host(scope), self._names):
            await refuse(scope, send, 421)
            return
        await self._app(scope, receive, send)


def own_names() -> tuple[str, ...]:
    """What this machine is called where it stands."""
    name = socket.gethostname().lower()
    return ("localhost", "*.localhost", name, f"{name}.local")


def known(host: str, names: tuple[str, ...]) -> bool:
    """Whether ``host``, a ``Host`` header, is an address or one of ``names``: whole ones, ``*.`` before all names below
    one, ``*`` for any. Only a browser is ever misled, and a browser sends a host: none passes."""
    if not host or ANY in names:
        return True
    try:
        name = "" if "@" in host else (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return _is_address(name) or any(
        name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in map(str.lower, names)
    )


def read_hosts(text: str) -> tuple[str, ...]:
    """The names in a setting, commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _host(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"), "")
