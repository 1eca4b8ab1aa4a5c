"""Whole answers as the page shows them, each drawn once: the conversation is sent anew with every step of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from index.library import Library
from ui.render import answer_html
from ui.talk import DONE, Talk


@dataclass(frozen=True, slots=True)
class Drawn:
    """The ``html`` of an answer, with the names and links of the store's ``generation``."""

    answer: Answer
    generation: str
    html: str


def draw(talk: Talk, library: Library, generation: str, before: Sequence[Drawn] = ()) -> tuple[Drawn, ...]:
    """Every whole answer of the conversation; what was drawn ``before`` stays as it is."""
    known = {id(one.answer): one for one in before if one.generation == generation}
    whole = [one.answer for one in talk if one.answer and one.state == DONE]
    return tuple(known.get(id(answer)) or Drawn(answer, generation, answer_html(answer, library)) for answer in whole)
