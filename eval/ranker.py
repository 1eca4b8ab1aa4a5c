"""Search over a list of texts as the store searches, without a store: for benchmarks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder
from index.postings import idf
from index.query import word_weights
from index.words import terms

Scores = NDArray[np.float32]


class Ranker:
    """Word and vector scores of every document of a set, for one question at a time."""

    def __init__(self, documents: Sequence[str], embedder: Embedder) -> None:
        import bm25s

        self.embedder = embedder
        self.vectors = embedder.encode_documents(documents)
        self.index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        self.index.index([terms(text) for text in documents], show_progress=False)
        self.total = len(documents)

    def words(self, question: str) -> Scores:
        """BM25 divided by the question's ceiling, as the store gives it."""
        return self.weighted(word_weights(question))

    def weighted(self, weights: dict[str, float]) -> Scores:
        table, known = self.index.scores, self.index.vocab_dict
        scores, ceiling = np.zeros(self.total, np.float32), 0.0
        for term, weight in weights.items():
            row = known.get(term)
            begin, end = (int(table["indptr"][row]), int(table["indptr"][row + 1])) if row is not None else (0, 0)
            scores[table["indices"][begin:end]] += weight * table["data"][begin:end]
            ceiling += weight * idf(self.total, end - begin)
        return scores / max(ceiling, 1e-9)

    def dense(self, question: str) -> Scores:
        return np.asarray(self.vectors @ self.embedder.encode_query(question))
