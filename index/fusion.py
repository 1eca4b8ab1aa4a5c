"""Word and vector scores joined into one, with constants measured on dev data (``eval/bench_search.py``)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

VECTOR = 0.12
"""Weight of the cosine beside the ceiling-normalised word score, for a question in Chinese."""
FAINT = 0.2
"""Where no candidate's word score reaches this, the words hardly meet and all count the less."""
FOREIGN = 0.45
"""Weight of the vector score for a question in another language, both scores spread to 0..1."""


def fuse(words: Scores, vectors: Scores, foreign: bool = False) -> Scores:
    """One score for each candidate. ``words``: BM25 divided by the question's ceiling; ``vectors``: cosines.

    In Chinese the two are comparable as they stand; for a foreign question words match in part only, so both are
    first spread over the candidates.
    """
    if foreign:
        return (1 - FOREIGN) * _spread(words, 0.0) + FOREIGN * _spread(vectors, float(vectors.min(initial=1.0)))
    trust = min(1.0, float(words.max(initial=0.0)) / FAINT)
    return np.asarray((1 - VECTOR) * trust * words + VECTOR * vectors, dtype=np.float32)


def _spread(scores: Scores, low: float) -> Scores:
    """``low`` becomes 0 and the highest score 1; all 0 where the scores do not differ from ``low``."""
    high = float(scores.max(initial=low))
    return np.asarray((scores - low) / (high - low) if high > low else np.zeros_like(scores), dtype=np.float32)
