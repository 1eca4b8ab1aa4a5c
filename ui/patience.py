"""How long the server waits for a request to begin: uvicorn itself waits for ever, so idle sockets would use it up."""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import Protocol

SECONDS = 20.0
"""For all of a request's head, from the connection or from its own first byte."""
LONGEST = 2**16
"""Bytes of a head that are read before it is complete."""


def patient() -> type[Protocol]:
    """uvicorn's protocol for HTTP, that hangs up on whoever does not send a whole head."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Patient(HttpToolsProtocol):
        """One connection; while ``_hang_up`` is set, a head is awaited."""

        _hang_up: TimerHandle | None = None
        _read = 0

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._await_head()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._read += len(data)
            if self._hang_up and self._read > LONGEST:
                self.transport.close()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._await_head()

        def on_headers_complete(self) -> None:
            self._stop_waiting()
            super().on_headers_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _await_head(self) -> None:
            self._stop_waiting()
            self._read = 0
            transport: BaseTransport = self.transport
            self._hang_up = self.loop.call_later(SECONDS, transport.close)

        def _stop_waiting(self) -> None:
            if self._hang_up:
                self._hang_up.cancel()
            self._hang_up = None

    return Patient
