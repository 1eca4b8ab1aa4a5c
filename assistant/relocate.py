"""A question asked of another place than it was asked of."""

from __future__ import annotations

import re

from assistant.cues import has
from assistant.places import bare, named
from assistant.topic import cue
from index.library import Library
from index.script import fold


def placed(text: str, before: str, library: Library) -> str:
    """``text``, which can be read alone, with the place that ``before`` names where it names none."""
    here, spans = named(text, library), named(before, library).spans
    if here.plans or here.unknown or not spans or has(fold(text), "all_plans"):
        return text
    place = before[spans[0][0] : spans[-1][1]]
    return f"{text.rstrip(' ?.')} in {place}?" if text.isascii() else place + text


def with_place(rest: str, before: str, library: Library) -> str:
    """``before`` asked of the place in ``rest``; where ``rest`` asks something itself, that place stays with it."""
    spans = named(rest, library).spans
    old = named(before, library).spans
    if spans and old and cue("versus").search(fold(rest)):
        return f"{before[: old[-1][1]]}和{rest[spans[0][0] : spans[-1][1]]}{before[old[-1][1] :]}"
    left = "".join(char for i, char in enumerate(rest) if not any(a <= i < b for a, b in spans))
    left = cue("likewise").sub("", fold(left))
    unknown = named(rest, library).unknown
    if not old:
        old = _unknown_spans(before, library)
    if len(re.sub(r"[\W的呢区县市]", "", left)) > 6 and not unknown:
        return rest
    new = rest if not spans else rest[spans[0][0] : spans[-1][1]]
    return f"{before[: old[0][0]]}{new}{before[old[-1][1] :]}" if old else f"{new}：{before}"


def _unknown_spans(text: str, library: Library) -> tuple[tuple[int, int], ...]:
    """Where a question names places that are not indexed, with the 区 or 县 behind them."""
    found = []
    for name in named(text, library).unknown:
        match = re.search(f"{re.escape(fold(name))}(?:新区|区|县|市)?", fold(text))
        if match:
            found.append(match.span())
    return tuple(sorted(found))


def other_place(before: str, library: Library) -> str:
    """``before`` asked of the other plan, where there is just one other."""
    here = named(before, library)
    others = [plan for plan in library.plans.values() if plan.id not in here.plans]
    if len(others) == 1 and here.spans:
        new = others[0].metadata.district or others[0].title
        return f"{before[: here.spans[0][0]]}{new}{before[here.spans[-1][1] :]}"
    if others and here.plans:
        names = "、".join(bare(plan.metadata.district) for plan in others if plan.metadata.district)
        old = here.spans
        return f"{before[: old[0][0]]}{names}{before[old[-1][1] :]}" if old and names else ""
    return ""


def place_of(question: str, library: Library) -> str:
    """The places that a question names, as it names them; empty for none."""
    spans = named(question, library).spans
    return question[spans[0][0] : spans[-1][1]] if spans else ""
