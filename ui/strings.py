"""What the page itself says, in three languages at once: the language is chosen in the browser, by CSS.

Every string of the interface is written out three times, as ``<span class="l" lang="…">``, and the style sheet
shows the one that matches ``data-ui`` on the root element. So the page needs no round trip to change its language.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ui.prose import inert

LANGUAGES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "EN"}


@cache
def table(language: str) -> dict[str, str]:
    """The strings of one of ``LANGUAGES`` by key."""
    return tomllib.loads(files("ui").joinpath("locale", f"{language}.toml").read_text(encoding="utf-8"))


def plain(key: str, language: str, **fields: object) -> str:
    """One string in one language, not escaped."""
    return table(language)[key].format(**fields)


def say(key: str, **fields: object) -> str:
    """One string in all languages, as HTML; ``fields`` are escaped."""
    return each({language: plain(key, language, **fields) for language in LANGUAGES})


def each(texts: dict[str, str]) -> str:
    """HTML of which the browser shows the text of its language; ``texts`` by language, not escaped."""
    return "".join(f'<span class="l" lang="{language}">{inert(text)}</span>' for language, text in texts.items())


def preferred(accept_language: str) -> str:
    """The interface language for an ``Accept-Language`` header or a list of browser languages."""
    for tag in (part.split(";")[0].strip().lower() for part in accept_language.split(",")):
        if tag.startswith("zh"):
            traditional = any(mark in tag for mark in ("hant", "tw", "hk", "mo"))
            return "zh-Hant" if traditional else "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "zh-Hans"
