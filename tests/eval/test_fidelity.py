"""The invariants, each broken in the smallest way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Derivation, Operand, Sentence
from eval.fidelity import citation_faults, groundedness, quote_faults
from eval.figures import compute, number_faults
from index.library import Library
from index.plan import Clause, Indicator, Span
from tests.eval.small import PAY, PLACES, quoting, true_answer


@pytest.fixture
def truth(library):
    return true_answer(library)


def say(truth, text, *cited, derived=()):
    """``truth`` with this one sentence in place of its own."""
    return replace(truth, text=text, sentences=(Sentence(text, cited, derived),))


def test_a_true_answer_has_no_fault(truth, library):
    assert citation_faults(truth, library) == quote_faults(truth, library) == number_faults(truth, library) == ()


@pytest.mark.parametrize("marker", ["[0]", "[3]", "【3】"])
def test_a_marker_without_a_citation(truth, library, marker):
    assert citation_faults(replace(truth, text="津贴800元" + marker), library)
    assert citation_faults(say(truth, "津贴每月800元", int(marker[1])), library)


def test_a_citation_of_nothing(truth, library):
    first, second = truth.citations
    for wrong in (
        replace(first, clause="yunling#九、"),
        replace(first, path=PAY),
        replace(first, start=second.start, end=second.end),
        replace(first, end=first.start),
        replace(first, n=2),
    ):
        assert citation_faults(replace(truth, citations=(wrong, second)), library), wrong


def test_answered_without_a_citation(truth, library):
    assert citation_faults(replace(truth, text="", sentences=(), citations=()), library)
    nothing = replace(truth, text="", sentences=(), citations=(), status="partial")
    assert citation_faults(nothing, library)
    assert not citation_faults(replace(nothing, reason="which_plan"), library)
    assert not citation_faults(replace(nothing, status="declined"), library)


def test_a_sentence_that_points_to_the_other_clause(truth, library):
    first, second = truth.sentences
    crossed = replace(truth, sentences=(replace(first, citations=(2,)), replace(second, citations=(1,))))
    assert len(citation_faults(crossed, library)) == 2


def test_a_quote_that_is_not_there(truth, library):
    first, second = truth.citations
    for wrong in (replace(first, start=first.start + 1), replace(first, quote=first.quote.replace("9", "8"))):
        assert quote_faults(replace(truth, citations=(wrong, second)), library)


@pytest.mark.parametrize(
    "text",
    [
        "新建幼儿园9所，覆盖率达到95%以上。",
        "到2030年新增学位2,970个。",
        "新增学位0.297万个。",
        "规划期为2026—2030年，新建9所幼儿园。",
        "Nine thousand no, 2,970 places and 95%以上.",
    ],
)
def test_numbers_that_the_clause_bears_out(truth, library, text):
    assert number_faults(say(truth, text, 1), library) == ()


@pytest.mark.parametrize(
    "text",
    [
        "新建幼儿园8所。",
        "新建幼儿园9亩。",
        "覆盖率达到95%。",
        "到2031年新建幼儿园9所。",
        "新增学位29700个。",
        "覆盖率达到95‰以上。",
        "覆盖率不超过95%。",
        "班主任津贴每月800元。",
    ],
)
def test_numbers_that_the_clause_does_not_bear_out(truth, library, text):
    assert number_faults(say(truth, text, 1), library)


def test_a_sentence_without_citation_may_repeat_the_question_only(truth, library):
    asked = replace(truth, question="到2035年呢？", standalone="到2035年呢？")
    assert number_faults(say(asked, "没有2035年的目标。"), library) == ()
    assert number_faults(say(asked, "目标是97%。"), library)


def test_groundedness_by_hand(truth, library):
    assert groundedness(truth, library) == (1, 1)
    other = Sentence("校园食堂全部实行自主经营并且公示食谱。", (1,))
    loose = replace(truth, sentences=(*truth.sentences, other, Sentence("如下：")))
    assert groundedness(loose, library) == (2 / 3, 3 / 4)
    assert groundedness(replace(truth, sentences=()), library) == (None, None)


def test_a_value_of_a_row_keeps_its_year(truth, library):
    plan = library.plans["yunling"]
    text = "近视率(%)\n50\n48\n46"
    row = Clause(
        "yunling#表1·近视率(%)", "yunling", "表1·近视率(%)", 2, "row", "", "近视率(%)", text, 9, 0, 9, (Span(0, 9),)
    )
    record = Indicator("yunling", "近视率", 2025, "50", 2028, "46", "%", "", "", row.id, text, 0, 9)
    table = Library([replace(plan, clauses=(*plan.clauses, row), indicators=(record,))])
    cited = replace(truth.citations[0], clause=row.id, path=row.path, quote=text, shown=text)
    truth = replace(truth, citations=(cited,))
    assert number_faults(say(truth, "近视率2025年50%，2028年46%。", 1), table) == ()
    assert number_faults(say(truth, "近视率2025年46%，2028年50%。", 1), table)


def derive(op, result, *operands):
    return (Derivation(op, tuple(Operand(value, unit, n) for value, unit, n in operands), result),)


def test_a_declared_computation_is_recomputed(truth, library):
    cited = (quoting(library, 1, PLACES, "新建幼儿园9所"), quoting(library, 2, PLACES, "学位2970个"))
    truth = replace(truth, citations=cited)
    per_school = derive("ratio", "330个", ("2970", "个", 2), ("9", "所", 1))
    assert number_faults(say(truth, "平均每所330个学位。", 1, 2, derived=per_school), library) == ()
    for wrong in (
        derive("ratio", "331个", ("2970", "个", 2), ("9", "所", 1)),
        derive("ratio", "330个", ("2971", "个", 2), ("9", "所", 1)),
        derive("ratio", "330个", ("2970", "个", 7), ("9", "所", 1)),
        derive("median", "330个", ("2970", "个", 2), ("9", "所", 1)),
        (),
    ):
        assert number_faults(say(truth, "平均每所330个学位。", 1, 2, derived=wrong), library), wrong


@pytest.mark.parametrize(
    ("op", "values", "result"),
    [
        ("sum", [1, 2, 3], 6),
        ("difference", [3, 5], 2),
        ("ratio", [6, 4], 1.5),
        ("share", [1, 4], 25),
        ("max", [1, 3], 3),
        ("min", [1, 3], 1),
        ("count", [7, 7], 2),
        ("ratio", [1, 0], None),
        ("difference", [1], None),
        ("sum", [], None),
    ],
)
def test_operations(op, values, result):
    assert compute(op, map(Decimal, values)) == (None if result is None else Decimal(str(result)))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Coverage: at least 95% (95%以上)", True),
        ("Coverage: at most 95% (95%以上)", False),
        ("Coverage: 95%", True),  # the quoted original says the bound
        ("Coverage: about 95%", False),
    ],
)
def test_english_says_a_bound_in_its_own_words(truth, library, text, right):
    answer = replace(say(truth, text, 1), language="en")
    assert (number_faults(answer, library) == ()) is right


def test_english_puts_the_year_behind_its_value(truth, library):
    plan = library.plans["yunling"]
    row = Clause(
        "yunling#表1·近视率(%)", "yunling", "表1·近视率(%)", 2, "row", "", "近视率", "近视率\n50\n46", 9, 0, 9, ()
    )
    record = Indicator("yunling", "近视率", 2025, "50", 2028, "46", "%", "", "", row.id, row.text, 0, 9)
    table = Library([replace(plan, clauses=(*plan.clauses, row), indicators=(record,))])
    cited = replace(truth.citations[0], clause=row.id, path=row.path, quote=row.text, shown=row.text)
    truth = replace(truth, citations=(cited,), language="en")
    assert number_faults(say(truth, "Myopia: 50% in 2025, 46% in 2028.", 1), table) == ()
    assert number_faults(say(truth, "Myopia: 46% in 2025, 50% in 2028.", 1), table)
