"""The staff area's frame: what stands around its pages, the login, and how to turn it on."""

from __future__ import annotations

from ui.prose import attribute, inert
from ui.sessions import Visitor
from ui.strings import say

PAGES = {"/staff": "staff_plans", "/staff/feedback": "staff_feedback", "/staff/eval": "staff_eval"}
EXTRA = '<link rel="stylesheet" href="/look/staff.css"><script src="/look/staff.js" defer></script>'


def off_html() -> str:
    """Nobody has an account: the page says how one is made."""
    return (
        f'{EXTRA}<h1>{say("staff")}</h1><p class="notice">{say("staff_off")}</p>'
        f'<p>{say("staff_turn_on")}</p><pre class="command"><code>eduplan staff add NAME</code></pre>'
        f"<p>{say('staff_turn_on_environment')}</p>"
        '<pre class="command"><code>eduplan staff hash NAME\nEDUPLAN_STAFF="NAME:scrypt:…" eduplan chat</code></pre>'
    )


def login_html(csrf: str, trouble: str = "", name: str = "", **fields: object) -> str:
    """The login; ``trouble`` names the string that says why it is shown again."""
    told = f'<p class="notice" role="alert">{say(trouble, **fields)}</p>' if trouble else ""
    return (
        f'{EXTRA}<h1>{say("staff")}</h1><p class="lead">{say("staff_lead")}</p>{told}'
        f'<form class="login" method="post" action="/staff/login">{csrf_html(csrf)}'
        f'<label for="name">{say("staff_name")}</label><input id="name" name="name" type="text" required '
        f'maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false" value="{attribute(name)}">'
        f'<label for="password">{say("staff_password")}</label><input id="password" name="password" type="password" '
        f'required maxlength="200" autocomplete="current-password">'
        f'<button class="button strong">{say("staff_enter")}</button></form>'
    )


def staff_html(body: str, here: str, who: Visitor) -> str:
    """A page of the area for somebody who is logged in."""
    steps = "".join(f'<a href="{path}"{_current(path, here)}>{say(key)}</a>' for path, key in PAGES.items())
    return (
        f'{EXTRA}<div class="staff-top"><nav class="pages" aria-label="后台 Staff">{steps}</nav>'
        f'<form method="post" action="/staff/logout">{csrf_html(who.csrf)}<span class="quiet">{inert(who.user or "")}'
        f'</span> <button class="button">{say("staff_leave")}</button></form></div>{body}'
    )


def csrf_html(token: str) -> str:
    """The hidden field that every form of the area carries."""
    return f'<input type="hidden" name="csrf" value="{attribute(token)}">'


def _current(path: str, here: str) -> str:
    return ' aria-current="page"' if here == path or (path != "/staff" and here.startswith(path)) else ""
