"""The exact search of a few plans' vectors."""

from __future__ import annotations

import numpy as np
import pytest

from index import nearby
from index.nearby import PASSAGES, Nearby

VECTORS = np.array([[1, 0], [0, 2], [3, 3], [-1, 0]], np.float32)
OWNERS = [0, 0, 1, 2]  # the first clause has two passages


@pytest.fixture
def saved(tmp_path):
    Nearby.save(tmp_path, PASSAGES, VECTORS, OWNERS)
    return Nearby.load(tmp_path, PASSAGES)


def test_the_nearest_passages_of_the_spans_come_first_with_their_cosines(saved) -> None:
    (first, second, third) = saved.best(np.array([0, 5], np.float32), [(0, 2)], 3)
    assert first == (0, pytest.approx(1, abs=1e-3))
    assert second == (1, pytest.approx(0.7071, abs=1e-3))
    assert third == (0, pytest.approx(0, abs=1e-3))


def test_only_clauses_of_the_spans_are_found(saved) -> None:
    assert [row for row, _ in saved.best(np.array([1, 0], np.float32), [(1, 2), (2, 3)], 9)] == [1, 2]
    assert saved.best(np.array([1, 0], np.float32), [], 9) == []


def test_too_many_passages_are_left_to_the_index(saved, monkeypatch) -> None:
    monkeypatch.setattr(nearby, "MOST", 2)
    assert saved.best(np.array([1, 0], np.float32), [(0, 3)], 9) is None


def test_of_a_clause_the_nearest_vector_counts(saved) -> None:
    assert saved.closest(np.array([0, 5], np.float32), [2, 0]) == [pytest.approx(0), pytest.approx(1)]


def test_a_store_of_old_has_none(tmp_path) -> None:
    assert Nearby.load(tmp_path, PASSAGES) is None
