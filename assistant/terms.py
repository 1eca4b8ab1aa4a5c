"""Official terms in plain words, from ``data/plain.jsonl``: found in a text, explained, put in their place and back.

A line of the data: ``term`` and ``also`` are the ways a plan writes it; ``zh`` and ``en`` explain it, ``name`` is its
English name; ``say`` may stand in for ``term`` within a sentence; ``hundred`` says of whom and what a rate counts;
``known`` marks what every Chinese reader knows, so that it is explained in English only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.alternation import alternation, any_of
from index.script import fold


@dataclass(frozen=True, slots=True)
class Term:
    """``hundred`` is, by language (zh, en), the people that a rate counts and what it counts of them."""

    term: str
    also: tuple[str, ...]
    zh: str
    name: str
    en: str
    say: str = ""
    hundred: tuple[tuple[str, tuple[str, str]], ...] = ()
    known: bool = False


@cache
def terms() -> tuple[Term, ...]:
    """All terms of the data file, in its order."""
    lines = (files("assistant") / "data" / "plain.jsonl").read_text("utf-8").splitlines()
    return tuple(_term(json.loads(line)) for line in lines)


def _term(row: dict[str, object]) -> Term:
    also, hundred = row.pop("also", ()), row.pop("hundred", {})
    assert isinstance(also, list | tuple) and isinstance(hundred, dict)
    counted = tuple((language, (who, what)) for language, (who, what) in hundred.items())
    return Term(**row, also=tuple(also), hundred=counted)  # type: ignore[arg-type]


@cache
def _ways() -> tuple[dict[str, Term], re.Pattern[str]]:
    """Every way of writing a term, and a pattern in which the longest wins; what stands in 《》 is a title."""
    known = {fold(way): one for one in terms() for way in (one.term, *one.also)}
    return known, re.compile("《[^《》]{0,80}》|(" + alternation(known) + ")")


def occurrences(text: str) -> Iterator[tuple[int, int, Term]]:
    """Where the text names a term: start, end, term; not overlapping, not within titles."""
    known, pattern = _ways()
    for found in pattern.finditer(fold(text)):
        if found[1]:
            yield found.start(), found.end(), known[found[1]]


def named(name: str) -> Term | None:
    """The term that ``name`` as a whole is; None where it says more (农村…) or is none."""
    return _ways()[0].get(fold(name))


def restate(text: str) -> str:
    """``text`` with the terms that have an everyday word replaced by it; nothing else is touched."""
    pieces, at = [], 0
    for start, end, term in occurrences(text):
        if term.say and fold(text[start:end]) == fold(term.term):
            pieces += [text[at:start], term.say]
            at = end
    return "".join(pieces) + text[at:]


@cache
def _said() -> tuple[dict[str, str], re.Pattern[str]]:
    words = {one.say: one.term for one in terms() if one.say}
    return words, any_of(words)


def official(text: str) -> str:
    """``text`` with everyday words put back into official ones: the inverse of ``restate``, for the check."""
    words, pattern = _said()
    return pattern.sub(lambda found: words[found[0]], text)
