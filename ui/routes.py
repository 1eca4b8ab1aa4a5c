"""Which address shows which page. Each handler reads the address, asks the page for its HTML, and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from index.plan import Span
from ui.frame import document
from ui.measures import SORTS, Wanted
from ui.pages.indicators import indicators_html
from ui.pages.plan import plan_html
from ui.pages.plans import plans_html
from ui.reader import clause_html
from ui.scope import COOKIE, Scope, read_scope, scope_of, written
from ui.strings import plain, say
from ui.talk import Chat
from ui.tongue import language_of

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
        return page(request, None, "", "", "no_clause")
    plan = library.plan_of(found)
    kept = assistant.original(plan.id) is not None
    body = plan_html(library, plan, assistant.today, found, mark, kept=kept)
    return page(request, body, f"{found.path} · {plan.title}", "")


def _plans(assistant: Chat, request: Request) -> Response:
    library, today, scope = assistant.library, assistant.today, scope_in(request)
    kept = frozenset(plan for plan in library.plans if assistant.original(plan))
    return page(request, plans_html(library, today, scope, kept), "nav_plans", "/plans")


def _plan(assistant: Chat, request: Request) -> Response:
    found = assistant.library.plans.get(request.path_params["plan"])
    if found is None:
        return page(request, None, "", "", "no_plan")
    words, kept = request.query_params.get("q", ""), assistant.original(found.id) is not None
    body = plan_html(assistant.library, found, assistant.today, words=words, kept=kept)
    return page(request, body, found.title, "")


def _indicators(assistant: Chat, request: Request) -> Response:
    wanted, scope = wanted_of(request), scope_in(request)
    body = indicators_html(assistant.library, wanted, scope, assistant.today)
    return page(request, body, "nav_indicators", "/indicators")


def scope_in(request: Request) -> Scope:
    """The plans chosen: in the address, from the form on top of a page, else what the browser remembers."""
    asked = request.query_params.get("scope") == "1"
    return read_scope(request.url.query) if asked else scope_of(request)


_PAGES: dict[str, Callable[[Chat, Request], Response]] = {
    "/clause/{clause:path}": _clause,
    "/plans": _plans,
    "/plan/{plan:path}": _plan,
    "/indicators": _indicators,
}


def page(request: Request, body: str | None, title: str, here: str, lost: str = "") -> Response:
    """A document around ``body``, or around the string ``lost`` where there is none; ``title`` is one or its key."""
    from starlette.responses import HTMLResponse

    language = language_of(request.scope)
    name = plain("title", language)
    title = f"{plain(title, language)} · {name}" if here else title or name
    body, status = (body, 200) if body else (f'<p class="notice">{say(lost)}</p>', 404)
    response = HTMLResponse(document(body, title, language, here), status)
    if request.query_params.get("scope") == "1":
        response.set_cookie(COOKIE, written(scope_in(request)), max_age=31_536_000, samesite="lax")
    return response


def attachment(body: str | bytes, name: str, kind: str) -> Response:
    """A file to save under ``name``; it is kept nowhere on the way."""
    from starlette.responses import Response

    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "no-store",
    }
    return Response(body, headers=headers, media_type=kind)


def _mark(request: Request) -> Span | None:
    """The source span to mark; one that is no span marks nothing."""
    start, end = (request.query_params.get(key, "") for key in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal() and len(end) < 12) or int(start) >= int(end):
        return None
    return Span(int(start), int(end))


def wanted_of(request: Request) -> Wanted:
    """What is asked of the indicators."""
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
