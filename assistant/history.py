"""The conversation so far, as turns; from the JSON edge and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ROLES = ("user", "assistant")
LIMIT = 20
"""Turns that are read; a longer conversation keeps its last ones."""


class HistoryError(ValueError):
    """A history that is not a list of ``{role, content}``; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who said what: ``role`` is user or assistant."""

    role: str
    content: str


def read_history(data: Any) -> tuple[Turn, ...]:
    """Turns out of JSON data: a list of ``{role, content}``, other roles and empty turns left out.

    HistoryError for anything else.
    """
    if data is None:
        return ()
    if not isinstance(data, Iterable) or isinstance(data, (str, Mapping)):
        raise HistoryError("history is not a list of {role, content}")
    turns = []
    for place, item in enumerate(data, 1):
        if not isinstance(item, Mapping) or not isinstance(item.get("role"), str):
            raise HistoryError(f"turn {place} of the history is not {{role, content}}")
        content = item.get("content")
        if item["role"] in ROLES and isinstance(content, str) and content.strip():
            turns.append(Turn(item["role"], content))
    return tuple(turns[-LIMIT:])
