"""What only this server can have written: signed values and tokens, with a secret that it keeps in a file."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

FILE = "eduplan.secret"


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs with ``secret``, 32 bytes that nobody else knows; one made for this run alone by default."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def sign(self, text: str) -> str:
        """``text.signature``; ``text`` is ASCII and holds no dot."""
        return f"{text}.{self.token('sign', text)}"

    def opened(self, signed: str) -> str | None:
        """The text that ``sign`` was given; None for anything else."""
        text, _, signature = signed.partition(".")
        return text if text and same(signature, self.token("sign", text)) else None

    def token(self, purpose: str, text: str) -> str:
        """43 characters that follow from ``text`` and the secret, different for every purpose."""
        made = hmac.new(self.secret, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")


def same(given: str, wanted: str) -> bool:
    """Whether both are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def load_seal(folder: Path) -> Seal:
    """The seal of ``folder``, made there at the first call, so that cookies hold after a restart and between processes.

    Where the folder cannot be written it is one for this run alone.
    """
    path = folder / FILE
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = folder / f"{FILE}.{secrets.token_hex(4)}"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(32))
        with suppress(FileExistsError):  # another process may have been first: a link never replaces a file
            os.link(part, path)
        part.unlink()
    with suppress(OSError):
        kept = path.read_bytes()
        if len(kept) == 32:
            return Seal(kept)
    return Seal()
