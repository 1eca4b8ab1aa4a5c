"""The invariants of citing, checked from outside the assistant: citations resolve, quotes are verbatim.

Each function gives one line per fault; no line means that the invariant holds. Nothing here asks the
assistant's own check, so a hole in that check shows up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import DECLINED, Answer, Citation
from eval.metrics import markers
from index.library import Library
from index.script import fold

_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
COVERED = 0.6
_ENOUGH = 6
"""Pairs of characters a sentence must have to be told from another by its words."""


def citation_faults(answer: Answer, library: Library) -> tuple[str, ...]:
    """Every number used names a citation, every citation a clause of the library and a span inside it; what
    declines nothing cites something.

    Citation validity = 1 − (answers with a fault / answers). Numbers are looked up by name, never by place.
    """
    faults = []
    known = {citation.n: citation for citation in answer.citations}
    if len(known) < len(answer.citations):
        faults.append("two citations have the same number")
    faults += _misplaced(answer, library)
    if answer.status != DECLINED and not answer.reason and not any(s.citations for s in answer.sentences):
        faults.append(f"is called {answer.status} but cites nothing")
    used = {number for sentence in answer.sentences for number in sentence.citations} | set(markers(answer.text))
    faults += [f"[{number}] names no citation" for number in sorted(used - set(known))]
    for citation in known.values():
        clause = library.clause(citation.clause)
        if clause is None:
            faults.append(f"[{citation.n}] cites {citation.clause}, which is no clause of the library")
        elif citation.plan != clause.plan_id or citation.path != clause.path:
            faults.append(f"[{citation.n}] says {citation.plan} {citation.path} but cites {clause.id}")
        elif not (clause.start <= citation.start < citation.end <= clause.end):
            faults.append(f"[{citation.n}] {citation.start}:{citation.end} lies outside {clause.id}")
    return tuple(faults)


_BETTER = 0.3
"""By how much more another citation must cover a sentence than its own before it counts as misplaced."""


def _misplaced(answer: Answer, library: Library) -> Iterator[str]:
    """Sentences that another citation of the answer bears out far better than their own: a shifted number.

    Cover = share of the sentence's pairs of neighbouring Han characters that stand in the evidence.
    """
    held = {citation.n: _pairs(_words(citation, library)) for citation in answer.citations}
    for sentence in answer.sentences:
        own = _pairs(sentence.text)
        if not sentence.citations or len(own) < _ENOUGH:
            continue
        mine = set().union(*(held.get(number, set()) for number in sentence.citations))
        best = max(held, key=lambda number: len(own & held[number]), default=0)
        if held and len(own & held[best]) / len(own) > len(own & mine) / len(own) + _BETTER:
            yield f"[{best}] bears out what cites {list(sentence.citations)}: {sentence.text}"


def groundedness(answer: Answer, library: Library) -> tuple[float | None, float | None]:
    """Share of the checkable sentences that their own citations cover, and the share that is checkable.

    Checkable is a sentence with a citation and enough Han text to tell; covered is one of whose pairs of characters at
    least ``COVERED`` stand in the cited clauses (a lexical proxy: it finds missing support, not changed facts).
    """
    held = {citation.n: _pairs(_words(citation, library)) for citation in answer.citations}
    checkable = [s for s in answer.sentences if s.citations and len(_pairs(s.text)) >= _ENOUGH]
    covered = 0
    for sentence in checkable:
        own, mine = _pairs(sentence.text), set().union(*(held.get(number, set()) for number in sentence.citations))
        covered += len(own & mine) / len(own) >= COVERED
    return (
        covered / len(checkable) if checkable else None,
        len(checkable) / len(answer.sentences) if answer.sentences else None,
    )


def _pairs(text: str) -> set[str]:
    return {run[at : at + 2] for run in _HAN.findall(fold(text)) for at in range(len(run) - 1)}


def _words(citation: Citation, library: Library) -> str:
    clause = library.clause(citation.clause)
    return citation.shown + "\n" + (f"{clause.title}\n{clause.text}" if clause else "")


def quote_faults(answer: Answer, library: Library) -> tuple[str, ...]:
    """``quote`` is the source verbatim at ``start:end``. Quote fidelity = citations without a fault / citations."""
    faults = []
    for citation in answer.citations:
        plan = library.plans.get(citation.plan)
        if plan is not None and plan.document.text[citation.start : citation.end] != citation.quote:
            faults.append(f"[{citation.n}] is not what stands at {citation.start}:{citation.end} of {plan.source}")
    return tuple(faults)
