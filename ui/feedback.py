"""What askers thought of answers: a thumb, reasons, own words, kept with all that the staff need to judge it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from ui.kept import opened

GOOD, BAD = "good", "bad"
REASONS = ("wrong_citation", "off_target", "outdated", "incomplete")
"""What can be wrong with an answer; the words for each are the interface's strings ``reason_…``."""
LONGEST = 2000
"""Characters of the asker's own words."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict. ``at`` is seconds since 1970, ``clauses`` the ids that the answer cited, ``generation`` that of the
    store it was answered from."""

    id: str
    at: float
    verdict: str
    reasons: tuple[str, ...]
    words: str
    question: str
    standalone: str
    answer: str
    clauses: tuple[str, ...]
    generation: str


def record(
    file: Path,
    owner: str,
    at: float,
    answer: Answer,
    verdict: str,
    reasons: tuple[str, ...],
    words: str,
    generation: str,
) -> None:
    """Keep the owner's verdict on ``answer`` in ``file``, in place of an earlier one on the same answer.

    A verdict that is neither good nor bad takes the earlier one back.
    """
    told = tuple(reason for reason in REASONS if reason in reasons) if verdict == BAD else ()
    clauses = tuple(dict.fromkeys(one.clause for one in answer.citations))
    with opened(file) as base:
        base.execute(
            "DELETE FROM feedback WHERE owner = ? AND question = ? AND answer = ?",
            (owner, answer.question, answer.text),
        )
        if verdict not in (GOOD, BAD):
            return
        base.execute(
            "INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                secrets.token_urlsafe(9), owner, at, verdict, json.dumps(told),
                words.strip()[:LONGEST], answer.question, answer.standalone, answer.text, json.dumps(clauses),
                generation,
            ),
        )  # fmt: skip


def feedback(where: Path) -> tuple[Feedback, ...]:
    """Every verdict in the file ``where``, the latest first; none where there is no such file."""
    if not where.exists():
        return ()
    with opened(where) as base:
        rows = base.execute(
            "SELECT id, at, verdict, reasons, words, question, standalone, answer, clauses, generation "
            "FROM feedback ORDER BY at DESC, id"
        ).fetchall()
    return tuple(
        Feedback(id, at, verdict, tuple(json.loads(reasons)), words, question, standalone, answer,
                 tuple(json.loads(clauses)), generation)
        for id, at, verdict, reasons, words, question, standalone, answer, clauses, generation in rows
    )  # fmt: skip
