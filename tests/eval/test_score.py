"""Each way of being wrong gets the stage at which it went wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import ANSWERED, DECLINED, PARTIAL, Sentence
from eval.case import PlanRef
from eval.integrity import integrity_faults, resolve
from eval.score import (
    MISSTATED,
    NOT_INDEXED,
    NOT_RETRIEVED,
    UNUSED,
    WRONG_LANGUAGE,
    WRONG_REASON,
    WRONGLY_ANSWERED,
    WRONGLY_CITED,
    WRONGLY_DECLINED,
    declines,
    score,
)
from tests.eval.small import PAY, PLACES, decline, make_case, true_answer, unanswerable


def judge(case, answer, library):
    return score(case, answer, resolve(case, {}, library), library)


def test_a_right_answer_and_a_right_decline_pass(library):
    result = judge(make_case(), true_answer(library), library)
    assert (result.stage, result.passed, result.scores["facts"], result.scores["recall@5"]) == ("", True, 1, 1)
    assert judge(unanswerable(), decline(), library).passed


def test_a_premise_put_right_counts_as_a_decline(library):
    case = replace(unanswerable(), reasons=("false_premise",))
    assert judge(case, replace(decline(), status=PARTIAL, reason="false_premise"), library).passed
    assert judge(case, replace(decline(), status=PARTIAL, reason="other"), library).stage == WRONG_REASON


def test_an_answer_corrects_a_premise_only_by_stating_the_true_figure_with_a_clause(library):
    """The reason alone, or a figure of the question said again without a clause, puts nothing right."""
    case = replace(unanswerable(), reasons=("false_premise",), must=(("800元",),), plans=("yunling.txt",))
    truth = replace(true_answer(library), question="为什么把津贴从800元降到600元？")
    assert judge(case, truth, library).passed
    assert judge(case, replace(truth, reason="false_premise"), library).passed
    without = replace(truth, sentences=truth.sentences[:1], text=truth.sentences[0].text + "[1]津贴是800元。")
    assert judge(case, replace(without, reason="false_premise"), library).stage == WRONGLY_ANSWERED
    assert judge(replace(case, must=()), replace(truth, reason="false_premise"), library).stage == WRONGLY_ANSWERED
    assert judge(replace(case, reasons=("opinion",)), truth, library).stage == WRONGLY_ANSWERED


def test_decline_recall_counts_a_premise_put_right():
    case = replace(unanswerable(), reasons=("false_premise",), must=(("800元",),))
    cited = replace(decline(), status=ANSWERED, sentences=(Sentence("津贴是每月800元。", (1,)),))
    assert declines(case, cited)
    assert not declines(case, replace(cited, sentences=(Sentence("津贴是每月800元。"),)))
    assert declines(case, decline()) and not declines(make_case(), replace(decline(), status=PARTIAL, reason=""))


def test_stages(library):
    truth = true_answer(library)
    one = replace(truth, sentences=truth.sentences[:1], citations=truth.citations[:1], text=truth.sentences[0].text)
    stages = {
        NOT_RETRIEVED: replace(one, retrieved=truth.retrieved[:1]),
        UNUSED: one,
        WRONGLY_CITED: replace(truth, text=truth.text + "[9]"),
        MISSTATED: replace(truth, text=truth.text.replace("9所", "十来所")),
        WRONGLY_DECLINED: replace(truth, status=DECLINED),
        WRONG_LANGUAGE: replace(truth, language="en"),
    }
    for stage, answer in stages.items():
        assert judge(make_case(), answer, library).stage == stage
    assert judge(make_case(gold=(("yunling.txt#九、",),)), truth, library).stage == NOT_INDEXED
    assert judge(unanswerable(), replace(decline(), status=ANSWERED), library).stage == WRONGLY_ANSWERED
    assert judge(unanswerable(), decline(reason="opinion"), library).stage == WRONG_REASON


def test_a_decline_that_lacked_the_clause_is_laid_at_retrieval(library):
    nothing = replace(true_answer(library), status=DECLINED, retrieved=())
    assert judge(make_case(), nothing, library).stage == NOT_RETRIEVED


def test_an_edited_number_that_no_fact_asks_for_is_still_seen(library):
    truth = true_answer(library)
    sentence = Sentence("覆盖率达到96%以上。", (1,))
    spoiled = replace(truth, sentences=(*truth.sentences, sentence), text=truth.text + sentence.text)
    assert judge(make_case(), spoiled, library).stage == MISSTATED


def test_what_must_not_be_said(library):
    assert judge(make_case(must_not=("800元",)), true_answer(library), library).stage == MISSTATED
    assert judge(replace(unanswerable(), must_not=("收录",)), decline(), library).stage == WRONGLY_ANSWERED


def test_integrity_names_what_is_missing(library):
    assert integrity_faults([make_case(), unanswerable()], {}, library) == ()
    lost = make_case(gold=(("yunling.txt#九、", "yunling.txt#十、"),))
    assert integrity_faults([lost], {}, library) == ("a: no clause yunling.txt#九、 | yunling.txt#十、",)
    (fault,) = integrity_faults([make_case(must=(("10所",),))], {}, library)
    assert fault == "a: no gold clause holds 10所"
    assert integrity_faults([make_case(must=(("10所",),), slices=("computed",))], {}, library) == ()


@pytest.mark.parametrize(
    ("ref", "says"),
    [
        (PlanRef("yunling.txt", "yunling.txt", "y" * 64), None),
        (PlanRef("yunling.txt", "renamed.txt", "y" * 64), None),
        (PlanRef("yunling.txt", "yunling.txt", "0" * 64), "has changed since"),
        (PlanRef("yunling.txt", "other.txt", "0" * 64), "is not indexed"),
    ],
)
def test_integrity_knows_a_plan_by_its_bytes(library, ref, says):
    faults = integrity_faults([make_case()], {"yunling.txt": ref}, library)
    assert (says is None) == (not faults)
    assert says is None or says in faults[0]


def test_equivalents_resolve_to_what_exists(library):
    case = make_case(gold=((f"yunling.txt#{PLACES}", "yunling.txt#九、"), (f"yunling.txt#{PAY}",)))
    assert resolve(case, {}, library).groups == ((f"yunling#{PLACES}",), (f"yunling#{PAY}",))


def test_an_answer_from_another_plan(library):
    truth = true_answer(library)
    gold = replace(resolve(make_case(), {}, library), plans=("elsewhere",))
    result = score(make_case(), truth, gold, library)
    assert (result.stage, len(result.faults)) == (WRONGLY_CITED, 2)
