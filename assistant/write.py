"""The chat-model answerer: clauses go in as numbered data, sentences with citations come out of the stream."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import prompts
from assistant.draft import DraftSentence, Quote
from assistant.echo import LEAST, echo
from assistant.evidence import evidence_of
from assistant.history import Turn
from assistant.pieces import Piece, body, quote, responsible
from assistant.question import Question, language_of
from assistant.retrieve import Hit
from assistant.verify import check_draft
from index.library import Library
from index.script import fold

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

CLAUSES = 8
"""Clauses given to the model."""
SENTENCES, LONGEST = 40, 8000
"""Sentences and characters of a reply that are read."""

_MARK = re.compile(r"\s*[\[［【]\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]］】]")
_MARK_BEGUN = re.compile(r"\s*(?:[\[［【][\d\s,，、]*)?$")
_WORD = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{2}")
_LATIN = re.compile(r"[a-z]{2,}")
_END = re.compile(r"[。！？!?\n]|\.(?=\s|$|[\[［【])")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a model's reply and the clause numbers it gave."""

    text: str
    marks: tuple[int, ...]


def _at_most(stream: Iterable[str]) -> Iterator[str]:
    """The stream up to ``LONGEST`` characters: a model may run on for ever."""
    left = LONGEST
    for part in stream:
        yield part[:left]
        left -= len(part)
        if left <= 0:
            return


def sentences_of(stream: Iterable[str]) -> Iterator[Said]:
    """Whole sentences out of a model's stream; half-arrived citation marks are waited for.

    Marks [1] 【1】 ［1,2］ count whether they stand before or after the sentence's stop.
    """
    buffer = ""
    for part in stream:
        buffer += part
        while (end := _sentence_end(buffer)) is not None:
            yield from _said(buffer[:end])
            buffer = buffer[end:]
    yield from _said(buffer)


def _sentence_end(buffer: str) -> int | None:
    """Where the first whole sentence with its marks ends; None while more marks may still come."""
    stop = _END.search(buffer)
    if stop is None:
        return None
    end = stop.end()
    while mark := _MARK.match(buffer, end):
        end = mark.end()
    return None if _MARK_BEGUN.fullmatch(buffer, end) else end


def _said(text: str) -> Iterator[Said]:
    marks = [int(number) for found in _MARK.findall(text) for number in re.findall(r"\d+", found)]
    words = _MARK.sub("", text).strip().lstrip("-*•# ").strip()
    if words:
        yield Said(words, tuple(dict.fromkeys(marks)))


def messages(question: Question, hits: Sequence[Hit], library: Library, history: Sequence[Turn]) -> list[BaseMessage]:
    """The rendered prompt: rules, the conversation, the clauses as fenced data, the question."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    fenced = "\n".join(_fence(n, hit, library) for n, hit in enumerate(hits[:CLAUSES], 1))
    turns = [(HumanMessage if turn.role == "user" else AIMessage)(turn.content) for turn in history[-6:]]
    return [
        SystemMessage(prompts.load("answer")),
        *turns,
        HumanMessage(f"{fenced}\n\n问题：{_harmless(question.standalone)}"),
    ]


def _fence(n: int, hit: Hit, library: Library) -> str:
    """One clause as data; it cannot close its own fence."""
    plan = library.plan_of(hit.clause)
    text, title, path = (_harmless(part) for part in (hit.clause.text, plan.title, hit.clause.path))
    return f'<clause n="{n}" plan="{title}" path="{path}">\n{text}\n</clause>'


def _harmless(text: str) -> str:
    """``text`` that opens no fence and closes none."""
    return text.replace("<", "＜").replace('"', "”")


def write(
    question: Question, hits: Sequence[Hit], library: Library, history: Sequence[Turn], model: BaseChatModel
) -> Iterator[DraftSentence | None]:
    """Checked sentences as the model says them; None stands for one that was dropped.

    A sentence without a mark is dropped: it says nothing of where it comes from, and may be half of one. One whose
    marked clauses do not bear it out is tried once against each other clause given; where one does, it is cited
    instead. Raises what the model's client raises.
    """
    given = hits[:CLAUSES]
    stream = (str(chunk.text) for chunk in model.stream(messages(question, hits, library, history)))
    for said in islice(sentences_of(_at_most(stream)), SENTENCES):
        cited = [given[n - 1] for n in said.marks if 1 <= n <= len(given)]
        same_language = language_of(said.text)[:2] == question.language[:2]
        yield _supported(said.text, cited, given, library) if said.marks and same_language else None


def _supported(text: str, cited: Sequence[Hit], given: Sequence[Hit], library: Library) -> DraftSentence | None:
    """``text`` with the narrowest quotes that bear it out; None where nothing does."""
    tries: list[list[Quote]] = []
    if cited:
        tries.append([_closest(text, hit, library) for hit in cited])
        tries.append([*tries[0], *_units(cited, library)])
        whole = [quote(library, piece) for hit in cited for piece in body(hit.clause)]
        tries += [whole, [*whole, *_units(cited, library)]]
    tries += [[_closest(text, hit, library)] for hit in given]
    for quotes in tries:
        sentence = DraftSentence(text, tuple(dict.fromkeys(quotes)))
        if not check_draft(sentence, library) and _echoed(sentence, library) and not _strange(sentence, library):
            return sentence
    return None


def _strange(sentence: DraftSentence, library: Library) -> bool:
    """Whether a sentence has no words, or a Chinese one has Latin ones that its clauses lack: a telephone number, an
    address of the web or a word in another language is nothing that the typed checks know."""
    if not _WORD.search(sentence.text):
        return True
    if language_of(sentence.text) == "en":
        return False
    evidence = fold("\n".join(evidence_of(sentence, library)[0]))
    return any(word not in evidence for word in _LATIN.findall(fold(sentence.text)))


def _echoed(sentence: DraftSentence, library: Library) -> bool:
    """The typed checks compare words in Chinese only; an English sentence must be about its quotes as well."""
    if language_of(sentence.text) != "en":
        return True
    return echo(sentence.text, "\n".join(evidence_of(sentence, library)[0])) >= LEAST


def _units(cited: Sequence[Hit], library: Library) -> list[Quote]:
    """The brackets of the cited clauses that name the responsible units."""
    spans = [(hit.clause, span) for hit in cited if (span := responsible(hit.clause))]
    return [quote(library, Piece(clause, *span)) for clause, span in spans]


def _closest(text: str, hit: Hit, library: Library) -> Quote:
    """The quote of the clause's sentence that shares most character pairs with ``text``."""
    wanted = _pairs(text)
    best = max(body(hit.clause), key=lambda piece: len(wanted & _pairs(piece.text)))
    return quote(library, best)


def _pairs(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
