"""`eduplan eval new`: a case begun from a question and the clause that answers it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.history import HistoryError, Turn, read_history
from assistant.question import language_of
from eval.case import CaseError, load_cases, parse_case
from index.jsonl import json_lines
from index.library import Library
from index.plan import Clause
from index.quantity import find_quantities


def begin(question: str, clause: str, library: Library, history: Sequence[Turn] = ()) -> dict[str, Any]:
    """A case record: the question, its plan by file name, the clause as gold. ``must`` is left for the one who knows
    what the answer has to state (:func:`figures` helps). ``clause`` is an id as answers cite it, or ``<file>#<path>``.
    CaseError where there is no such clause.
    """
    found = find_clause(clause, library)
    source = library.plan_of(found).source
    turns = [asdict(turn) for turn in (*history, Turn("user", question))]
    record = {
        "id": "own-" + hashlib.sha256(json.dumps(turns, ensure_ascii=False).encode()).hexdigest()[:10],
        "turns": turns,
        "persona": "staff",
        "language": language_of(question),
        "type": "fact",
        "plans": [source],
        "gold": [[f"{source}#{found.path}"]],
        "must": [],
        "answerable": True,
        "split": "dev",
    }
    parse_case(record)
    return record


def find_clause(name: str, library: Library) -> Clause:
    """By id or by ``<file>#<path>``; CaseError with the nearest paths."""
    known = {f"{library.plan_of(clause).source}#{clause.path}": clause for clause in library.clauses()}
    known |= {clause.id: clause for clause in library.clauses()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"nearest are {', '.join(near)}" if near else "`eduplan outline FILE` lists them"
    raise CaseError(f"no clause {name}: {hint}")


def figures(clause: Clause) -> tuple[str, ...]:
    """The numbers of a clause as it writes them: what ``must`` is likely to hold."""
    found = (quantity.text for quantity in find_quantities(clause.text) if quantity.kind != "ordinal")
    return tuple(dict.fromkeys(found))


def from_feedback(path: Path, library: Library) -> Iterator[dict[str, Any]]:
    """A case for each line of a feedback file: ``{question, history?, clause?}``, or an answer as ``eduplan ask
    --json`` prints it, whose first citation then is the clause. Lines without either are passed over. CaseError
    where the file is none."""
    try:
        records = [json.loads(line) for _, line in json_lines(path.read_text(encoding="utf-8"))]
        for record in records:
            clause = _clause_of(record)
            if clause:
                yield begin(record["question"], clause, library, read_history(record.get("history")))
    except (OSError, ValueError, KeyError, AttributeError, HistoryError) as error:
        if isinstance(error, CaseError):
            raise
        raise CaseError(f"{path}: is no feedback file; write lines of {{question, clause}}") from None


def _clause_of(record: Mapping[str, Any]) -> str:
    citations = record.get("citations") or [{}]
    return str(record.get("clause") or citations[0].get("clause", ""))


def append(records: Sequence[Mapping[str, Any]], path: Path) -> int:
    """Adds what ``path`` lacks, and says how many that were. A file that does not hold cases raises CaseError."""
    known = {case.id for case in load_cases(path)} if path.is_file() and path.stat().st_size else set()
    fresh = [record for record in records if record["id"] not in known]
    with path.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in fresh)
    return len(fresh)
