"""Speed of the whole, as whole figures: ``python -m eval.bench PLANS [--runs N]``. Nothing is asserted.

Times are medians over ``--runs``; memory is the peak of this process, that of the large text apart.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.chain import Assistant
from eval.suites import SAMPLES
from index.build import files_in, index_files
from index.embed import load_embedder
from index.load import load_plan, plan_from
from index.plan import Document
from index.store import open_store

QUESTIONS = (
    "公办园在园幼儿占比要达到多少？",
    "作业太多，孩子天天写到半夜，学校管不管",
    "班主任津贴是多少",
    "各区的义务教育巩固率目标分别是多少",
    "What is the target for kindergarten enrolment?",
)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Median seconds of ``work``."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Print one line a figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("plans", type=Path)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--large", type=float, default=20, help="megabytes of the large fictional text")
    args = options.parse_args()
    # First: a child's peak begins where its parent's stands.
    subprocess.run([sys.executable, "-c", f"from eval.bench import large; large({args.large})"], check=True)
    files, embedder = files_in([args.plans]), load_embedder()
    show("eduplan --help, whole process", seconds(lambda: _process("--help"), args.runs))
    show(
        f"reading {len(files)} plans: outline, indicators",
        seconds(lambda: [load_plan(file) for file in files], args.runs),
    )
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        show("indexing them from nothing", seconds(lambda: index_files(store, files, embedder, lambda *_: None), 1))
        show(
            "indexing them again, unchanged",
            seconds(lambda: index_files(store, files, embedder, lambda *_: None), args.runs),
        )
        ask = ("ask", QUESTIONS[0], "--store", str(store))
        show("eduplan ask, whole process", seconds(lambda: _process(*ask), args.runs))
        assistant = Assistant(open_store(store, embedder))
        for name, work in (("a search, warm", assistant.search), ("a whole checked answer, warm", assistant.ask)):
            show(name, statistics.median(_each(work, args.runs)))
    sys.stdout.write(f"{'peak memory':<48}{_peak() / 2**20:10.0f} MB\n")


def large(megabytes: float) -> None:
    """A fictional text of a tenth of the size, then of the whole, with indicators and metadata, in its own process.

    Both should cost alike a megabyte. Memory is what the whole takes beyond what reading the sample alone took.
    """
    sample = (SAMPLES / "tongxi-2026-2030.txt").read_text(encoding="utf-8")
    for size in (megabytes / 10, megabytes):
        text = sample * max(1, round(1e6 * size / len(sample.encode())))
        before = _peak()
        taken = seconds(partial(plan_from, Document("large.txt", "txt", "0" * 64, text)), 1)
        show(f"reading a text of {size:g} MB, each MB", 1e6 * taken / len(text.encode()))
    sys.stdout.write(f"{'memory for it, in sizes of the text':<48}{(_peak() - before) / len(text.encode()):10.1f} x\n")


def _peak() -> int:
    """Bytes of memory that this process has needed at most."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _each(work: Callable[[str], object], runs: int) -> list[float]:
    """Median seconds of ``work`` on each question, once warm."""
    taken = []
    for question in QUESTIONS:
        work(question)
        taken.append(seconds(partial(work, question), runs))
    return taken


def show(name: str, value: float) -> None:
    sys.stdout.write(f"{name:<48}{1000 * value:10.1f} ms\n")


def _process(*argv: str) -> None:
    subprocess.run([sys.executable, "-m", "ui.cli", *argv], check=True, capture_output=True)


if __name__ == "__main__":
    main()
