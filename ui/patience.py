"""How long the server waits for a client, and for how many at once: uvicorn itself waits for ever, so that idle sockets
would use it up, and takes everybody, so that they would take all its files."""

from __future__ import annotations

import resource
from asyncio import TimerHandle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import Protocol

SECONDS = 20.0
"""For all of a request's head, from the connection or from its own first byte."""
UNREAD = 60.0
"""For the client to take the next part of an answer."""
LONGEST = 2**16
"""Bytes of a head that are read before it is complete."""
MOST, SHARE = 4096, 0.75
"""Connections held at once; of the files that the process may open, the share that they take at the most."""
FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def patient(most: int = 0) -> type[Protocol]:
    """uvicorn's protocol for HTTP, that hangs up on whoever does not send a whole head or does not take the answer, and
    that holds ``most`` connections (0: what ``room`` says)."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    most = most or room()

    class Patient(HttpToolsProtocol):
        """One connection; while ``_hang_up`` is set, a head is awaited, while ``_drop`` is, the client reads."""

        _hang_up: TimerHandle | None = None
        _drop: TimerHandle | None = None
        _read = 0

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            if len(self.connections) > most:
                transport.write(FULL)
                transport.close()
            else:
                self._await_head()

        def data_received(self, data: bytes) -> None:
            if self.transport.is_closing():
                return
            super().data_received(data)
            self._read += len(data)
            if self._hang_up and self._read > LONGEST:
                self.transport.close()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._await_head()

        def on_headers_complete(self) -> None:
            _over(self._hang_up)
            self._hang_up = None
            super().on_headers_complete()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._drop = self.loop.call_later(UNREAD, self.transport.abort)

        def resume_writing(self) -> None:
            _over(self._drop)
            super().resume_writing()

        def connection_lost(self, exc: Exception | None) -> None:
            _over(self._hang_up)
            _over(self._drop)
            super().connection_lost(exc)

        def _await_head(self) -> None:
            _over(self._hang_up)
            self._read = 0
            self._hang_up = self.loop.call_later(SECONDS, self.transport.close)

    return Patient


def room() -> int:
    """Connections that the process has files for."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else min(MOST, int(SHARE * files))


def _over(timer: TimerHandle | None) -> None:
    if timer:
        timer.cancel()
