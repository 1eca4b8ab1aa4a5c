"""A finished store opened for reading: plans, dense vectors in Chroma, words in BM25."""

from __future__ import annotations

import copy
import json
import weakref
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index import record
from index.embed import Embedder
from index.generation import StoreError
from index.library import Library
from index.nearby import PASSAGES, SENTENCES, Nearby
from index.place import Place, place_of
from index.plan import Plan
from index.postings import Span, best
from index.vectors import Vectors

if TYPE_CHECKING:
    from bm25s import BM25
    from chromadb.api.models.Collection import Collection as ChromaCollection

FORMAT = 1


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
            data: dict[str, Any] = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(f"the store at {generation} is broken ({error}): index the plans again") from error
        if data.get("format") != FORMAT:
            raise StoreError(f"the store at {generation} is of another version: index the plans again")
        return cls(**data)


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
            raise StoreError(
                f"the store {place} was made by the embedder {self.manifest.embedder}, this run uses "
                f"{embedder.fingerprint}: run `eduplan store reembed`, or set EDUPLAN_EMBEDDER to the former"
            )
        self.scope = frozenset(scope)
        self._whole: Store | None = None
        self.library = Library(read_plans(self.files, self.manifest, self.scope))

    @cached_property
    def _collection(self) -> ChromaCollection:
        client, name = self.place.vectors(self.generation)
        return client.get_collection(name, embedding_function=None)

    @cached_property
    def _passages(self) -> int:
        """How many there are; a finished generation's do not change, and Chroma's count walks over them."""
        return self._collection.count()

    @cached_property
    def _words(self) -> BM25:
        import bm25s

        return bm25s.BM25.load(self.files / "bm25", mmap=True)

    @cached_property
    def word_ids(self) -> list[str]:
        """Clause ids in the order of the word scores."""
        ids: list[str] = json.loads((self.files / "bm25" / "clauses.json").read_text(encoding="utf-8"))
        return ids

    @cached_property
    def _nearby(self) -> Nearby | None:
        return Nearby.load(self.files, PASSAGES)

    @cached_property
    def _sentences(self) -> Nearby | None:
        return Nearby.load(self.files, SENTENCES)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.word_ids)}

    @cached_property
    def _rows(self) -> dict[str, Span]:
        """Each plan's rows among the clauses in the order of the word scores: a plan's clauses lie side by side."""
        rows: dict[str, Span] = {}
        for row, name in enumerate(self.word_ids):
            plan = name.partition("#")[0]
            rows[plan] = (rows.get(plan, (row, 0))[0], row + 1)
        return rows

    def _spans(self, wanted: Collection[str]) -> list[Span]:
        """Rows of the plans ``wanted``, neighbours joined; of all where none is named."""
        if not wanted:
            return [(0, len(self.word_ids))]
        spans: list[Span] = []
        for begin, end in sorted(self._rows[plan] for plan in wanted if plan in self._rows):
            if spans and spans[-1][1] == begin:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((begin, end))
        return spans

    def search_dense(self, vector: list[float], k: int, plans: Collection[str] = ()) -> list[tuple[str, float]]:
        """Up to ``k`` passages' clause ids with cosine similarity in -1..1, best first, a clause once."""
        wanted = self._within(plans)
        asked = np.asarray(vector, dtype=np.float32)
        near = self._nearby.best(asked, self._spans(wanted), k) if wanted and self._nearby else None
        found = self._by_chroma(asked, k, wanted) if near is None else [(self.word_ids[row], c) for row, c in near]
        highest: dict[str, float] = {}
        for clause, cosine in found:
            highest[clause] = max(highest.get(clause, -1.0), cosine)
        return sorted(highest.items(), key=lambda item: (-item[1], item[0]))

    def closest_sentences(self, vector: list[float], clauses: Collection[str]) -> dict[str, float]:
        """Clause id → cosine of its sentence that is nearest to ``vector``; empty in a store that lacks them."""
        if self._sentences is None:
            return {}
        rows = [self._row_of[name] for name in clauses]
        return dict(zip(clauses, self._sentences.closest(np.asarray(vector, dtype=np.float32), rows), strict=True))

    def _by_chroma(self, vector: Vectors, k: int, wanted: frozenset[str]) -> list[tuple[str, float]]:
        where: Any = {"plan": {"$in": sorted(wanted)}} if wanted else None
        count = min(k, self._passages)
        if not count:
            return []
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=count, where=where, include=["distances"]
        )
        rows = zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
        return [(passage.rpartition("@")[0], 1.0 - float(distance)) for passage, distance in rows]

    def search_words(
        self, weights: Mapping[str, float], k: int, plans: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """Up to ``k`` clause ids with BM25 divided by the query's ceiling (0..1), best first.

        ``weights`` are the query's terms; the ceiling counts each at its own inverse document frequency, an
        unseen one at the highest, so that a query of strange words scores low.
        """
        spans = self._spans(self._within(plans))
        found, ceiling = best(self._words, len(self.word_ids), weights, spans, k)
        return [(self.word_ids[row], score / ceiling) for row, score in found]

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
        self._passages, self._words, self._row_of, self._rows, self._nearby, self._sentences  # noqa: B018  opened once here, not in every view
        view = copy.copy(self)
        view._whole = self  # which holds the generation's lock
        view.scope = frozenset(plans)
        view.library = Library(plan for plan in self.library.plans.values() if plan.id in view.scope)
        return view

    def fresh(self) -> Store:
        """Itself while it is the current generation, else the current one opened."""
        now = self.place.current()
        if now is None or now == self.generation:
            return self
        return Store(self.place, now, self.embedder, self.scope)


def open_store(where: str | Path, embedder: Embedder, scope: Collection[str] = ()) -> Store:
    """The store at ``where``: a folder or a Chroma server's address. StoreError where nothing is indexed or another
    embedder made it."""
    place = place_of(where)
    generation = place.current()
    if generation is None:
        raise StoreError(f"no store at {place}: run `eduplan index PATH --store {place}` first")
    return Store(place, generation, embedder, scope)
