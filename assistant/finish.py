"""A draft becomes an answer: every sentence checked, what fails left out, quotes numbered and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import (
    ANSWERED,
    DECLINED,
    PARTIAL,
    Answer,
    Citation,
    Derivation,
    Notice,
    Operand,
    Retrieved,
    Sentence,
)
from assistant.draft import PARAGRAPH, Block, Draft, DraftSentence, Quote, keep, render_markdown
from assistant.english import place
from assistant.markup import escape
from assistant.question import Question
from assistant.reasons import explain
from assistant.retrieve import Hit
from assistant.verify import check_draft
from assistant.wording import phrase
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
    reasons = [check_draft(sentence, library) for sentence in draft.sentences]
    kept = [at for at, found in enumerate(reasons) if not found]
    lost = len(reasons) - len(kept)
    if not lost:
        return draft
    kept = _over_something(draft, kept)
    why = explain((reason for found in reasons for reason in found), language)
    status = PARTIAL if draft.status == ANSWERED else draft.status
    if status == PARTIAL and not any(draft.sentences[at].quotes for at in kept):
        return _nothing(draft, library, language, dropped_notice(lost, language, why))
    return replace(keep(draft, kept), status=status, notices=(*draft.notices, dropped_notice(lost, language, why)))


def _over_something(draft: Draft, kept: Sequence[int]) -> list[int]:
    """``kept`` without the headings of whose blocks nothing is left, nor the note on a gloss that is not given."""
    left = set(kept)
    for block, below in zip(draft.layout, draft.layout[1:], strict=False):
        own, under = _places(block), _places(below)
        if own and under and not under & left and draft.sentences[max(own)].text.rstrip().endswith((":", "：")):
            left.discard(max(own))
    if not any(draft.sentences[at].quotes for at in left):
        notes = {phrase(key, "en") for key in ("word_for_word", "by_rule")}
        left -= {at for at in left if draft.sentences[at].text in notes}
    return sorted(left)


def _nothing(draft: Draft, library: Library, language: str, notice: Notice) -> Draft:
    """What is said where no sentence with a quote is left of a draft."""
    cited = (library.clause(quote.clause) for sentence in draft.sentences for quote in sentence.quotes)
    names = dict.fromkeys(library.plan_of(clause).metadata.district for clause in cited if clause is not None)
    told = [place(name) if language == "en" else in_script(name, language) for name in names]
    text = phrase("no_evidence", language, plans=(", " if language == "en" else "、").join(told))
    sentence = DraftSentence(text, frame=True)
    layout = (Block(PARAGRAPH, (((0,),),)),)
    return Draft(DECLINED, "no_evidence", (sentence,), (*draft.notices, notice), layout)


def _places(block: Block) -> set[int]:
    return {at for row in block.rows for cell in row for at in cell}


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


def dropped_notice(count: int, language: str, why: str = "") -> Notice:
    """Says that ``count`` sentences failed the check, and ``why`` where that is known."""
    end = (f" ({why})" if language == "en" else f"（{why}）") if why else ""
    text = _DROPPED[language].format(n=count)
    return Notice("unsupported", f"{text[:-1]}{end}{text[-1]}")


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
