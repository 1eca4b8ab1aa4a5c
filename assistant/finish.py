"""A draft becomes an answer: every sentence checked, what fails left out, quotes numbered and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import ANSWERED, PARTIAL, Answer, Citation, Derivation, Notice, Operand, Retrieved, Sentence
from assistant.draft import Draft, DraftSentence, Quote, keep, render_markdown
from assistant.markup import escape
from assistant.question import Question
from assistant.retrieve import Hit
from assistant.verify import check_draft
from index.clean import mend
from index.library import Library
from index.plan import Span
from index.script import to_simplified, to_traditional

_DROPPED = {
    "zh-Hans": "有 {n} 句话在条款中找不到依据，未予显示。",
    "zh-Hant": "有 {n} 句話在條款中找不到依據，未予顯示。",
    "en": "{n} sentence(s) that the clauses do not bear out were left out.",
}


def checked(draft: Draft, library: Library, language: str) -> Draft:
    """``draft`` without the sentences that fail the check; a notice says how many went."""
    kept = [place for place, sentence in enumerate(draft.sentences) if not check_draft(sentence, library)]
    lost = len(draft.sentences) - len(kept)
    if not lost:
        return draft
    status = PARTIAL if draft.status == ANSWERED else draft.status
    return replace(keep(draft, kept), status=status, notices=(*draft.notices, dropped_notice(lost, language)))


def finish(question: Question, draft: Draft, hits: Sequence[Hit], library: Library, answer_id: str = "") -> Answer:
    """The ``Answer`` that a checked draft makes."""
    numbers = _number(draft.sentences)
    return Answer(
        id=answer_id,
        question=question.text,
        standalone=question.standalone,
        status=draft.status,
        reason=draft.reason,
        language=question.language,
        text=render_markdown(draft, numbers, escape),
        sentences=tuple(_sentence(sentence, numbers) for sentence in draft.sentences),
        citations=tuple(_citation(n, quote, library, question.language) for quote, n in numbers.items()),
        retrieved=tuple(_retrieved(hit, library) for hit in hits),
        notices=draft.notices,
    )


def dropped_notice(count: int, language: str) -> Notice:
    """Says that ``count`` sentences failed the check."""
    return Notice("unsupported", _DROPPED[language].format(n=count))


def partial(answer: Answer, draft: Draft, count: int) -> Answer:
    """``answer`` as it looks while only the first ``count`` sentences of ``draft`` have arrived."""
    numbers = _number(draft.sentences)
    shown = keep(draft, range(count))
    return replace(answer, text=render_markdown(shown, numbers, escape), sentences=answer.sentences[:count], notices=())


def _number(sentences: Sequence[DraftSentence]) -> dict[Quote, int]:
    """Quotes in the order in which the sentences use them, from 1."""
    quotes = dict.fromkeys(quote for sentence in sentences for quote in sentence.quotes)
    return {quote: n for n, quote in enumerate(quotes, 1)}


def _sentence(sentence: DraftSentence, numbers: dict[Quote, int]) -> Sentence:
    derived = tuple(
        Derivation(
            one.op,
            tuple(
                Operand(operand.value, operand.unit, numbers[sentence.quotes[operand.quote]])
                for operand in one.operands
            ),
            one.result,
        )
        for one in sentence.derived
    )
    return Sentence(sentence.text, tuple(dict.fromkeys(numbers[quote] for quote in sentence.quotes)), derived)


def _citation(n: int, quote: Quote, library: Library, language: str) -> Citation:
    clause = library.clause(quote.clause)
    assert clause is not None, f"a quote of the unknown clause {quote.clause}"
    plan = library.plan_of(clause)
    mended = mend(plan.document.text, plan.damage, [Span(quote.start, quote.end)]).text
    return Citation(
        n=n,
        clause=clause.id,
        plan=plan.id,
        plan_title=plan.title,
        clause_title=clause.title,
        path=clause.path,
        source=plan.source,
        page=plan.page(quote.start),
        start=quote.start,
        end=quote.end,
        quote=plan.document.text[quote.start : quote.end],
        shown=in_script(mended, language),
    )


def _retrieved(hit: Hit, library: Library) -> Retrieved:
    clause = hit.clause
    return Retrieved(clause.id, library.plan_of(clause).source, clause.start, clause.end, round(hit.score, 4))


def in_script(text: str, language: str) -> str:
    """``text`` in the script of ``language``; unchanged for English, which quotes the plan as it stands."""
    if language == "zh-Hans":
        return to_simplified(text)
    return to_traditional(text) if language == "zh-Hant" else text
