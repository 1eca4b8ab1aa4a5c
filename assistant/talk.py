"""An answer to small talk (你好, thanks, what can you do): a friendly word and what can be asked here."""

from __future__ import annotations

from assistant.decline import names
from assistant.draft import Draft, Page
from assistant.kinds import said_idly
from assistant.question import Question
from assistant.wording import phrase
from index.library import Library

MOST = 12
"""Plans that are named; of more, the first."""


def talk(question: Question, library: Library) -> Draft:
    """The word that answers the greeting, and what the plans that are indexed can be asked."""
    page, language = Page(), question.language
    said = said_idly(question.folded)
    greeting = phrase(f"talk_{said}", language) if said != "use" else ""
    plans = list(library.plans.values())
    if not plans:
        page.frame(f"{greeting} {phrase('nothing_indexed', language)}".strip())
        return page.draft()
    more = "" if len(plans) <= MOST else " …" if language == "en" else "……"
    glue = " " if greeting and language == "en" else ""
    page.frame(f"{greeting}{glue}{phrase('talk_use', language, plans=names(plans[:MOST], language) + more)}")
    page.frame(phrase("talk_like", language, plan=names(plans[:1], language)))
    return page.draft()
