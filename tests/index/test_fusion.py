"""Word and vector scores joined."""

from __future__ import annotations

import numpy as np

from index.fusion import fuse


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_where_words_match_well_they_decide() -> None:
    assert np.argmax(fuse(scores(0.6, 0.2), scores(0.3, 0.7))) == 0


def test_where_words_hardly_match_meaning_decides() -> None:
    assert np.argmax(fuse(scores(0.06, 0.04), scores(0.3, 0.7))) == 1


def test_a_foreign_question_spreads_both_over_the_candidates() -> None:
    joined = fuse(scores(0.02, 0.01, 0.0), scores(0.30, 0.42, 0.40), foreign=True)
    assert np.argmax(joined) == 1
    assert joined.min() >= 0 and joined.max() <= 1


def test_no_candidates_and_no_words_are_fine() -> None:
    assert fuse(scores(), scores()).shape == (0,)
    assert np.argmax(fuse(scores(0, 0), scores(0.1, 0.2), foreign=True)) == 1
    assert not np.isnan(fuse(scores(0, 0), scores(0.2, 0.2), foreign=True)).any()
