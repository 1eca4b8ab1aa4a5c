"""Looks into a file before it is indexed: what plan it holds, or in one line why it is none.

Files come from anywhere, so they are read in a process of their own, with a limit on time and memory: what hangs or
bursts is ended there and harms nobody. The process is this module run as a script: a line of JSON in (a path), a line
of JSON out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from ui.refusals import refusal

SECONDS = 180.0
"""What a file may take; recognising a scan takes longest."""
MEMORY = 4 * 2**30
"""Bytes of address space."""
WORDS = ("教育", "学校", "幼儿园", "教师", "学生", "办学", "教学", "入学")
LEAST_WORDS, LEAST_CLAUSES = 3, 3
"""A plan for education names its matter more than once and has more than a clause or two."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a file holds. Where it is not taken, ``refused`` names the interface's string that says why, and ``detail``
    is the reader's own line. ``unsure`` counts the repairs that are not certain."""

    refused: str = ""
    detail: str = ""
    plan: str = ""
    title: str = ""
    period: tuple[int, int] | None = None
    clauses: int = 0
    indicators: int = 0
    damage: int = 0
    unsure: int = 0
    warnings: tuple[str, ...] = ()


def findings(path: Path) -> Findings:
    """Read the file ``path`` here and now."""
    from index.load import load_plan
    from index.read import UnreadableError
    from index.script import fold

    try:
        plan = load_plan(path)
    except UnreadableError as error:
        line = str(error).removeprefix(f"{path.name}: ")
        return Findings(refusal(line), line)
    text = fold("".join(clause.text for clause in plan.clauses))
    named = sum(1 for clause in plan.clauses if clause.number or clause.kind == "heading")
    if sum(map(text.count, WORDS)) < LEAST_WORDS or named < LEAST_CLAUSES:
        return Findings("upload_no_plan")
    return Findings(
        plan=plan.id, title=plan.title, period=plan.metadata.period, clauses=len(plan.clauses),
        indicators=len(plan.indicators), damage=len(plan.damage),
        unsure=sum(not one.certain for one in plan.damage), warnings=(*plan.document.warnings, *plan.warnings),
    )  # fmt: skip


class Intake:
    """The reading process: started when first needed, started afresh where it had to be ended. One file at a time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def look(self, path: Path) -> Findings:
        """What ``path`` holds, or that it took too much."""
        asked = json.dumps(str(path)) + "\n"
        with self._lock:
            began = time.monotonic()
            line = self._ask(asked)
            if not line and time.monotonic() - began < self._seconds:  # it may have died before, of something else
                line = self._ask(asked)
        if not line:
            return Findings("upload_too_hard")
        told = json.loads(line)
        period = tuple(told["period"]) if told["period"] else None
        return Findings(**told | {"period": period, "warnings": tuple(told["warnings"])})

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, line: str) -> str:
        """Its reply; empty where it had to be ended or ended itself."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            command = [sys.executable, "-m", "ui.intake"]
            root = Path(__file__).parents[1]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root, text=True,
                encoding="utf-8",
            )  # fmt: skip
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        alarm = threading.Timer(self._seconds, process.kill)
        alarm.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            said = process.stdout.readline()
        except (OSError, ValueError):
            said = ""
        finally:
            alarm.cancel()
        if not said.endswith("\n"):
            self._end()
            return ""
        return said

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def serve(lines: IO[str], out: IO[str]) -> None:
    """Answer each line; what goes wrong with a file is a refusal of it."""
    for line in lines:
        try:
            found = findings(Path(json.loads(line)))
        except MemoryError:
            found = Findings("upload_too_hard")
        except Exception as error:
            found = Findings("upload_unreadable", type(error).__name__)
        out.write(json.dumps(asdict(found)) + "\n")
        out.flush()


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    replies, sys.stdout = sys.stdout, sys.stderr  # what a reader prints is no reply
    serve(sys.stdin, replies)
