"""A message that asks about several matters: each question answered on its own, one below the other. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant import kinds
from assistant.answer import ANSWERED, DECLINED, PARTIAL
from assistant.cues import has, pattern
from assistant.draft import PARAGRAPH, Block, Draft, DraftSentence, Quote
from assistant.followup import depends
from assistant.history import Turn
from assistant.question import Question, read_question
from assistant.wording import phrase
from index.library import Library
from index.thesaurus import named, outright

MOST = 3
"""Questions of one message that are answered one by one; with more it is taken whole."""
LONGEST = 80
"""Characters of a question that stand over its answer."""
ALONE = frozenset({kinds.FACT, kinds.NUMBER, kinds.LIST, kinds.POLICY, kinds.RESPONSIBLE, kinds.WHY, kinds.METADATA})
BESIDE = ALONE | {kinds.ELSEWHERE, kinds.OPINION, kinds.OFF_TOPIC}
"""Kinds of question that a plan may answer, and those that may stand beside one in a message."""
TOLD = ALONE - {kinds.FACT, kinds.RESPONSIBLE}
"""Kinds of question known by their words, not only for want of others."""

_WHO = re.compile(
    "(?:单位|部门|机构|科室|责任|负责|牵头|主管|配合|落实|承担|具体|[人谁家])+"
    "|units?|departments?|bod(?:y|ies)|offices?|agenc(?:y|ies)|bureaus?|responsible|responsibility|charge|leads?|accountable"
)
"""Words of a question that asks who answers and says not for what."""
_HOLDER = re.compile("的?(?:副?组长|主任|负责人|牵头人|领导|书记)(?:是|叫|由)?(?:谁|什么名字|哪一?位)(?:担?任)?$")
_LAST = re.compile(
    r"(?P<head>.+)(?:, and (?=(?:who|wh[aei]\w+|how|is|are|do|does|did|can|will) )|，|,(?![ \d]))(?P<tail>.+)"
)
"""A sentence, its last part and what stands before it."""
_SENTENCE = re.compile(r"[^。？?！!；;\n]+[。？?！!；;\n]*")


def split(question: Question, library: Library, as_of: date) -> tuple[Question, ...]:
    """The questions of a message that asks several, each with its plans or those of the whole; empty where it asks one,
    or where one of them leans on another (它什么时候开工) and cannot be understood alone. Who answers is asked of what
    the whole message is about."""
    if question.kind not in {*BESIDE, kinds.COMPARISON} or question.unknown_places or question.said:
        return ()
    texts = [pattern("several", "another").sub("", found.strip()) for found in _SENTENCE.findall(question.standalone)]
    if len(texts) > MOST or not all(text.endswith(("?", "？")) for text in texts):
        return ()
    apart = len(texts) > 1
    read = _in_turn(texts, library, as_of) if apart else _joined(texts, library, as_of)
    if len(read) == 2 > len(texts) and not (_both_ask(read) or (read[0].kind in TOLD and _only_who(read[1]))):
        return ()
    asked = [one for at, one in enumerate(read) if not (at and _only_who(one))]
    if any(depends(one.text) and one.standalone == one.text for one in asked[1:]):
        return ()
    if any(one.kind not in BESIDE or not one.focus for one in asked) or all(one.kind not in ALONE for one in asked):
        return ()
    if question.kind == kinds.COMPARISON and not _of_their_own(asked):
        return ()
    if question.language == "en" and not all(named(one.text) for one in asked):  # any numbers? what does it promise?
        return ()
    return tuple(
        replace(one, language=question.language, plans=one.plans or question.plans, all_plans=question.all_plans)
        if one in asked
        else replace(question, text=one.text)
        for one in read
    )


def _of_their_own(asked: Sequence[Question]) -> bool:
    """Whether each of several questions names one plan, and each another."""
    return len(asked) == len({one.plans for one in asked}) > 1 and all(len(one.plans) == 1 for one in asked)


def _in_turn(texts: Sequence[str], library: Library, as_of: date) -> list[Question]:
    """The sentences of a message, each that leans on the one before it (钱由哪一级出？) read as asked after it."""
    read: list[Question] = []
    for text in texts:
        before = (Turn("user", read[-1].standalone),) if read and depends(text) else ()
        read.append(read_question(text, before, library, as_of))
    return read


def _joined(texts: Sequence[str], library: Library, as_of: date) -> list[Question]:
    """A sentence cut before its last part (……有什么要求，由谁负责？), which is read as one asked after the first; empty
    for one that has no parts."""
    parts = _LAST.fullmatch("".join(texts))
    if not parts:
        return []
    head, tail = parts["head"], parts["tail"]
    first = f"{head}？"
    if _HOLDER.search(head):  # the group whose 组长 is asked for, not he, has a lead unit
        tail = _HOLDER.sub("", head) + tail
    tail = pattern("several", "another").sub("", tail)
    alone = read_question(tail, (), library, as_of)
    own = [word for word in alone.focus if not pattern("several", "figure").fullmatch(word)]
    if not own and alone.kind != kinds.RESPONSIBLE:  # 值得去吗，你怎么看 asks of no other matter
        return []
    after = alone if _only_who(alone) else read_question(tail, (Turn("user", first),), library, as_of)
    return [read_question(first, (), library, as_of), after]


def _both_ask(read: Sequence[Question]) -> bool:
    """Whether each part of a sentence asks something of its own (津贴是多少，经费由谁统筹)."""
    return all(one.kind in ALONE and _asks(one) for one in read)


def _asks(question: Question) -> bool:
    """Whether a part of a sentence has an asking word, or asks yes or no (会不会体检, 有没得人管)."""
    if question.folded.isascii():
        return has(question.folded, "several", "asks_in_english")
    return has(question.folded, "several", "asks") or has(question.folded, "policy", "either")


def _of_a_matter(question: Question) -> bool:
    """Whether that nothing was found for a question is worth saying: it asks of a matter of the field."""
    return bool(outright(question.standalone)) or (_asks(question) and bool(named(question.text)))


def _only_who(question: Question) -> bool:
    """Whether a question asks who answers for what the one before it is about (由哪个单位负责)."""
    return question.kind == kinds.RESPONSIBLE and all(_WHO.fullmatch(word) for word in question.focus)


def join(whole: Draft, parts: Sequence[tuple[Question, Draft]]) -> Draft | None:
    """The answers to the questions of a message below each other, each under its question; None where the answer to
    the whole message says already what any of them would begin with."""
    drafts = [draft for _, draft in parts]
    if all(draft.status == DECLINED for draft in drafts):
        return None
    clear = (draft.status == ANSWERED or _of_a_matter(question) for question, draft in parts)
    if whole.status == ANSWERED and not (
        drafts[0].status == ANSWERED and all(clear)
    ):  # nothing found for 就没人管管 says nothing of the plans
        return None
    said = {quote for sentence in whole.sentences for quote in sentence.quotes}
    if not parts or all(draft.status == ANSWERED and _first(draft, said) for draft in drafts):
        return None
    sentences: list[DraftSentence] = []
    blocks: list[Block] = []
    for question, draft in parts:
        text = question.text
        text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        over = phrase("asked", question.language, question=text)
        blocks.append(Block(PARAGRAPH, (((len(sentences),),),)))
        sentences.append(DraftSentence(over, frame=True))
        blocks += [_moved(block, len(sentences)) for block in draft.layout]
        sentences += draft.sentences
    notices = tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices))
    status = ANSWERED if all(draft.status == ANSWERED for draft in drafts) else PARTIAL
    reason = next((draft.reason for draft in drafts if draft.reason), "")
    return Draft(status, reason, tuple(sentences), notices, tuple(blocks))


def _first(draft: Draft, said: set[Quote]) -> bool:
    """Whether the first sentence of ``draft`` that quotes a plan quotes only what is ``said``."""
    return next((said.issuperset(one.quotes) for one in draft.sentences if one.quotes), True)


def _moved(block: Block, by: int) -> Block:
    rows = tuple(tuple(tuple(place + by for place in cell) for cell in row) for row in block.rows)
    return replace(block, rows=rows)
