"""What staff do with feedback and eval runs: each function is the handler of an address, behind ``ui.staff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.case import CaseError
from eval.report import as_line
from ui.casework import FILE, Draft, keep, kept, lines, record
from ui.feedback import BAD, GOOD, Feedback
from ui.office import Office
from ui.pages.staff_eval import CAGE, REPORT, eval_html, latest
from ui.pages.staff_feedback import case_html, feedback_html, made_html
from ui.posted import Posted, posted
from ui.sessions import Visitor
from ui.strings import say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def show(office: Office, request: Request, who: Visitor) -> tuple[str, int]:
    """The verdicts, the bad ones unless others are asked for."""
    from starlette.concurrency import run_in_threadpool

    asked = request.query_params
    verdict = {"good": GOOD, "all": ""}.get(asked.get("verdict", ""), BAD)
    begin = int(asked["from"]) if asked.get("from", "").isdecimal() and len(asked["from"]) < 8 else 0
    given = await run_in_threadpool(office.feedback)
    return feedback_html(given, verdict, begin, len(kept(office.cases)), office.shelf.assistant.library), 200


async def form(office: Office, request: Request, who: Visitor) -> tuple[str, int]:
    """One verdict as the beginning of a case."""
    one = await _found(office, request)
    if one is None:
        return _lost()
    draft = Draft(one.standalone or one.question, gold=one.clauses)
    return case_html(one, draft, office.shelf.assistant.library, who.csrf), 200


async def make(office: Office, request: Request, who: Visitor) -> tuple[str, int]:
    """The case as the staff wrote it, into the case file; the form again where it is none."""
    from starlette.concurrency import run_in_threadpool

    one, draft = await _found(office, request), _draft(await posted(request))
    if one is None:
        return _lost()
    library = office.shelf.assistant.library
    try:
        made = record(draft, library)
        fresh = await run_in_threadpool(keep, made, office.cases)
    except CaseError as error:
        return case_html(one, draft, library, who.csrf, str(error)), 422
    return made_html(as_line(made), fresh, len(kept(office.cases))), 200


def _draft(given: Posted) -> Draft:
    return Draft(
        question=given.one("question"),
        answerable=given.one("answerable") != "no",
        gold=tuple(dict.fromkeys((*given.all("gold"), *lines(given.one("others"))))),
        must=lines(given.one("must")),
        must_not=lines(given.one("must_not")),
        reasons=given.all("reasons"),
        persona=given.one("persona"),
    )


async def _found(office: Office, request: Request) -> Feedback | None:
    from starlette.concurrency import run_in_threadpool

    wanted = request.path_params["id"]
    return next((one for one in await run_in_threadpool(office.feedback) if one.id == wanted), None)


def _lost() -> tuple[str, int]:
    return f'<p class="notice">{say("feedback_gone")}</p>', 404


async def download(office: Office, request: Request, who: Visitor) -> Response:
    """The case file."""
    from starlette.responses import Response

    text = "".join(f"{line}\n" for line in kept(office.cases))
    headers = {"content-disposition": f'attachment; filename="{FILE}"'}
    return Response(text, headers=headers, media_type="application/jsonl; charset=utf-8")


async def run(office: Office, request: Request, who: Visitor) -> tuple[str, int]:
    """The latest eval run."""
    from starlette.concurrency import run_in_threadpool

    found = await run_in_threadpool(latest, office.report)
    return eval_html(found, (office.report / REPORT).is_file()), 200


async def report(office: Office, request: Request, who: Visitor) -> Response:
    """The whole report, in a cage."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse

    try:
        text = await run_in_threadpool((office.report / REPORT).read_bytes)
    except OSError:
        return HTMLResponse(say("eval_none"), 404)
    return HTMLResponse(text, headers={"content-security-policy": CAGE})
