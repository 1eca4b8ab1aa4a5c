"""Cosines of single sentences with the question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.ground import pieces_of
from assistant.nearness import Nearness
from assistant.pieces import Piece
from index.embed import Embedder
from index.library import Library

TOPICS = ("住宿", "午餐")


class Topics(Embedder):
    """One dimension for each of ``TOPICS``; remembers what it was asked to encode."""

    fingerprint, dimension = "topics", len(TOPICS)

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return np.array([[float(topic in text) for topic in TOPICS] for text in texts], np.float32)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return np.array([float(topic in text) for topic in TOPICS], np.float32)

    def knows(self, text: str) -> bool:
        return any(topic in text for topic in TOPICS)


@pytest.fixture
def pieces(library: Library) -> list[Piece]:
    return [piece for clause in library.clauses() for piece in pieces_of(clause)][:3]


def test_each_sentence_gets_its_cosine(library: Library, pieces: list[Piece]) -> None:
    near = Nearness(Topics(), "午餐")
    assert near(library, pieces) == [float("午餐" in piece.text) for piece in pieces]


def test_a_sentence_is_encoded_once_for_all_questions(library: Library, pieces: list[Piece]) -> None:
    embedder = Topics()
    embedder.fingerprint = "counted"
    near = Nearness(embedder, "午餐")
    near(library, pieces)
    near.of("住宿")(library, pieces)
    assert embedder.encoded == [piece.text for piece in pieces]


def test_a_question_the_embedder_does_not_know_says_nothing(library: Library, pieces: list[Piece]) -> None:
    assert Nearness(Topics(), "天气")(library, pieces) == [0.0, 0.0, 0.0]


def test_no_sentences(library: Library) -> None:
    assert Nearness(Topics(), "午餐")(library, []) == []
