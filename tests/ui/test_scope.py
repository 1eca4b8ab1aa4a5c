"""Which plans the chat and the pages look at."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index.library import Library
from ui.scope import Scope, key, names, plans_of, read_scope, regions, within, written, years
from ui.scope_form import scope_form, scope_html

TODAY = date(2025, 6, 1)
YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


@pytest.mark.parametrize(
    ("scope", "day", "left"),
    [
        (Scope(), TODAY, ()),
        (Scope((key(YUNXI),)), TODAY, (YUNXI,)),
        (Scope(regions=(key("虚构省/虚构市"),)), TODAY, (YUNXI,)),
        (Scope((key(SONGLING),), (key("虚构省"),)), TODAY, ()),
        (Scope(year=2022), TODAY, (YUNXI,)),
        (Scope(year=1999), TODAY, None),
        (Scope(valid=True), TODAY, ()),
        (Scope(valid=True), date(2026, 1, 1), (SONGLING,)),
        (Scope((key(YUNXI),), valid=True), date(2026, 1, 1), None),
        (Scope((key("无此规划"),)), TODAY, None),
    ],
    ids=["all", "one", "a city", "a plan or a province", "a year", "no such year", "in force", "one over",
         "only one over", "removed meanwhile"],
)  # fmt: skip
def test_what_is_ticked_becomes_plans(library, scope, day, left):
    assert plans_of(library, scope, day) == left


def test_the_pages_see_the_plans_left(library):
    assert list(within(library, Scope((key(YUNXI),)), TODAY).plans) == [YUNXI]
    assert within(library, Scope(), TODAY) is library


@given(
    some.builds(
        Scope,
        some.lists(some.sampled_from([key(name) for name in "甲乙丙丁"]), unique=True).map(tuple),
        some.lists(some.sampled_from([key(name) for name in "戊己"]), unique=True).map(tuple),
        some.none() | some.integers(1990, 2050),
        some.booleans(),
    )
)
def test_a_cookie_is_read_as_it_was_written(scope):
    assert read_scope(written(scope)) == scope
    assert written(scope).isascii()


@given(some.text(max_size=80))
def test_a_forged_cookie_chooses_nothing_or_something(text):
    assert isinstance(read_scope(text), Scope)
    assert read_scope("p=<script>&r=..%2f&y=20x5&v=yes") == Scope()


def test_a_form_without_scripts_asks_the_same_way():
    assert read_scope(f"scope=1&p={key(YUNXI)}&p={key(SONGLING)}&y=2025&v=1") == Scope(
        (key(YUNXI), key(SONGLING)), year=2025, valid=True
    )


def test_regions_go_from_the_province_down(library):
    assert regions(library.plans[YUNXI]) == ("虚构省", "虚构省/虚构市", "虚构省/虚构市/云溪区")


def test_plans_stand_under_their_city_with_their_period(library):
    shown = scope_html(library, date(2026, 1, 1))
    yunxi = shown.split("虚构省 · 虚构市")[1].split("</fieldset>")[0]
    assert "云溪区" in yunxi and "2021–2025" in yunxi and "period_over" in yunxi
    assert "松嶺區" not in yunxi


def test_a_province_with_several_plans_can_be_chosen_as_a_whole(library):
    first = library.plans[YUNXI]
    about = replace(first.metadata, district="竹泉区")
    shown = scope_html(Library([first, replace(first, id="竹泉区", metadata=about)]), TODAY)
    assert shown.count('name="r"') == 2, "the province and the city"
    assert f'value="{key("虚构省/虚构市")}"' in shown


def test_what_is_chosen_stays_ticked_and_can_be_cleared(library):
    scope = Scope((key(YUNXI),), year=2022)
    shown = scope_form(library, TODAY, scope, "/plans")
    assert f'value="{key(YUNXI)}" checked' in shown and '<option value="2022" selected>' in shown
    assert 'href="/plans?scope=1"' in shown
    assert "2 份中的 1 份" in shown
    assert "没有规划" in scope_form(library, TODAY, Scope(year=1999), "/plans")


def test_years_are_those_that_periods_hold(library):
    held = years(library.plans.values())
    assert held[:6] == [2021, 2022, 2023, 2024, 2025, 2026] and len(held) < 40, "a period without end is cut"


def test_one_plan_leaves_no_choice(library):
    assert scope_html(Library([library.plans[YUNXI]]), TODAY) == ""
    assert names(library, [YUNXI, "无此规划"]) == "云溪区"
