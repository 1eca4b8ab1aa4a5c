"""The report as one self-contained page: no script, no font or picture from elsewhere, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from eval.kills import kill_rate
from eval.metrics import normal
from eval.run import Run, Slice
from eval.score import STAGES, Result

STYLE = Path(__file__).with_name("report.css")


def page(run: Run, metrics: Sequence[str]) -> str:
    """HTML: verdict, gates, slices, then every failure by stage with the answer beside its gold clauses."""
    failures = [result for result in run.results if not result.passed]
    verdict = "failed" if run.failed else "passed"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width"><title>Evaluation</title>',
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body><h1>Evaluation {verdict}</h1>",
        f"<p>{len(run.results) - len(failures)} of {len(run.results)} cases passed in {run.seconds:.1f} s.</p>",
        *(f'<p class="loud">{escape(notice)}</p>' for notice in run.notices),
        _gates(run),
        _slices(run.slices, metrics),
        f"<h2>Faults put into right answers ({escape(kill_rate(run.kills))} caught)</h2><ul>",
        *(f"<li>{escape(k.fault)}: {k.tried - len(k.survived)} of {k.tried} caught</li>" for k in run.kills),
        "</ul>",
        _latency(run),
        _judge(run),
        "<h2>Failures</h2>",
    ]
    for stage in STAGES:
        at_stage = [result for result in failures if result.stage == stage]
        if at_stage:
            parts.append(f"<h3>{escape(stage)} ({len(at_stage)})</h3>")
            parts += [_failure(result) for result in at_stage]
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _gates(run: Run) -> str:
    rows = []
    for gate in run.gates:
        told = [*gate.findings, *(f"note: {note}" for note in gate.notes)]
        found = "<br>".join(escape(one) for one in told) or "passed"
        rows.append(f'<tr class="{"good" if gate.passed else "bad"}"><td>{escape(gate.name)}</td><td>{found}</td></tr>')
    return '<h2>Gates</h2><table class="gates">' + "".join(rows) + "</table>"


def _slices(slices: Sequence[Slice], metrics: Sequence[str]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in ("slice", "cases", "passed", "95%", *metrics))
    rows = []
    for part in slices:
        values = [part.scores.get(name) for name in metrics]
        cells = "".join(f"<td>{'–' if value is None else f'{value:.2f}'}</td>" for value in values)
        low, high = part.interval
        rows.append(
            f"<tr><td>{escape(part.name)}</td><td>{part.count}</td><td>{part.passed}</td>"
            f'<td class="nowrap">{low:.2f}–{high:.2f}</td>{cells}</tr>'
        )
    return f'<h2>Slices</h2><div class="wide"><table><tr>{head}</tr>{"".join(rows)}</table></div>'


def _judge(run: Run) -> str:
    panel = run.panel
    if panel is None:
        return ""
    told = [one for one in panel.verdicts if one.doubted or one in panel.divided]
    rows = "".join(
        f"<tr><td>{escape(one.case)}</td><td>{' '.join('–' if s is None else f'{s:.2f}' for s in one.shares)}</td>"
        f"<td>{escape('; '.join(one.doubted))}</td></tr>"
        for one in told
    )
    head = f"<h2>Judge {escape(panel.model)}: {len(told)} of {len(panel.verdicts)} cases doubted or divided</h2>"
    return (
        f"{head}<p>{escape(panel.failure)}</p><table><tr><th>case</th><th>votes</th><th>doubted</th></tr>{rows}</table>"
    )


def _latency(run: Run) -> str:
    rows = "".join(
        f"<tr><td>{escape(stage)}</td><td>{one['p50']:.2f}</td><td>{one['p95']:.2f}</td></tr>"
        for stage, one in run.latency.items()
    )
    head = f"<h2>Time per stage in calibration loops ({run.calibration:.1f} ms here)</h2>"
    return f"{head}<table><tr><th>stage</th><th>p50</th><th>p95</th></tr>{rows}</table>" if rows else ""


def _failure(result: Result) -> str:
    case, answer = result.case, result.answer
    said = f"{answer.status} {answer.reason}\n\n{answer.text}" if answer else "\n".join(result.faults)
    wanted = [f"{clause}\n{text}" for clause, text in result.gold.texts]
    wanted += [f"no clause {path}" for path in result.gold.missing]
    if not case.answerable:
        wanted.append(f"A decline: {' or '.join(case.reasons) or 'any reason'}.")
    facts = [fact for group in case.must for fact in group]
    faults = result.faults if answer else result.faults[:1]
    earlier = "".join(f"<p>{turn.role}: {escape(turn.content)}</p>" for turn in case.history)
    found = "\n".join(f"{at}. {row.clause}" for at, row in enumerate(answer.retrieved, 1)) if answer else ""
    return (
        f'<details><summary><span class="stage">{escape(result.stage)}</span> '
        f"{escape(case.id)} {escape(case.question)}</summary>{earlier}"
        f"<ul>{''.join(f'<li>{escape(fault)}</li>' for fault in faults)}</ul>"
        f'<div class="two"><div><b>Answer</b><div class="box">{marked(said, facts)}</div></div>'
        f'<div><b>Gold</b><div class="box">{marked(chr(10).join(wanted), facts)}</div></div></div>'
        f'<b>Retrieved</b><div class="box">{escape(found)}</div></details>'
    )


def marked(text: str, facts: Sequence[str]) -> str:
    """``text`` escaped, with the wanted facts marked where they stand word for word."""
    shown = escape(text)
    for fact in sorted({f for f in facts if len(normal(f)) > 1}, key=len, reverse=True):
        shown = shown.replace(escape(fact), f"<mark>{escape(fact)}</mark>")
    return shown
