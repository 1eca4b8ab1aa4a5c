"""What staff do with plans: each function is the handler of an address, behind the login of ``ui.staff``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from index.build import Progress
from ui.office import Office
from ui.pages.staff_plans import found_html, job_html, plans_html, refused_html, waiting_html
from ui.posted import posted
from ui.sessions import Visitor
from ui.shelf import Outcome
from ui.uploads import Refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

TOO_LARGE = "upload_large"


async def show(office: Office, request: Request, who: Visitor) -> tuple[str, int]:
    """The page of plans."""
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(_show, office, who, request.query_params.get("busy") == "1"), 200


def _show(office: Office, who: Visitor, busy: bool) -> str:
    shelf = office.shelf
    return plans_html(
        shelf.assistant.library, shelf.held(), _waiting(office, who), office.job.state, who.csrf,
        shelf.uploads.largest, shelf.uploads.most, busy and office.job.state.running,
    )  # fmt: skip


async def waiting(office: Office, request: Request, who: Visitor) -> Response:
    """What is put in and not indexed yet."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse

    return HTMLResponse(await run_in_threadpool(_waiting, office, who))


def _waiting(office: Office, who: Visitor) -> str:
    shelf = office.shelf
    if office.job.state.running:  # what is being indexed does not wait any more
        return ""
    rows = [(upload.name, shelf.seen.get(upload.key)) for upload in shelf.waiting()]
    return waiting_html(rows, shelf.held(), who.csrf)


async def job(office: Office, request: Request, who: Visitor) -> Response:
    """How far the work in the background is."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(job_html(office.job.state))


async def upload(office: Office, request: Request, who: Visitor) -> Response:
    """One file: the body is its bytes, the header ``x-name`` its name, percent-encoded. The answer is its result."""
    from anyio import to_thread
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse

    shelf = office.shelf
    told = request.headers.get("content-length", "")
    announced = int(told) if told.isdecimal() and len(told) < 16 else 0
    try:
        used = await run_in_threadpool(shelf.used)
        name = unquote(request.headers.get("x-name", ""))
        put = await shelf.uploads.take(name, announced, request.stream(), used)
        found = await to_thread.run_sync(shelf.inspect, put, limiter=office.reading)
    except Refused as error:
        status = 413 if error.key == TOO_LARGE else 422
        answer = HTMLResponse(refused_html(error.key, **error.fields), status)
        if status == 413:  # the rest of the body is not read
            answer.headers["connection"] = "close"
        return answer
    held = await run_in_threadpool(shelf.held)
    return HTMLResponse(found_html(found, held), 422 if found.refused else 200)


async def index(office: Office, request: Request, who: Visitor) -> Response:
    """Index what waits."""
    return _begun(office, office.shelf.put_in)


async def renew(office: Office, request: Request, who: Visitor) -> Response:
    """Read the plans' files again: what changed, with ``all`` everything."""
    anew = (await posted(request)).one("all") == "1"
    return _begun(office, partial(office.shelf.renew, anew=anew))


async def remove(office: Office, request: Request, who: Visitor) -> Response:
    """Take plans out."""
    plans = (await posted(request)).all("plan")
    return _begun(office, partial(office.shelf.take_out, plans)) if plans else _back()


async def discard(office: Office, request: Request, who: Visitor) -> Response:
    """Give up what waits."""
    from starlette.concurrency import run_in_threadpool

    if office.job.state.running:
        return _back(busy=True)
    await run_in_threadpool(lambda: office.shelf.uploads.clear(office.shelf.used()))
    return _back()


def _begun(office: Office, work: Callable[[Progress], Outcome]) -> Response:
    return _back(busy=not office.job.start(work))


def _back(busy: bool = False) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse("/staff?busy=1" if busy else "/staff", 303)
