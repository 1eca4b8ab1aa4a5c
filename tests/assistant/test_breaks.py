"""Texts in words and pairs."""

from assistant.breaks import han_words, pairs, without


def test_words_are_of_han_characters_only() -> None:
    assert list(han_words("新建学校3所，abc")) == ["新建", "学校", "所"]


def test_words_that_say_nothing_leave_a_gap_that_no_pair_spans() -> None:
    told = without("加快建设学校", {"建设"})
    assert "学校" in pairs(told)
    assert "快学" not in pairs(told)
    assert without("学校3所", ()) == "学校 所 "
