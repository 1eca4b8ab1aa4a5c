"""Does what an answer cites bear it out, asked of the project's own support check (``assistant.verify``)."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answer import Answer, Citation, Sentence
from assistant.draft import DraftDerivation, DraftOperand, DraftSentence, Quote
from assistant.verify import check_draft
from eval.figures import numbers
from index.library import Library

Cited = dict[int, Citation]


def support_faults(answer: Answer, library: Library) -> tuple[str, ...]:
    """Shown sentences that the support check does not pass with all their citations: an answer is checked before it
    is shown, so that one of these means that the check was left out or something was changed behind it."""
    known = {citation.n: citation for citation in answer.citations}
    faults = []
    for sentence in answer.sentences:
        reasons = _reasons(sentence, sentence.citations, known, library) if _resolved(sentence, known) else ()
        if reasons:
            faults.append(f"not borne out ({'; '.join(reasons)}): {sentence.text}")
    return tuple(faults)


def alce(answer: Answer, library: Library) -> tuple[float | None, float | None]:
    """Citation recall and precision as ALCE defines them (Gao, Yen, Yu, Chen 2023, §3, ``eval.py::compute_autoais``),
    with the project's typed support check in place of the entailment model.

    Recall = checkable sentences that all their citations together bear out / checkable sentences; checkable is a
    sentence that cites something or states a number. Precision = citations that count / citations of checkable
    sentences; a citation counts if its sentence is borne out and it either bears the sentence out alone or is missed
    by the others (without it they do not). A number is looked up by name: [0] is no citation (ALCE's script lets it
    score the last document). Both None where nothing is checkable or nothing cited.
    """
    known = {citation.n: citation for citation in answer.citations}
    checkable = [sentence for sentence in answer.sentences if sentence.citations or numbers(sentence.text)]
    borne, counting, cited = 0, 0, 0
    for sentence in checkable:
        cited += len(sentence.citations)
        if not sentence.citations or not _bears(sentence, sentence.citations, known, library):
            continue
        borne += 1
        counting += sum(_counts(sentence, number, known, library) for number in sentence.citations)
    return borne / len(checkable) if checkable else None, counting / cited if cited else None


def _counts(sentence: Sentence, number: int, known: Cited, library: Library) -> bool:
    others = [other for other in sentence.citations if other != number]
    alone = _bears(sentence, [number], known, library)
    return not others or alone or not _bears(sentence, others, known, library)


def _bears(sentence: Sentence, numbers_: Collection[int], known: Cited, library: Library) -> bool:
    return all(number in known for number in numbers_) and not _reasons(sentence, numbers_, known, library)


def _resolved(sentence: Sentence, known: Cited) -> bool:
    """Whether there is something to check; a number that names nothing is a citation fault, told there."""
    return bool(sentence.citations) and all(number in known for number in sentence.citations)


def _reasons(sentence: Sentence, numbers_: Collection[int], known: Cited, library: Library) -> tuple[str, ...]:
    order = list(dict.fromkeys(numbers_))
    quotes = tuple(Quote(known[n].clause, known[n].start, known[n].end) for n in order)
    derived = tuple(
        DraftDerivation(
            one.op,
            tuple(DraftOperand(o.value, o.unit, order.index(o.citation)) for o in one.operands),
            one.result,
        )
        for one in sentence.derived
        if all(operand.citation in order for operand in one.operands)
    )
    return check_draft(DraftSentence(sentence.text, quotes, derived), library)
