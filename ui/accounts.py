"""The members of staff: names with salted scrypt hashes, from one file and from the environment. No name is built in.

A line is ``name:scrypt:15:8:3:salt:hash`` (log2 of the cost, block size, parallelism; salt and hash in base64). The
file is written by ``eduplan staff add NAME`` for its owner's eyes alone; ``EDUPLAN_STAFF`` holds such lines, with
commas or line ends between them, as ``eduplan staff hash NAME`` prints them. What is changed is in force at once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

FILE = "staff"
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
_COST = (15, 8, 3)
"""32 MB and about a third of a second: OWASP's recommendation for scrypt at this memory."""


class AccountError(ValueError):
    """The account cannot be had; one line that says what to do."""


def hashed(password: str) -> str:
    """What is kept of a password. AccountError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters: choose another")
    salt = secrets.token_bytes(16)
    parts = (base64.b64encode(data).decode() for data in (salt, _scrypt(password, salt, *_COST)))
    return ":".join(("scrypt", *map(str, _COST), *parts))


def matches(password: str, kept: str) -> bool:
    """Whether ``password`` is the one that ``kept`` was made of; False where that is no hash."""
    try:
        kind, cost, block, lanes, salt, wanted = kept.split(":")
        if kind != "scrypt" or not (10 <= int(cost) <= 20 and 1 <= int(block) <= 32 and 1 <= int(lanes) <= 16):
            return False
        made = _scrypt(password[:LONGEST], base64.b64decode(salt), int(cost), int(block), int(lanes))
        return hmac.compare_digest(made, base64.b64decode(wanted))
    except ValueError:
        return False


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    secret = unicodedata.normalize("NFC", password).encode("utf-8", "replace")
    memory = 2 * 128 * block * 2**cost
    return hashlib.scrypt(secret, salt=salt, n=2**cost, r=block, p=lanes, maxmem=memory, dklen=32)


_NOBODY = ":".join(
    ("scrypt", *map(str, _COST), base64.b64encode(bytes(16)).decode(), base64.b64encode(bytes(32)).decode())
)
"""Checked where there is no such account, so that the time taken does not tell."""


@dataclass(frozen=True)
class Accounts:
    """``folder`` holds the file; ``given`` is what the environment says, and wins."""

    folder: Path
    given: str = ""

    @property
    def file(self) -> Path:
        return self.folder / FILE

    def all(self) -> dict[str, str]:
        """What is kept of each password, by name, as it stands now. AccountError where the file cannot be read."""
        try:
            kept = self.file.read_text(encoding="utf-8")
        except FileNotFoundError:
            kept = ""
        except (OSError, UnicodeDecodeError) as error:
            raise AccountError(f"cannot read {self.file}: check its permissions") from error
        return _lines(kept) | _lines(self.given.replace(",", "\n"))

    def stamp(self, name: str) -> str:
        """Changes when the password does; empty where there is no such account."""
        kept = self.all().get(name)
        return hashlib.sha256(kept.encode()).hexdigest()[:16] if kept else ""

    def check(self, name: str, password: str) -> bool:
        """Whether this is the password of ``name``; takes as long for a name that is unknown."""
        kept = self.all().get(name)
        right = matches(password, kept or _NOBODY)
        return right and kept is not None

    def add(self, name: str, password: str) -> None:
        """A new account, or a new password for one. AccountError for a name or password that will not do."""
        if not (0 < len(name) <= 64) or not name.isprintable() or any(mark in name for mark in ":, \t#"):
            raise AccountError("a name has 1 to 64 characters without blanks, colons and commas: choose another")
        self._write(self._kept() | {name: hashed(password)})

    def remove(self, name: str) -> None:
        """AccountError where the file holds no such account."""
        kept = self._kept()
        if name not in kept:
            raise AccountError(f"no account {name} in {self.file}: `eduplan staff list` names them")
        del kept[name]
        self._write(kept)

    def _kept(self) -> dict[str, str]:
        return Accounts(self.folder).all()

    def _write(self, kept: dict[str, str]) -> None:
        part = self.file.with_name(f"{FILE}.{secrets.token_hex(4)}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                out.writelines(f"{name}:{line}\n" for name, line in kept.items())
            part.replace(self.file)
        except OSError as error:
            raise AccountError(f"cannot write {self.file} ({error.strerror}): set EDUPLAN_STATE") from error


def _lines(text: str) -> dict[str, str]:
    rows = (line.strip().partition(":") for line in text.splitlines())
    return {name: kept for name, colon, kept in rows if name and colon and kept.startswith("scrypt:")}
