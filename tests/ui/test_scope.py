"""Which plans a question is asked of."""

from datetime import date

import pytest

from index.library import Library
from ui.scope import Scope, names, plans_of, scope_html

TODAY = date(2025, 6, 1)
YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


@pytest.mark.parametrize(
    ("scope", "day", "left"),
    [
        (Scope(), TODAY, ()),
        (Scope((YUNXI,)), TODAY, (YUNXI,)),
        (Scope((), valid=True), TODAY, (YUNXI, SONGLING)),
        (Scope((), valid=True), date(2026, 1, 1), (SONGLING,)),
        (Scope((YUNXI,), valid=True), date(2026, 1, 1), None),
        (Scope(("无此规划",)), TODAY, None),
    ],
    ids=["all", "one", "in force", "one over", "only one over", "removed meanwhile"],
)
def test_what_is_ticked_becomes_plans(library, scope, day, left):
    assert plans_of(library, scope, day) == left


def test_plans_stand_under_their_city_with_their_period(library):
    shown = scope_html(library, date(2026, 1, 1))
    yunxi = shown.split("虚构省虚构市")[1].split("</fieldset>")[0]
    assert "云溪区" in yunxi and "2021–2025" in yunxi and "period_over" in yunxi
    assert "松嶺區" not in yunxi


def test_one_plan_leaves_no_choice(library):
    assert scope_html(Library([library.plans[YUNXI]]), TODAY) == ""
    assert names(library, [YUNXI, "无此规划"]) == "云溪区"
