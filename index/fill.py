"""What searches need of a generation's clauses, written block by block so that memory does not grow with them: their
words, and the vectors of their passages and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from index.embed import Embedder
from index.generation import Fresh
from index.inverted import Inverted
from index.library import Library
from index.nearby import PASSAGES, SENTENCES, NearbyFile
from index.passage import passages, sentences, words_text
from index.plan import Clause
from index.rows import Rows
from index.vectors import VectorCache
from index.words import terms

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is."""
BLOCK = 1024
"""Clauses embedded at a time."""


def fill_words(fresh: Fresh, library: Library, progress: Progress) -> None:
    """The postings of all clauses, for ``index.postings``."""
    total, words = _count(library), Inverted()
    for done, clause in enumerate(library.clauses()):
        words.add(terms(words_text(clause, library)))
        if done % 100 == 0:
            progress("words", done, total)
    progress("words", total, total)
    words.save(fresh.files / "bm25")


def fill_vectors(fresh: Fresh, library: Library, embedder: Embedder, cache: VectorCache, progress: Progress) -> None:
    """Passages into Chroma and, with the sentences, into files for ``index.nearby``."""
    total, done = _count(library), 0
    chroma = Rows(fresh, sum(len(passages(clause, library)) for clause in library.clauses()))
    with (
        NearbyFile(fresh.files, PASSAGES, embedder.dimension) as near,
        NearbyFile(fresh.files, SENTENCES, embedder.dimension) as close,
    ):
        for block in _blocks(library):
            parts = [passages(clause, library) for clause in block]
            said = [sentences(clause) for clause in block]
            texts = [text for cut in (*parts, *said) for text in cut]
            finished = 0

            def count(more: int) -> None:
                nonlocal finished
                finished += more
                progress("embed", done + len(block) * finished // len(texts), total)  # noqa: B023  called at once

            vectors = cache.embed(texts, embedder, count)
            size = sum(map(len, parts))
            near.add(vectors[:size], _owners(parts, done))
            close.add(vectors[size:], _owners(said, done))
            chroma.add(_names(block, parts), vectors[:size])
            done += len(block)


def _count(library: Library) -> int:
    return sum(len(plan.clauses) for plan in library.plans.values())


def _blocks(library: Library) -> Iterator[list[Clause]]:
    clauses = library.clauses()
    while block := list(islice(clauses, BLOCK)):
        yield block


def _owners(cuts: Sequence[Sequence[str]], first: int) -> list[int]:
    return [first + row for row, cut in enumerate(cuts) for _ in cut]


def _names(clauses: Sequence[Clause], parts: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Id and plan of each passage."""
    named = zip(clauses, parts, strict=True)
    return [(f"{clause.id}@{n}", clause.plan_id) for clause, cut in named for n in range(len(cut))]
