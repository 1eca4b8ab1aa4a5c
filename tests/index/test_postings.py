"""The bounded word search gives what scoring every clause gives."""

from __future__ import annotations

import random

import bm25s
import numpy as np
import pytest

from index.postings import best, idf

RNG = random.Random(5)
COMMON_WORDS, RARE_WORDS = list("的在和有"), [f"w{number}" for number in range(60)]
TEXTS = [
    [*RNG.choices(COMMON_WORDS, k=RNG.randrange(1, 9)), *RNG.choices(RARE_WORDS, k=RNG.randrange(0, 5))]
    for _ in range(400)
]
QUERIES = [
    {"w3": 1.0, "w8": 0.7, "的": 0.2},
    {"的": 1.0, "在": 1.0, "w5": 0.1},
    {"w1": 1.0, "w2": 1.0, "w4": 1.0, "的": 0.01, "never seen": 1.0},
    {"的": 1.0},
    {"never seen": 1.0},
    {},
]


@pytest.fixture(scope="module")
def index():
    found = bm25s.BM25(k1=1.2, b=0.75)
    found.index(TEXTS, show_progress=False)
    return found


def every(index, weights):
    """The scores of all texts, one posting at a time."""
    scores, table = np.zeros(len(TEXTS), np.float32), index.scores
    for term, weight in weights.items():
        if (row := index.vocab_dict.get(term)) is not None:
            for at in range(int(table["indptr"][row]), int(table["indptr"][row + 1])):
                scores[table["indices"][at]] += weight * table["data"][at]
    return scores


@pytest.mark.parametrize("weights", QUERIES)
@pytest.mark.parametrize("spans", [[(0, 400)], [(10, 40), (200, 260)], [(399, 400)], []])
@pytest.mark.parametrize("k", [1, 7, 500])
def test_the_first_k_are_those_of_the_whole(index, weights, spans, k) -> None:
    scores = every(index, weights)
    inside = [row for begin, end in spans for row in range(begin, end) if scores[row] > 0]
    found, _ = best(index, len(TEXTS), weights, spans, k)
    assert len(found) == min(k, len(inside))
    assert [score for _, score in found] == pytest.approx(sorted((scores[row] for row in inside), reverse=True)[:k])
    assert all(score == pytest.approx(scores[row]) for row, score in found)


def test_the_ceiling_counts_an_unseen_term_at_the_highest(index) -> None:
    _, ceiling = best(index, 400, {"never seen": 2.0}, [(0, 400)], 5)
    assert ceiling == pytest.approx(2 * idf(400, 0))
    assert idf(400, 0) > idf(400, 3) > idf(400, 300) > 0


def test_no_clause_scores_above_a_terms_bound(index) -> None:
    table = index.scores
    for term in (*COMMON_WORDS, *RARE_WORDS[:10]):
        row = index.vocab_dict[term]
        begin, end = int(table["indptr"][row]), int(table["indptr"][row + 1])
        assert table["data"][begin:end].max() <= idf(400, end - begin)
        assert np.all(np.diff(table["indices"][begin:end]) > 0), "rows rise, so that a span is found by halving"
