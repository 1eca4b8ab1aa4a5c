"""What the support check (``assistant.verify.check``) is worth on text that is not ours. Pure but for :func:`rows`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.verify import check, cover
from eval.metrics import mean, precision_recall
from index.jsonl import json_lines
from index.quantity import find_quantities
from index.script import fold

NUMERIC = ("number", "year", "qualifier", "direction")
"""First words of the check's reasons that speak of a figure."""
WRONG = "不合理"
"""UHGEval's mark of a keyword that the news does not bear out; others are marked 合理."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A piece of text put to the check: its reasons, the share that is covered, whether it is in fact wrong."""

    text: str
    reasons: tuple[str, ...]
    covered: float
    wrong: bool

    @property
    def doubt(self) -> float:
        """Reasons but for cover + share not covered: 0 where everything is borne out."""
        return sum(not one.startswith("cover ") for one in self.reasons) + 1 - self.covered

    @property
    def numeric(self) -> bool:
        """Whether a reason speaks of a figure."""
        return any(one.partition(" ")[0] in NUMERIC for one in self.reasons)


def rows(path: Path) -> list[dict[str, Any]]:
    """A gzipped list, or gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        text = file.read()
    found = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for _, line in json_lines(text)]
    return list(found)


def keywords(records: Iterable[dict[str, Any]]) -> Iterator[Flag]:
    """UHGEval: each marked keyword of a continuation that a model wrote, checked against the true news (its beginning
    and remainder; the headline is context). Keywords are all that is labelled, so that they are what is checked."""
    for record in records:
        evidence, head = f"{record['newsBeginning']}\n{record['newsRemainder']}", record["headLine"]
        ground = fold(f"{evidence}\n{head}")
        for mark in record["annotations"]:
            word, _, verdict = mark.partition("<sep>")
            yield Flag(word, check(word, [evidence], (), head), cover(fold(word), ground), verdict.startswith(WRONG))


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Chance that a positive scores above a negative, ties half: the area under the ROC curve (Mann, Whitney 1947)."""
    values, truth = np.asarray(scores, float), np.asarray(positive, bool)
    up, down = values[truth], np.sort(values[~truth])
    if not len(up) or not len(down):
        return None
    below, above = np.searchsorted(down, up, "left"), np.searchsorted(down, up, "right")
    return float((below + above).sum() / (2 * len(up) * len(down)))


def numeric(flags: Iterable[Flag]) -> tuple[float | None, float | None, int]:
    """Precision and recall of the numeric flags over the keywords that hold a figure, and their number."""
    held = [flag for flag in flags if find_quantities(flag.text)]
    precision, recall = precision_recall([flag.numeric for flag in held], [flag.wrong for flag in held])
    return precision, recall, len(held)


def documents(records: Iterable[dict[str, Any]]) -> Iterator[tuple[bool, bool]]:
    """RGB: (supported by the check, in fact) for every pair of a document, true or counterfactual, and the answer of
    either kind, given as the sentence. A document of one kind supports that kind's answer only."""
    for record in records:
        for kind, own in (("positive", "answer"), ("positive_wrong", "fakeanswer")):
            for document in record[kind]:
                for answer in ("answer", "fakeanswer"):
                    yield supported(record[answer], document), answer == own


def supported(answer: str | list[Any], document: str) -> bool:
    """Whether the check passes ``answer``: a text, or parts of which each is a text or a list of ways to say it."""
    parts = [answer] if isinstance(answer, str) else answer
    ways = ([part] if isinstance(part, str) else part for part in parts)
    return all(any(not check(way, [document]) for way in part) for part in ways)


def balanced(pairs: Sequence[tuple[bool, bool]]) -> tuple[float | None, float | None, float | None]:
    """Balanced accuracy = mean of the two shares that follow: right pairs supported, wrong pairs not supported."""
    right = mean(float(said) for said, true in pairs if true)
    wrong = mean(float(not said) for said, true in pairs if not true)
    return None if right is None or wrong is None else (right + wrong) / 2, right, wrong
