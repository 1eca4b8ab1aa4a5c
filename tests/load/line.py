"""HTTP/1.1 over asyncio's own streams: a client so light that what is measured is the server.

Each request has a connection of its own, from an address of this machine's own if one is given (all of 127.0.0.0/8 is),
so that many visitors are many to the server's limits.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

LONGEST = 2**24
"""Bytes that a line of a stream may have; an event holds a whole conversation."""


@dataclass
class Reply:
    """What came back; the body is read from ``lines`` or by ``whole``."""

    status: int
    headers: dict[str, str]
    reader: asyncio.StreamReader = field(repr=False)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body as it comes."""
        if self.headers.get("transfer-encoding") == "chunked":
            while size := int(await self.reader.readline() or b"0", 16):
                yield await self.reader.readexactly(size)
                await self.reader.readexactly(2)
        elif "content-length" in self.headers:
            yield await self.reader.readexactly(int(self.headers["content-length"]))
        else:
            while piece := await self.reader.read(2**16):
                yield piece

    async def whole(self) -> bytes:
        """The body."""
        return b"".join([piece async for piece in self.pieces()])

    async def events(self) -> AsyncIterator[str]:
        """The data of each server-sent event."""
        rest = b""
        async for piece in self.pieces():
            *done, rest = (rest + piece).split(b"\n\n")
            for one in done:
                if one.startswith(b"data: "):
                    yield one[6:].decode()


@asynccontextmanager
async def asked(
    home: str, method: str, path: str, data: Any = None, cookie: str = "", source: str = ""
) -> AsyncIterator[Reply]:
    """The reply to one request; the connection is closed at the end of the block, wherever the reply stands then."""
    where = urlsplit(home)
    reader, writer = await asyncio.open_connection(
        where.hostname, where.port, limit=LONGEST, local_addr=(source, 0) if source else None
    )
    try:
        body = b"" if data is None else json.dumps(data).encode()
        head = [f"{method} {path} HTTP/1.1", f"Host: {where.netloc}", "Connection: close"]
        head += [f"Cookie: {cookie}"] if cookie else []
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await writer.drain()
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in told[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        yield Reply(int(told[0].split()[1]), headers, reader)
    finally:
        writer.close()


async def fetched(home: str, path: str, data: Any = None, cookie: str = "", source: str = "") -> tuple[Reply, bytes]:
    """The whole reply to a GET, or to a POST of ``data``."""
    async with asked(home, "GET" if data is None else "POST", path, data, cookie, source) as reply:
        return reply, await reply.whole()
