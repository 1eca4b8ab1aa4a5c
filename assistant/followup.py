"""A follow-up made standalone by rule: what it leaves out is taken from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.completion import complete, cue, topic
from assistant.cues import has, stop_words
from assistant.history import Turn
from index.library import Library
from index.script import fold
from index.thesaurus import named as named_concepts
from index.words import segment

SHORT = 8
"""A question of so few characters that names no concept of the field is taken for a follow-up."""
CONTENT = 3
"""A question with so few characters of content (副组长有哪几位) leans on what was said before."""
_DEPTH = 6
"""User turns that are looked back over."""
SAID = 300
"""Characters of the last answer that tell what a follow-up is about."""

_TIME = re.compile(r"[一二三四五六七八九十两\d]+年|年|底|末|期间|内|里")


def depends(text: str) -> bool:
    """Whether ``text`` leans on what was said before: 那…呢, 它, the bare 牵头的是谁."""
    folded = fold(text).strip(" 。？?！!")
    if has(folded, "off_topic") or has(folded, "catalogue"):
        return False
    if cue("leans").search(folded) or cue("bare").fullmatch(folded):
        return True
    if folded.isascii() or named_concepts(folded):
        return False
    return len(folded) <= SHORT or _content(folded) <= CONTENT


def _content(folded: str) -> int:
    """Characters of a Chinese question that are no function word and no time."""
    phrases, chinese, _ = stop_words()
    words = (word for part in phrases.sub(" ", _TIME.sub(" ", folded)).split() for word in segment(part))
    return sum(len(word) for word in words if word not in chinese and re.match(r"[\u3400-\u9fff]", word))


def standalone(text: str, history: Sequence[Turn], library: Library) -> str:
    """``text`` as a question that can be understood alone; ``text`` itself where it already can."""
    users = [turn.content for turn in history if turn.role == "user"][-_DEPTH:]
    full = ""
    for said in [*users, text]:
        full = complete(said, full, library) if full and depends(said) else said
    return full


def said_before(history: Sequence[Turn], library: Library) -> str:
    """What a follow-up goes on about: the question before it, standalone, with how its answer began."""
    users = [at for at, turn in enumerate(history) if turn.role == "user"]
    if not users:
        return ""
    asked = standalone(history[users[-1]].content, history[: users[-1]], library)
    told = " ".join(turn.content for turn in history[users[-1] + 1 :])
    return f"{asked} {told[:SAID]}".strip()


__all__ = ["depends", "said_before", "standalone", "topic"]
