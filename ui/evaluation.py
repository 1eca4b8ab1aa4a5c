"""`eduplan eval`: the regression run with its gates and report, two runs compared, a case begun."""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chain import Assistant
from assistant.settings import Settings
from eval import diff, gates, new, report
from eval.case import CaseError
from eval.judge import check_votes, convene
from eval.run import Run, run_file, run_suites
from index.place import place_of
from ui.workspace import embedder, open_assistant, open_plans, warn, with_plans

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from eval.replies import RecordedModel

OWN = Path("mine.jsonl")
"""Where `eduplan eval new` puts its cases unless --cases says otherwise."""


def evaluate(args: Namespace, settings: Settings) -> int:
    """Run the cases of ``args``; 1 where a gate did not pass."""
    if args.compare:
        return _compare(args)
    if args.action or args.feedback:
        return _begin(args, settings)
    if args.cases and not args.cases.exists():
        raise CaseError(f"{args.cases} is no case file: give a .jsonl file")
    model, judge = _replies(args, settings), _judge(args, settings)
    own = args.cases is not None
    run = _own(args, settings, model) if own else _shipped(args, settings, model)
    if model is not None:
        from eval.replies import with_misses

        run = with_misses(run, model)
    beside = gates.beside(args.cases)
    run = gates.gated(run, beside, args.as_of)
    if judge is not None:
        warn(f"{args.judge} judges each answer {args.votes} times")
        run = replace(run, panel=convene(run.results, judge, args.judge, args.votes))
    if args.report:
        report.write(run, args.report)
        warn(f"report in {args.report}")
    if args.bless:
        gates.bless(run, beside.baseline)
        warn(f"baseline in {beside.baseline}")
    for notice in run.notices:
        warn(notice)
    sys.stdout.write(report.to_json(run) if args.json else report.summary(run) + "\n")
    return 1 if run.failed else 0


def _own(args: Namespace, settings: Settings, model: RecordedModel | None) -> Run:
    """The cases of ``--cases``, on the plans that the other options name."""
    assistant = open_assistant(args, settings)
    if model is not None:
        assistant = Assistant(assistant.store, model, args.as_of)
    return run_file(assistant, args.cases, args.as_of, args.split)


def _shipped(args: Namespace, settings: Settings, model: RecordedModel | None) -> Run:
    """The shipped cases, those on the district plans by ``--plans`` where it is given. Each suite has a store of its
    own, as how rare a word is depends on all that a store holds: in the folder ``--store``, else thrown away."""
    with tempfile.TemporaryDirectory(prefix="eduplan-eval-") as thrown:
        place, plain = _stores(args.store) if args.store else Path(thrown), embedder(settings)

        def on(suite: str, plans: Path) -> Assistant:
            return Assistant(with_plans(plans, place / suite, plain), model)

        return run_suites(on, args.as_of, args.split, args.plans)


def _stores(where: str) -> Path:
    """The folder that keeps the shipped cases' stores. CaseError for one that is a store, and for a server."""
    if where.startswith(("http://", "https://")) or place_of(where).current() is not None:
        raise CaseError(
            f"{where} is a store: the shipped cases have stores of their own, give a folder for them, "
            "or cases on the plans of this store with --cases FILE"
        )
    return Path(where).expanduser()


def _replies(args: Namespace, settings: Settings) -> RecordedModel | None:
    """The chat model that plays ``--replies``; with ``--record`` it asks the configured one for what is missing."""
    if args.record and not (args.replies and settings.chat_model):
        raise CaseError("--record needs --replies FILE and a chat model in EDUPLAN_CHAT_MODEL")
    if not args.replies:
        return None
    from eval.replies import recorded

    if not args.record:
        return recorded(args.replies)
    from assistant.models import load_chat_model

    return recorded(args.replies, load_chat_model(settings.chat_model, settings.chat_timeout))


def _judge(args: Namespace, settings: Settings) -> BaseChatModel | None:
    """The chat model of ``--judge``, loaded before the run so that a wrong name costs nothing."""
    if not args.judge:
        return None
    from assistant.models import load_chat_model

    check_votes(args.votes)
    return load_chat_model(args.judge, settings.chat_timeout)


def _compare(args: Namespace) -> int:
    """Two run.json files; 1 where a slice is worse."""
    found = diff.diff(*args.compare)
    sys.stdout.write(diff.to_json(found) if args.json else diff.markdown(found))
    return 1 if found.worse else 0


def _begin(args: Namespace, settings: Settings) -> int:
    """`new QUESTION CLAUSE`, or `new --feedback FILE`: cases added to the case file."""
    if args.action[:1] != ["new"] or len(args.action) != (1 if args.feedback else 3):
        raise CaseError(
            'begin a case with `eduplan eval new "question" "clause id"`, or `eduplan eval new --feedback FILE`'
        )
    library = open_plans(args, settings).library
    if args.feedback:
        records = list(new.from_feedback(args.feedback, library))
    else:
        records = [new.begin(args.action[1], args.action[2], library)]
    path = args.cases or OWN
    added = new.append(records, path)
    warn(f"{added} of {len(records)} cases added to {path}; write into 'must' what the answer has to state")
    for record in records:
        clause = new.find_clause(record["gold"][0][0], library)
        warn(f"{record['id']}: the clause gives {', '.join(new.figures(clause)) or 'no number'}")
    sys.stdout.write("".join(report.as_line(record) for record in records))
    return 0
