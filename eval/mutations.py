"""The support check on any plans: every sentence put otherwise must pass, every spoiled one must not.

``python -m eval.mutations PLANS… [--pairs FILE] [--out FILE] [--failures]`` reads the plans given (the sample plans
where none are), puts each sentence otherwise by rule (``eval.restate``) and spoils it (``eval.faults``), and asks the
check as a chat model's sentence is checked (``assistant.write.supported``). ``--pairs`` adds wordings written by hand:
lines of ``{clause, text, true}``. Figures only are written, no text of the plans; ``--failures`` prints what failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import ANSWERED, Answer, Citation, Sentence
from assistant.pieces import Piece, body, quote, shown
from assistant.retrieve import Hit
from assistant.write import supported
from eval.case import CASES, parse_case
from eval.faults import EDITS, FAULTS
from eval.restate import MERGED, WAYS, bare, merged
from eval.suites import SAMPLES, opened
from index.build import files_in
from index.jsonl import json_lines
from index.library import Library
from index.plan import Clause
from index.script import fold

PAIRS = CASES / "wordings.jsonl"
SHORT, LONG = 12, 120
"""Characters of a sentence that is tried."""
TRUE, FALSE = "true", "spoiled"

_CASE = parse_case({"id": "any", "turns": [{"role": "user", "content": "?"}], "must": ["?"]})
"""The faults that change a sentence ask nothing of their case."""

HEAD = """# The support check, measured

Written by `make bench-check PLANS=…`; do not edit. A true wording that fails is a false alarm, a spoiled one that fails
is caught. Wordings by rule (`eval/restate.py`) and spoiled ones (`eval/faults.py`) are made of every sentence of the
plans given; they are mild, so that their false alarms are the least there are. Those by hand
(`eval/cases/wordings.jsonl`) are free, as a chat model writes, and served tuning: at first sight a third of the true
ones failed. What a chat model words too
freely is asked for once more (`EDUPLAN_REPAIR_SECONDS`), then dropped.
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A wording of ``kind`` put to the check beside its clause: whether it is ``true``, whether it ``passed``."""

    kind: str
    clause: str
    text: str
    true: bool
    passed: bool


def trials(library: Library) -> Iterator[Trial]:
    """Every sentence of the clauses put otherwise and, where the sentence itself holds, spoiled."""
    for clause in library.clauses():
        if clause.kind in ("row", "table"):
            continue
        district = library.plan_of(clause).metadata.district
        before = ""
        for piece in body(clause):
            said = bare(fold(shown(library, quote(library, piece))))
            if not SHORT <= len(said) <= LONG or "|" in said or "\n" in said:
                continue
            said = said.replace(",", "，")
            texts = {kind: way(said, district) for kind, way in WAYS.items()}
            texts[MERGED] = merged(before, said) if before and len(before) + len(said) < LONG else None
            before = said
            yield from (_try(kind, clause, text, True, library) for kind, text in texts.items() if text)
            yield from (
                _try(kind, clause, text, False, library) for kind, text in _spoiled(f"{said}。", piece, library)
            )


def pairs(path: Path, library: Library) -> Iterator[Trial]:
    """Wordings by hand of the clauses that the library has."""
    for _, line in json_lines(path.read_text(encoding="utf-8")):
        row = json.loads(line)
        clause = library.clause(row["clause"])
        if clause is not None:
            kind = "by hand" if row["true"] else "by hand, untrue"
            yield _try(kind, clause, row["text"], row["true"], library)


def _try(kind: str, clause: Clause, text: str, true: bool, library: Library) -> Trial:
    hit = Hit(clause, 1.0, "")
    return Trial(kind, clause.id, text, true, supported(text, [hit], [hit], library) is not None)


def _spoiled(text: str, piece: Piece, library: Library) -> Iterator[tuple[str, str]]:
    """What each fault makes of a sentence that its whole clause bears out."""
    clause, plan = piece.clause, library.plan_of(piece.clause)
    cited = Citation(
        n=1,
        clause=clause.id,
        plan=plan.id,
        plan_title=plan.title,
        clause_title=clause.title,
        path=clause.path,
        source=plan.source,
        page=None,
        start=clause.start,
        end=clause.end,
        quote=clause.text,
        shown=clause.text,
    )
    answer = Answer("", "", "", ANSWERED, "", "zh-Hans", text, (Sentence(text, (1,)),), (cited,))
    for name in EDITS:
        spoiled = FAULTS[name](_CASE, answer)
        if spoiled is not None and spoiled.sentences[0].text != text:
            yield name, spoiled.sentences[0].text


def table(found: Sequence[Trial]) -> Iterator[str]:
    """Markdown: false alarms = true wordings that fail / true wordings; caught = spoiled ones that fail / spoiled."""
    for true, name, head in ((True, "false alarms", "wording"), (False, "caught", "spoiled by")):
        yield f"| {head} | tried | {name} | share |\n| --- | ---: | ---: | ---: |"
        mine = [one for one in found if one.true == true]
        for kind in (*dict.fromkeys(one.kind for one in mine), "all"):
            some = [one for one in mine if kind in (one.kind, "all")]
            failed = sum(not one.passed for one in some)
            if some:
                yield f"| {kind} | {len(some)} | {failed} | {failed / len(some):.1%} |"
        yield ""


def measure(folder: Path | None, by_hand: Path | None) -> list[Trial]:
    """The trials on the plans of a folder (the sample plans: None), indexed for the purpose."""
    with tempfile.TemporaryDirectory() as place:
        library = opened([folder or SAMPLES], Path(place)).library
        return [*trials(library), *(pairs(by_hand, library) if by_hand else ())]


def failures(found: Iterable[Trial]) -> Iterator[str]:
    """A line for each false alarm and each miss."""
    yield from (f"{one.kind}\t{one.clause}\t{one.text}" for one in found if one.passed != one.true)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("plans", nargs="*", type=Path, help="folders of plans beside the sample plans")
    parser.add_argument("--pairs", type=Path, help="wordings by hand of these plans")
    parser.add_argument("--out", type=Path, help="file for the figures; else they are printed")
    parser.add_argument("--failures", action="store_true", help="print what went wrong, to stderr")
    given = parser.parse_args(arguments)
    parts = [HEAD]
    for folder in (None, *given.plans):
        found = measure(folder, PAIRS if folder is None else given.pairs)
        name = "Sample plans" if folder is None else f"{len(files_in([folder]))} other plans"
        parts.append(f"## {name}\n\n" + "\n".join(table(found)))
        if given.failures:
            sys.stderr.write("".join(f"{line}\n" for line in failures(found)))
    text = "\n".join(parts).rstrip() + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
