"""Words counted clause by clause are scored as bm25s scores them all at once."""

import random

import bm25s
import numpy as np
import pytest

from index import inverted
from index.inverted import Inverted

RNG = random.Random(3)
BAGS = [[f"w{min(int(RNG.expovariate(0.1)), 60)}" for _ in range(RNG.randint(1, 40))] for _ in range(300)]


def saved(folder, bags):
    made = Inverted()
    for bag in bags:
        made.add(bag)
    made.save(folder)
    return bm25s.BM25.load(folder, mmap=True)


def postings(index, term):
    row, table = index.vocab_dict[term], index.scores
    begin, end = int(table["indptr"][row]), int(table["indptr"][row + 1])
    return table["indices"][begin:end].tolist(), table["data"][begin:end].tolist()


@pytest.mark.parametrize("block", [1 << 22, 100, 1])
def test_every_score_is_that_of_bm25s(tmp_path, monkeypatch, block) -> None:
    monkeypatch.setattr(inverted, "BLOCK", block)
    whole = bm25s.BM25(k1=1.2, b=0.75)
    whole.index(BAGS, show_progress=False)
    index = saved(tmp_path, BAGS)
    for term in {term for bag in BAGS for term in bag}:
        assert postings(index, term) == postings(whole, term)


def test_a_clause_without_words_takes_its_row(tmp_path) -> None:
    index = saved(tmp_path, [["a"], [], ["a", "b"]])
    assert postings(index, "a")[0] == [0, 2]


def test_no_clause_at_all_can_be_opened(tmp_path) -> None:
    assert np.diff(saved(tmp_path, []).scores["indptr"]).tolist() == [1]
