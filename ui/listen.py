"""The address that the server listens on. Nothing of the page is loaded for it."""

from __future__ import annotations

import errno
import socket


class ListenError(OSError):
    """The address cannot be listened on; the message is one line that says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything slow is loaded; port 0 takes a free one."""
    if not 0 <= port <= 65535:
        raise ListenError(f"Port {port} does not exist: choose one from 1 to 65535 with --port.")
    listener = None
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(128)
    except OSError as error:
        if listener is not None:
            listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ListenError(
                f"Port {port} on {host} is taken: stop the program that uses it, or choose another with --port."
            ) from error
        raise ListenError(
            f"Cannot listen on {host}:{port} ({error.strerror}): choose another --host or --port."
        ) from error
    return listener


def address(listener: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
