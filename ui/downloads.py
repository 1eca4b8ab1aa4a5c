"""What can be taken away as a file: a plan as it was read and as it came, indicators."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ui.pages.indicators import indicators_csv
from ui.routes import attachment, page, wanted_of
from ui.scope import scope_of
from ui.talk import Chat

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response


def add_downloads(app: FastAPI, assistant: Chat) -> None:
    """The files on ``app``; nothing is changed by fetching one."""
    for path, handler in _FILES.items():
        app.router.add_route(path, partial(handler, assistant), methods=["GET"])


def _text(assistant: Chat, request: Request) -> Response:
    """What was read from the plan's file, as every offset counts in it."""
    found = assistant.library.plans.get(request.path_params["plan"])
    if found is None:
        return page(request, None, "", "", "no_plan")
    return attachment(found.document.text, f"{found.title}.txt", "text/plain")


def _original(assistant: Chat, request: Request) -> Response:
    """The plan's file byte for byte; always saved and never opened in the page, whatever is in it."""
    found = assistant.library.plans.get(request.path_params["plan"])
    file = assistant.original(found.id) if found else None
    if found is None or file is None:
        return page(request, None, "", "", "no_original" if found else "no_plan")
    name = PurePosixPath(found.document.name.replace("\\", "/")).name
    return attachment(file.read_bytes(), name, "application/octet-stream")


def _csv(assistant: Chat, request: Request) -> Response:
    """What the page shows; the mark at the beginning tells Excel that it is UTF-8."""
    told = indicators_csv(assistant.library, wanted_of(request), scope_of(request), assistant.today)
    return attachment("\ufeff" + told, "indicators.csv", "text/csv")


_FILES: dict[str, Callable[[Chat, Request], Response]] = {
    "/text/{plan:path}": _text,
    "/original/{plan:path}": _original,
    "/indicators.csv": _csv,
}
