"""The bar on top of every page: the name, the pages, the choice of language."""

from __future__ import annotations

from ui.prose import inert
from ui.register import choice_html
from ui.strings import LANGUAGES, say

PAGES = {"/": "nav_chat", "/plans": "nav_plans", "/indicators": "nav_indicators", "/compare": "nav_compare"}
"""Where the bar leads, with the key of the word for it."""


def bar_html(here: str, actions: str = "") -> str:
    """The bar of the page at the path ``here``; ``actions`` is HTML for buttons of that page's own."""
    name = f'<h1 class="name">{say("title")}</h1>' if here == "/" else f'<a class="name" href="/">{say("title")}</a>'
    steps = "".join(f'<a href="{path}"{_current(path, here)}>{say(key)}</a>' for path, key in PAGES.items())
    choices = "".join(
        f'<button type="button" data-pick="{code}" lang="{code}">{inert(word)}</button>'
        for code, word in LANGUAGES.items()
    )
    return (
        f'<header class="top">{name}<nav class="pages" aria-label="页面 Pages">{steps}</nav>{choice_html()}'
        f'<div class="actions">{actions}'
        f'<div class="languages" role="group" aria-label="语言 Language">{choices}</div></div></header>'
    )


def _current(path: str, here: str) -> str:
    return ' aria-current="page"' if path == here else ""
