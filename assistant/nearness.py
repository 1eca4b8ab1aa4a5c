"""How near sentences of the plans are in meaning to a question: the embedder's word on single sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.kept import Kept
from assistant.pieces import Piece
from index.library import Library

if TYPE_CHECKING:
    from index.embed import Embedder

_Vector = NDArray[np.float32]

_known = Kept[tuple[str, str, int, int], _Vector](1 << 14)


class Nearness:
    """Cosines of sentences with the question ``text``. A sentence's vector is kept: the same clauses are asked about
    again and again."""

    def __init__(self, embedder: Embedder, text: str) -> None:
        self._embedder, self._text = embedder, text

    @cached_property
    def _asked(self) -> _Vector | None:
        """The question's vector; None where the embedder knows none of its words."""
        return self._embedder.encode_query(self._text) if self._embedder.knows(self._text) else None

    def of(self, text: str) -> Nearness:
        """The same embedder's word on another question."""
        return self if text == self._text else Nearness(self._embedder, text)

    def __call__(self, library: Library, pieces: Sequence[Piece]) -> list[float]:
        """For each piece a cosine, -1..1; all 0 where the question says nothing to the embedder."""
        if self._asked is None or not pieces:
            return [0.0] * len(pieces)
        known = _known.of(library)
        keys = [(self._embedder.fingerprint, piece.clause.id, piece.start, piece.end) for piece in pieces]
        fresh = [(key, piece.text) for key, piece in zip(keys, pieces, strict=True) if key not in known]
        if fresh:
            vectors = self._embedder.encode_documents([text for _, text in fresh])
            known.update(zip((key for key, _ in fresh), vectors, strict=True))
        return [float(known[key] @ self._asked) for key in keys]
