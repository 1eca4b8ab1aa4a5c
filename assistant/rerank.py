"""A second look at the first hits by a cross-encoder, where one is configured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.retrieve import Hit
from index.hub import first_line, only_a_folder, opened

POOL = 30
"""Hits that are looked at again."""

Rerank = Callable[[str, Sequence[Hit]], list[Hit]]
"""A question and its hits, best first → the same hits in a new order."""


class RerankerError(ValueError):
    """The re-ranker cannot be had; the message says what to do."""


def load_reranker(name: str, device: str | None = None) -> Rerank:
    """Any sentence-transformers ``CrossEncoder``, a folder or a name on the hub; its own code is never run."""
    from sentence_transformers import CrossEncoder

    folder = Path(name).expanduser()
    local = folder.is_dir()

    def load(offline: bool) -> CrossEncoder:
        model: CrossEncoder = CrossEncoder(str(folder) if local else name, device=device, local_files_only=offline)
        return model

    if not local and only_a_folder(name):
        raise RerankerError(f"there is no model folder {name}; check EDUPLAN_RERANKER")
    try:
        model = opened(name, local, load)
    except Exception as error:  # its loaders raise whatever they meet
        raise RerankerError(
            f"the re-ranker {name} cannot be had ({first_line(error)}); check EDUPLAN_RERANKER"
        ) from error

    def rerank(question: str, hits: Sequence[Hit]) -> list[Hit]:
        if not hits:
            return []
        marks = model.predict([(question, hit.clause.text) for hit in hits], show_progress_bar=False)
        order = sorted(range(len(hits)), key=lambda place: (-float(marks[place]), place))
        return reordered(hits, order, [float(mark) for mark in marks])

    return rerank


def reordered(hits: Sequence[Hit], order: Sequence[int], marks: Sequence[float]) -> list[Hit]:
    """``hits`` in ``order``. The scores stay where they were, so that what is a good score stays one whatever scale
    the cross-encoder's ``marks`` have."""
    scores = [hit.score for hit in hits]
    return [
        replace(hits[place], score=score, why=f"{hits[place].why}, rerank {marks[place]:.2f}")
        for place, score in zip(order, scores, strict=True)
    ]
