"""Every metric against values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from eval.metrics import (
    all_hit_at,
    clause_precision,
    clause_recall,
    fact_score,
    markers,
    mean,
    mrr_at,
    ndcg_at,
    precision_recall,
    recall_at,
    states,
    wilson,
)

RANKED = ["x", "b", "y", "a", "z"]
GOLD = [["a", "a2"], ["b"]]


@pytest.mark.parametrize(("k", "recall", "all_hit"), [(1, 0, 0), (2, 0.5, 0), (3, 0.5, 0), (4, 1, 1)])
def test_recall_counts_groups_and_all_hit_wants_every_one(k, recall, all_hit):
    assert recall_at(RANKED, GOLD, k) == recall
    assert all_hit_at(RANKED, GOLD, k) == all_hit


def test_an_equivalent_stands_for_its_group_once():
    assert recall_at(["a", "a2"], GOLD, 2) == 0.5
    assert ndcg_at(["a", "a2"], [["a", "a2"]]) == 1


def test_mrr_is_one_over_the_first_gold_rank_and_nothing_past_ten():
    assert mrr_at(RANKED, GOLD) == 1 / 2
    assert mrr_at(["x"] * 10 + ["a"], GOLD) == 0


def test_ndcg_by_hand():
    # found at ranks 2 and 4, ideally at 1 and 2
    assert ndcg_at(RANKED, GOLD) == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))
    assert ndcg_at(["b", "a"], GOLD) == 1


def test_without_gold_nothing_is_measured():
    assert recall_at(RANKED, [], 5) is None
    assert all_hit_at(RANKED, [], 5) is None
    assert mrr_at(RANKED, []) is None
    assert ndcg_at(RANKED, []) is None
    assert clause_recall(["a"], []) is None
    assert fact_score("", []) is None
    assert mean([None, None]) is None


def test_clause_precision_and_recall():
    assert clause_precision(["a", "x"], GOLD) == 0.5
    assert clause_recall(["a", "x"], GOLD) == 0.5
    assert clause_precision([], GOLD) is None


def test_markers_keep_zero_and_every_bracket():
    assert markers("甲。[1]乙。【2】丙。［3］丁。[0]") == [1, 2, 3, 0]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("达到95%以上[1]", "95%"),
        ("投入1,096万元", "1096万"),
        ("掌握1—2项技能", "1至2项"),
        ("二〇三〇年 达到 99%", "达到99%"),
        ("學位2400個", "学位2400"),
        ("ｌｕｎｃｈ", "lunch"),
        (r"稳定在8\~10人", "8~10"),
        ("巩固率\n98\n99", "99"),
        ("2021-12-10 12:40", "2021-12-10"),
    ],
)
def test_a_fact_is_found_however_it_is_printed(text, fact):
    assert states(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("18所", "8"),
        ("0.8元", "8"),
        ("8.5元", "8"),
        ("3万人", "3"),
        ("见[9]", "9"),
        ("巩固率\n98\n99", "9899"),
        ("达到99%", "95%"),
    ],
)
def test_a_number_is_a_whole_number_or_not_there(text, fact):
    assert not states(text, fact)


def test_facts_are_a_conjunction_of_alternatives():
    assert fact_score("新建9所，每月800元", [["9所"], ["800元", "八百元"]]) == 1
    assert fact_score("新建9所", [["9所"], ["800元", "八百元"]]) == 0.5
    assert fact_score("新建9所，每月500元", [["9所"]], must_not=["500元"]) == 0


def test_decline_precision_and_recall():
    declined, unanswerable = [True, True, False, False], [True, False, True, False]
    assert precision_recall(declined, unanswerable) == (0.5, 0.5)
    assert precision_recall([False], [False]) == (None, None)


def test_wilson_by_hand():
    # 8 of 10 at z = 1.96: centre 0.7168, half width 0.2266
    low, high = wilson(8, 10)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)
    assert wilson(0, 0) == (0, 1)
