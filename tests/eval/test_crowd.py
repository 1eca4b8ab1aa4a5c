"""Invented plans for large stores: the same for a seed, each of another district, read like any plan."""

from __future__ import annotations

import hashlib
from itertools import islice

from eval.crowd import districts, plans
from index.load import plan_from
from index.plan import Document


def test_a_seed_gives_the_same_plans() -> None:
    assert list(plans(300, seed=3)) == list(plans(300, seed=3)) != list(plans(300, seed=4))


def test_there_are_as_many_districts_as_are_asked_for() -> None:
    names = list(islice(districts(1), 6000))
    assert len(set(names)) == 6000


def test_the_clauses_asked_for_are_made_and_read() -> None:
    read = []
    for place, text in plans(500):
        assert place in text and "桐溪" not in text
        read.append(plan_from(Document("x.txt", "txt", hashlib.sha256(text.encode()).hexdigest(), text)))
    assert 400 <= sum(len(plan.clauses) for plan in read) <= 700
    assert len({plan.id for plan in read}) == len(read)
