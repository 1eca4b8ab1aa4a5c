"""Whose words an answer's words are: strength, plan and time. Asked of the library, not of the assistant's own check.

Each function gives one line per fault; no line means that the invariant holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from assistant.answer import DECLINED, Answer
from eval.metrics import Groups, markers, states
from index.library import Library
from index.plan import Plan
from index.script import fold

MODALS = ("应当", "必须", "可以", "不得", "严禁", "确保", "力争", "探索", "鼓励", "原则上")
"""Words that set how far a plan binds itself; one is never put in place of another."""

OVER = "period_over"
"""Kind of the notice that a plan's period is over."""

_CELL = re.compile(r"(?<!\\)\|")
_HEAD = re.compile(r"[-*>|\s]*([^：:|]{1,40})[：:|]")


def modality_faults(answer: Answer) -> tuple[str, ...]:
    """Every modal word of a citing sentence stands in the words that this sentence quotes."""
    held = {citation.n: fold(citation.shown) for citation in answer.citations}
    faults = []
    for sentence in answer.sentences:
        evidence = "".join(held.get(number, "") for number in sentence.citations)
        lacking = [word for word in MODALS if word in fold(sentence.text) and word not in evidence]
        faults += [f"{word} is not in what it cites: {sentence.text}" for word in lacking if evidence]
    return tuple(faults)


def label_faults(answer: Answer, library: Library) -> tuple[str, ...]:
    """A line or row that begins with the name of a plan's district cites that plan and no other."""
    plans = {citation.n: citation.plan for citation in answer.citations}
    faults = []
    for line in answer.text.splitlines():
        head = _HEAD.match(fold(line))
        named = {plan.id for plan in library.plans.values() if head and _is_named(plan, head[1])}
        used = {plans[number] for number in markers(line) if number in plans}
        if named and used - named:
            faults.append(f"names one plan and cites another: {line}")
    return tuple(faults)


def _is_named(plan: Plan, head: str) -> bool:
    district = fold(plan.metadata.district)
    return bool(district) and (district in head or any(re.search(rf"\b{name}\b", head) for name in _english(district)))


@cache
def _english(district: str) -> tuple[str, ...]:
    from assistant.places import bare
    from assistant.sounds import sounds

    return tuple(re.escape(name) for name in sounds(bare(district)))


def validity_faults(answer: Answer, library: Library, as_of: date) -> tuple[str, ...]:
    """An answer from a plan whose period is over at ``as_of`` says so: a notice with the period's last year."""
    if answer.status == DECLINED:
        return ()
    cited = {citation.plan for citation in answer.citations}
    faults = []
    for plan in library.plans.values():
        period = plan.metadata.period
        if plan.id not in cited or not period or period[1] >= as_of.year:
            continue
        if not any(notice.kind == OVER and str(period[1]) in notice.text for notice in answer.notices):
            faults.append(f"does not say that {plan.source} was over in {period[1]}")
    return tuple(faults)


def wrong_cells(answer: Answer, cells: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Cells of a comparison (plan id, alternatives of its value) that no part of the answer gives as that plan's."""
    parts = list(_parts(answer))
    return tuple(
        f"does not give {' | '.join(values)} for {plan}"
        for plan, values in cells
        if not any(plan in used and any(states(text, value) for value in values) for text, used in parts)
    )


def _parts(answer: Answer) -> Iterator[tuple[str, set[str]]]:
    """The sentences, and each cell or line of the text, with the plans it cites."""
    plans = {citation.n: citation.plan for citation in answer.citations}
    for line in answer.text.splitlines():
        for text in _CELL.split(line) if line.startswith("|") else [line]:
            yield text, {plans[number] for number in markers(text) if number in plans}


def span_recall(answer: Answer, gold: Groups, library: Library, k: int = 5) -> float | None:
    """Span recall@k = characters of gold clauses that the first k retrieved rows cover / characters of gold clauses,
    of each group the member that is covered best, averaged over the groups (token-level recall of Smith and
    Troynikov 2024, "Evaluating Chunking Strategies for Retrieval", counted in characters). It forgives a hit on the
    parent or the child of the gold clause by as much as they share.
    """
    return span_cover([(row.source, row.start, row.end) for row in answer.retrieved[:k]], gold, library)


def span_cover(rows: Sequence[tuple[str, int, int]], gold: Groups, library: Library) -> float | None:
    """:func:`span_recall` of any rows ``(source, start, end)``, a chunk's as well as a clause's; None without gold."""
    shares = []
    for group in gold:
        members = [clause for name in group if (clause := library.clause(name))]
        shares.append(max((_covered(c.start, c.end, library.plan_of(c).source, rows) for c in members), default=0.0))
    return sum(shares) / len(shares) if shares else None


def _covered(start: int, end: int, source: str, rows: Sequence[tuple[str, int, int]]) -> float:
    """Share of ``start:end`` that the rows of ``source`` cover together."""
    done, total = start, 0
    for low, high in sorted((max(start, a), min(end, b)) for name, a, b in rows if name == source):
        if high > max(low, done):
            total += high - max(low, done)
            done = high
    return total / (end - start) if end > start else 0.0
