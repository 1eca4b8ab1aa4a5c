"""Speed of the web chat as its user sees it: ``python -m eval.bench_page PLANS [--runs N]``. Nothing is asserted.

The server runs in a process of its own with nothing configured; Chromium asks it over loopback. Times are medians.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.bench import QUESTIONS, show
from index.build import files_in, index_files
from index.embed import load_embedder

USABLE = "#box textarea"
SENTENCE = "#log .bot-row:last-child .said p, #log .bot-row:last-child .said li, #log .bot-row:last-child .said td"
WHOLE = "#log .bot-row:last-child .onward"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Print one line a figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("plans", type=Path)
    options.add_argument("--runs", type=int, default=3, help="starts of the server, each with all questions")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        index_files(store, files_in([args.plans]), load_embedder(), lambda *_: None)
        _report([_run(store) for _ in range(args.runs)])


def _report(runs: list[dict[str, list[float]]]) -> None:
    for name in runs[0]:
        show(name, statistics.median(second for run in runs for second in run[name]))


def _run(store: Path) -> dict[str, list[float]]:
    """Seconds of each kind: one start of the server, one first visit, all questions."""
    from playwright.sync_api import sync_playwright

    began = time.perf_counter()
    with _server(store) as address, sync_playwright() as playwright:
        listening = time.perf_counter() - began
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
        page = browser.new_page()
        page.set_default_timeout(30_000)

        def visit() -> None:
            page.goto(address)
            page.wait_for_selector(USABLE)

        first, again = _seconds(visit), _seconds(visit)
        page.wait_for_selector(".example >> visible=true")
        sentences, wholes = zip(*(_asked(page, question) for question in QUESTIONS), strict=True)
        browser.close()
    return {
        "from the start of the process until it listens": [listening],
        "first visit, until the question box takes words": [first],
        "start and first visit together": [listening + first],
        "a second visit": [again],
        "the very first question, until its first sentence": [sentences[0]],
        "a question, until its first sentence": list(sentences),
        "a question, until its answer is whole": list(wholes),
    }


def _asked(page: Any, question: str) -> tuple[float, float]:
    """Seconds until the first sentence and until the whole answer, in a conversation of its own."""
    page.evaluate("document.querySelector('.top .new')?.click()")
    page.wait_for_function("!document.querySelector('#log .bot-row')")
    page.fill(USABLE, question)
    began = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_selector(SENTENCE)
    sentence = time.perf_counter() - began
    page.wait_for_selector(WHOLE)
    return sentence, time.perf_counter() - began


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def _server(store: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "ui.cli", "chat", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
