"""Questions about matters that a plan never mentions, and about ones that it does, made from the thesaurus.

``python -m eval.absent [PATH …]``: of each plan as many of both as ``--each`` says, drawn with ``--seed``. An answer
about a matter that stands nowhere in the plan must say so; one about a matter that does must quote a clause that has
it. Neither needs labels: whether a name stands in a plan is a fact. What is near a matter in other words (教师研修 for
教师培训) counts as absent here, so a few answers to absent ones are right.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.answer import ANSWERED, Answer
from assistant.chain import Assistant
from eval.suites import SAMPLES, opened
from index.plan import Plan
from index.script import fold
from index.thesaurus import Concept, concepts

ASKED = ("{place}对{name}有什么安排？", "{place}{name}怎么弄的", "{place}的规划里提到{name}了吗？")
AS_OF = date(2026, 1, 1)


def matters(plan: Plan) -> tuple[list[Concept], list[Concept]]:
    """Concepts that no clause of the plan has any Chinese way of, and those whose term stands in one."""
    text = fold("\n".join(clause.text for clause in plan.clauses))
    absent = [one for one in concepts() if not any(fold(way) in text for way in _ways(one) + one.everyday)]
    return absent, [one for one in concepts() if fold(one.term) in text]


def _ways(concept: Concept) -> tuple[str, ...]:
    return (concept.term, *concept.also)


def ask(assistant: Assistant, each: int, seed: int) -> Iterator[tuple[str, Concept, Answer]]:
    """Each question's side (absent or present), its matter, and the answer."""
    draw = random.Random(seed)
    for plan in assistant.library.plans.values():
        for side, known in zip(("absent", "present"), matters(plan), strict=True):
            for one in draw.sample(known, min(each, len(known))):
                question = draw.choice(ASKED).format(place=plan.metadata.district, name=one.term)
                yield side, one, assistant.ask(question)


def count(asked: Iterator[tuple[str, Concept, Answer]]) -> Counter[tuple[str, str]]:
    """By side: how many were asked, answered without a reserve, and quote a clause that has the matter."""
    tally: Counter[tuple[str, str]] = Counter()
    for side, one, answer in asked:
        quoted = fold("".join(citation.shown for citation in answer.citations))
        tally[side, "asked"] += 1
        tally[side, "answered"] += answer.status == ANSWERED and not answer.reason
        tally[side, "quoted"] += any(fold(way) in quoted for way in _ways(one))
    return tally


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.absent", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--each", type=int, default=60, help="questions of each side a plan (60)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        assistant = opened(chosen.paths, Path(folder), as_of=AS_OF)
        tally = count(ask(assistant, chosen.each, chosen.seed))
    for side in ("absent", "present"):
        asked = max(1, tally[side, "asked"])
        answered, quoted = (round(100 * tally[side, key] / asked) for key in ("answered", "quoted"))
        line = f"{side}: {tally[side, 'asked']} asked, {answered}% answered without a reserve, {quoted}% quoted\n"
        sys.stdout.write(line)


if __name__ == "__main__":
    main()
