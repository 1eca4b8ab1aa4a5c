"""The stream parser: sentences and their marks, however the stream is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reply import Said, sentences_of

REPLY = "公办园占比达到50%以上[1]。到2030年新增学位2400个。[2][3]\n- 教师每年培训1次【1，4】"
SAID = [
    Said("公办园占比达到50%以上。", (1,)),
    Said("到2030年新增学位2400个。", (2, 3)),
    Said("教师每年培训1次", (1, 4)),
]


def test_marks_before_and_after_the_stop_belong_to_the_sentence():
    assert list(sentences_of([REPLY])) == SAID


@given(st.lists(st.integers(0, len(REPLY)), max_size=8))
def test_the_cut_of_the_stream_does_not_matter(cuts):
    edges = [0, *sorted(cuts), len(REPLY)]
    parts = [REPLY[a:b] for a, b in pairwise(edges)]
    assert list(sentences_of(parts)) == SAID


@pytest.mark.parametrize("mark", ["[1]", "【1】", "［1］", " [1]", "[ 1 ]"])
def test_every_form_of_mark_counts(mark):
    assert list(sentences_of([f"办好教育{mark}。"])) == [Said("办好教育。", (1,))]


def test_a_decimal_point_ends_no_sentence():
    assert list(sentences_of(["The rate is 98.5% [1]. Next [2]."])) == [
        Said("The rate is 98.5%.", (1,)),
        Said("Next.", (2,)),
    ]


def test_an_empty_reply_says_nothing():
    assert list(sentences_of(["", " \n", "[1]"])) == []
