"""A question put in other words by the chat model: a follow-up made standalone, other wordings to search for.

What the model says is checked before it is used: it may bring in no district, year or number of its own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from assistant.followup import depends
from assistant.history import Turn
from assistant.places import named
from assistant.question import Question, focus_of, language_of, tidy
from index.library import Library
from index.quantity import find_quantities
from index.script import fold

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

LONGEST = 300
"""Characters of a standalone question or a wording."""
BRIEF = 20
"""A question of so few characters that names no place may be a follow-up though no rule knows it for one."""
TURNS = 6
"""Turns of the conversation that the model is shown."""
KEPT = 0.5
"""Share of the pairs of characters of a follow-up's own words that its standalone form must keep."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.、)）])\s*")
_LEAD = re.compile("^(?:那么?|还有|然后|所以)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Rewording:
    """What the chat model may reword: whether ``follow_ups``, and into how many other ``wordings`` for the search."""

    follow_ups: bool = True
    wordings: int = 0


def model_standalone(text: str, history: Sequence[Turn], library: Library, model: BaseChatModel) -> str:
    """``text`` as a standalone question in the model's words; empty where it needs none, the model fails, or what it
    says does not hold: then the rules make it."""
    text = tidy(text)
    turns = history[-TURNS:]
    if not turns or not (depends(text) or _brief(text, library)):
        return ""
    shown = "\n".join(f'<turn role="{turn.role}">{_plain(turn.content)}</turn>' for turn in turns)
    told = _ask(model, prompts.load("standalone"), f"{shown}\n<question>{_plain(text)}</question>")
    lines = [line.strip(' "“”「」') for line in told.splitlines() if line.strip()]
    return lines[0] if len(lines) == 1 and holds(lines[0], text, turns, library) else ""


def model_wordings(question: Question, library: Library, model: BaseChatModel, most: int) -> tuple[str, ...]:
    """Up to ``most`` other wordings of ``question`` for the search; empty where the model fails."""
    rules = prompts.load("wordings").replace("{n}", str(most))
    told = _ask(model, rules, f"<question>{_plain(question.standalone)}</question>")
    lines = [_BULLET.sub("", line).strip() for line in told.splitlines()]
    asked = (question.standalone,)
    kept = [line for line in lines if 1 < len(line) <= LONGEST and not _brings_in(line, asked, library)]
    return tuple(dict.fromkeys(line for line in kept if fold(line) != question.folded))[:most]


def holds(told: str, text: str, history: Sequence[Turn], library: Library) -> bool:
    """Whether a standalone form says what the follow-up does with nothing that the conversation does not name."""
    if not 1 < len(told) <= LONGEST or language_of(told)[:2] != language_of(text)[:2]:
        return False
    own = "".join(focus_of(text, named(text, library)))
    own = own if len(own) > 1 else _LEAD.sub("", fold(text)).strip(" ?？。呢")
    pairs = [own[i : i + 2] for i in range(len(own) - 1)]
    if sum(pair in fold(told) for pair in pairs) < KEPT * len(pairs):
        return False
    return not _brings_in(told, [text, *(turn.content for turn in history)], library)


def _brings_in(told: str, said: Sequence[str], library: Library) -> bool:
    """Whether ``told`` names a place or a number that none of ``said`` names."""
    known = [named(one, library) for one in said]
    place = named(told, library)
    if set(place.plans) - {plan for one in known for plan in one.plans}:
        return True
    if set(place.unknown) - {name for one in known for name in one.unknown}:
        return True
    before = fold(" ".join(said))
    values = {one.canonical for one in find_quantities(before)} | {one.text for one in find_quantities(before)}
    digits = set(_NUMBER.findall(before))
    new = fold(told)
    if set(_NUMBER.findall(new)) - digits:
        return True
    return any(one.canonical not in values and one.text not in before for one in find_quantities(new))


def _brief(text: str, library: Library) -> bool:
    place = named(text, library)
    return len(text) <= BRIEF and not (place.plans or place.unknown)


def _plain(text: str) -> str:
    """Text that cannot close its own fence."""
    return text.replace("<", "＜")


def _ask(model: BaseChatModel, rules: str, data: str) -> str:
    """What the model says; empty where it fails, which is only logged: the rules are always there."""
    from langchain_core.messages import HumanMessage, SystemMessage

    try:
        return str(model.invoke([SystemMessage(rules), HumanMessage(data)]).text)
    except Exception as error:  # a provider's client raises whatever it likes
        log.warning("the chat model put nothing in other words: %s: %s", type(error).__name__, error)
        return ""
