"""The indicators of the five real plans against hand-made lists of them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from index.load import load_plan
from index.plan import Plan
from index.script import fold

TRUTH = Path(__file__).parent / "truth"


def truth_values(number: str) -> list[tuple[str, str, str, int | None, str, str, str, str]]:
    """Every hand-listed value: clause path, side, value, year, unit, qualifier, nature, short name."""
    found = []
    for line in (TRUTH / f"indicators_{number}.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        for side in ("baseline", "target"):
            if one[side]:
                year, qualifier = one[f"{side}_year"], one["qualifier"]
                found.append((one["clause"], side, one[side], year, one["unit"], qualifier, one["nature"], one["name"]))
    return found


def record_values(plan: Plan) -> list[tuple[str, str, str, int | None, str, str, str, str]]:
    return [
        (
            one.clause_id.partition("#")[2],
            side,
            value,
            year,
            one.unit,
            one.qualifier,
            one.nature,
            one.name,
        )
        for one in plan.indicators
        for side, value, year in (
            ("baseline", one.baseline, one.baseline_year),
            ("target", one.target, one.target_year),
        )
        if value
    ]


@pytest.mark.plans
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_real_plans_equal_the_hand_made_list(real_plans, number):
    plan = load_plan(next(path for path in real_plans if path.name.startswith(number)))
    wanted, found = truth_values(number), record_values(plan)
    assert Counter(one[:7] for one in found) == Counter(one[:7] for one in wanted)
    for record, value in zip(
        sorted(found, key=lambda one: one[0]), sorted(wanted, key=lambda one: one[0]), strict=True
    ):
        assert record[:7] == value[:7]  # within a clause both are in text order
        name, short = fold(record[7]), value[7]
        assert sum(char in name for char in short) >= len(short) / 2, (short, name)


@pytest.mark.plans
def test_the_contradictions_of_the_real_plans(real_plans):
    plan = load_plan(next(path for path in real_plans if path.name.startswith("001")))
    linked = {one.clause_id.partition("#")[2]: one.conflicts for one in plan.indicators if one.conflicts}
    assert set(linked) == {
        "一、(三)1.学前教育普惠发展",
        "二、(三)专栏一·学前教育毛入园率(%)",
        "二、(三)——义务教育优质均衡发展",
        "二、(三)专栏一·九年义务教育巩固率(%)",
    }
    others = [path for path in real_plans if not path.name.startswith("001")]
    assert not any(one.conflicts for path in others for one in load_plan(path).indicators)
