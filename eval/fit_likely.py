"""Fits ``assistant.likely.WEIGHTS`` and checks them: ``python -m eval.fit_likely [CASES.jsonl …]``.

The bundled dev cases are taken, and those of further files in the same format on the district plans. Each figure
comes from weights that never saw a question on the same plan. Prints the weights to write into
``assistant/likely.py``, then first place, what the answers would quote, and calibration; the test cases are only
looked at. To be run again when search changes (another embedder, fusion or thesaurus).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import kinds
from assistant.choose import taken
from assistant.likely import SIGNS, signs
from assistant.nearness import Nearness
from assistant.question import read_question
from assistant.retrieve import retrieve
from assistant.scene import Scene
from assistant.support import CLAUSES
from eval.case import CASES, Case, PlanRef, load_cases, load_refs
from eval.integrity import resolve
from eval.suites import folders, opened
from index.embed import load_embedder
from index.query import is_foreign
from index.store import Store

KINDS = frozenset({kinds.FACT, kinds.NUMBER, kinds.POLICY, kinds.LIST, kinds.RESPONSIBLE, kinds.WHY})
"""Kinds of question that one clause answers."""
RIDGE = 1.0
"""Penalty on squared weights of standardised signs."""
ROUNDS = 30
"""Newton steps; the fit stands still long before."""
BINS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A question's clauses in search's order: ``signs`` (clauses, signs), whether each is gold (clauses,), and the
    plan that gold is of."""

    split: str
    foreign: bool
    plan: str
    signs: Floats
    gold: Floats


def samples(more: Sequence[Path] = ()) -> Iterator[Sample]:
    """Every answerable single-clause case on the sample plans and, where they are at hand, the district plans with
    the cases of ``more``."""
    embedder = load_embedder()
    for suite, folder in folders().items():
        if folder is None:
            continue
        with tempfile.TemporaryDirectory() as place:
            store = opened([folder], Path(place), embedder).store
            for path in (CASES / f"{suite}.jsonl", *(more if suite == "districts" else ())):
                refs = load_refs(path.parent / "plans.toml")
                found = (_sample(case, refs, store) for case in load_cases(path, refs or None))
                yield from (one for one in found if one is not None)


def _sample(case: Case, refs: dict[str, PlanRef], store: Store) -> Sample | None:
    question = read_question(case.question, case.history, store.library, case.as_of)
    if not (case.answerable and case.gold) or question.kind not in KINDS:
        return None
    gold = {name for group in resolve(case, refs, store.library).groups for name in group}
    nearness = Nearness(store.embedder, question.standalone)
    scene = Scene(question, retrieve(question, store), store.library, case.as_of, nearness)
    rows = signs(scene, scene.found(scene.hits[:CLAUSES]))
    right = np.array([inside[0].piece.clause.id in gold for inside, _ in rows], dtype=float)
    if not right.any():
        return None  # search did not find it: nothing to choose
    plan = min(gold).partition("#")[0]
    return Sample(case.split or "dev", is_foreign(question.standalone), plan, np.array([row for _, row in rows]), right)


def fit(found: Sequence[Sample]) -> Floats:
    """Weights of the signs that make the gold clauses likeliest: a conditional logit by Newton's method, the ridge on
    standardised signs. Where several clauses are gold, each is a choice of its own with an equal share."""
    spread = np.vstack([one.signs for one in found]).std(0) + 1e-9
    weights = np.zeros(len(spread))
    for _ in range(ROUNDS):
        slope, bend = RIDGE * weights, RIDGE * np.eye(len(weights))
        for one in found:
            x, share = one.signs / spread, one.gold / one.gold.sum()
            chance = softmax(x @ weights)
            mean = chance @ x
            slope += mean - share @ x
            bend += (x.T * chance) @ x - np.outer(mean, mean)
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights / spread)


def softmax(totals: Floats) -> Floats:
    shares = np.exp(totals - totals.max())
    return np.asarray(shares / shares.sum())


def left_out(found: Sequence[Sample]) -> list[Floats]:
    """For each question its clauses' chances, by weights fitted without the questions on its plan."""
    weights = {plan: fit([one for one in found if one.plan != plan]) for plan in {one.plan for one in found}}
    return [softmax(one.signs @ weights[one.plan]) for one in found]


def report(found: Sequence[Sample], chances: Sequence[Floats]) -> str:
    """Share of questions whose likeliest clause is gold (search's first beside it), share with gold among the clauses
    an answer quotes and how many these are, calibration of all chances."""
    first = np.mean([one.gold[np.argmax(chance)] for one, chance in zip(found, chances, strict=True)])
    search = np.mean([one.gold[0] for one in found])
    quoted = [np.argsort(-chance, kind="stable")[: taken(np.sort(chance)[::-1].tolist())] for chance in chances]
    cited = np.mean([one.gold[places].max() for one, places in zip(found, quoted, strict=True)])
    p, y = np.concatenate(list(chances)), np.concatenate([one.gold for one in found])
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    held = [f"{p[bins == at].mean():.2f}→{y[bins == at].mean():.2f}" for at in range(BINS) if (bins == at).any()]
    return (
        f"{len(found)} questions, first {first:.3f} (search {search:.3f}), cited {cited:.3f} with "
        f"{np.mean([len(places) for places in quoted]):.2f} clauses, said→is {' '.join(held)}"
    )


def main() -> None:
    found = list(samples([Path(name) for name in sys.argv[1:]]))
    for name, foreign in (("zh", False), ("foreign", True)):
        dev, test = (
            [one for one in found if one.foreign == foreign and one.split == split] for split in ("dev", "test")
        )
        weights = fit(dev)
        told = ", ".join(f"{weight:.2f}" for weight in weights)
        sys.stdout.write(f'"{name}": ({told}),  # {", ".join(SIGNS)}\n')
        sys.stdout.write(f"  dev, each plan left out: {report(dev, left_out(dev))}\n")
        sys.stdout.write(f"  test: {report(test, [softmax(one.signs @ weights) for one in test])}\n")


if __name__ == "__main__":
    main()
