"""What is rebuilt is not new: the verb of each number."""

from __future__ import annotations

import pytest

from assistant.deed import misdone
from assistant.verify import check

PLAN = ("到2025年，新建幼儿园12所，改扩建小学4所。新建、改扩建初中6所。撤并教学点9个。",)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("计划到2025年新建12所幼儿园和4所小学", "新建 for 改扩建"),
        ("改扩建12所幼儿园", "改扩建 for 新建"),
        ("迁建教学点9个", "迁建 for 撤并"),
    ],
)
def test_another_deed_is_caught(said: str, reason: str) -> None:
    assert misdone(said, PLAN) == [reason]
    assert check(said, PLAN)


@pytest.mark.parametrize(
    "said",
    [
        "到2025年，将新建12所幼儿园，并改扩建4所小学",
        "小学4所要扩建，幼儿园12所要新建",
        "扩建4所小学",
        "建设幼儿园12所",
        "初中新建和改扩建6所",
        "教学点合并9个",
    ],
)
def test_the_plans_own_deed_passes_in_any_order(said: str) -> None:
    assert misdone(said, PLAN) == []
