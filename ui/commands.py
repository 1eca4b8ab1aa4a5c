"""What each command does: calls the library, prints a page for people or JSON for scripts."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.history import HistoryError, read_history
from assistant.models import ModelError
from assistant.rerank import RerankerError
from assistant.settings import Settings, SettingsError, read_settings
from eval.case import CaseError
from index.embed import EmbedderError
from index.formats.extract import UnreadableError
from index.generation import StoreError
from index.jsonl import json_lines
from ui import show
from ui.accounts import AccountError
from ui.columns import terminal_width
from ui.kept import KeptError
from ui.listen import ListenError
from ui.workspace import embedder, open_assistant, open_plans, progress_bar, store_where, warn


class RequestError(ValueError):
    """The command was asked for something it cannot do; the message says what to do next."""


REQUEST_ERRORS = (
    RequestError,
    AccountError,
    CaseError,
    EmbedderError,
    HistoryError,
    KeptError,
    ListenError,
    ModelError,
    RerankerError,
    SettingsError,
    StoreError,
    UnreadableError,
)


def run(args: Namespace) -> int:
    """Do the command of ``args``; the exit status."""
    return COMMANDS[args.command](args, read_settings())


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def say_json(data: Any) -> None:
    say(json.dumps(data, ensure_ascii=False, indent=1))


def index(args: Namespace, settings: Settings) -> int:
    from index.build import files_in, index_files

    missing = [path for path in args.paths if not path.exists()]
    if missing:
        raise RequestError(f"{missing[0]} does not exist: give plan files or folders of them")
    files = files_in(args.paths)
    if not files:
        raise RequestError(f"no plans in {args.paths[0]}: it holds no txt, md, html, docx or pdf file")
    with progress_bar() as bar:
        report = index_files(store_where(args, settings), files, embedder(settings), bar)
    for failure in report.failures:
        warn(f"left out {failure}")
    if args.json:
        say_json(
            {
                "plans": [show.plan_facts(plan) for plan in report.plans],
                "changes": [asdict(change) for change in report.changes],
                "failures": list(report.failures),
            }
        )
    else:
        say(show.index_report(report))
    if not report.plans:
        return 2
    return 1 if report.failures else 0


def plans(args: Namespace, settings: Settings) -> int:
    library = open_plans(args, settings).library
    held = [(plan, library.successor(plan)) for plan in library.plans.values()]
    if args.json:
        say_json([show.plan_facts(plan, newer) for plan, newer in held])
    else:
        pages = (show.plan_page(plan, args.as_of, newer) for plan, newer in held)
        say("\n\n".join(pages) or "no plans: run `eduplan index PATH`")
    return 0


def outline(args: Namespace, settings: Settings) -> int:
    from index.load import load_plan

    plan = load_plan(args.file)
    if args.json:
        say_json([show.outline_row(clause) for clause in plan.clauses])
    else:
        say(show.tree(plan, terminal_width()))
    return 0


def indicators(args: Namespace, settings: Settings) -> int:
    from index.indicators import indicator_csv, indicator_rows

    if args.files:
        from index.load import load_plan

        found = [load_plan(file) for file in args.files]
    else:
        found = list(open_plans(args, settings).library.plans.values())
    rows = [row for plan in found for row in indicator_rows(plan)]
    if args.csv:
        say(indicator_csv(rows).rstrip("\n"))
    elif args.json:
        say_json(rows)
    else:
        say(show.indicator_table(rows, terminal_width()))
    return 0


def search(args: Namespace, settings: Settings) -> int:
    assistant = open_assistant(args, settings)
    hits = assistant.search(args.question, args.k)
    if args.json:
        say_json([show.hit_row(hit, assistant.library) for hit in hits])
    else:
        say("\n".join(show.hit_lines(hits)) or "nothing found")
    return 0


def ask(args: Namespace, settings: Settings) -> int:
    history = read_history(_json_file(args.history)) if args.history else ()
    answer = open_assistant(args, settings).ask(args.question, history)
    if args.json:
        say_json(asdict(answer))
    else:
        say(show.answer_page(answer))
    return 0


def answer(args: Namespace, settings: Settings) -> int:
    questions = list(_questions(args.questions))
    assistant = open_assistant(args, settings)
    from tqdm import tqdm

    part = args.out.with_name(args.out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for one in tqdm(questions, file=sys.stderr, disable=None, leave=False):
                found = assistant.ask(one["question"], read_history(one.get("history")), id=one["id"])
                out.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
        part.replace(args.out)
    except OSError as error:
        raise RequestError(f"cannot write {args.out} ({error.strerror}): choose another --out") from error
    warn(f"{len(questions)} answers in {args.out}")
    return 0


def _questions(path: Path) -> Iterable[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"cannot read {path}: give a UTF-8 file of JSON lines") from error
    for number, line in json_lines(text):
        try:
            data = json.loads(line)
            if not isinstance(data["question"], str):
                raise TypeError
            read_history(data.get("history"))
        except (ValueError, TypeError, KeyError) as error:
            raise RequestError(f'line {number} of {path} is no question: write {{"id": …, "question": "…"}}') from error
        yield data | {"id": str(data.get("id", number))}


def _json_file(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise RequestError(f"cannot read {path}: give a JSON list of {{role, content}}") from error


def evaluate(args: Namespace, settings: Settings) -> int:
    from ui.evaluation import evaluate as work

    return work(args, settings)


def chat(args: Namespace, settings: Settings) -> int:
    from ui.serve import serve

    return serve(args, settings)


def mcp(args: Namespace, settings: Settings) -> int:
    assistant = open_assistant(args, settings)
    from ui.api.tools import over_stdio

    over_stdio(assistant)
    return 0


def remove(args: Namespace, settings: Settings) -> int:
    from index.build import remove_plans

    with progress_bar() as bar:
        changes = remove_plans(store_where(args, settings), args.plan, embedder(settings), bar)
    gone = [change.plan for change in changes if change.state == "removed"]
    if args.json:
        say_json({"removed": gone})
    else:
        say("\n".join(f"removed {plan}" for plan in gone))
    return 0


def store(args: Namespace, settings: Settings) -> int:
    from ui.upkeep import upkeep

    return upkeep(args, settings)


def staff(args: Namespace, settings: Settings) -> int:
    from ui.staff_command import staff as work

    return work(args, settings)


COMMANDS: dict[str, Callable[[Namespace, Settings], int]] = {
    "index": index,
    "plans": plans,
    "outline": outline,
    "indicators": indicators,
    "search": search,
    "ask": ask,
    "answer": answer,
    "eval": evaluate,
    "chat": chat,
    "mcp": mcp,
    "remove": remove,
    "store": store,
    "staff": staff,
}
