"""How the store behaves as plans are added, up to a country's: ``python -m eval.bench_scale [--clauses 10000 100000]
[--folder DIR] [--out docs/scale.md]``.

Invented plans (``eval.crowd``) are indexed and searched in processes of their own, so that each one's memory is its
own. ``--folder`` keeps the stores: a second run measures search on what the first one made.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.chain import Assistant
from eval.crowd import plans
from eval.scale_page import Built, Found, Took, page, plot
from index.build import files_in, index_files
from index.embed import load_embedder
from index.nearby import PASSAGES, Nearby
from index.pairs import own_pairs
from index.query import word_weights
from index.store import Store, open_store

SIZES = (10_000, 100_000)
QUESTIONS, ANSWERS = 200, 60
AS_OF = date(2026, 1, 1)
SEARCHED, WANTED = 60, 10
"""Candidates that search takes from the vectors, and how many of the nearest must be among them."""
ROUNDED = 5e-4
"""What half precision may add to or take from a cosine."""
BLOCK = 8_192
"""Passages tried at a time."""
SHARE = 10
"""A filter of one in so many plans stands for a province's."""


def build(folder: Path, clauses: int) -> Built:
    """Index about ``clauses`` clauses into ``folder``/store."""
    source = folder / "plans"
    source.mkdir(parents=True)
    for number, (_, text) in enumerate(plans(clauses)):
        (source / f"{number:06d}.txt").write_text(text, encoding="utf-8")
    stages: dict[str, float] = {}

    def progress(stage: str, *_: int) -> None:
        stages.setdefault(stage, time.perf_counter())

    began, worked = time.perf_counter(), time.process_time()
    index_files(folder / "store", files_in([source]), load_embedder(), progress)
    ended = time.perf_counter()
    starts = [*stages.values(), ended]
    spent = {stage: end - start for stage, start, end in zip(stages, starts, starts[1:], strict=False)}
    return Built(ended - began, time.process_time() - worked, spent, _sizes(folder / "store"), _memory()["VmHWM"])


def _sizes(root: Path) -> dict[str, int]:
    """Bytes of the store's parts."""
    parts: dict[str, int] = {}
    generation = root / "generations" / (root / "current").read_text(encoding="utf-8").strip()
    for path in root.rglob("*"):
        if path.is_file():
            inside = path.relative_to(generation if path.is_relative_to(generation) else root)
            name = inside.parts[0].partition(".")[0]
            parts[name] = parts.get(name, 0) + path.stat().st_size
    return parts


def _memory() -> dict[str, int]:
    """Bytes of this process: peak (``VmHWM``), now of its own (``RssAnon``) and of files (``RssFile``). Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = (line.split() for line in lines if line.startswith(("VmHWM", "RssAnon", "RssFile")))
    return {name.rstrip(":"): 1024 * int(size) for name, size, _ in found}


def search(folder: Path) -> Found:
    """Open ``folder``/store and ask it."""
    began = time.perf_counter()
    assistant = Assistant(open_store(folder / "store", load_embedder()), as_of=AS_OF)
    assistant.search("课后服务", 10)
    opened = time.perf_counter() - began
    took = _times(assistant)
    memory = _memory()
    clauses, count = assistant.store.clauses, len(assistant.library.plans)
    near = _recall(assistant.store, folder / "store")
    return Found(clauses, count, opened, memory["VmHWM"], memory["RssAnon"], memory["RssFile"], took, near)


def _asks() -> list[str]:
    return [ask for entry in own_pairs("dev") for ask in entry["asks"]][:QUESTIONS]


def _times(assistant: Assistant) -> list[Took]:
    store, asks, every = assistant.store, _asks(), list(assistant.library.plans.values())
    named = every[:: max(1, len(every) // len(asks))]
    places = [plan.metadata.district or plan.metadata.city for plan in named]
    placed = [f"{place}{ask}" for place, ask in zip(places, asks, strict=False)]
    one = {ask: [plan.id] for ask, plan in zip(asks, named, strict=False)}
    province = [plan.id for plan in every[: max(1, len(every) // SHARE)]]
    vector = {ask: store.embedder.embed_query(ask) for ask in asks}
    weights = {ask: word_weights(ask) for ask in asks}
    few = [*placed[:ANSWERS]]
    return [
        _took("vectors, all plans", asks, lambda ask: store.search_dense(vector[ask], SEARCHED)),
        _took("vectors, a tenth of the plans", asks, lambda ask: store.search_dense(vector[ask], SEARCHED, province)),
        _took("vectors, one plan", list(one), lambda ask: store.search_dense(vector[ask], SEARCHED, one[ask])),
        _took("words, all plans", asks, lambda ask: store.search_words(weights[ask], SEARCHED)),
        _took("words, a tenth of the plans", asks, lambda ask: store.search_words(weights[ask], SEARCHED, province)),
        _took("words, one plan", list(one), lambda ask: store.search_words(weights[ask], SEARCHED, one[ask])),
        _took("whole search, all plans", asks, lambda ask: assistant.search(ask, 10)),
        _took("whole search, one district named", placed, lambda ask: assistant.search(ask, 10)),
        _took("whole search, one plan chosen", list(one), lambda ask: assistant.search(ask, 10, one[ask])),
        _took("whole answer, one district named", few, assistant.ask),
        _took("whole answer, no place named", asks[:ANSWERS], assistant.ask),
    ]


def _took(name: str, asks: Sequence[str], run: Callable[[str], object]) -> Took:
    run(asks[0])
    taken = []
    for ask in asks:
        began, worked = time.perf_counter(), time.process_time()
        run(ask)
        taken.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)))
    (median, busy), (most, busiest) = np.median(taken, axis=0), np.percentile(taken, 95, axis=0)
    return Took(name, float(median), float(most), float(busy), float(busiest))


def _recall(store: Store, root: Path) -> float:
    """Share of the clauses with the ``WANTED`` nearest passages, all of them tried, that search finds too; equally near
    ones, to the precision of the file, count as found."""
    every = Nearby.load(root / "generations" / store.generation, PASSAGES)
    assert every is not None, "a store that was just built has its vectors"
    asks = [ask for ask in _asks() if store.embedder.knows(ask)]
    vectors = np.stack([store.embedder.encode_query(ask) for ask in asks])
    shares = []
    for vector, bar in zip(vectors, _bars(every, vectors), strict=True):
        found = store.search_dense(vector.tolist(), SEARCHED)
        shares.append(min(1.0, sum(cosine >= bar - ROUNDED for _, cosine in found) / WANTED))
    return float(np.mean(shares))


def _bars(every: Nearby, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each of ``vectors``, ``(questions, dimension)``, the cosine of the ``WANTED``-th nearest passage of all."""
    best = np.full((len(vectors), WANTED), -1, np.float32)
    for at in range(0, len(every.vectors), BLOCK):
        cosines = vectors @ every.vectors[at : at + BLOCK].astype(np.float32).T
        best = -np.sort(-np.concatenate([best, cosines], axis=1), axis=1)[:, :WANTED]
    return best[:, -1]


def measure(folder: Path, clauses: int) -> tuple[Built | None, Found]:
    """What building and searching a store of ``clauses`` took, each in a process of its own; one that ``folder`` holds
    already is not built again, and what its building took is read from there."""
    noted = folder / "built.json"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        if not (folder / "store" / "current").exists():
            made = apart.submit(build, folder, clauses).result()
            noted.write_text(json.dumps(asdict(made)), encoding="utf-8")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        found = apart.submit(search, folder).result()
    return (Built(**json.loads(noted.read_text(encoding="utf-8"))) if noted.exists() else None), found


def machine() -> str:
    """The size of this machine, in words."""
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[0].partition(":")[2].strip() if model else platform.machine()
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} processors ({name}), {memory:.0f} GiB of memory, Python {platform.python_version()}; "
        f"{load:.1f} processes at work when this was written"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_scale", description=__doc__)
    parser.add_argument("--clauses", type=int, nargs="+", default=SIZES, help="about how many, one store each")
    parser.add_argument("--folder", type=Path, help="keep the stores here")
    parser.add_argument("--out", type=Path, help="write the page here and its plot beside it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        root = options.folder or Path(place)
        rows = []
        for size in options.clauses:
            rows.append(measure(root / f"{size}", size))
            sys.stderr.write(f"{size} clauses measured\n")
    if options.out is None:
        sys.stdout.write(page(rows, machine(), "") + "\n")
        return 0
    drawn = options.out.with_suffix(".svg")
    drawn.write_text(plot([found for _, found in rows]), encoding="utf-8")
    options.out.write_text(page(rows, machine(), drawn.name) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
