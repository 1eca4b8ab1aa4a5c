"""The fit of ``assistant.likely``: a conditional logit, checked on made-up questions."""

from __future__ import annotations

import numpy as np
import pytest

from eval.fit_likely import Sample, fit, left_out, report, softmax


def _sample(*leads: float, gold: int, plan: str = "a") -> Sample:
    """One sign a clause; the clause at ``gold`` is right."""
    return Sample("dev", False, plan, np.array([[lead] for lead in leads]), np.eye(len(leads))[gold])


def _made(count: int) -> list[Sample]:
    """Questions of four clauses with two signs: the first tells the right one, the second nothing."""
    rng = np.random.default_rng(0)
    signs = rng.normal(size=(count, 4, 2))
    right = np.argmax(signs[:, :, 0] + 0.3 * rng.gumbel(size=(count, 4)), axis=1)
    return [Sample("dev", False, "a", x, np.eye(4)[gold]) for x, gold in zip(signs, right, strict=True)]


def test_a_sign_that_tells_gets_a_weight_above_one_that_does_not() -> None:
    telling, idle = fit(_made(300))
    assert telling > 10 * abs(idle)


def test_with_nothing_to_go_by_every_clause_has_the_same_chance() -> None:
    found = [_sample(0.0, 0.0, 0.0, 0.0, gold=at % 4) for at in range(8)]
    assert softmax(found[0].signs @ fit(found)) == pytest.approx(np.full(4, 0.25))


def test_of_several_right_clauses_each_is_as_good() -> None:
    both = Sample("dev", False, "a", np.array([[1.0], [1.0], [0.0]]), np.array([1.0, 1.0, 0.0]))
    chance = softmax(both.signs @ fit([both] * 50))
    assert chance[0] == chance[1] > 0.4


def test_a_question_is_judged_by_weights_from_other_plans() -> None:
    """On the one plan the sign points to the right clause, on the other away from it: each misleads the other."""
    there = [_sample(0.9, 0.1, gold=0, plan="a")] * 20
    away = [_sample(0.9, 0.1, gold=1, plan="b")] * 20
    chances = left_out([*there, *away])
    assert chances[0][0] < 0.5 < chances[-1][0]


def test_the_report_says_what_is_gained_over_search() -> None:
    found = [_sample(0.1, 0.9, gold=1), _sample(0.8, 0.2, gold=0)]
    said = report(found, [softmax(one.signs @ np.array([9.0])) for one in found])
    assert said.startswith("2 questions, first 1.000 (search 0.500), cited 1.000 with 1.00 clauses")
