"""Fits ``assistant.likely.WEIGHTS`` on the dev cases and checks them on the test cases: ``python -m eval.fit_likely``.

Prints the weights to write into ``assistant/likely.py``, then log loss, first place and calibration. To be run again
when search's scores change in scale (another embedder, another fusion).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import index
from assistant import kinds
from assistant.likely import SIGNS, signs
from assistant.nearness import Nearness
from assistant.question import read_question
from assistant.retrieve import retrieve
from assistant.scene import Scene
from assistant.support import CLAUSES
from eval.case import CASES, Case, PlanRef, load_cases, load_refs
from eval.integrity import resolve
from eval.suites import district_plans
from index.build import files_in, index_files
from index.embed import load_embedder
from index.query import is_foreign
from index.store import Store, open_store

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
    """A question's clauses in search's order: ``signs`` (clauses, signs) and whether each is gold (clauses,)."""

    split: str
    foreign: bool
    signs: Floats
    gold: Floats


def samples() -> Iterator[Sample]:
    """Every answerable single-clause case on the sample plans and, where they are at hand, the district plans."""
    refs, embedder = load_refs(CASES / "plans.toml"), load_embedder()
    folders = {"samples": Path(index.__file__).parent / "samples", "districts": district_plans()}
    for suite, folder in folders.items():
        if folder is None:
            continue
        with tempfile.TemporaryDirectory() as place:
            index_files(Path(place), files_in([folder]), embedder, lambda *_: None)
            store = open_store(Path(place), embedder)
            for case in load_cases(CASES / f"{suite}.jsonl", refs):
                if case.answerable and case.gold and (sample := _sample(case, refs, store)) is not None:
                    yield sample


def _sample(case: Case, refs: dict[str, PlanRef], store: Store) -> Sample | None:
    question = read_question(case.question, case.history, store.library, case.as_of)
    if question.kind not in KINDS:
        return None
    gold = {name for group in resolve(case, refs, store.library).groups for name in group}
    nearness = Nearness(store.embedder, question.standalone)
    scene = Scene(question, retrieve(question, store), store.library, case.as_of, nearness)
    rows = signs(scene, scene.found(scene.hits[:CLAUSES]))
    if not rows:
        return None
    right = np.array([inside[0].piece.clause.id in gold for inside, _ in rows], dtype=float)
    return Sample(case.split, is_foreign(question.standalone), np.array([row for _, row in rows]), right)


def fit(x: Floats, y: Floats) -> Floats:
    """Weights of the columns of ``x`` and a constant, by Newton's method with a ridge on standardised columns."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    ridge = RIDGE * np.diag([*np.ones(x.shape[1]), 0.0])
    weights = np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (chance - y) + ridge @ weights
        weights -= np.linalg.solve((z.T * (chance * (1 - chance))) @ z + ridge, slope)
    own = weights[:-1] / spread
    return np.append(own, weights[-1] - own @ mean)


def chances(x: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1]))))


def report(found: Sequence[Sample], weights: Floats) -> str:
    """Log loss, share of questions whose likeliest clause is gold (search's first beside it), calibration."""
    told = [(chances(one.signs, weights), one.gold) for one in found]
    p, y = (np.concatenate([pair[at] for pair in told]) for at in (0, 1))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    first = np.mean([gold[int(np.argmax(chance))] for chance, gold in told])
    search = np.mean([gold[0] for _, gold in told])
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    held = [f"{p[bins == at].mean():.2f}→{y[bins == at].mean():.2f}" for at in range(BINS) if (bins == at).any()]
    return (
        f"{len(told)} questions, log loss {loss:.3f}, first {first:.3f} (search {search:.3f}), said→is {' '.join(held)}"
    )


def main() -> None:
    found = list(samples())
    for name, foreign in (("zh", False), ("foreign", True)):
        mine = {
            split: [one for one in found if one.foreign == foreign and one.split == split] for split in ("dev", "test")
        }
        weights = fit(np.vstack([one.signs for one in mine["dev"]]), np.concatenate([one.gold for one in mine["dev"]]))
        told = ", ".join(f"{weight:.2f}" for weight in weights)
        sys.stdout.write(f'"{name}": ({told}),  # {", ".join(SIGNS)}, constant\n')
        for split, some in mine.items():
            sys.stdout.write(f"  {split}: {report(some, weights)}\n")


if __name__ == "__main__":
    main()
