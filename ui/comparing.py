"""The addresses of a comparison: its page, which asks at the gate, and the same as files to take away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ui.export.comparison import comparison_paper, comparison_sheets
from ui.export.docx import KIND as WORD
from ui.export.docx import docx
from ui.export.markdown import markdown
from ui.export.xlsx import KIND as EXCEL
from ui.export.xlsx import xlsx
from ui.gate import Full, Gate, Gone, whole
from ui.matrix import Matrix, compare, tidy
from ui.pages.compare import compare_html
from ui.routes import attachment, page, scope_in
from ui.strings import plain
from ui.talk import Chat
from ui.tongue import language_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

MOST = 16
"""Comparisons remembered; beyond it the oldest is forgotten."""


class Comparisons:
    """The last comparisons by ``assistant``, so that a file shows what its page does and nothing is asked again for it.
    Safe to call from several threads."""

    def __init__(self, assistant: Chat) -> None:
        self._assistant = assistant
        self._made: dict[tuple[object, ...], Matrix] = {}
        self._lock = threading.Lock()

    def grow(self, plans: Sequence[str], aspects: Sequence[str], language: str, anew: bool) -> Iterator[Matrix]:
        """As ``ui.matrix.compare``; whole at once where it is remembered, unless it shall be made ``anew``."""
        key = (self._assistant.generation, self._assistant.today, tuple(plans), tuple(tidy(aspects)), language)
        known = self._made.get(key)
        if known and not anew:
            yield known
            return
        for matrix in compare(self._assistant, plans, aspects, language):
            yield matrix
        self._keep(key, matrix)

    def _keep(self, key: tuple[object, ...], matrix: Matrix) -> None:
        with self._lock:
            self._made.pop(key, None)
            self._made[key] = matrix
            if len(self._made) > MOST:
                del self._made[next(iter(self._made))]


def add_comparisons(app: FastAPI, assistant: Chat, gate: Gate) -> None:
    """The addresses on ``app``; nothing is changed by opening one."""
    made = Comparisons(assistant)
    for kind, show in {"": _page, ".md": _markdown, ".docx": _docx, ".xlsx": _xlsx}.items():
        handler = partial(_handle, partial(made.grow, anew=not kind), gate, partial(show, assistant))
        app.router.add_route(f"/compare{kind}", handler, methods=["GET"])


async def _handle(
    grow: Callable[..., Iterator[Matrix]], gate: Gate, show: Callable[[Request, Matrix], Response], request: Request
) -> Response:
    """Compare at the gate; whoever leaves gives up what has not been asked yet."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import PlainTextResponse, Response

    asked, language = request.query_params, language_of(request.scope)
    try:
        job = gate.begin(partial(grow, asked.getlist("plan"), asked.getlist("aspect"), language))
        return await run_in_threadpool(show, request, await whole(request.receive, job))
    except Full as full:
        told = plain("limit_429", language, n=full.seconds)
        return PlainTextResponse(f"{told}\n", 429, {"retry-after": str(full.seconds)})
    except Gone:
        return Response(status_code=499)


def _page(assistant: Chat, request: Request, matrix: Matrix) -> Response:
    aspects = [text for text in request.query_params.getlist("aspect") if text.strip()]
    body = compare_html(assistant.library, matrix, aspects, scope_in(request), assistant.today)
    return page(request, body, "nav_compare", "/compare")


def _markdown(assistant: Chat, request: Request, matrix: Matrix) -> Response:
    paper = comparison_paper(matrix, assistant.library, language_of(request.scope), assistant.today)
    return attachment(markdown(paper), "comparison.md", "text/markdown")


def _docx(assistant: Chat, request: Request, matrix: Matrix) -> Response:
    paper = comparison_paper(matrix, assistant.library, language_of(request.scope), assistant.today)
    return attachment(docx(paper), "comparison.docx", WORD)


def _xlsx(assistant: Chat, request: Request, matrix: Matrix) -> Response:
    sheets = comparison_sheets(matrix, assistant.library, language_of(request.scope))
    return attachment(xlsx(sheets), "comparison.xlsx", EXCEL)
