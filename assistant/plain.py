"""A checked answer in plain words, for readers who do not know the officials' language. Pure.

Everything here is made of the answer's own sentences and the words they cite, and says no more than those: terms are
replaced by equal ones, a whole percentage is counted out per hundred, the strength of a promise is named, and whom to
ask is read from the clause. What states a fact goes through the same check as any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.answer import DECLINED, Answer, Citation, Sentence
from assistant.cues import table
from assistant.english import place
from assistant.hundred import bare, per_hundred
from assistant.terms import Term, named, occurrences, official, restate
from assistant.verify import check
from assistant.wording import phrase
from index.library import Library
from index.script import fold, to_simplified, to_traditional

RESTATED, COUNTED, STRENGTHS, TERMS, ASKED = 3, 3, 2, 6, 2
"""Most sentences restated, rates counted out, strengths named, terms explained, and clauses asked about."""
LONGEST, UNITS = 160, 4
"""Characters of a sentence that is restated; responsible units named."""

_UNITS = re.compile(r"[(（](?:责任|牵头|配合|负责)(?:单位|部门)[^()（）]*[)）]")
_OF_THE_PLAN = frozenset({"front", "preamble"})
"""Kinds of clauses that speak of the plan itself and not of something to be done."""
_OPENS = r"(?:^|[，,。；;：:\s]|将|要|并|且|[局府校委])"


@dataclass(frozen=True, slots=True)
class Line:
    """A plain sentence and the numbers of the citations that bear it out."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term as the plan writes it, and what it means."""

    term: str
    means: str


@dataclass(frozen=True, slots=True)
class Plain:
    """``lines`` come first in the answer, ``meanings`` explain its terms, ``ask`` says who answers for it."""

    lines: tuple[Line, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    ask: tuple[Line, ...] = ()


def plain_words(answer: Answer, library: Library) -> Plain:
    """What can be said in plain words beside ``answer``; nothing beside a refusal."""
    if answer.status == DECLINED or not answer.citations:
        return Plain()
    cited = {one.n: one for one in answer.citations}
    counted = tuple(islice(_counted(answer, library), COUNTED))
    told = {n for line in counted for n in line.citations}
    lines = (
        *counted,
        *islice(_restated(answer, cited, told, library), RESTATED),
        *islice(_strengths(answer), STRENGTHS),
    )
    meanings = islice(_meanings(answer), TERMS)
    return Plain(tuple(dict.fromkeys(lines)), tuple(meanings), tuple(islice(_whom(answer, library), ASKED)))


def borne_out(text: str, citations: tuple[Citation, ...], library: Library) -> bool:
    """Whether the cited words bear out a plain sentence, read in official words."""
    plans = {library.plans[one.plan] for one in citations if one.plan in library.plans}
    names = [f"{plan.title} {plan.metadata.district} {plan.metadata.city} {plan.metadata.issuer}" for plan in plans]
    heads = [f"{one.path} {one.clause_title} {place(plan.metadata.district)}" for one in citations for plan in plans]
    return not check(official(text), [one.quote for one in citations], (), "\n".join((*names, *heads)))


def _restated(answer: Answer, cited: dict[int, Citation], told: set[int], library: Library) -> Iterator[Line]:
    """Sentences whose terms have everyday words; cells of a table, English frames and a document's title are left as
    they are, and what rests on the sources ``told`` is said already."""
    if answer.language == "en":
        return
    for sentence in answer.sentences:
        sources = tuple(cited[n] for n in sentence.citations if n in cited)
        if (
            not sources
            or told.issuperset(sentence.citations)
            or sentence.derived
            or "|" in sentence.text
            or any(library.plans[one.plan].title in sentence.text for one in sources if one.plan in library.plans)
            or len(sentence.text) > LONGEST
        ):
            continue
        before = _UNITS.sub("", to_simplified(sentence.text))
        after = restate(before)
        if after != before and borne_out(after, sources, library):
            yield Line(_script(after, answer.language), sentence.citations)


def _counted(answer: Answer, library: Library) -> Iterator[Line]:
    """Targets in whole percent as so many of a hundred."""
    found = [
        (record, one)
        for one in answer.citations
        for record in library.indicators_of(one.clause)
        if one.start < record.end and record.start < one.end and _told(record.target, fold(answer.text))
    ]
    asked = {term.term for _, _, term in occurrences(f"{answer.question} {answer.standalone}")}
    meant = [(record, one) for record, one in found if (term := named(bare(record.name))) and term.term in asked]
    said: set[tuple[str, str, int | None, str]] = set()
    for record, one in meant or found:
        key = record.plan_id, bare(record.name), record.target_year, record.target
        district = library.plans[record.plan_id].metadata.district
        text = per_hundred(record, district, answer.language) if key not in said else ""
        if text:
            said.add(key)
            yield Line(_script(text, answer.language), (one.n,))


def _told(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", text) is not None


def _strengths(answer: Answer) -> Iterator[Line]:
    """What the word that binds the plan means, each kind once."""
    marks: dict[str, tuple[str, list[int]]] = {}
    used = {n for sentence in answer.sentences for n in sentence.citations}
    for one in answer.citations:
        if one.n in used:
            for kind, word in _strength(fold(one.quote)):
                marks.setdefault(kind, (word, []))[1].append(one.n)
    for kind, (word, numbers) in marks.items():
        yield Line(phrase(f"plain_{kind}", answer.language, word=word), tuple(numbers))


def _strength(quote: str) -> Iterator[tuple[str, str]]:
    """Kinds of strength in a folded quote with the word for each. Words that are nouns as well (支持, 试点, 保证)
    count where a statement opens with them."""
    for kind, words in table("strength")["strength"].items():
        either = "|".join(map(re.escape, words))
        opening = re.search(f"{_OPENS}({either})", quote)
        if opening:
            yield kind, opening[1]


def _meanings(answer: Answer) -> Iterator[Meaning]:
    """Terms of the answer first, then of what it quotes; those that say most of a hundred are not said twice."""
    texts = [sentence.text for sentence in answer.sentences] + [one.quote for one in answer.citations]
    seen: set[str] = set()
    for text in texts:
        for start, end, term in occurrences(text):
            if term.term not in seen and not (term.known and answer.language != "en"):
                seen.add(term.term)
                yield Meaning(_script(text[start:end], answer.language), means(term, answer.language))


def means(term: Term, language: str) -> str:
    """The explanation in zh-Hans, zh-Hant or English, the latter with the term's English name."""
    if language == "en":
        return f"{term.name}: {term.en}"
    return _script(term.zh, language)


def _whom(answer: Answer, library: Library) -> Iterator[Line]:
    """Who answers for what is cited: the units that the clause names, else who issued the plan."""
    said: set[str] = set()
    sentences: list[Sentence] = [one for one in answer.sentences if one.citations]
    for n in dict.fromkeys(n for one in sentences for n in one.citations):
        citation = next((one for one in answer.citations if one.n == n), None)
        clause = library.clause(citation.clause) if citation else None
        if clause is None or clause.kind in _OF_THE_PLAN:
            continue
        plan = library.plan_of(clause)
        units = clause.responsible[:UNITS]
        glue, more = (", ", " and others") if answer.language == "en" else ("、", "等")
        if units and all(unit in answer.text for unit in units):
            continue
        if units:
            names = glue.join(units) + (more if len(clause.responsible) > UNITS else "")
            text = phrase("plain_responsible", answer.language, units=names, first=units[0])
        elif plan.metadata.issuer:
            text = phrase("plain_issuer", answer.language, issuer=plan.metadata.issuer)
        else:
            continue
        if text not in said:
            said.add(text)
            yield Line(_script(text, answer.language), (n,))


def _script(text: str, language: str) -> str:
    """``text`` in the script of ``language``; as it stands for English, which quotes names as the plan writes them."""
    if language == "en":
        return text
    return to_traditional(text) if language == "zh-Hant" else to_simplified(text)
