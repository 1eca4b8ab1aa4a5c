"""Search quality and speed on the project's own dev pairs and on public sets:
``python -m eval.bench_search [--sets DIR] [--embedder NAME] [--only NAME,…]``.

For each set: words alone (BM25), vectors alone, both fused as search fuses them. R@1, R@5, R@10, MRR@10 in percent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, load_embedder
from index.fusion import fuse
from index.pairs import own_pairs
from index.query import is_foreign, word_weights
from index.words import terms

Scores = NDArray[np.float32]
PUBLIC = ("cmrc_dev", "drcd_dev", "stard", "domainrag", "ncp", "rgb_zh")


@dataclass(frozen=True)
class SearchSet:
    """Documents, questions, and for each question the places of its right documents."""

    name: str
    documents: list[str]
    questions: list[str]
    gold: list[list[int]]


@dataclass(frozen=True)
class Quality:
    """Shares of questions with a right document among the first 1, 5, 10; the mean reciprocal rank within 10."""

    first: float
    five: float
    ten: float
    mrr: float

    def __str__(self) -> str:
        return "/".join(f"{100 * value:.1f}" for value in (self.first, self.five, self.ten, self.mrr))


def quality(ranks: Sequence[int]) -> Quality:
    """From 1-based ranks of each question's best right document."""
    rank = np.asarray(ranks, float)
    first, five, ten = (float((rank <= k).mean()) for k in (1, 5, 10))
    return Quality(first, five, ten, float(np.where(rank <= 10, 1 / rank, 0).mean()))


def own_set(split: str = "dev") -> SearchSet:
    """Everyday questions over the official sentences of both splits."""
    entries = own_pairs(split)
    others = own_pairs("train" if split == "dev" else "dev")
    documents = [entry["official"] for entry in (*entries, *others)]
    asked = [(ask, place) for place, entry in enumerate(entries) for ask in entry["asks"]]
    return SearchSet(f"own {split}", documents, [ask for ask, _ in asked], [[place] for _, place in asked])


def public_sets(folder: Path, wanted: Sequence[str] = ()) -> Iterator[SearchSet]:
    """The sets found in ``folder`` as ``NAME.corpus.jsonl.gz`` and ``NAME.queries.jsonl.gz``."""
    for name in PUBLIC:
        if (not wanted or name in wanted) and (folder / f"{name}.corpus.jsonl.gz").exists():
            queries = _rows(folder / f"{name}.queries.jsonl.gz")
            texts = [row["text"] for row in _rows(folder / f"{name}.corpus.jsonl.gz")]
            yield SearchSet(name, texts, [row["q"] for row in queries], [row["gold"] for row in queries])
    if (not wanted or "xquad" in wanted) and (folder / "xquad.corpus.jsonl.gz").exists():
        queries = _rows(folder / "xquad.queries.jsonl.gz")
        texts = [row["zh"] for row in _rows(folder / "xquad.corpus.jsonl.gz")]
        for language in ("zh", "en"):
            asked = [row[language] for row in queries]
            yield SearchSet(f"xquad {language}→zh", texts, asked, [row["gold"] for row in queries])


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Ranker:
    """Word and vector scores of every document of a set, for one question at a time."""

    def __init__(self, documents: Sequence[str], embedder: Embedder) -> None:
        import bm25s

        self.embedder = embedder
        self.vectors = embedder.encode_documents(documents)
        self.index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        self.index.index([terms(text) for text in documents], show_progress=False)
        self.total = len(documents)

    def words(self, question: str, thesaurus: float | None = None) -> Scores:
        """BM25 divided by the question's ceiling, as the store gives it."""
        weights = word_weights(question) if thesaurus is None else word_weights(question, thesaurus)
        return self.weighted(weights)

    def weighted(self, weights: dict[str, float]) -> Scores:
        table, known = self.index.scores, self.index.vocab_dict
        scores, ceiling = np.zeros(self.total, np.float32), 0.0
        for term, weight in weights.items():
            row = known.get(term)
            begin, end = (int(table["indptr"][row]), int(table["indptr"][row + 1])) if row is not None else (0, 0)
            scores[table["indices"][begin:end]] += weight * table["data"][begin:end]
            ceiling += weight * float(np.log(1 + (self.total - (end - begin) + 0.5) / (end - begin + 0.5)))
        return scores / max(ceiling, 1e-9)

    def dense(self, question: str) -> Scores:
        return np.asarray(self.vectors @ self.embedder.encode_query(question))


def rank(scores: Scores, gold: Sequence[int]) -> int:
    """1-based rank of the best right document; ties count against it."""
    best = max(float(scores[place]) for place in gold)
    above = int((scores >= best).sum()) - sum(1 for place in gold if scores[place] >= best)
    return 1 + above


def measure(found: SearchSet, embedder: Embedder) -> dict[str, Quality]:
    """Quality of words alone, plain and widened, of vectors alone, and of both fused."""
    ranker = Ranker(found.documents, embedder)
    ranks: dict[str, list[int]] = {"plain words": [], "words": [], "vectors": [], "fused": []}
    for question, gold in zip(found.questions, found.gold, strict=True):
        plain = ranker.weighted(dict.fromkeys(terms(question), 1.0))
        words, dense = ranker.words(question), ranker.dense(question)
        both = fuse(words, dense, is_foreign(question))
        for name, scores in zip(ranks, (plain, words, dense, both), strict=True):
            ranks[name].append(rank(scores, gold))
    return {name: quality(found) for name, found in ranks.items()}


def speed(embedder: Embedder, questions: Sequence[str], documents: Sequence[str]) -> tuple[float, float]:
    """Median milliseconds for a question's vector, and documents a second."""
    taken = []
    for question in questions:
        began = time.perf_counter()
        embedder.encode_query(question)
        taken.append(1000 * (time.perf_counter() - began))
    began = time.perf_counter()
    embedder.encode_documents(documents)
    return float(np.median(taken)), len(documents) / (time.perf_counter() - began)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_search", description=__doc__)
    parser.add_argument("--sets", type=Path, help="folder of the public sets")
    parser.add_argument("--embedder", help="name or folder; the bundled one by default")
    parser.add_argument("--only", default="", help="names of sets, joined by commas")
    options = parser.parse_args(arguments)
    embedder = load_embedder(options.embedder)
    wanted = tuple(filter(None, options.only.split(",")))
    sets = [own_set()] if not wanted or "own" in wanted else []
    sets += list(public_sets(options.sets, wanted)) if options.sets else []
    write = sys.stdout.write
    write("| set | documents | questions | plain words | words | vectors | fused |\n" + "| --- " * 7 + "|\n")
    for found in sets:
        cells = " | ".join(map(str, measure(found, embedder).values()))
        write(f"| {found.name} | {len(found.documents)} | {len(found.questions)} | {cells} |\n")
        sys.stdout.flush()
    if sets:
        ms, rate = speed(embedder, sets[0].questions[:500], sets[0].documents[:500])
        write(f"\nA question's vector takes {ms:.2f} ms (median); {rate:.0f} documents a second.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
