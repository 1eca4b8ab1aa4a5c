"""An answer as a paper: the question, the official wording, its notices, and every source in official form. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answer import ANSWERED, Answer
from index.library import Library
from ui.export.paper import BULLETS, HEADING, NOTE, PARAGRAPH, Block, Paper, block, blocks_of, legal
from ui.links import source_line
from ui.strings import plain


def answer_paper(answer: Answer, library: Library, day: date) -> Paper:
    """The answer as it is shown to staff, in its own language; ``day`` is the one on which it was made."""
    asked = answer.standalone.strip() or answer.question.strip()
    return Paper(legal(" ".join(asked.split())), tuple(_blocks(answer, library, day)))


def _blocks(answer: Answer, library: Library, day: date) -> Iterator[Block]:
    language = answer.language
    if answer.status != ANSWERED:
        yield block(PARAGRAPH, plain(answer.status, language))
    yield from blocks_of(answer.text)
    if answer.notices:
        yield block(HEADING, plain("export_notices", language))
        yield block(BULLETS, *(notice.text for notice in answer.notices))
    if answer.citations:
        yield block(HEADING, plain("sources", language))
        yield block(BULLETS, *(source_line(one.n, one, library) for one in answer.citations))
    yield block(NOTE, plain("export_made", language, day=day.isoformat()))
