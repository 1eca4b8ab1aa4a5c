"""An answer that an asker found wrong → an eval case, with what the staff say is right. Pure but for ``keep``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from assistant.answer import REASONS
from assistant.history import Turn
from assistant.question import language_of
from eval.case import CaseError, parse_case
from eval.integrity import integrity_faults
from eval.new import append, find_clause
from index.jsonl import json_lines
from index.library import Library

FILE = "feedback.jsonl"
PERSONAS = ("parent", "staff")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the staff wrote. ``gold`` are clauses, each an id or ``file#path``; ``must`` and ``must_not`` are facts,
    those of ``must`` with ``|`` between forms of which one is enough; ``reasons`` are for what no plan answers: those
    of ``assistant.answer.REASONS`` count."""

    question: str
    answerable: bool = True
    gold: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    persona: str = "parent"


def record(draft: Draft, library: Library) -> dict[str, Any]:
    """The case in the form of ``eval.case``; plans are named by their files. CaseError, one line, where it is none, or
    where no clause named bears out a fact that the answer has to state."""
    question = draft.question.strip()
    if not question:
        raise CaseError("write the question")
    turns = [asdict(Turn("user", question))]
    names = [_named(text) for text in draft.gold if text.strip()] if draft.answerable else []
    found = [find_clause(name, library) for name in names]
    named = [(library.plan_of(clause).source, clause.path) for clause in found]
    made = {
        "id": "fb-" + hashlib.sha256(json.dumps(turns, ensure_ascii=False).encode()).hexdigest()[:10],
        "turns": turns,
        "persona": draft.persona if draft.persona in PERSONAS else "parent",
        "language": language_of(question),
        "type": "fact" if draft.answerable else "unanswerable",
        "plans": list(dict.fromkeys(source for source, _ in named)),
        "gold": [[f"{source}#{path}"] for source, path in dict.fromkeys(named)],
        "must": [group for group in map(_forms, draft.must) if group] if draft.answerable else [],
        "must_not": [text.strip() for text in draft.must_not if text.strip()],
        "answerable": draft.answerable,
        "reasons": [] if draft.answerable else [reason for reason in REASONS if reason in draft.reasons],
        "split": "dev",
        "slices": ["feedback"],
    }
    faults = integrity_faults([parse_case(made)], {}, library)
    if faults:
        raise CaseError("; ".join(fault.removeprefix(f"{made['id']}: ") for fault in faults))
    return made


def _named(text: str) -> str:
    """A clause's id, also out of its permalink."""
    _, permalink, rest = text.strip().partition("/clause/")
    return unquote(rest.partition("?")[0]) if permalink else text.strip()


def _forms(line: str) -> list[str]:
    return [form.strip() for form in line.split("|") if form.strip()]


def keep(made: dict[str, Any], folder: Path) -> bool:
    """Add the case to the folder's file; False where its question is a case already. CaseError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return append([made], folder / FILE) == 1
    except OSError as error:
        raise CaseError(f"cannot write {folder / FILE} ({error.strerror}): set EDUPLAN_CASES") from error


def lines(text: str) -> tuple[str, ...]:
    """The lines of a form's field that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def kept(folder: Path) -> Sequence[str]:
    """The cases there are, a line each."""
    try:
        return [line for _, line in json_lines((folder / FILE).read_text(encoding="utf-8"))]
    except OSError:
        return ()
