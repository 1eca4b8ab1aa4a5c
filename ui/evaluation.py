"""`eduplan eval`: the regression run, its gates and its report."""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from datetime import date
from pathlib import Path

from assistant.chain import Assistant
from assistant.settings import Settings
from eval import gates, report
from eval.case import CaseError
from eval.run import Run, run_file, run_suites
from ui.workspace import embedder, open_assistant, sample_plans, warn, with_plans


def evaluate(args: Namespace, settings: Settings) -> int:
    """Run the cases of ``args``; 1 where a gate did not pass."""
    if args.cases and not args.cases.is_file():
        raise CaseError(f"{args.cases} is no case file: give a .jsonl file")
    run = (
        run_file(open_assistant(args, settings), args.cases, as_of=args.as_of)
        if args.cases
        else _shipped(settings, args.as_of)
    )
    own = args.cases is not None
    run = gates.gate(run, None if own else gates.load_floors(), None if own else gates.load_baseline())
    if args.report:
        report.write(run, args.report)
        warn(f"report in {args.report}")
    if args.bless and not own:
        gates.bless(run)
    for notice in run.notices:
        warn(notice)
    sys.stdout.write(report.to_json(run) if args.json else report.summary(run) + "\n")
    return 1 if run.failed else 0


def _shipped(settings: Settings, as_of: date | None) -> Run:
    """The shipped cases, in a store of their own that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="eduplan-eval-") as place:
        model = embedder(settings)

        def on(plans: Path | None) -> Assistant:
            return Assistant(with_plans(plans or sample_plans(), Path(place) / ("own" if plans else "samples"), model))

        return run_suites(on, as_of=as_of)
