"""Load on a running chat: ``python -m tests.load.soak [--plans DIR] [--sessions 200] [--every 20] [--minutes 10]``.

Pages are left open, each asking every so many seconds; with ``--bend`` they then ask ever more often until questions
wait for longer than a second or are turned away. Offline answers; nothing leaves the machine. Exit 1 where one failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.load.line import fetched
from tests.load.visitor import ANSWERED, BUSY, FAILED, Outcome, Page, Program

ROOT = Path(__file__).parents[2]
CONVERSATION = 8
"""Questions after which a page begins another conversation."""
QUESTIONS = (
    "今天天气怎么样？",
    "班主任津贴是多少？",
    "各区的巩固率目标分别是多少？",
    "Who pays for school meals?",
)
SLOW = 1.0
"""Seconds within which 95 of 100 answers are to be whole."""


@dataclass
class Run:
    """What happened: outcomes in order, and (seconds, bytes) of the server's memory."""

    sessions: int
    every: float
    outcomes: list[Outcome] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0

    def count(self, state: str) -> int:
        """Questions that came to ``state``."""
        return sum(one.state == state for one in self.outcomes)

    def quantile(self, share: float) -> float:
        """Seconds within which this share of the answers was whole; 0 without any."""
        taken = sorted(one.seconds for one in self.outcomes if one.state == ANSWERED)
        return taken[min(len(taken) - 1, int(share * len(taken)))] if taken else 0.0

    @property
    def growth(self) -> float:
        """Bytes that memory grew by from the first third of the run to its last, by their means."""
        third = max(1, len(self.memory) // 3)
        first, last = ([size for _, size in part] for part in (self.memory[:third], self.memory[-third:]))
        return sum(last) / len(last) - sum(first) / len(first) if self.memory else 0.0

    def line(self) -> str:
        """The figures."""
        return (
            f"{self.sessions} pages, a question each {self.every:.2g} s:"
            f" {len(self.outcomes) / self.seconds:.1f} questions/s,"
            f" {self.count(FAILED)} failed, {self.count(BUSY)} turned away;"
            f" whole after {self.quantile(0.5):.2f} s (p50),"
            f" {self.quantile(0.95):.2f} s (p95), {self.quantile(0.99):.2f} s (p99);"
            f" server: {self.cpu / self.seconds:.2f} cores, {self.memory[-1][1] / 2**20:.0f} MB"
            f" (grew by {self.growth / 2**20:.1f} MB)"
        )


async def load(home: str, questions: Sequence[str], sessions: int, every: float, seconds: float,
               kind: type[Page] | type[Program] = Page) -> Run:  # fmt: skip
    """``sessions`` visitors, each asking once in ``every`` seconds for ``seconds``, none in step with another."""
    chance = random.Random(sessions)
    visitors = [kind(home, number) for number in range(sessions)]
    for first in range(0, sessions, 20):
        await asyncio.gather(*(one.open() for one in visitors[first : first + 20]))
    run, ends = Run(sessions, every), time.monotonic() + seconds
    began, used = time.monotonic(), (await figures(home))["process_cpu_seconds_total"]

    async def stay(one: Page | Program) -> None:
        due = time.monotonic() + chance.random() * every
        asks = cycle(chance.sample(questions, len(questions)))
        for number, question in enumerate(asks, 1):
            if due >= ends:
                return
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            run.outcomes.append(await one.ask(question))
            if number % CONVERSATION == 0:
                await one.anew()
            due = max(due + every, time.monotonic())

    async def watch() -> None:
        while time.monotonic() < ends:
            now = await figures(home)
            run.memory.append((time.monotonic() - began, now["process_resident_memory_bytes"]))
            await asyncio.sleep(max(0.5, seconds / 60))

    await asyncio.gather(watch(), *(stay(one) for one in visitors))
    run.seconds = time.monotonic() - began
    run.cpu = (await figures(home))["process_cpu_seconds_total"] - used
    await asyncio.gather(*(one.leave() for one in visitors))
    return run


async def figures(home: str) -> dict[str, float]:
    """What the server tells Prometheus, without labels."""
    _, body = await fetched(home, "/metrics")
    rows = (line.split(" ") for line in body.decode().splitlines() if not line.startswith("#") and "{" not in line)
    return {row[0]: float(row[1]) for row in rows}


async def questions_for(home: str) -> list[str]:
    """Different questions that the plans on the server answer, and some that they do not."""
    found = [*QUESTIONS]
    _, body = await fetched(home, "/api/indicators?limit=200")
    targets = [one for one in json.loads(body) if one["target_year"]]
    found += [f"{one['target_year']}年{one['name']}的目标是多少？" for one in targets]
    _, body = await fetched(home, "/api/search?q=%E5%AD%A6%E6%A0%A1&k=100")
    found += [f"关于{one['title']}有什么要求？" for one in json.loads(body) if one["title"]]
    return sorted(set(found))


@contextmanager
def server(plans: Path | None, **settings: str) -> Iterator[str]:
    """The address of a chat of its own, with nothing configured but ``settings``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EDUPLAN_")}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-u", "-m", "ui.cli", "chat", "--port", "0", "--store", f"{folder}/store",
                   "--plans", str(plans or ROOT / "index" / "samples")]  # fmt: skip
        with Path(folder, "log").open("wb") as log:
            pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": log, "text": True}
            with subprocess.Popen(command, cwd=ROOT, env=clean | settings, **pipes) as one:
                try:
                    assert one.stdout is not None
                    yield one.stdout.readline().split()[1]
                finally:
                    one.terminate()


async def ready(home: str) -> None:
    """Wait until the server answers questions."""
    while (await fetched(home, "/readyz"))[0].status != 200:
        await asyncio.sleep(0.1)


async def _all(home: str, args: argparse.Namespace) -> list[Run]:
    await ready(home)
    questions = await questions_for(home)
    kind = Program if args.api else Page
    runs = [await load(home, questions, args.sessions, args.every, 60 * args.minutes, kind)]
    _tell(runs[-1])
    every = args.every / 2
    while args.bend and runs[-1].quantile(0.95) < SLOW and not runs[-1].count(BUSY):
        runs.append(await load(home, questions, args.sessions, every, 30, kind))
        _tell(runs[-1])
        every /= 1.5
    return runs


def _tell(run: Run) -> None:
    print(run.line(), flush=True)
    for told, count in Counter(one.told for one in run.outcomes if one.state == FAILED).most_common(3):
        print(f"  {count} × {told}")


def main() -> int:
    """Print one line a run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--plans", type=Path, help="folder of plans (default: the sample plans)")
    options.add_argument("--server", help="address of a server that runs already")
    options.add_argument("--sessions", type=int, default=200)
    options.add_argument("--every", type=float, default=20.0, help="seconds from one question of a page to its next")
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--bend", action="store_true", help="ask ever more often until answers come late")
    options.add_argument("--api", action="store_true", help="ask at the API instead of in pages")
    args = options.parse_args()
    if args.server:
        runs = asyncio.run(_all(args.server, args))
    else:
        with server(args.plans) as home:
            runs = asyncio.run(_all(home, args))
    return int(any(run.count(FAILED) for run in runs))


if __name__ == "__main__":
    sys.exit(main())
