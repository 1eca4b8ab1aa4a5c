"""The chat-model answerer: clauses go in as numbered data, checked sentences come out of the stream."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import prompts
from assistant.again import Failed, again
from assistant.breaks import pairs
from assistant.draft import DraftSentence, Quote
from assistant.echo import LEAST, echo
from assistant.english_check import answered
from assistant.evidence import evidence_of
from assistant.history import Turn
from assistant.markup import fenced
from assistant.pieces import Piece, body, quote, responsible
from assistant.question import Question, language_of
from assistant.reply import Said, sentences_of
from assistant.retrieve import Hit
from assistant.verify import check_draft
from index.library import Library
from index.script import fold

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

CLAUSES = 8
"""Clauses given to the model."""
SENTENCES = 40
"""Sentences of a reply that are read."""

_WORD = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{2}")
_LATIN = re.compile(r"[a-z]{2,}")


def messages(question: Question, hits: Sequence[Hit], library: Library, history: Sequence[Turn]) -> list[BaseMessage]:
    """The rendered prompt: rules, the conversation, the clauses as fenced data, the question."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    clauses = "\n".join(_fence(n, hit, library) for n, hit in enumerate(hits[:CLAUSES], 1))
    turns = [(HumanMessage if turn.role == "user" else AIMessage)(turn.content) for turn in history[-6:]]
    return [
        SystemMessage(prompts.load("answer")),
        *turns,
        HumanMessage(f"{clauses}\n\n问题：{fenced(question.standalone)}"),
    ]


def _fence(n: int, hit: Hit, library: Library) -> str:
    """One clause as data; it cannot close its own fence."""
    plan = library.plan_of(hit.clause)
    text, title, path = (fenced(part) for part in (hit.clause.text, plan.title, hit.clause.path))
    return f'<clause n="{n}" plan="{title}" path="{path}">\n{text}\n</clause>'


@dataclass(frozen=True, slots=True)
class Written:
    """The sentence at a ``place`` of the reply; None for one that was dropped."""

    place: int
    sentence: DraftSentence | None


def write(
    question: Question,
    hits: Sequence[Hit],
    library: Library,
    history: Sequence[Turn],
    model: BaseChatModel,
    repair_seconds: float = 0.0,
) -> Iterator[Written]:
    """Checked sentences as the model says them, then those that it put right, in no order but their ``place``.

    A sentence without a mark fails: it says nothing of where it comes from, and may be half of one. One whose
    marked clauses do not bear it out is tried once against each other clause given; where one does, it is cited
    instead. What still fails the model is asked to say again, told why, for ``repair_seconds`` in all; what then does
    not hold is dropped. Raises what the model's client raises while it streams.
    """
    given = hits[:CLAUSES]
    asked = messages(question, hits, library, history)
    failed: list[Failed] = []
    stream = (str(chunk.text) for chunk in model.stream(asked))
    for place, said in enumerate(islice(sentences_of(stream), SENTENCES)):
        sentence, reasons = _supported(said, given, library, question.language)
        if sentence is not None:
            yield Written(place, sentence)
        elif reasons:
            failed.append(Failed(place, said, reasons))
        else:
            yield Written(place, None)
    for one, said_again in again(asked, failed, question.language, model, repair_seconds):
        sentence = _supported(said_again, given, library, question.language)[0] if said_again else None
        yield Written(one.place, sentence)


def _supported(
    said: Said, given: Sequence[Hit], library: Library, language: str
) -> tuple[DraftSentence | None, tuple[str, ...]]:
    """What was said with the narrowest quotes that bear it out; else None and why, no reason where there is nothing
    to put right."""
    if language_of(said.text)[:2] != language[:2] or not _WORD.search(said.text):
        return None, ()
    if not said.marks:
        return None, ("no quote",)
    cited = [given[n - 1] for n in said.marks if 1 <= n <= len(given)]
    reasons: tuple[str, ...] = ()
    for quotes in _tries(said.text, cited, given, library):
        sentence = DraftSentence(said.text, tuple(dict.fromkeys(quotes)))
        found = check_draft(sentence, library) or _unlike(sentence, library)
        if not found:
            return sentence, ()
        if not reasons or len(found) < len(reasons):
            reasons = found
    return None, reasons


def supported(text: str, cited: Sequence[Hit], given: Sequence[Hit], library: Library) -> DraftSentence | None:
    """``text`` with the narrowest quotes of the ``cited`` clauses, else of another one ``given``, that bear it out;
    None where nothing does."""
    marks = tuple(given.index(hit) + 1 for hit in cited) or (0,)
    return _supported(Said(text, marks), given, library, language_of(text))[0]


def _tries(text: str, cited: Sequence[Hit], given: Sequence[Hit], library: Library) -> Iterator[list[Quote]]:
    """Quotes that may bear ``text`` out: the sentences most like it, with the responsible units, whole clauses, then
    the sentence most like it of each other clause."""
    if cited:
        closest = [_closest(text, hit, library) for hit in cited]
        units = _units(cited, library)
        whole = [quote(library, piece) for hit in cited for piece in body(hit.clause)]
        yield from (closest, [*closest, *units], whole, [*whole, *units])
    yield from ([_closest(text, hit, library)] for hit in given)


def _unlike(sentence: DraftSentence, library: Library) -> tuple[str, ...]:
    """What the typed checks do not see: Latin words in a Chinese sentence that its clauses lack (an address of the web,
    another language), and an English sentence that is about something else."""
    evidence = "\n".join(evidence_of(sentence, library)[0])
    if language_of(sentence.text) == "en":
        return () if echo(sentence.text, evidence) >= LEAST else ("cover of the English words",)
    known = fold(evidence)
    return tuple(f"{word} put in" for word in _LATIN.findall(fold(sentence.text)) if word not in known)


def _units(cited: Sequence[Hit], library: Library) -> list[Quote]:
    """The brackets of the cited clauses that name the responsible units."""
    spans = [(hit.clause, span) for hit in cited if (span := responsible(hit.clause))]
    return [quote(library, Piece(clause, *span)) for clause, span in spans]


def _closest(text: str, hit: Hit, library: Library) -> Quote:
    """The quote of the clause's sentence that shares most character pairs with ``text``, or, where it is English,
    that answers most of its words."""
    if language_of(text) == "en":
        return quote(library, max(body(hit.clause), key=lambda piece: answered(text, fold(piece.text))))
    wanted = set(pairs(fold(text)))
    return quote(library, max(body(hit.clause), key=lambda piece: len(wanted & set(pairs(fold(piece.text))))))
