"""Speed of search over a large store of invented plans:
``python -m eval.bench_large [--clauses 100000] [--store DIR]``.

``--store`` keeps the store, so that a second run opens what the first one made.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path

import numpy as np

from assistant.chain import Assistant
from eval.crowd import plans
from index.build import files_in, index_files
from index.embed import Embedder, load_embedder
from index.pairs import own_pairs
from index.query import word_weights
from index.store import open_store

CLAUSES = 100_000
QUESTIONS = 200
AS_OF = date(2026, 1, 1)

HEAD = """
## A large store

Invented plans (`eval/crowd.py`), questions from the dev pairs. *whole search*: question read, both searches, fused and
folded, as `eduplan search` does it; milliseconds on one thread of this machine.

| | median | 95% |
| --- | ---: | ---: |"""


def report(embedder: Embedder, clauses: int = CLAUSES, keep: Path | None = None) -> Iterator[str]:
    """Markdown: times of search at about ``clauses`` clauses; the store is made in ``keep`` if given, and stays."""
    with tempfile.TemporaryDirectory() as place:
        root = keep or Path(place) / "store"
        built = 0.0 if (root / "current").exists() else _build(root, clauses, embedder)
        began = time.perf_counter()
        assistant = Assistant(open_store(root, embedder), as_of=AS_OF)
        assistant.search("课后服务", 10)
        opened = time.perf_counter() - began
        yield HEAD
        yield from _times(assistant)
        library = assistant.library
        count, memory = sum(1 for _ in library.clauses()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield f"\n{count} clauses of {len(library.plans)} plans: opened, with a first search, in {opened:.1f} s;"
        yield (
            f"made in {built:.0f} s; {memory} MB of memory at most.\n" if built else f"{memory} MB of memory at most.\n"
        )


def _build(root: Path, clauses: int, embedder: Embedder) -> float:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, text) in enumerate(plans(clauses)):
            (Path(folder) / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        index_files(root, files_in([Path(folder)]), embedder, lambda *_: None)
    return time.perf_counter() - began


def _times(assistant: Assistant) -> Iterator[str]:
    store = assistant.store
    asks = [ask for entry in own_pairs("dev") for ask in entry["asks"]][:QUESTIONS]
    names = cycle(plan.metadata.district for plan in list(assistant.library.plans.values())[:: len(asks) // 2])
    placed = [f"{name}{ask}" for name, ask in zip(names, asks, strict=False)]
    vector = {ask: store.embedder.embed_query(ask) for ask in asks}
    weights = {ask: word_weights(ask) for ask in asks}
    yield _row("a question's vector", asks, lambda ask: store.embedder.encode_query(ask))
    yield _row("vectors, all plans", asks, lambda ask: store.search_dense(vector[ask], 60))
    yield _row("words, all plans", asks, lambda ask: store.search_words(weights[ask], 60))
    yield _row("whole search, no place named", asks, lambda ask: assistant.search(ask, 10))
    yield _row("whole search, one district named", placed, lambda ask: assistant.search(ask, 10))


def _row(name: str, asks: Sequence[str], run: Callable[[str], object]) -> str:
    taken = []
    for ask in asks:
        began = time.perf_counter()
        run(ask)
        taken.append(1000 * (time.perf_counter() - began))
    return f"| {name} | {np.median(taken):.2f} | {np.percentile(taken, 95):.2f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_large", description=__doc__)
    parser.add_argument("--clauses", type=int, default=CLAUSES, help="about how many")
    parser.add_argument("--store", type=Path, help="folder to make the store in, or that holds it already")
    parser.add_argument("--embedder", help="name or folder; the bundled one by default")
    options = parser.parse_args(arguments)
    for line in report(load_embedder(options.embedder), options.clauses, options.store):
        print(line, flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
