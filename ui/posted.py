"""What a form sent: names and values, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.requests import Request

MOST = 500
"""Fields of a form."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The values of each name, in their order."""

    values: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The first value; empty where there is none."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value."""
        return tuple(self.values.get(name, ()))


async def posted(request: Request) -> Posted:
    """The fields of an ordinary form; none where the body is anything else."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return Posted({})
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return Posted(parse_qs(body, keep_blank_values=True, max_num_fields=MOST))
    except ValueError:
        return Posted({})
