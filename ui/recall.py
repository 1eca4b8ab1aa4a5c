"""The addresses of earlier conversations: list, rename, export, delete. Each asks first whose they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from ui.conversations import Conversations
from ui.export.docx import KIND, docx
from ui.export.markdown import markdown
from ui.export.paper import file_name
from ui.pages.history import history_html
from ui.past import owner_of
from ui.routes import attachment
from ui.sessions import genuine, visitor
from ui.talk import Chat
from ui.tongue import language_of
from ui.transcript import transcript

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_PRIVATE = {"cache-control": "no-store"}


def add_history(app: FastAPI, assistant: Chat, kept: Conversations) -> None:
    """The addresses on ``app``."""

    def add(path: str, handler: Any, method: str) -> None:
        app.router.add_route(path, partial(handler, kept), methods=[method])

    add("/history", _list, "GET")
    add("/history/clear", _clear, "POST")
    add("/history/{id}.{kind}", partial(_export, assistant), "GET")
    add("/history/{id}/name", _rename, "POST")
    add("/history/{id}/delete", _delete, "POST")


def _list(kept: Conversations, request: Request) -> Response:
    from starlette.responses import HTMLResponse

    owner = owner_of(request)
    entries = kept.list(owner) if owner else ()
    html = history_html(entries, kept.days, visitor(request).csrf, cookies=bool(owner))
    return HTMLResponse(html, headers=_PRIVATE)


def _export(assistant: Chat, kept: Conversations, request: Request) -> Response:
    kind = request.path_params["kind"]
    found = kept.open(owner_of(request), request.path_params["id"])
    if found is None or kind not in ("md", "docx"):
        return _lost()
    language = language_of(request.scope)
    paper = transcript(found, assistant.library, language)
    if kind == "docx":
        return attachment(docx(paper), file_name(paper, kind), KIND)
    return attachment(markdown(paper), file_name(paper, kind), "text/markdown; charset=utf-8")


async def _rename(kept: Conversations, request: Request) -> Response:
    from starlette.concurrency import run_in_threadpool

    sent = parse_qs((await request.body()).decode("utf-8", "replace"))
    if not genuine(request, request.headers.get("x-csrf", "")):
        return _refused()
    title = sent.get("title", [""])[0]
    done = await run_in_threadpool(kept.rename, owner_of(request), request.path_params["id"], title)
    return _done() if done else _lost()


def _delete(kept: Conversations, request: Request) -> Response:
    if not genuine(request, request.headers.get("x-csrf", "")):
        return _refused()
    return _done() if kept.delete(owner_of(request), request.path_params["id"]) else _lost()


def _clear(kept: Conversations, request: Request) -> Response:
    if not genuine(request, request.headers.get("x-csrf", "")):
        return _refused()
    kept.clear(owner_of(request))
    return _done()


def _done() -> Response:
    from starlette.responses import Response

    return Response(status_code=204, headers=_PRIVATE)


def _lost() -> Response:
    """The same for what is not there and what is somebody else's."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("Not found\n", 404, headers=_PRIVATE)


def _refused() -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("Reload the page and try again\n", 403, headers=_PRIVATE)
