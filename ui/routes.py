"""Which address shows which page. Each handler reads the address, asks the page for its HTML, and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from index.plan import Span
from ui.frame import document
from ui.matrix import compare, markdown
from ui.measures import SORTS, Wanted
from ui.pages.compare import compare_html
from ui.pages.indicators import indicators_csv, indicators_html
from ui.pages.plan import plan_html
from ui.pages.plans import plans_html
from ui.reader import clause_html
from ui.strings import LANGUAGES, plain, preferred, say
from ui.talk import Chat

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response


def add_pages(app: FastAPI, assistant: Chat) -> None:
    """The pages beside the chat, on ``app``; they are only read."""
    for path, handler in _PAGES.items():
        app.router.add_route(path, partial(handler, assistant), methods=["GET"])


def _clause(assistant: Chat, request: Request) -> Response:
    """A clause opened in its plan; with ``part=1`` just the clause and its neighbours, for the panel of the chat."""
    from starlette.responses import HTMLResponse

    library, mark = assistant.library, _mark(request)
    found = library.clause(assistant.resolve(request.path_params["clause"]))
    if request.query_params.get("part") == "1":
        body = clause_html(library, found.id, mark) if found else None
        return HTMLResponse(body or "", 200 if body else 404)
    if found is None:
        return _page(request, None, "", "", "no_clause")
    plan = library.plan_of(found)
    return _page(request, plan_html(library, plan, date.today(), found, mark), f"{found.path} · {plan.title}", "")


def _plans(assistant: Chat, request: Request) -> Response:
    return _page(request, plans_html(assistant.library, date.today()), "nav_plans", "/plans")


def _plan(assistant: Chat, request: Request) -> Response:
    found = assistant.library.plans.get(request.path_params["plan"])
    if found is None:
        return _page(request, None, "", "", "no_plan")
    body = plan_html(assistant.library, found, date.today(), words=request.query_params.get("q", ""))
    return _page(request, body, found.title, "")


def _text(assistant: Chat, request: Request) -> Response:
    """What was read from the plan's file, as every offset counts in it."""
    found = assistant.library.plans.get(request.path_params["plan"])
    if found is None:
        return _page(request, None, "", "", "no_plan")
    return _download(found.document.text, f"{found.title}.txt", "text/plain")


def _indicators(assistant: Chat, request: Request) -> Response:
    return _page(request, indicators_html(assistant.library, _wanted(request)), "nav_indicators", "/indicators")


def _csv(assistant: Chat, request: Request) -> Response:
    """What the page shows; the mark at the beginning tells Excel that it is UTF-8."""
    return _download("\ufeff" + indicators_csv(assistant.library, _wanted(request)), "indicators.csv", "text/csv")


def _compared(assistant: Chat, request: Request) -> Response:
    asked = request.query_params
    aspects = [text for text in asked.getlist("aspect") if text.strip()]
    matrix = compare(assistant, asked.getlist("plan"), aspects)
    return _page(request, compare_html(assistant.library, matrix, aspects), "nav_compare", "/compare")


def _exported(assistant: Chat, request: Request) -> Response:
    asked, language = request.query_params, _language(request)
    matrix = compare(assistant, asked.getlist("plan"), asked.getlist("aspect"))
    text = markdown(matrix, plain("compare_aspect", language), plain("not_mentioned", language))
    return _download(text, "comparison.md", "text/markdown")


_PAGES: dict[str, Callable[[Chat, Request], Response]] = {
    "/clause/{clause:path}": _clause,
    "/plans": _plans,
    "/plan/{plan:path}": _plan,
    "/text/{plan:path}": _text,
    "/indicators": _indicators,
    "/indicators.csv": _csv,
    "/compare": _compared,
    "/compare.md": _exported,
}


def _page(request: Request, body: str | None, title: str, here: str, lost: str = "") -> Response:
    """A document around ``body``, or around the string ``lost`` where there is none; ``title`` is one or its key."""
    from starlette.responses import HTMLResponse

    language = _language(request)
    name = plain("title", language)
    title = f"{plain(title, language)} · {name}" if here else title or name
    body, status = (body, 200) if body else (f'<p class="notice">{say(lost)}</p>', 404)
    return HTMLResponse(document(body, title, language, here), status)


def _download(text: str, name: str, kind: str) -> Response:
    from starlette.responses import PlainTextResponse

    where = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return PlainTextResponse(text, headers={"content-disposition": where}, media_type=f"{kind}; charset=utf-8")


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def _mark(request: Request) -> Span | None:
    """The source span to mark; one that is no span marks nothing."""
    start, end = (request.query_params.get(key, "") for key in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal() and len(end) < 12) or int(start) >= int(end):
        return None
    return Span(int(start), int(end))


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(
        plans=tuple(asked.getlist("plan")),
        words=asked.get("q", "")[:60],
        unit=asked.get("unit", ""),
        nature=asked.get("nature", ""),
        measure=asked.get("measure", ""),
        clash=asked.get("clash") == "1",
        sort=asked.get("sort", "") if asked.get("sort") in SORTS else "plan",
        down=asked.get("down") == "1",
    )
