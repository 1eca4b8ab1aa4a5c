"""Kills indexing processes at random moments and looks at what is left:
``python tests/soak/kills.py [--kills 200] [--seed 1] [--store WHERE]``.

Every other process dies at a file operation (an audit hook counts them, so that a seed names a moment), the others
after a time. After each kill the store opens and is sound, its plans are all as they were or all as they were to be,
and the next run completes and clears up. All the while another process searches: no search fails, and none sees plans
of two states. One line of JSON at the end; status 1 where anything was not so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from index import lease
from index.build import index_files
from index.embed import load_embedder
from index.generation import StoreError
from index.load import load_plan
from index.place import Folder, place_of
from index.query import word_weights
from index.soundness import examine
from index.store import open_store
from index.words import terms
from tests.conftest import PLAN

TOWNS = ("青禾", "白鹭", "云溪")
FIRST = 1000
OPERATIONS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect",
              "fcntl.flock", "shutil.rmtree", "shutil.copyfile", "socket.connect"}  # fmt: skip
EMBEDDER = load_embedder()


def forked(work: Callable[[], None]) -> int:
    """Begin ``work`` in a process of its own, whose status is 1 where it raised; its id."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return pid


def done(pid: int) -> int:
    """Wait for a process: its exit status, below 0 the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Trial:
    """A store ``where`` whose plans, of all towns, say one amount; the next run makes it another."""

    def __init__(self, where: str, plans: Path) -> None:
        self.where, self.plans = where, plans

    def write(self, amount: int) -> None:
        for town in TOWNS:
            text = PLAN.replace("青禾", town).replace("800元", f"{amount}元")
            (self.plans / f"{town}.txt").write_text(text, encoding="utf-8")

    def index(self) -> None:
        files = sorted(self.plans.glob("*.txt"))
        report = index_files(self.where, files, EMBEDDER, lambda *_: None)
        assert not report.failures, report.failures

    def index_when_free(self) -> None:
        """A writer that was killed on a server is noticed after a while."""
        until = time.monotonic() + 60
        while True:
            try:
                return self.index()
            except StoreError as error:
                if "another process is indexing" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def amount(self, allowed: set[int]) -> int:
        """What all plans of the store say, found by both searches."""
        store = open_store(self.where, EMBEDDER)
        assert len(store.library.plans) == len(TOWNS), list(store.library.plans)
        return amount_in(store, allowed)

    def check(self, allowed: set[int], tidy: bool) -> None:
        """The store is sound and says one of ``allowed``; ``tidy``: and nothing is left of what was given up."""
        found = examine(place_of(self.where))
        if found is None:
            assert FIRST - 1 in allowed, "the store is gone"
            return
        assert not found.faults, found.faults
        self.amount(allowed)
        place = place_of(self.where)
        if tidy and isinstance(place, Folder):
            names = sorted(path.name for path in (place.root / "generations").iterdir())
            assert len(names) <= 3, names  # the current one, the one before, one that the searcher holds
            assert sorted(path.name for path in (place.root / "originals").iterdir()) == sorted(
                plan.document.sha256 for plan in open_store(self.where, EMBEDDER).library.plans.values()
            )


def amount_in(store, allowed: set[int]) -> int:
    words = store.search_words(word_weights("班主任津贴"), 9)
    near = store.search_dense(EMBEDDER.embed_query("班主任津贴"), 9)
    assert {name.partition("#")[0] for name, _ in words} == set(store.library.plans), "a plan is not found"
    said = set()
    for name, _ in [*words, *near]:
        text = store.library.clause(name).text
        said |= {amount for amount in allowed if f"{amount}元" in text}
    assert len(said) == 1, f"plans of {len(said)} states: {said}"
    return said.pop()


def searching(trial: Trial, allowed: set[int], stop: Path, count: Path) -> None:
    """Search until ``stop`` is there, always in the newest generation."""
    store, searched = None, 0
    while not stop.exists():
        if store is None:
            if place_of(trial.where).current() is None:
                time.sleep(0.05)
                continue
            store = open_store(trial.where, EMBEDDER)
        store = store.fresh()
        amount_in(store, allowed)
        searched += 1
        time.sleep(0.02)
    count.write_text(str(searched))


def dying(at: int) -> None:
    """Have this process killed at its ``at``-th operation on files from now on."""
    seen = 0

    def hook(event: str, _: tuple) -> None:
        nonlocal seen
        if event in OPERATIONS:
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def measured(trial: Trial, out: Path) -> tuple[int, float]:
    """How many operations a run takes, and how many seconds."""

    def work() -> None:
        seen = [0]
        sys.addaudithook(lambda event, _: seen.__setitem__(0, seen[0] + (event in OPERATIONS)))
        began = time.monotonic()
        trial.index()
        out.write_text(f"{seen[0]} {time.monotonic() - began}")

    assert done(forked(work)) == 0
    steps, seconds = out.read_text().split()
    return int(steps), float(seconds)


@dataclass(frozen=True)
class Moment:
    """When a process dies: at an operation on files, or, without one, after ``pause`` seconds."""

    operation: int
    pause: float

    def __str__(self) -> str:
        return f"a kill at operation {self.operation}" if self.operation else f"a kill after {self.pause:.3f} s"


def killed(trial: Trial, moment: Moment) -> bool:
    """Whether the run was killed; False where it was done before."""

    def work() -> None:
        if moment.operation:
            dying(moment.operation)
        trial.index()

    writer = forked(work)
    if not moment.operation:
        time.sleep(moment.pause)
        os.kill(writer, signal.SIGKILL)
    status = done(writer)
    assert status in (0, -signal.SIGKILL), f"the run failed before {moment}"
    return status != 0


def after_kill(trial: Trial, before: int, new: int, moment: Moment, out: Path) -> bool:
    """Look at what a kill left, then complete the run; whether the kill left the plans' new state."""

    def look() -> None:
        trial.check({before, new}, tidy=False)
        out.write_text(str(trial.amount({before, new})))

    assert done(forked(look)) == 0, f"what {moment} left"
    trial.write(new + 1)
    assert done(forked(trial.index_when_free)) == 0, f"the run after {moment}"
    assert done(forked(lambda: trial.check({new + 1}, tidy=True))) == 0, f"what the run after {moment} left"
    return int(out.read_text()) == new


def soak(where: str, kills: int, seed: int, scratch: Path) -> dict[str, object]:
    """What happened, in figures. AssertionError where a promise was broken."""
    trial = Trial(where, scratch / "plans")
    trial.plans.mkdir()
    allowed, stop, count = set(range(FIRST - 1, FIRST + 2 * kills + 2)), scratch / "stop", scratch / "count"
    searcher = forked(lambda: searching(trial, allowed, stop, count))
    try:
        told = rounds(trial, kills, random.Random(seed), scratch, searcher)
    finally:
        stop.touch()
        searched = done(searcher)
    assert searched == 0, "a search failed"
    return told | {"searches": int(count.read_text())}


def rounds(trial: Trial, kills: int, chance: random.Random, scratch: Path, searcher: int) -> dict[str, object]:
    trial.write(FIRST - 1)
    killed(trial, Moment(chance.randint(1, 100), 0.0))
    assert done(forked(lambda: trial.check({FIRST - 1}, tidy=False))) == 0, "what a kill of the first run left"
    assert done(forked(trial.index_when_free)) == 0, "the run after a kill of the first"
    trial.write(FIRST)
    steps, seconds = measured(trial, scratch / "measured")
    told = {"kills": 0, "done_before": 0, "left_former": 0, "left_new": 0}
    for number in range(kills):
        before = FIRST + 2 * number
        trial.write(before + 1)
        moment = Moment(0 if number % 2 else chance.randint(1, steps), chance.uniform(0, seconds))
        told["kills" if killed(trial, moment) else "done_before"] += 1
        new = after_kill(trial, before, before + 1, moment, scratch / "outcome")
        told["left_new" if new else "left_former"] += 1
        exited = os.waitid(os.P_PID, searcher, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        assert exited is None, f"a search failed about {moment}"
    return told | {"operations": steps, "seconds": round(seconds, 2)}


def warm() -> None:
    """Load what every run needs, so that those forked off do not; nothing that holds a thread or a file."""
    import bm25s
    import chromadb

    assert bm25s and chromadb
    EMBEDDER.embed_query("预热")
    terms("预热")
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "plan.txt").write_text(PLAN, encoding="utf-8")
        load_plan(Path(place) / "plan.txt")


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--kills", type=int, default=200)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--store", help="folder or server (default: a folder that goes afterwards)")
    given = args.parse_args()
    warm()
    lease.BEAT, lease.DEAD = 0.2, 1.5  # so that a writer killed on a server is noticed soon
    with tempfile.TemporaryDirectory() as scratch:
        where = given.store or str(Path(scratch) / "store")
        return report(lambda: soak(where, given.kills, given.seed, Path(scratch)))


def report(run: Callable[[], dict[str, object]]) -> int:
    """Say in one line of JSON what ``run`` counted, or the assertion that failed; the status to exit with."""
    try:
        print(json.dumps(run()))
    except AssertionError as error:
        print(json.dumps({"failed": str(error)}, ensure_ascii=False))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
