"""Metrics: pure functions over ids, texts and counts, each with its formula and source.

Gold is a conjunction of groups of equivalents: a group counts once, by whichever member is found first.
A metric that has nothing to measure is None, never 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence

from index.script import fold

Groups = Sequence[Collection[str]]

MARKER = re.compile(r"[\[［【](\d+)[\]］】]")


# --- retrieval ---------------------------------------------------------------------------------


def ranks(ranked: Sequence[str], gold: Groups) -> list[int | None]:
    """For each group the 1-based rank of its first member in ``ranked``, None where none is there."""
    return [next((at for at, found in enumerate(ranked, 1) if found in group), None) for group in gold]


def recall_at(ranked: Sequence[str], gold: Groups, k: int) -> float | None:
    """Recall@k = groups with a member among the first k / groups (Manning, Raghavan, Schütze 2008, ch. 8)."""
    if not gold:
        return None
    return sum(rank is not None and rank <= k for rank in ranks(ranked, gold)) / len(gold)


def all_hit_at(ranked: Sequence[str], gold: Groups, k: int) -> float | None:
    """AllHit@k = 1 if every group has a member among the first k, else 0 (the strict form for questions
    that need several clauses; HotpotQA's joint supporting facts, Yang et al. 2018)."""
    recall = recall_at(ranked, gold, k)
    return None if recall is None else float(recall == 1)


def mrr_at(ranked: Sequence[str], gold: Groups, k: int = 10) -> float | None:
    """MRR@k = 1 / rank of the first gold clause, 0 past k (Voorhees 1999; k = 10 as in MS MARCO)."""
    if not gold:
        return None
    first = min((rank for rank in ranks(ranked, gold) if rank is not None), default=None)
    return 1 / first if first is not None and first <= k else 0.0


def ndcg_at(ranked: Sequence[str], gold: Groups, k: int = 10) -> float | None:
    """nDCG@k with gain 1 for each group's first member: Σ 1/log2(rank+1) over the groups found among the
    first k, divided by the same sum with the groups at ranks 1…min(k, groups) (Järvelin, Kekäläinen 2002)."""
    if not gold:
        return None
    found = {rank for rank in ranks(ranked, gold) if rank is not None and rank <= k}
    ideal = sum(1 / math.log2(at + 1) for at in range(1, min(k, len(gold)) + 1))
    return sum(1 / math.log2(rank + 1) for rank in found) / ideal


# --- citations ---------------------------------------------------------------------------------


def clause_precision(cited: Iterable[str], gold: Groups) -> float | None:
    """Cited clauses that are gold / cited clauses."""
    clauses = set(cited)
    wanted = {member for group in gold for member in group}
    if not clauses or not wanted:
        return None
    return len(clauses & wanted) / len(clauses)


def clause_recall(cited: Iterable[str], gold: Groups) -> float | None:
    """Gold groups with a member among the cited clauses / gold groups."""
    if not gold:
        return None
    clauses = set(cited)
    return sum(any(member in clauses for member in group) for group in gold) / len(gold)


def markers(text: str) -> list[int]:
    """The citation numbers in ``text``, in order: ``[1]``, ``【1】`` and ``［1］``. 0 is kept as 0, so that a
    look-up by number finds nothing (ALCE's ``eval.py`` subtracts 1 and so lets [0] score the last document)."""
    return [int(number) for number in MARKER.findall(text)]


# --- answers -----------------------------------------------------------------------------------


def normal(text: str) -> str:
    """``text`` as facts are compared: folded (NFKC, Simplified, lower case), no markers, Markdown
    escapes, blanks or thousands commas, one sign for every range (1—2, 1~2 and 1至2 are 1-2)."""
    plain = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", MARKER.sub("", text))
    flat = re.sub(r"\s+", " ", fold(plain))
    flat = re.sub(r"(?<!\d) | (?!\d)", "", flat)  # two cells of a table do not become one number
    flat = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", flat)
    return re.sub(r"(?<=\d)[—–~至到-]+(?=\d)", "-", flat)


def states(text: str, fact: str) -> bool:
    """Whether ``text`` holds ``fact`` after :func:`normal`; a number at the fact's edge must be a whole
    number there (8 is not in 18, 0.8, 8.5 or 8万)."""
    body = re.escape(normal(fact))
    head = r"(?<!\d)(?<!\d\.)" if normal(fact)[:1].isdigit() else ""
    tail = r"(?!\d|\.\d|[十百千万亿])" if normal(fact)[-1:].isdigit() else ""
    return re.search(head + body + tail, normal(text)) is not None


def fact_score(
    text: str, must: Sequence[Sequence[str]], must_not: Sequence[str] = (), weights: Sequence[float] = ()
) -> float | None:
    """Σ weights of the groups of ``must`` with a member stated in ``text`` / Σ weights (each 1 where none are given);
    0 if anything of ``must_not`` is stated (the conjunctive key-fact score of long-form QA; no judge model)."""
    if any(states(text, wrong) for wrong in must_not):
        return 0.0
    if not must:
        return None
    weights = weights or [1.0] * len(must)
    stated = sum(w for w, group in zip(weights, must, strict=True) if any(states(text, fact) for fact in group))
    return stated / sum(weights)


def precision_recall(predicted: Sequence[bool], actual: Sequence[bool]) -> tuple[float | None, float | None]:
    """TP / (TP + FP) and TP / (TP + FN); None where the denominator is 0."""
    true = sum(p and a for p, a in zip(predicted, actual, strict=True))
    return (
        true / sum(predicted) if any(predicted) else None,
        true / sum(actual) if any(actual) else None,
    )


def wilson(passed: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval for a share, 95% at the default z (Wilson 1927); (0, 1) for no observation."""
    if not total:
        return 0.0, 1.0
    share, z2 = passed / total, z * z
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = z / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return max(0.0, centre - half), min(1.0, centre + half)


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of what could be measured; None if nothing could."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
