"""The console script ``eduplan``: reads the command line, hands over to ``ui.commands``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

STORE = "folder of the store or a Chroma server, http://host:port (default: EDUPLAN_STORE, else the user's data folder)"
PLANS = "folder or file: index what the store lacks of it, then work on exactly these plans"


Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: its name, what it does, names of the options it shares with others."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"eduplan: {message}; see `{self.prog} --help`\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date: write it as 2026-01-31") from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 1000")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The whole command line; building it imports nothing heavy."""
    top = _Parser(prog="eduplan", description="Ask district education plans; every answer cites its clauses.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    shared = {"output": _Parser(add_help=False), "where": _Parser(add_help=False), "when": _Parser(add_help=False)}
    shared["output"].add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    shared["where"].add_argument("--store", help=STORE)
    shared["where"].add_argument("--plans", type=Path, help=PLANS)
    shared["when"].add_argument("--as-of", type=_day, metavar="DATE", help="answer as of this day (default: today)")

    def add(name: str, does: str, *parents: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=does, description=does, parents=[shared[one] for one in parents])

    _reading(add)
    _asking(add)
    _evaluating(add)
    _serving(add)
    _keeping(add)
    return top


def _reading(add: Add) -> None:
    one = add("index", "read plans and (re)build what changed in the store", "output")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="plan files and folders of them")
    one.add_argument("--store", help=STORE)
    add("plans", "list what is indexed", "output", "where", "when")
    one = add("outline", "show the clause tree of a plan file", "output")
    one.add_argument("file", type=Path, metavar="FILE")
    one = add("indicators", "list indicator records of plan files, or of what is indexed", "output", "where")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE")
    one.add_argument("--csv", action="store_true", help="print CSV")


def _asking(add: Add) -> None:
    one = add("search", "rank clauses and say why each was found", "output", "where")
    one.add_argument("question")
    one.add_argument("-k", type=_count, default=10, help="how many (default: 10)")
    one = add("ask", "answer one question", "output", "where", "when")
    one.add_argument("question")
    one.add_argument(
        "--history", type=Path, metavar="FILE", help="JSON list of {role, content}: the conversation so far"
    )
    one = add("answer", "answer a batch of questions", "where", "when")
    one.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="lines of {id, question, history?}")
    one.add_argument("--out", type=Path, required=True, metavar="ANSWERS.jsonl")


def _evaluating(add: Add) -> None:
    one = add("eval", "run the regression cases and their gates; `new` begins a case", "output", "where", "when")
    one.add_argument(
        "action", nargs="*", metavar="new QUESTION CLAUSE", help="add a case to --cases (default: mine.jsonl)"
    )
    one.add_argument("--cases", type=Path, metavar="FILE", help="case file or folder (default: the shipped cases)")
    one.add_argument("--report", type=Path, metavar="DIR", help="write run.json, junit.xml, summary.md, report.html")
    one.add_argument("--split", choices=("dev", "test"), help="only these cases (tune on dev, look at test last)")
    one.add_argument("--bless", action="store_true", help="write the baseline from this run")
    one.add_argument("--compare", nargs=2, type=Path, metavar=("A", "B"), help="compare two run.json files instead")
    one.add_argument(
        "--feedback", type=Path, metavar="FILE", help="with new: lines of {question, clause} or of answers"
    )
    one.add_argument("--replies", type=Path, metavar="FILE", help="play a chat model's recorded replies")
    one.add_argument("--record", action="store_true", help="ask EDUPLAN_CHAT_MODEL for the replies that are missing")
    one.add_argument("--judge", metavar="PROVIDER:NAME", help="have a chat model vote on the answers; never a gate")
    one.add_argument("--votes", type=int, default=3, metavar="N", help="votes of the judge on each (least: 3)")


def _serving(add: Add) -> None:
    one = add("chat", "open the web chat", "where", "when")
    one.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    one.add_argument("--port", type=int, help="port to listen on (default: 7860)")
    add("mcp", "serve the tools ask, search, clause, compare to a program over stdin and stdout (MCP)", "where", "when")


def _keeping(add: Add) -> None:
    one = add("staff", "accounts of the chat's staff area: add, remove, list; hash for EDUPLAN_STAFF")
    one.add_argument("action", choices=("add", "remove", "list", "hash"))
    one.add_argument("name", nargs="?", metavar="NAME", help="the account; its password is asked for")
    one.add_argument("--store", help=STORE)
    one = add("remove", "take a plan out of the store", "output")
    one.add_argument("plan", nargs="+", metavar="PLAN", help="plan ids as `eduplan plans` lists them")
    one.add_argument("--store", help=STORE)
    one = add("store", "look after the store: check, backup, restore, reembed", "output")
    one.add_argument("action", choices=("check", "backup", "restore", "reembed"))
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the archive to write or read")
    one.add_argument("--store", help=STORE)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 the work found something wrong, 2 the request was wrong."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products: a second thread costs more than it gives
    args = parser().parse_args(argv)
    from ui.commands import REQUEST_ERRORS, run

    try:
        return run(args)
    except REQUEST_ERRORS as error:
        print(f"eduplan: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
