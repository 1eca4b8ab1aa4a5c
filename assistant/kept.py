"""What is made of a library's clauses and asked for again and again: kept as long as the library, up to a number."""

from __future__ import annotations

from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from index.library import Library

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """One table for each library; a large one is asked about in ever other clauses, so a full table begins anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._tables: WeakKeyDictionary[Library, dict[K, V]] = WeakKeyDictionary()

    def of(self, library: Library) -> dict[K, V]:
        """The table of ``library``, to look into and to add to. Who holds a full one may go on with it."""
        table = self._tables.setdefault(library, {})
        if len(table) >= self._most:
            table = self._tables[library] = {}
        return table
