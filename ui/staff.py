"""The door of the staff area: who may come in, login and logout, and the addresses behind it.

Every address goes through ``_guarded``, which asks who is there before its handler runs and, where something is
changed, whether the request comes from the area's own pages. None of it is within Gradio's reach.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from ui import staff_feedback, staff_plans
from ui.accounts import AccountError
from ui.door import SAFE
from ui.office import Office
from ui.pages.staff import login_html, off_html, staff_html
from ui.posted import posted
from ui.routes import page
from ui.sessions import STAFF, Visitor, cookie, genuine, visitor
from ui.strings import say

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_LOG = logging.getLogger(__name__)

Handler = Callable[[Office, "Request", Visitor], Awaitable["Response"]]

_NEVER = {"cache-control": "no-store"}


def add_staff(app: FastAPI, office: Office | None) -> None:
    """The area on ``app``; where there is no ``office``, or nobody has an account, it says how it is turned on."""
    routes: dict[tuple[str, str], Handler] = {
        ("GET", "/staff"): partial(_shown, staff_plans.show, "staff_plans"),
        ("GET", "/staff/waiting"): staff_plans.waiting,
        ("GET", "/staff/job"): staff_plans.job,
        ("POST", "/staff/upload"): staff_plans.upload,
        ("POST", "/staff/index"): staff_plans.index,
        ("POST", "/staff/discard"): staff_plans.discard,
        ("POST", "/staff/renew"): staff_plans.renew,
        ("POST", "/staff/remove"): staff_plans.remove,
        ("GET", "/staff/feedback"): partial(_shown, staff_feedback.show, "staff_feedback"),
        ("GET", "/staff/feedback/{id}"): partial(_shown, staff_feedback.form, "case_make"),
        ("POST", "/staff/feedback/{id}"): partial(_shown, staff_feedback.make, "case_make"),
        ("GET", "/staff/cases.jsonl"): staff_feedback.download,
        ("GET", "/staff/eval"): partial(_shown, staff_feedback.run, "staff_eval"),
        ("GET", "/staff/report.html"): staff_feedback.report,
        ("POST", "/staff/logout"): _logout,
    }
    for (method, path), handler in routes.items():
        app.router.add_route(path, partial(_told, partial(_guarded, office, handler)), methods=[method])
    app.router.add_route("/staff/login", partial(_told, partial(_login, office)), methods=["POST"])


async def _told(work: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    """What ``work`` answers; that it could not be done where a file stays locked."""
    try:
        return await work(request)
    except sqlite3.OperationalError:
        _LOG.exception("a file of the staff area cannot be used")
        return _page(request, f'<p class="notice">{say("staff_locked")}</p>', 503)


async def _guarded(office: Office | None, handler: Handler, request: Request) -> Response:
    who = visitor(request)
    if office is None or not await _open(office):
        return _page(request, off_html(), 200 if request.url.path == "/staff" else 404)
    if not who.user:
        return _page(request, login_html(who.csrf, "" if request.method in SAFE else "staff_expired"), 401)
    if request.method not in SAFE and not genuine(request, await _token(request)):
        return _page(request, f'<p class="notice">{say("staff_expired")}</p>', 403)
    response = await handler(office, request, who)
    response.headers.setdefault("cache-control", "no-store")
    return response


async def _open(office: Office) -> bool:
    """Whether anybody has an account."""
    from starlette.concurrency import run_in_threadpool

    try:
        return bool(await run_in_threadpool(office.accounts.all))
    except AccountError as error:
        _LOG.error("%s", error)
        return False


async def _token(request: Request) -> str:
    return request.headers.get("x-csrf") or (await posted(request)).one("csrf")


async def _login(office: Office | None, request: Request) -> Response:
    """Check a name and a password. Whatever is wrong with them is said in the same words and after the same time."""
    from anyio import to_thread
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    who = visitor(request)
    if office is None or not await _open(office):
        return _page(request, off_html(), 404)
    given = await posted(request)
    name, address = given.one("name").strip(), request.client.host if request.client else ""
    if not genuine(request, given.one("csrf")):
        return _page(request, login_html(who.csrf, "staff_expired", name), 403)
    pause = await run_in_threadpool(office.signins.attempt, name, address)
    if pause:
        answer = _page(request, login_html(who.csrf, "staff_wait", name, n=max(1, ceil(pause / 60))), 429)
        answer.headers["retry-after"] = str(ceil(pause))
        return answer
    right = await to_thread.run_sync(office.accounts.check, name, given.one("password"), limiter=office.hashing)
    if not right:
        _LOG.warning("a login from %s failed", address)
        return _page(request, login_html(who.csrf, "staff_wrong", name), 401)
    await run_in_threadpool(office.signins.succeeded, name, address)
    if who.login:
        await run_in_threadpool(office.signins.close, who.login)
    made = await run_in_threadpool(office.signins.open, name)
    answer = RedirectResponse("/staff", 303, headers=_NEVER)
    answer.headers.append("set-cookie", _staff_cookie(request, made))
    return answer


async def _logout(office: Office, request: Request, who: Visitor) -> Response:
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    await run_in_threadpool(office.signins.close, who.login)
    answer = RedirectResponse("/staff", 303)
    answer.headers.append("set-cookie", _staff_cookie(request, "", seconds=0))
    return answer


def _staff_cookie(request: Request, value: str, seconds: int | None = None) -> str:
    return cookie(STAFF, value, secure=request.url.scheme == "https", seconds=seconds, site="Strict")


async def _shown(
    body: Callable[[Office, Request, Visitor], Awaitable[tuple[str, int]]],
    title: str,
    office: Office,
    request: Request,
    who: Visitor,
) -> Response:
    html, status = await body(office, request, who)
    return _page(request, staff_html(html, request.url.path, who), status, title)


def _page(request: Request, body: str, status: int, title: str = "staff") -> Response:
    answer = page(request, body, title, "/staff")
    answer.status_code = status
    answer.headers["cache-control"] = "no-store"
    return answer
