"""Short fictional pieces of odd structure (``odd.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple


class Odd(NamedTuple):
    """What is odd, the text, every clause as line (from 1) and path."""

    name: str
    text: str
    clauses: list[tuple[int, str]]


def _read() -> list[Odd]:
    pieces = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["odd"]
    return [Odd(one["name"], one["text"], [(line, path) for line, path in one["clauses"]]) for one in pieces]


ODD = _read()
