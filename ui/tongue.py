"""In which language a browser is spoken to: the one asked for in the address, else the one chosen on the page, else
the one that the browser prefers."""

from __future__ import annotations

from urllib.parse import parse_qs

from ui.door import Scope
from ui.strings import LANGUAGES, preferred

COOKIE = "eduplan-language"
"""Written by ``look/page.js`` when a language is chosen."""


def language_of(scope: Scope) -> str:
    """One of ``LANGUAGES``, for a request's ASGI scope."""
    from starlette.requests import cookie_parser

    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope.get("headers", ())}
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    chosen = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    known = (code for code in (asked, chosen) if code in LANGUAGES)
    return next(known, preferred(headers.get("accept-language", "")))
