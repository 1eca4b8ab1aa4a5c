"""The fit of ``assistant.likely``: a logistic model, checked on made-up questions."""

from __future__ import annotations

import numpy as np
import pytest

from eval.fit_likely import Sample, chances, fit, report


def _sample(*leads: float, gold: int) -> Sample:
    """One sign a clause; the clause at ``gold`` is right."""
    return Sample("dev", False, np.array([[lead] for lead in leads]), np.eye(len(leads))[gold])


def test_a_sign_that_tells_gets_a_weight_above_one_that_does_not() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 2))
    y = (x[:, 0] + 0.3 * rng.normal(size=400) > 0).astype(float)
    telling, idle, _ = fit(x, y)
    assert telling > 10 * abs(idle)


def test_the_chances_are_calibrated() -> None:
    """Nothing to go by: every clause gets the share of right ones."""
    x, y = np.zeros((40, 1)), np.array([1.0, 0.0, 0.0, 0.0] * 10)
    assert chances(x, fit(x, y)) == pytest.approx(0.25, abs=0.01)


def test_the_report_says_what_is_gained_over_search() -> None:
    found = [_sample(0.1, 0.9, gold=1), _sample(0.8, 0.2, gold=0)]
    said = report(found, np.array([4.0, -2.0]))
    assert said.startswith("2 questions")
    assert "first 1.000 (search 0.500)" in said
