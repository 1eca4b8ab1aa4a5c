"""What a plan calls things, with the English beside it where the interface is English."""

from __future__ import annotations

from assistant import english
from assistant.amounts import amount
from assistant.called import english_name
from assistant.cues import table
from assistant.terms import named as term_named
from index.plan import Plan
from index.quantity import find_quantities
from ui.links import place
from ui.prose import inert


def beside(words: str, told: str) -> str:
    """The plan's own words as HTML, and on an English page ``told`` under them."""
    return inert(words) + (under(told) if told != words else "")


def under(told: str) -> str:
    """English that is shown on an English page only."""
    return f'<span class="l english" lang="en">{inert(told)}</span>' if told else ""


def named(name: str) -> str:
    """The name of a measure; the English never stands without the plan's own word."""
    return beside(name, english_name(name))


def place_name(plan: Plan) -> str:
    """What the plan is called in short."""
    return beside(place(plan), english_place(plan))


def english_place(plan: Plan) -> str:
    """The place as English writes it; empty where the plan names none."""
    name = place(plan)
    return english.place(name) if name != plan.title else ""


def english_value(shown: str) -> str:
    """A value with its unit and qualifier in English; empty where that is how it is written."""
    found = find_quantities(shown)
    told = amount(found[0]) if len(found) == 1 else ""
    return told if told != shown else ""


def unit_name(unit: str) -> str:
    """A unit of count."""
    return beside(unit, str(table("english")["unit"].get(unit, "")).strip())


def nature_name(nature: str) -> str:
    """约束性 or 预期性."""
    term = term_named(nature)
    return beside(nature, term.name if term else "")
