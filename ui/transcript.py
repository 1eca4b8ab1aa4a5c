"""A conversation as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from assistant.answer import ANSWERED, Answer
from index.library import Library
from ui.conversations import Conversation
from ui.export.paper import BULLETS, HEADING, NOTE, PARAGRAPH, Block, Paper, block, blocks_of, legal
from ui.links import source_line
from ui.scope import names
from ui.strings import plain
from ui.talk import FAILED, STOPPED, Exchange


def transcript(conversation: Conversation, library: Library, language: str) -> Paper:
    """The conversation, its frame in ``language``: every answer with its notices and sources.

    Sources are cited in official form, with the words they rest on; the plans may have gone meanwhile.
    """
    blocks = [block(NOTE, plain("exported", language, when=_days(conversation.times)))]
    for one in conversation.talk:
        blocks.append(block(HEADING, " ".join(one.question.split())))
        blocks += _exchange(one, library, language)
    return Paper(legal(conversation.title), tuple(blocks))


def _days(times: tuple[float, ...]) -> str:
    days = sorted({datetime.fromtimestamp(at, UTC).date().isoformat() for at in times})
    return " – ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def _exchange(one: Exchange, library: Library, language: str) -> Iterator[Block]:
    if one.plans:
        yield block(NOTE, plain("scope_note", language, plans=names(library, one.plans)))
    if one.answer:
        yield from _answer(one.answer, library, language)
    if one.state in (FAILED, STOPPED):
        yield block(NOTE, plain("failed" if one.state == FAILED else "stopped", language))


def _answer(answer: Answer, library: Library, language: str) -> Iterator[Block]:
    if answer.standalone.strip() not in ("", answer.question.strip()):
        yield block(NOTE, f"{plain('understood', language)} “{answer.standalone}”")
    if answer.status != ANSWERED:
        yield block(NOTE, plain(answer.status, language))
    yield from blocks_of(answer.text)
    yield from (block(NOTE, notice.text) for notice in answer.notices)
    used = {n for sentence in answer.sentences for n in sentence.citations}
    if rows := [source_line(one.n, one, library) for one in answer.citations if one.n in used]:
        yield block(PARAGRAPH, plain("sources", language))
        yield block(BULLETS, *rows)
