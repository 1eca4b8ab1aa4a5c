"""A follow-up made standalone by rule: what it leaves out is taken from the turns before it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.completion import complete
from assistant.cues import has
from assistant.history import Turn
from assistant.kinds import said_idly
from assistant.relocate import placed
from assistant.topic import NOTHING, asks_again, content_of, cue
from index.library import Library
from index.script import fold
from index.thesaurus import named as named_concepts

SHORT = 8
"""A question of so few characters that names no concept of the field is taken for a follow-up."""
CONTENT = 3
"""A question with so few characters of content (副组长有哪几位) leans on what was said before."""
FEW = 4
"""Characters of content with which a question that begins without a subject (有没有经费) leaves one out."""
_DEPTH = 6
"""User turns that are looked back over."""
SAID = 300
"""Characters of the last answer that tell what a follow-up is about."""


def depends(text: str) -> bool:
    """Whether ``text`` leans on what was said before: 那…呢, 它, the bare 牵头的是谁."""
    folded = fold(text).strip(" 。？?！!")
    if has(folded, "off_topic") or has(folded, "catalogue") or said_idly(folded):
        return False
    if asks_again(text) or cue("everywhere").fullmatch(folded):
        return True
    if cue("leans").search(folded) or cue("bare").fullmatch(folded):
        return True
    if not folded.isascii() and cue("asks").search(folded) and content_of(folded) <= NOTHING:
        return True
    if folded.isascii():
        return False
    if cue("open").search(folded) and content_of(folded) <= FEW:
        return True
    if named_concepts(folded):
        return False
    return len(folded) <= SHORT or content_of(folded) <= CONTENT


def standalone(text: str, history: Sequence[Turn], library: Library) -> str:
    """``text`` as a question that can be understood alone; ``text`` itself where it already can."""
    full, told = "", ""
    for said, answer in _exchanges(history)[-_DEPTH:]:
        full = complete(said, full, library, told) if full and depends(said) else placed(said, full, library)
        told = answer
    return complete(text, full, library, told) if full and depends(text) else text


def _exchanges(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """What the user said, each with how it was answered; empty where it was not."""
    found: list[tuple[str, str]] = []
    for turn in history:
        if turn.role == "user":
            found.append((turn.content, ""))
        elif found:
            said, answer = found[-1]
            found[-1] = (said, f"{answer} {turn.content}".strip())
    return found


def said_before(history: Sequence[Turn], library: Library) -> str:
    """What a follow-up goes on about: the question before it, standalone, with how its answer began."""
    users = [at for at, turn in enumerate(history) if turn.role == "user"]
    if not users:
        return ""
    asked = standalone(history[users[-1]].content, history[: users[-1]], library)
    told = " ".join(turn.content for turn in history[users[-1] + 1 :])
    return f"{asked} {told[:SAID]}".strip()
