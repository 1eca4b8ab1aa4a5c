"""A run as files: ``run.json``, ``summary.md`` for a pull request, ``junit.xml`` for CI, ``report.html`` for people."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from eval.gates import cluster
from eval.judge import Panel
from eval.kills import kill_rate
from eval.page import page
from eval.run import Gate, Run, Slice
from eval.score import STAGES, Result

SHOWN: tuple[str, ...] = (
    *("recall@5", "allhit@5", "mrr@10", "ndcg@10", "span recall@5", "clause precision", "clause recall"),
    *("citation precision", "citation recall", "facts", "cells", "citations", "quotes", "numbers", "supported"),
    *("grounded", "checkable", "decline precision", "decline recall", "language"),
)
"""The metrics of the tables, in order; ``run.json`` has all."""


def write(run: Run, folder: Path) -> None:
    """The four files into ``folder``, which is made where it lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(to_json(run), encoding="utf-8")
    (folder / "summary.md").write_text(summary(run), encoding="utf-8")
    (folder / "junit.xml").write_text(junit(run), encoding="utf-8")
    (folder / "report.html").write_text(page(run, SHOWN), encoding="utf-8")


def to_json(run: Run) -> str:
    """Everything of the run. What varies from run to run stands under ``timing`` alone."""
    document = {
        "failed": run.failed,
        "config": run.config,
        "notices": run.notices,
        "gates": [dataclasses.asdict(gate) for gate in run.gates],
        "kills": [dataclasses.asdict(kill) for kill in run.kills],
        "slices": [dataclasses.asdict(part) for part in run.slices],
        "cases": [_case(result) for result in run.results],
        **({"judge": _panel(run.panel)} if run.panel else {}),
        "timing": {
            "seconds": round(run.seconds, 3),
            "calibration_ms": round(run.calibration, 3),
            "latency": run.latency,
            "ms": {result.case.id: result.answer.ms for result in run.results if result.answer},
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n"


def as_line(record: dict[str, Any]) -> str:
    """A record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not JSON")


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "model": panel.model,
        "votes": panel.votes,
        "rounds": panel.rounds,
        "spread": panel.spread,
        "unread": panel.unread,
        "failure": panel.failure,
        "cases": [
            {"id": one.case, "votes": one.votes, "support": one.support, "spread": one.spread, "doubted": one.doubted}
            for one in panel.verdicts
        ],
    }


def _case(result: Result) -> dict[str, Any]:
    answer = result.answer
    return {
        "id": result.case.id,
        "suite": result.suite,
        "cluster": cluster(result),
        "question": result.case.question,
        "slices": result.case.all_slices,
        "passed": result.passed,
        "stage": result.stage,
        "faults": result.faults,
        "broken": {name: faults for name, faults in result.broken.items() if faults},
        "scores": result.scores,
        "gold": result.gold.groups,
        "status": answer.status if answer else "",
        "reason": answer.reason if answer else "",
        "text": answer.text if answer else "",
        "cited": [citation.clause for citation in answer.citations] if answer else [],
        "retrieved": [row.clause for row in answer.retrieved] if answer else [],
    }


def summary(run: Run) -> str:
    """Markdown: the verdict, gates, slices, failures by stage, each failure with its stage and first fault."""
    lines = [f"# Evaluation: {'FAILED' if run.failed else 'passed'}", ""]
    lines += [f"> **{notice}**\n" for notice in run.notices]
    lines += ["| gate | verdict |", "| --- | --- |"]
    lines += [f"| {gate.name} | {_verdict(gate)} |" for gate in run.gates]
    for gate in run.gates:
        if not gate.passed:
            lines += ["", f"**{gate.name}**", "", *(f"- {_cell(finding)}" for finding in gate.findings)]
    for gate in run.gates:
        if gate.notes:
            lines += ["", f"{gate.name}, not blocking:", "", *(f"- {_cell(note)}" for note in gate.notes)]
    lines += ["", "| slice | cases | passed | 95% | " + " | ".join(SHOWN) + " |"]
    lines.append("| --- |" + " ---: |" * (len(SHOWN) + 3))
    lines += [_slice_row(part) for part in run.slices]
    lines += ["", f"Faults put into right answers, and how many the eval caught ({kill_rate(run.kills)}):", ""]
    lines += [f"- {kill.fault}: {kill.tried - len(kill.survived)} of {kill.tried}" for kill in run.kills]
    lines += [*_latency(run), *_judge(run)]
    failures = [result for result in run.results if not result.passed]
    stages = Counter(result.stage for result in failures)
    lines += ["", *(f"- {stage}: {stages[stage]}" for stage in STAGES if stages[stage]), ""]
    lines += ["| case | question | stage | why |", "| --- | --- | --- | --- |"] if failures else []
    for result in failures:
        why = _cell(result.faults[0] if result.answer is None else "; ".join(result.faults))
        lines.append(f"| {result.case.id} | {_cell(result.case.question)} | {result.stage} | {why} |")
    return "\n".join(lines) + "\n"


def _latency(run: Run) -> list[str]:
    if not run.latency:
        return []
    lines = ["", f"Time per stage in calibration loops ({run.calibration:.1f} ms here):", ""]
    lines += ["| stage | p50 | p95 |", "| --- | ---: | ---: |"]
    return [*lines, *(f"| {stage} | {one['p50']:.2f} | {one['p95']:.2f} |" for stage, one in run.latency.items())]


def _judge(run: Run) -> list[str]:
    """Mean and spread of the judge's rounds, then every case it doubts or is divided on."""
    panel = run.panel
    if panel is None:
        return []
    lines = ["", f"Judge {_cell(panel.model)}, {panel.votes} votes a case; reported, never a gate:", ""]
    rounds, judged = ", ".join(map(figure, panel.rounds)), len(panel.verdicts)
    lines.append(f"- sentences borne out, by round: {rounds}; spread {figure(panel.spread)}")
    lines.append(f"- {judged} cases judged, votes differ on {len(panel.divided)}, {panel.unread} votes unreadable")
    lines += [f"- **the judge failed**: {_cell(panel.failure)}"] if panel.failure else []
    told = [one for one in panel.verdicts if one.doubted or one in panel.divided]
    lines += ["", "| case | votes | support | spread | doubted |", "| --- | --- | ---: | ---: | --- |"] if told else []
    for one in told:
        votes, doubted = " ".join(map(figure, one.shares)), _cell("; ".join(one.doubted))
        lines.append(f"| {one.case} | {votes} | {figure(one.support)} | {figure(one.spread)} | {doubted} |")
    return lines


def _verdict(gate: Gate) -> str:
    if not gate.passed:
        return f"{len(gate.findings)} finding(s)"
    return f"passed, {len(gate.notes)} note(s)" if gate.notes else "passed"


def _slice_row(part: Slice) -> str:
    low, high = part.interval
    values = " | ".join(figure(part.scores.get(name)) for name in SHOWN)
    return f"| {part.name} | {part.count} | {part.passed} | {low:.2f}–{high:.2f} | {values} |"


def figure(value: float | None) -> str:
    """Two places; a dash where nothing could be measured."""
    return "–" if value is None else f"{value:.2f}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:300]


def junit(run: Run) -> str:
    """JUnit XML: a test case per case and per gate."""
    suite = ElementTree.Element("testsuite", name="eduplan eval", tests=str(len(run.results) + len(run.gates)))
    failures = sum(not result.passed for result in run.results) + sum(not gate.passed for gate in run.gates)
    suite.set("failures", str(failures))
    for gate in run.gates:
        _test(suite, "gates", gate.name, "" if gate.passed else _verdict(gate), gate.findings)
    for result in run.results:
        _test(suite, result.suite or "cases", result.case.id, result.stage, result.faults)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _test(suite: ElementTree.Element, group: str, name: str, message: str, lines: tuple[str, ...]) -> None:
    test = ElementTree.SubElement(suite, "testcase", classname=group, name=name)
    if message:
        failure = ElementTree.SubElement(test, "failure", message=message)
        failure.text = "".join(c for c in "\n".join(lines) if c.isprintable() or c == "\n")
