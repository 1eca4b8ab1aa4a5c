"""A finished store opened for reading: plans, dense vectors in Chroma, words in BM25."""

from __future__ import annotations

import copy
import json
import logging
import math
import time
import weakref
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index import record
from index.catalogue import Catalogue
from index.embed import Embedder
from index.generation import MANIFEST, Foreign, StoreError, reading
from index.library import Library
from index.nearby import PASSAGES, SENTENCES, Nearby
from index.place import Place, place_of, settled
from index.plan import Plan
from index.postings import Span, best
from index.vectors import Vectors

if TYPE_CHECKING:
    from bm25s import BM25
    from chromadb.api.models.Collection import Collection as ChromaCollection

FORMAT = 2
ALL, SOME = 50_000, 200_000
"""Passages of all plans, and of some, up to which all are compared with a question: 7 ms and 28 ms."""
MORE = 3
"""Chroma is asked for so many times as many passages as would hold enough of the plans wanted, were they spread
evenly."""
PAUSE = 30.0
"""Seconds until a generation that could not be opened is tried again: the server was away, a disk full."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself. ``plans`` maps a plan id to its file, hash and origin;
    ``moved`` maps a clause id of old to the one that holds its text now."""

    embedder: str
    dimension: int
    reader: str
    plans: Mapping[str, Mapping[str, str]]
    moved: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @classmethod
    def load(cls, generation: Path) -> Manifest:
        """StoreError for one that another version wrote or that is broken."""
        try:
            data: dict[str, Any] = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
            version = int(data["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"the store at {generation} is broken ({error}): run `eduplan store check`") from error
        if version > FORMAT:
            raise Foreign(
                f"the store at {generation} was written by a newer version: use that one, or another store (--store)"
            )
        try:
            if version == FORMAT:
                return cls(**{one.name: data[one.name] for one in fields(cls) if one.name in data})
        except TypeError:  # it lacks something
            pass
        raise Foreign(
            f"the store at {generation} is of an older version: run `eduplan store reembed`, or index the plans again"
        )


def read_plans(generation: Path, manifest: Manifest, scope: Collection[str] = ()) -> list[Plan]:
    """The plans that a generation holds, of ``scope`` only where it is not empty."""
    held = [facts["file"] for plan, facts in manifest.plans.items() if not scope or plan in scope]
    return [record.from_json((generation / "plans" / name).read_text(encoding="utf-8")) for name in held]


class Store:
    """Read access to one generation. ``scope`` limits every search to those plan ids."""

    def __init__(self, place: Place, generation: str, embedder: Embedder, scope: Collection[str] = ()) -> None:
        self.place, self.generation, self.embedder = place, generation, embedder
        self._lock = place.hold(generation)
        if self._lock is not None:
            weakref.finalize(self, self._lock.close)
        self.files = place.files(generation)
        self.manifest = Manifest.load(self.files)
        if self.manifest.embedder != embedder.fingerprint:
            raise Foreign(
                f"the store {place} was made by the embedder {self.manifest.embedder}, this run uses "
                f"{embedder.fingerprint}: run `eduplan store reembed`, or set EDUPLAN_EMBEDDER to the former"
            )
        self.scope = frozenset(scope)
        self._whole: Store | None = None
        self._refused: dict[str, float] = {}  # generations that could not be opened, and when to try again
        self._told: set[str] = set()
        self._catalogue = Catalogue(self.files, self.manifest.plans)
        self.library = Library(self._catalogue.plans(self.scope))

    @cached_property
    def _collection(self) -> ChromaCollection:
        client, name = self.place.vectors(self.generation)
        weakref.finalize(self, self.place.release, client)
        return client.get_collection(name, embedding_function=None)

    @cached_property
    def _words(self) -> BM25:
        import bm25s

        with reading(self.files, "bm25"):
            words = bm25s.BM25.load(self.files / "bm25", mmap=True)
        for name in ("data", "indices", "indptr"):  # a memmap's own slices take ten times as long as an array's
            words.scores[name] = np.asarray(words.scores[name])
        return words

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby.load(self.files, PASSAGES)

    @cached_property
    def _sentences(self) -> Nearby:
        return Nearby.load(self.files, SENTENCES)

    @property
    def clauses(self) -> int:
        """How many clauses the whole generation has."""
        return len(self._catalogue)

    def _spans(self, wanted: Collection[str]) -> list[Span]:
        """Rows of the plans ``wanted``, neighbours joined; of all where none is named."""
        if not wanted:
            return [(0, len(self._catalogue))]
        spans: list[Span] = []
        for begin, end in sorted(rows for plan in wanted if (rows := self._catalogue.rows(plan))):
            if spans and spans[-1][1] == begin:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((begin, end))
        return spans

    def search_dense(self, vector: list[float], k: int, plans: Collection[str] = ()) -> list[tuple[str, float]]:
        """Up to ``k`` passages' clause ids with cosine similarity in -1..1, best first, a clause once."""
        wanted = self._within(plans)
        asked = np.asarray(vector, dtype=np.float32)
        found = self._nearest(asked, k, wanted)
        highest: dict[str, float] = {}
        for clause, cosine in found:
            highest[clause] = max(highest.get(clause, -1.0), cosine)
        return sorted(highest.items(), key=lambda item: (-item[1], item[0]))

    def closest_sentences(self, vector: list[float], clauses: Collection[str]) -> dict[str, float]:
        """Clause id → cosine of its sentence that is nearest to ``vector``."""
        rows = {name: row for name in clauses if (row := self._catalogue.row(name)) is not None}
        cosines = self._sentences.closest(np.asarray(vector, dtype=np.float32), list(rows.values()))
        return dict(zip(rows, cosines, strict=True))

    def _nearest(self, vector: Vectors, k: int, wanted: frozenset[str]) -> list[tuple[str, float]]:
        """Few are compared one by one, of many Chroma finds those to compare; without it, and where what it finds is
        not in the plans ``wanted``, all of them: it cannot open a folder that it may not write to, and a server may be
        away."""
        spans = self._spans(wanted)
        rows = self._nearby.best(vector, spans, k, most=SOME if wanted else ALL)
        if rows is None:
            try:
                with self.place.asked():
                    if found := (self._whole or self)._by_chroma(vector, k, wanted):
                        return found
            except StoreError as error:
                self._warn("searching without Chroma: %s", error)
            rows = self._nearby.best(vector, spans, k)
        return [(self._catalogue.name(row), cosine) for row, cosine in rows or ()]

    def _by_chroma(self, vector: Vectors, k: int, wanted: frozenset[str]) -> list[tuple[str, float]]:
        """Of the plans ``wanted`` alone by asking for so many more: Chroma's own filter looks at every passage. Empty
        where that was not enough."""
        held, total = sum(end - begin for begin, end in self._spans(wanted)), self.clauses
        count = min(-(-k * total // max(1, held)) * (MORE if wanted else 1), len(self._nearby.owners))
        found = self._collection.query(query_embeddings=vector[None, :], n_results=count, include=["distances"])
        rows = zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
        near = [(passage.rpartition("@")[0], 1.0 - float(distance)) for passage, distance in rows]
        inside = [one for one in near if not wanted or one[0].partition("#")[0] in wanted][:k]
        return inside if len(inside) == min(k, len(self._nearby.owners)) else []

    def search_words(
        self, weights: Mapping[str, float], k: int, plans: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """Up to ``k`` clause ids with BM25 divided by the query's ceiling (0..1), best first.

        ``weights`` are the query's terms; the ceiling counts each at its own inverse document frequency, an
        unseen one at the highest, so that a query of strange words scores low.
        """
        spans = self._spans(self._within(plans))
        found, ceiling = best(self._words, len(self._catalogue), weights, spans, k)
        return [(self._catalogue.name(row), score / ceiling) for row, score in found]

    def _within(self, plans: Collection[str]) -> frozenset[str]:
        """Plans to search: the asked ones inside the scope; empty means no limit."""
        asked = frozenset(plans)
        return asked & self.scope if asked and self.scope else asked or self.scope

    def resolve(self, clause_id: str) -> str:
        """The id that holds the clause now, following renumberings."""
        seen = {clause_id}
        while (clause_id := self.manifest.moved.get(clause_id, clause_id)) not in seen:
            seen.add(clause_id)
        return clause_id

    def within(self, plans: Collection[str]) -> Store:
        """A view of this generation in which there are only ``plans``; itself where none are named."""
        if not plans:
            return self
        view = copy.copy(self._opened())  # here, not once more in every view
        view._whole = self._whole or self  # which holds the generation's lock
        view.scope = frozenset(plans)
        view.library = Library(plan for plan in self.library.plans.values() if plan.id in view.scope)
        return view

    def _opened(self) -> Store:
        """Itself, with its files for searching open. StoreError where one is missing or broken."""
        self._words, self._nearby, self._sentences  # noqa: B018
        return self

    def fresh(self) -> Store:
        """Itself while it is the current generation, else the current one opened; itself also where that cannot be
        opened (the server is away, a file is broken, another embedder made it), so that questions go on being
        answered."""
        try:
            return settled(self.place, self._turned) or self
        except StoreError as error:
            self._warn("the generation opened before serves on: %s", error)
            return self

    def _warn(self, line: str, error: StoreError) -> None:
        """Log it, once."""
        if str(error) not in self._told:
            self._told.add(str(error))
            _LOG.warning(line, error)

    def _turned(self, name: str) -> Store:
        if name == self.generation or time.monotonic() < self._refused.get(name, 0.0):
            return self
        try:
            return Store(self.place, name, self.embedder, self.scope)._opened()
        except StoreError as error:  # not tried again at every question
            self._refused[name] = math.inf if isinstance(error, Foreign) else time.monotonic() + PAUSE
            raise


def open_store(where: str | Path, embedder: Embedder, scope: Collection[str] = ()) -> Store:
    """The store at ``where``: a folder or a Chroma server's address. StoreError where nothing is indexed or another
    embedder made it."""
    place = place_of(where)
    store = settled(place, lambda generation: Store(place, generation, embedder, scope))
    if store is None:
        raise StoreError(f"no store at {place}: run `eduplan index PATH --store {place}` first")
    return store
