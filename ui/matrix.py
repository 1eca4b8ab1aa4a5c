"""A comparison of plans on several aspects: the assistant's own comparison of each, put side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant import english
from assistant.answer import Answer, Citation
from assistant.called import english_name
from assistant.history import Turn
from assistant.markup import escape
from assistant.question import language_of
from index.library import Library
from index.plan import Plan
from index.script import to_traditional
from ui.export.paper import unescaped
from ui.links import period, place
from ui.prose import MARKER, table_rows

MOST_PLANS, MOST_ASPECTS, LONGEST = 8, 10, 40
"""Plans and aspects compared at a time, characters of an aspect; what goes beyond is left out."""

Told = tuple[str, dict[int, Citation]]
"""An answer's words with ``[n]``, and its citations by number."""

_REMARK = ""


class Asked(Protocol):
    """What the comparison needs of ``assistant.chain.Assistant``."""

    @property
    def library(self) -> Library: ...

    def ask(self, question: str, history: Sequence[Turn] = (), *, plans: Collection[str] = ()) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One aspect: by plan id what the plan says (Markdown with ``[n]``, empty for nothing), and what follows of all."""

    aspect: str
    cells: dict[str, str]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """``sources`` holds every citation once; markers count from 1 in it."""

    plans: tuple[Plan, ...]
    lines: tuple[Line, ...]
    sources: tuple[Citation, ...]


def compare(
    assistant: Asked, plans: Sequence[str], aspects: Sequence[str], language: str = "zh-Hans"
) -> Iterator[Matrix]:
    """The plans (ids that are not indexed are left out) on each aspect, told in ``language``: the matrix as it grows by
    a line, the last one whole. Fewer than two plans give no lines."""
    library = assistant.library
    known = [library.plans[one] for one in dict.fromkeys(plans) if one in library.plans][:MOST_PLANS]
    lines: list[Line] = []
    sources: list[Citation] = []
    yield Matrix(tuple(known), (), ())
    for aspect in tidy(aspects) if len(known) > 1 else ():
        lines.append(_line(assistant, known, aspect, language, sources))
        yield Matrix(tuple(known), tuple(lines), tuple(sources))


def rows(matrix: Matrix, head: str, silent: str, language: str = "zh-Hans") -> list[list[str]]:
    """The matrix as rows of plain text with ``[n]``, names in ``language``: ``head`` names the first column, ``silent``
    stands where a plan says nothing."""
    told = [
        [_aspect(line, language), *(unescaped(line.cells[plan.id]) or silent for plan in matrix.plans)]
        for line in matrix.lines
    ]
    return [[head, *names(matrix.plans, language)], *told]


def names(plans: Sequence[Plan], language: str = "zh-Hans") -> list[str]:
    """What the plans are called as columns: their place, with the period where two share it; in English with the
    plan's own words in brackets."""
    short = [place(plan) for plan in plans]
    told = [_named(plan) if language == "en" else place(plan) for plan in plans]
    return [
        f"{name} {period(plan)}".strip() if short.count(own) > 1 else name
        for name, own, plan in zip(told, short, plans, strict=True)
    ]


def _named(plan: Plan) -> str:
    own = place(plan)
    return f"{english.place(own)} ({own})" if own != plan.title else own


def _aspect(line: Line, language: str) -> str:
    told = english_name(line.aspect) if language == "en" and language_of(line.aspect) != "en" else ""
    return f"{told} ({line.aspect})" if told else line.aspect


def remarks(matrix: Matrix, language: str = "zh-Hans") -> list[str]:
    """What follows of all plans on an aspect, as plain text."""
    glue = ": " if language == "en" else "："
    return [f"{_aspect(line, language)}{glue}{unescaped(line.remark)}" for line in matrix.lines if line.remark]


def tidy(aspects: Sequence[str]) -> list[str]:
    """What is asked for, once each: lines and commas part aspects."""
    words = (word.strip()[:LONGEST] for text in aspects for word in re.split(r"[\n、，,;；]", text))
    return list(dict.fromkeys(word for word in words if word))[:MOST_ASPECTS]


def _line(assistant: Asked, plans: Sequence[Plan], aspect: str, language: str, sources: list[Citation]) -> Line:
    """Asked in ``language``; where that finds nothing in a plan, also in the language of the aspect itself."""
    told, own = _told(assistant, plans, aspect, language), language_of(aspect)
    if "en" in (language, own) and language != own and not all(told.get(plan.id) for plan in plans):
        other = _told(assistant, plans, aspect, own)
        told = {plan: _in_english(*words) if language == "en" else words for plan, words in other.items()} | told
    cells = {plan.id: _renumbered(*told[plan.id], sources) if plan.id in told else "" for plan in plans}
    return Line(aspect, cells, _renumbered(*told[_REMARK], sources) if _REMARK in told else "")


def _in_english(words: str, cited: dict[int, Citation]) -> Told:
    """A cell told in Chinese with its English beside it, sentence by sentence."""
    parts = []
    for part in words.split("<br>"):
        marks = MARKER.search(part)
        end = marks.start() if marks else len(part)
        parts.append(escape(english.beside(unescaped(part[:end]))) + part[end:])
    return "<br>".join(parts), cited


def _told(assistant: Asked, plans: Sequence[Plan], aspect: str, language: str) -> dict[str, Told]:
    """What is said of each plan that says anything, and under ``_REMARK`` what follows of all."""
    answer = assistant.ask(_question(plans, aspect, language), plans=[plan.id for plan in plans])
    cited = {one.n: one for one in answer.citations}
    told: dict[str, Told] = {}
    for row in table_rows(answer.text)[1:]:
        words = " ".join(row[1:])
        of = {cited[n].plan for n in _numbers(words) if n in cited}
        if len(of) == 1:  # a cell without a source says that there is nothing
            told[of.pop()] = words, cited
    rest = [line for line in answer.text.splitlines() if line.strip() and not line.lstrip().startswith("|")]
    remark = " ".join(line for line in rest if _numbers(line))
    return told | {_REMARK: (remark, cited)} if told and remark else told


def _question(plans: Sequence[Plan], aspect: str, language: str) -> str:
    names = list(dict.fromkeys(place(plan) for plan in plans))
    if language == "en":
        return f"How do {' and '.join(map(english.place, names))} compare on “{aspect}”?"
    asked = f"比较{'、'.join(names[:-1])}和{names[-1]}的{aspect}" if len(names) > 1 else f"比较各规划的{aspect}"
    return to_traditional(asked) if language == "zh-Hant" else asked


def _numbers(text: str) -> list[int]:
    return [int(found) for found in MARKER.findall(text)]


def _renumbered(text: str, cited: dict[int, Citation], sources: list[Citation]) -> str:
    """``text`` with its markers counting in ``sources``, which grows; a marker without a citation goes."""

    def number(found: re.Match[str]) -> str:
        one = cited.get(int(found[1]))
        if one is None:
            return ""
        places = [(known.clause, known.start, known.end) for known in sources]
        if (one.clause, one.start, one.end) not in places:
            sources.append(one)
            return f"[{len(sources)}]"
        return f"[{places.index((one.clause, one.start, one.end)) + 1}]"

    return MARKER.sub(number, text)
