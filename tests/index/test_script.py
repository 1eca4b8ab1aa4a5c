from hypothesis import given
from hypothesis import strategies as st

from index.script import fold, is_traditional, to_simplified, to_traditional


def test_fold_makes_scripts_widths_and_cases_equal():
    assert fold("規劃ＡＢＣ（１）") == fold("规划abc(1)") == "规划abc(1)"


@given(st.text())
def test_fold_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_display_converts_by_phrase():
    assert to_traditional("头发和发展") == "頭髮和發展"
    assert to_simplified("頭髮和發展") == "头发和发展"


def test_the_script_of_a_text_is_told():
    assert is_traditional("學前教育的目標")
    assert not is_traditional("学前教育的目标")
    assert not is_traditional("plain English")
    assert not is_traditional("区文化 2025")
