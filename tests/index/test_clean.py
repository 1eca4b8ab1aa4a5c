from hypothesis import given
from hypothesis import strategies as st

from index.clean import mend
from index.plan import Damage, Span


def test_a_mended_text_maps_back_to_the_source():
    source = "教育規(guī)劃"
    clean = mend(source, [Damage("pinyin", 3, 8, "(guī)", "")])
    assert clean.text == "教育規劃"
    assert clean.span(2, 4) == Span(2, 9)
    assert source[slice(*clean.span(3, 4))] == "劃"


def test_a_replacement_maps_to_what_it_replaces():
    clean = mend("甲??乙", [Damage("shifted", 1, 3, "??", "丙丁")])
    assert clean.text == "甲丙丁乙"
    assert clean.span(1, 3) == Span(1, 3)


def test_an_insertion_stands_at_its_place():
    clean = mend(")实施", [Damage("marker", 0, 0, "", "(三")])
    assert clean.text == "(三)实施"
    assert clean.span(0, 3) == Span(0, 1)


def test_only_the_given_spans_are_kept():
    assert mend("一二三四五", [Damage("blank", 3, 4, "四", "")], [Span(0, 2), Span(3, 5)]).text == "一二五"


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.text(max_size=3)), max_size=5)
)
def test_every_character_maps_into_the_source_in_order(source, cuts):
    damage, at = [], 0
    for start, width, after in sorted(cuts):
        end = min(start + width, len(source))
        if at <= start <= end:
            damage.append(Damage("debris", start, end, source[start:end], after))
            at = end + 1
    clean = mend(source, damage)
    spans = [clean.span(i, i + 1) for i in range(len(clean.text))]
    assert all(0 <= span.start <= span.end <= len(source) for span in spans)
    assert spans == sorted(spans)
    kept = [(span, char) for span, char in zip(spans, clean.text, strict=True) if not _mended(span, damage)]
    assert all(source[span.start : span.end] == char for span, char in kept)


def _mended(span, damage):
    return any(one.start <= span.start and span.end <= one.end for one in damage)
