"""The exact search of a few plans' vectors."""

from __future__ import annotations

import numpy as np
import pytest

from index.generation import StoreError
from index.nearby import PASSAGES, Nearby, NearbyFile

VECTORS = np.array([[1, 0], [0, 2], [3, 3], [-1, 0]], np.float32)
OWNERS = [0, 0, 1, 2]  # the first clause has two passages


@pytest.fixture
def saved(tmp_path):
    with NearbyFile(tmp_path, PASSAGES, 2) as made:
        made.add(VECTORS[:2], OWNERS[:2])
        made.add(VECTORS[2:], OWNERS[2:])
    return Nearby.load(tmp_path, PASSAGES)


def test_the_nearest_passages_of_the_spans_come_first_with_their_cosines(saved) -> None:
    (first, second, third) = saved.best(np.array([0, 5], np.float32), [(0, 2)], 3)
    assert first == (0, pytest.approx(1, abs=1e-3))
    assert second == (1, pytest.approx(0.7071, abs=1e-3))
    assert third == (0, pytest.approx(0, abs=1e-3))


def test_only_clauses_of_the_spans_are_found(saved) -> None:
    assert [row for row, _ in saved.best(np.array([1, 0], np.float32), [(1, 2), (2, 3)], 9)] == [1, 2]
    assert saved.best(np.array([1, 0], np.float32), [], 9) == []


def test_too_many_passages_are_left_to_the_index(saved) -> None:
    assert saved.best(np.array([1, 0], np.float32), [(0, 3)], 9, most=3) is None
    assert len(saved.best(np.array([1, 0], np.float32), [(0, 3)], 9, most=4)) == 4
    assert len(saved.best(np.array([1, 0], np.float32), [(0, 3)], 9)) == 4


def test_of_a_clause_the_nearest_vector_counts(saved) -> None:
    assert saved.closest(np.array([0, 5], np.float32), [2, 0]) == [pytest.approx(0), pytest.approx(1)]


def test_a_folder_without_them_says_what_to_do(tmp_path) -> None:
    with pytest.raises(StoreError, match="store check"):
        Nearby.load(tmp_path, PASSAGES)


def test_the_cosines_are_those_of_single_precision(tmp_path) -> None:
    vectors = np.random.default_rng(1).normal(size=(500, 64)).astype(np.float32)
    vectors[:, 0] *= 1e-6  # below what half precision has whole
    with NearbyFile(tmp_path, PASSAGES, 64) as made:
        made.add(vectors, range(500))
    near, asked = Nearby.load(tmp_path, PASSAGES), vectors[0] / np.linalg.norm(vectors[0])
    every = near.vectors.astype(np.float32) @ asked
    found = dict(near.best(asked, [(0, 500)], 500))
    assert [found[row] for row in range(500)] == pytest.approx(every, abs=1e-6)
    assert near.closest(asked, [7, 9]) == pytest.approx(every[[7, 9]], abs=1e-6)
