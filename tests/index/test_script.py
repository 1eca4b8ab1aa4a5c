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


_HAN = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF))


@given(st.text() | _HAN)
def test_a_text_in_traditional_is_still_the_same_text(text):
    assert fold(to_traditional(text)) == fold(text)


def test_traditional_is_written_as_its_readers_write_it():
    assert to_traditional("为了让群众在教室里吃上饭") == "為了讓群眾在教室裡吃上飯"
    assert to_traditional("爲了教室裏的羣衆") == "為了教室裡的群眾"


def test_a_form_that_is_another_word_too_is_left():
    assert to_traditional("着力") == "着力"  # 著 folds to 著, as in 著名


def test_an_older_form_is_traditional_too():
    assert is_traditional("爲")


def test_the_script_of_a_text_is_told():
    assert is_traditional("學前教育的目標")
    assert not is_traditional("学前教育的目标")
    assert not is_traditional("plain English")
    assert not is_traditional("区文化 2025")


def test_what_is_traditional_already_keeps_its_words():
    assert to_traditional("心理干預體系") == "心理干預體系"
    assert to_traditional(to_traditional("行政干预、干部、干净")) == "行政干預、幹部、乾淨"
    assert to_traditional("有才干预算") == "有才干預算"
    assert to_traditional("骨干预备") == "骨幹預備"


def test_an_auxiliary_is_written_so_in_simplified():
    assert to_simplified("著力、執著、著眼、圍繞著") == "着力、执着、着眼、围绕着"
    assert to_simplified("顯著、著名、著作、原著、著稱") == "显著、著名、著作、原著、著称"
