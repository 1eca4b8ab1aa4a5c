"""What goes wrong, as one line of JSON in the form that clients of chat APIs know."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from ui.gate import Full, Gone

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOG = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong and where."""

    message: str = Field(description="One line that says what to do.", examples=["There is no plan x: see /api/plans."])
    type: str = Field(description="`invalid_request_error`, `not_found_error`, `rate_limit_error`, `server_error`.")
    param: str | None = Field(None, description="The field or parameter it is about.")
    code: str | None = Field(None, description="A word for programs, as `not_found`.")


class ProblemBody(BaseModel):
    """The body of every refusal."""

    error: Problem


class Refused(Exception):
    """The request cannot be done; the message says what to do."""

    def __init__(self, status: int, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.param = status, param


def problem(
    status: int, message: str, param: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The response for a refusal."""
    return JSONResponse(refusal(status, message, param), status, dict(headers or {}))


def refusal(status: int, message: str, param: str | None = None) -> dict[str, Any]:
    """The body of ``problem`` as JSON data."""
    kind = _KINDS.get(status, "server_error" if status >= 500 else "invalid_request_error")
    code = HTTPStatus(status).phrase.lower().replace(" ", "_")
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


NO_JSON = "The body is no JSON object: send one with content-type application/json."
_KINDS = {404: "not_found_error", 429: "rate_limit_error"}


def add_errors(app: FastAPI) -> None:
    """Have ``app`` answer every error in this form."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    handlers: dict[type[Exception], Callable[[Request, Any], JSONResponse]] = {
        Refused: lambda _, error: problem(error.status, str(error), error.param),
        Full: lambda _, error: problem(429, str(error), headers={"retry-after": str(error.seconds)}),
        Gone: lambda _, error: JSONResponse(None, 499),
        HTTPException: lambda _, error: problem(error.status_code, _http(error), headers=error.headers),
        RequestValidationError: _invalid,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _http(error: Any) -> str:
    told = {
        400: NO_JSON,
        404: "There is no such address: /api/openapi.json lists them.",
        405: "This address takes another method.",
    }
    return told.get(error.status_code, str(error.detail))


def _invalid(_: Request, error: Any) -> JSONResponse:
    """The first thing that is wrong, without the words that were sent."""
    first = error.errors()[0]
    told = first["msg"].removeprefix("Value error, ")
    place = ".".join(str(part) for part in first["loc"][1:])
    if first["type"] in ("json_invalid", "model_attributes_type"):
        return problem(400, NO_JSON)
    return problem(422, f"{place}: {told}" if place else told, place or None)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "The server failed at this; its log says why.")
