"""A district written as it sounds is the district meant; a place of its own is not."""

from __future__ import annotations

import pytest

from assistant.misspelt import heard, meant, slip
from assistant.places import named
from index.library import Library

DISTRICTS = ("霞山区", "霞山", "柳湾县", "柳湾")


@pytest.mark.parametrize(("name", "district"), [("虾珊区", "霞山区"), ("回刘弯县", "柳湾县"), ("霞珊区", "霞山区")])
def test_characters_of_the_same_sound(name: str, district: str) -> None:
    assert meant(name, DISTRICTS) == district


@pytest.mark.parametrize("name", ["海棠区", "霞山县", "江北区", "山区", "下山区", ""])
def test_another_place_or_another_sound(name: str) -> None:
    assert meant(name, DISTRICTS) == ""


def test_a_county_that_there_is_stays_itself() -> None:
    assert meant("富县", ("府县",)) == ""
    assert meant("和平区", ("河坪区",)) == ""


def test_the_question_is_about_the_district_meant(library: Library) -> None:
    found = named("我妹想去霞珊区教书，要考试吗", library)
    assert (found.plans, found.unknown) == (("xs",), ())


def test_a_name_without_its_suffix_is_heard() -> None:
    assert heard("白石铃的规划", ("白石岭区", "白石岭"))[0] == "白石岭"
    assert heard("白石镇的规划", ("白石岭区", "白石岭"))[0] == ""


def test_a_slip_in_a_name_is_known_from_another_name() -> None:
    assert slip("放心午歺", "实施放心午餐工程") == "放心午餐"
    assert slip("放心早餐", "实施放心午餐工程") == ""
    assert slip("星火计化", "星火计划") == "星火计划"
