"""One answer against one case: metrics, faults, and the stage at which it went wrong. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import ANSWERED, DECLINED, Answer
from eval.attribution import support_faults
from eval.case import Case
from eval.claims import label_faults, modality_faults, span_recall, validity_faults, wrong_cells
from eval.fidelity import citation_faults, groundedness, quote_faults
from eval.figures import number_faults, numbers
from eval.integrity import Gold
from eval.metrics import (
    all_hit_at,
    clause_precision,
    clause_recall,
    fact_score,
    mrr_at,
    ndcg_at,
    recall_at,
    states,
)
from index.library import Library

NOT_INDEXED = "not indexed"
NOT_RETRIEVED = "not retrieved"
UNUSED = "retrieved but unused"
WRONGLY_CITED = "wrongly cited"
MISSTATED = "misstated"
WRONGLY_DECLINED = "wrongly declined"
WRONGLY_ANSWERED = "wrongly answered"
WRONG_REASON = "declined for another reason"
WRONG_LANGUAGE = "wrong language"
CRASHED = "crashed"
STAGES = (
    CRASHED,
    NOT_INDEXED,
    NOT_RETRIEVED,
    UNUSED,
    WRONGLY_CITED,
    MISSTATED,
    WRONGLY_DECLINED,
    WRONGLY_ANSWERED,
    WRONG_REASON,
    WRONG_LANGUAGE,
)

PREMISE = "false_premise"
"""The reason of cases that take something for granted which the plans do not say."""

INVARIANTS = {
    "citations": WRONGLY_CITED,
    "quotes": WRONGLY_CITED,
    "labels": WRONGLY_CITED,
    "numbers": MISSTATED,
    "words": MISSTATED,
    "validity": MISSTATED,
    "supported": MISSTATED,
}
"""What holds for every answer, and the stage at which an answer went wrong where it does not. In order of telling."""

Scores = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Result:
    """How one case went. ``scores`` holds None where a metric does not apply; ``broken`` are the invariants'
    faults by name (``INVARIANTS``); ``stage`` is empty for a passed case."""

    case: Case
    suite: str
    answer: Answer | None
    gold: Gold
    scores: Scores
    broken: dict[str, tuple[str, ...]]
    faults: tuple[str, ...]
    stage: str = ""

    @property
    def passed(self) -> bool:
        return not self.stage


def score(case: Case, answer: Answer, gold: Gold, library: Library, suite: str = "") -> Result:
    """The whole judgement of one answer.

    An answerable case passes when it is not declined, cites every gold group and no plan that was not asked about,
    states every fact, each cell for its own plan and nothing forbidden, keeps the invariants and speaks the asker's
    language. An unanswerable one passes when it is declined or its premise put right (:func:`declines`), its reason is
    one of the case's (an ``answered`` one may give none), the facts that the case asks for and nothing forbidden are
    stated and the invariants hold.
    """
    broken = {
        "citations": citation_faults(answer, library),
        "quotes": quote_faults(answer, library),
        "labels": label_faults(answer, library),
        "numbers": number_faults(answer, library),
        "words": modality_faults(answer),
        "validity": validity_faults(answer, library, case.as_of),
        "supported": support_faults(answer, library),
    }
    grounded, checkable = groundedness(answer, library)
    scores = _scores(case, answer, gold, broken) | {"grounded": grounded, "checkable": checkable}
    scores["span recall@5"] = span_recall(answer, gold.groups, library) if case.answerable else None
    if case.answerable:
        stage, faults = _answerable(case, answer, gold, scores, broken)
    else:
        stage, faults = _declined(case, answer, broken)
    return Result(case, suite, answer, gold, scores, broken, faults, stage)


def declines(case: Case, answer: Answer) -> bool:
    """Whether ``answer`` declines or corrects: the decline of decline precision and recall.

    Status ``declined`` does; ``partial`` does with a reason that the case expects. ``answered`` does only where the
    case expects a false premise and the answer puts it right: every group of ``must``, which holds the true figures,
    stands in sentences that cite a clause. The reason alone proves nothing, nor does a figure of the question that a
    sentence without a clause repeats; a case without ``must`` names no true figure and so has to be declined.
    """
    if answer.status == ANSWERED:
        cited = "\n".join(sentence.text for sentence in answer.sentences if sentence.citations)
        true = (any(states(cited, fact) for fact in group) for group in case.must)
        return PREMISE in case.reasons and bool(case.must) and all(true)
    return answer.status == DECLINED or answer.reason in case.reasons


def crashed(case: Case, gold: Gold, error: str, suite: str = "") -> Result:
    """A question that raised instead of being answered."""
    return Result(case, suite, None, gold, {}, {}, (error.strip().splitlines()[-1], error), CRASHED)


def _cited(answer: Answer) -> list[str]:
    """Clauses that a sentence really points to, in order of first use."""
    known = {citation.n: citation.clause for citation in answer.citations}
    used = [number for sentence in answer.sentences for number in sentence.citations]
    return list(dict.fromkeys(known[number] for number in used if number in known))


def _scores(case: Case, answer: Answer, gold: Gold, broken: dict[str, tuple[str, ...]]) -> Scores:
    ranked = list(dict.fromkeys(row.clause for row in answer.retrieved))
    groups = gold.groups if case.answerable else ()
    cited = _cited(answer)
    return {
        "recall@1": recall_at(ranked, groups, 1),
        "recall@5": recall_at(ranked, groups, 5),
        "recall@10": recall_at(ranked, groups, 10),
        "allhit@5": all_hit_at(ranked, groups, 5),
        "mrr@10": mrr_at(ranked, groups),
        "ndcg@10": ndcg_at(ranked, groups),
        "clause precision": clause_precision(cited, groups),
        "clause recall": clause_recall(cited, groups),
        "facts": fact_score(answer.text, case.must, case.must_not, case.weights) if case.answerable else None,
        "cells": 1 - len(wrong_cells(answer, gold.cells)) / len(gold.cells) if gold.cells else None,
        "citations": float(not broken["citations"] and not broken["labels"]),
        "quotes": float(not broken["quotes"]) if answer.citations else None,
        "supported": float(not broken["supported"]) if answer.citations else None,
        "numbers": float(not broken["numbers"]) if any(numbers(s.text) for s in answer.sentences) else None,
        "language": float(answer.language == case.language),
    }


def _broken_stage(broken: dict[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """The first invariant's stage with all faults that belong to it."""
    stage = next((at for name, at in INVARIANTS.items() if broken[name]), "")
    return stage, tuple(fault for name, at in INVARIANTS.items() if at == stage for fault in broken[name])


def _answerable(
    case: Case, answer: Answer, gold: Gold, scores: Scores, broken: dict[str, tuple[str, ...]]
) -> tuple[str, tuple[str, ...]]:
    """The first stage that failed, in the order in which an answer comes about."""
    if gold.missing:
        return NOT_INDEXED, tuple(f"no clause {path}" for path in gold.missing)
    unfound = _unfound([row.clause for row in answer.retrieved], gold)
    uncited = _unfound(_cited(answer), gold)
    wrong = _wrong_facts(case, answer) + wrong_cells(answer, gold.cells)
    stage, faults = _broken_stage(broken)
    if answer.status == DECLINED:
        reason = f"declined as {answer.reason or 'no reason'}"
        return (NOT_RETRIEVED, (*unfound, reason)) if unfound else (WRONGLY_DECLINED, (reason,))
    if uncited and unfound:
        return NOT_RETRIEVED, unfound
    if uncited:
        return UNUSED, uncited
    if stage:
        return stage, faults
    if wrong:
        return MISSTATED, wrong
    if strange := _strange(answer, gold):
        return WRONGLY_CITED, strange
    if not scores["language"]:
        return WRONG_LANGUAGE, (f"answered in {answer.language}, asked in {case.language}",)
    return "", ()


def _declined(case: Case, answer: Answer, broken: dict[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    forbidden = tuple(f"states {wrong}" for wrong in case.must_not if states(answer.text, wrong))
    answered = answer.status == ANSWERED
    if (answered and not declines(case, answer)) or forbidden:
        return WRONGLY_ANSWERED, forbidden or (f"expected a decline: {' or '.join(case.reasons) or 'any reason'}",)
    stage, faults = _broken_stage(broken)
    if stage:
        return stage, faults
    if case.reasons and answer.reason not in case.reasons and not (answered and not answer.reason):
        return WRONG_REASON, (f"{answer.reason or 'no reason'}, expected {' or '.join(case.reasons)}",)
    if lacking := _wrong_facts(case, answer):
        return MISSTATED, lacking
    if answer.language != case.language:
        return WRONG_LANGUAGE, (f"answered in {answer.language}, asked in {case.language}",)
    return "", ()


def _unfound(found: Sequence[str], gold: Gold) -> tuple[str, ...]:
    return tuple(f"misses {' | '.join(group)}" for group in gold.groups if not set(group) & set(found))


def _strange(answer: Answer, gold: Gold) -> tuple[str, ...]:
    """Clauses of plans that the question is not about."""
    other = [c.clause for c in answer.citations if gold.plans and c.plan not in gold.plans]
    return tuple(f"cites another plan: {clause}" for clause in dict.fromkeys(other))


def _wrong_facts(case: Case, answer: Answer) -> tuple[str, ...]:
    lacking = [f"does not state {' | '.join(g)}" for g in case.must if not any(states(answer.text, f) for f in g)]
    return (*lacking, *(f"states {wrong}" for wrong in case.must_not if states(answer.text, wrong)))
