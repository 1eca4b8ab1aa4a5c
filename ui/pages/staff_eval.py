"""The latest eval run as staff see it: the verdict, the gates, the slices; the whole report behind a link."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui.prose import inert
from ui.strings import say

REPORT, RUN = "report.html", "run.json"
CAGE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Content policy of the whole report: it is text out of plans and questions, and may do nothing."""


@dataclass(frozen=True, slots=True)
class Latest:
    """What of a run is shown."""

    at: float
    failed: bool
    cases: int
    passed: int
    gates: tuple[tuple[str, bool, tuple[str, ...]], ...]
    slices: tuple[tuple[str, int, int], ...]
    failures: tuple[tuple[str, str, str], ...]


def latest(folder: Path) -> Latest | None:
    """The run whose report is in ``folder``; None where there is none, or one that cannot be read."""
    try:
        file = folder / RUN
        run: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        cases = run["cases"]
        return Latest(
            at=file.stat().st_mtime,
            failed=bool(run["failed"]),
            cases=len(cases),
            passed=sum(bool(case["passed"]) for case in cases),
            gates=tuple(
                (str(one["name"]), bool(one["passed"]), tuple(map(str, one["findings"]))) for one in run["gates"]
            ),
            slices=tuple((str(one["name"]), int(one["count"]), int(one["passed"])) for one in run["slices"]),
            failures=tuple(
                (str(case["id"]), str(case["question"]), "; ".join(map(str, case["faults"])))
                for case in cases
                if not case["passed"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def eval_html(run: Latest | None, whole: bool) -> str:
    """The page's main part; ``whole`` says whether the report itself is there."""
    head = f"<h1>{say('staff_eval')}</h1>"
    if run is None:
        return f'{head}<p class="notice">{say("eval_none")}</p>{_how()}'
    told = say("eval_failed" if run.failed else "eval_passed")
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.at))
    link = f'<a class="button" href="/staff/{REPORT}" target="_blank" rel="noopener">{say("eval_whole")}</a>'
    more = f'<p class="tools">{link}</p>'
    gates = "".join(
        f'<tr><th scope="row">{inert(name)}</th><td class="{"good" if passed else "bad"}">'
        f"{say('gate_passed') if passed else '<br>'.join(map(inert, findings))}</td></tr>"
        for name, passed, findings in run.gates
    )
    slices = "".join(
        f'<tr><th scope="row">{inert(name)}</th><td>{count}</td><td>{passed}</td></tr>'
        for name, count, passed in run.slices
    )
    failures = "".join(
        f'<tr><th scope="row">{inert(name)}</th><td>{inert(question)}</td><td>{inert(why[:300])}</td></tr>'
        for name, question, why in run.failures
    )
    return (
        f'{head}<p class="notice{"" if run.failed else " working"}"><b>{told}</b> '
        f"{say('eval_count', passed=run.passed, n=run.cases, when=when)}</p>{more if whole else ''}"
        + _table("eval_gates", gates, ("eval_gate", "eval_found"))
        + _table("eval_failures", failures, ("eval_case", "question", "eval_found"))
        + _table("eval_slices", slices, ("eval_slice", "eval_cases", "eval_right"))
        + _how()
    )


def _how() -> str:
    return f'<p class="quiet">{say("eval_how")}</p><pre class="command"><code>eduplan eval --report DIR</code></pre>'


def _table(title: str, rows: str, columns: tuple[str, ...]) -> str:
    if not rows:
        return ""
    names = "".join(f'<th scope="col">{say(key)}</th>' for key in columns)
    return (
        f'<section><h2>{say(title)}</h2><div class="table-wrap" tabindex="0"><table><thead><tr>{names}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )
