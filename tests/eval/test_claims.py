"""Strength, labels, time, cells, spans and attribution, each by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import DECLINED, Retrieved, Sentence
from eval.attribution import alce, support_faults
from eval.claims import label_faults, modality_faults, span_recall, validity_faults, wrong_cells
from eval.latency import calibrate, ratios
from eval.metrics import fact_score
from tests.eval.small import PLACES, comparison, decline, quoting, true_answer


def test_a_true_comparison_has_no_fault(library):
    answer = comparison(library)
    assert modality_faults(answer) == label_faults(answer, library) == support_faults(answer, library) == ()
    assert validity_faults(answer, library, date(2026, 6, 1)) == ()


def test_a_modal_word_stands_in_the_quoted_words(library):
    answer = true_answer(library)
    assert modality_faults(replace(answer, sentences=(Sentence("乡村教师可以另有补助。", (2,)),)))
    assert modality_faults(replace(answer, sentences=(Sentence("乡村教师应当另有补助。", (2,)),))) == ()
    assert modality_faults(replace(answer, sentences=(Sentence("规划可以查阅。"),))) == (), "no claim about a clause"


@pytest.mark.parametrize(
    "line", ["- 青禾区：每月800元[1]", "| 青禾区 | 每月800元[1] |", "- Qinghe District: 800 yuan [1]"]
)
def test_a_line_that_names_a_district_cites_its_plan(library, line):
    answer = true_answer(library)
    assert label_faults(replace(answer, text=line), library)
    for name, other in (("青禾区", "云岭区"), ("Qinghe", "Yunling")):
        line = line.replace(name, other)
    assert label_faults(replace(answer, text=line), library) == ()


def test_a_plan_that_is_over_is_said_to_be(library):
    answer = comparison(library)
    silent = replace(answer, notices=())
    assert validity_faults(silent, library, date(2026, 1, 1)) == ("does not say that qinghe.txt was over in 2025",)
    assert validity_faults(silent, library, date(2025, 12, 31)) == ()
    assert validity_faults(replace(silent, status=DECLINED), library, date(2026, 1, 1)) == ()


def test_a_cell_belongs_to_its_own_plan(library):
    answer = comparison(library)
    assert wrong_cells(answer, (("yunling", ("800元",)), ("qinghe", ("600元",)))) == ()
    assert wrong_cells(answer, (("yunling", ("600元", "六百元")),)) == ("does not give 600元 | 六百元 for yunling",)
    sides = replace(answer, text="| | 云岭区 | 青禾区 |\n| --- | --- | --- |\n| 津贴 | 800元[1] | 600元[2] |")
    assert wrong_cells(sides, (("yunling", ("600元",)),)), "cells of one row are kept apart"


def test_span_recall_by_hand(library):
    clause = library.clause(f"yunling#{PLACES}")
    gold = [[clause.id]]
    size = clause.end - clause.start

    def rows(*spans):
        found = tuple(Retrieved("x", "yunling.txt", start, end, 1.0) for start, end in spans)
        return replace(decline(), retrieved=found)

    assert span_recall(rows((clause.start, clause.end)), gold, library) == 1
    assert span_recall(rows((0, clause.end + 5)), gold, library) == 1, "the parent holds it"
    half = clause.start + size // 2
    assert span_recall(rows((clause.start, half), (clause.start, half)), gold, library) == pytest.approx(
        size // 2 / size
    )
    assert span_recall(rows((half, clause.end), (clause.start, half)), gold, library) == 1
    assert span_recall(rows(*[(0, 1)] * 5, (clause.start, clause.end)), gold, library) == 0, "past k"
    assert span_recall(rows(), [], library) is None


def test_alce_by_hand(library):
    """Three citing sentences. The first is borne out by one citation; the second by [2] while [1] adds nothing; the
    third by neither. Recall 2/3; of four citations two count: precision 2/4."""
    answer = true_answer(library)
    texts = [sentence.text for sentence in answer.sentences]
    sentences = (
        Sentence(texts[0], (1,)),
        Sentence(texts[1], (1, 2)),
        Sentence("班主任津贴提高到每人每月900元。", (2,)),
    )
    recall, precision = alce(replace(answer, sentences=sentences), library)
    assert (recall, precision) == (pytest.approx(2 / 3), pytest.approx(2 / 4))


def test_alce_counts_citations_that_are_needed_together(library):
    cited = (quoting(library, 1, PLACES, "新建幼儿园9所"), quoting(library, 2, PLACES, "新增公办幼儿园学位2970个"))
    both = Sentence("新建幼儿园9所，新增公办幼儿园学位2970个。", (1, 2))
    answer = replace(true_answer(library), citations=cited, sentences=(both,))
    assert alce(answer, library) == (1.0, 1.0)


def test_alce_gives_nothing_for_a_marker_that_names_no_citation(library):
    answer = true_answer(library)
    zero = replace(answer, sentences=(replace(answer.sentences[0], citations=(0,)),))
    assert alce(zero, library) == (0.0, 0.0)
    assert support_faults(zero, library) == (), "that is a citation fault, told there"
    assert alce(replace(answer, sentences=(Sentence("以下为规划原文："),)), library) == (None, None)


def test_a_sentence_that_is_not_borne_out_is_a_fault(library):
    answer = true_answer(library)
    changed = replace(answer.sentences[1], text=answer.sentences[1].text.replace("800", "900"))
    (fault,) = support_faults(replace(answer, sentences=(changed,)), library)
    assert "900" in fault


def test_fact_score_with_weights():
    must = [["9所"], ["800元"]]
    assert fact_score("新建9所", must, weights=(3, 1)) == 0.75
    assert fact_score("新建9所", must) == 0.5


def test_latency_ratios_by_hand():
    times = [{"find": 2.0, "compose": 2.0}, {"find": 4.0, "compose": 2.0}, {"find": 6.0, "compose": 2.0}]
    found = ratios(times, 2.0)
    assert found["find"] == {"p50": 2.0, "p95": 2.9}  # 1, 2, 3: the 95th of 100 steps between 1 and 3
    assert found["total"] == {"p50": 3.0, "p95": 3.9}
    assert ratios([], 2.0) == {}
    assert calibrate() > 0
