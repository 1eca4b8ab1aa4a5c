"""A plan's indicators: every measurable target and the baselines measured the same way, as records.

From tables: every row with a number in a column of years. From running text: a number that something is to reach
(达到98%以上, 新建3所小学, 每校1—2项), or, where the plan looks back, the rates and standards reached.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from index.clean import CleanText, mend
from index.measures import indicator_words as words
from index.measures.indicator_conflicts import linked
from index.measures.indicator_export import indicator_csv, indicator_rows
from index.measures.indicator_row import TableReader, is_row
from index.measures.indicator_rule import aimed_at, reached
from index.measures.indicator_scene import Scene, due_years, first_year, scenes
from index.measures.indicator_text import Statement, statements
from index.measures.measure import shown
from index.plan import Clause, Indicator, Plan
from index.script import fold

__all__ = ["find_indicators", "indicator_csv", "indicator_rows"]

_LOOKS_BACK = re.compile(words.LOOKS_BACK)
_SENTENCE_END = re.compile(r"[。;；!！?？\n]")
_QUIET = frozenset({"front", "preamble"})


def find_indicators(plan: Plan, *, counts: bool = False) -> tuple[Indicator, ...]:
    """The indicators of ``plan`` in text order, those that contradict each other linked.

    What a part that looks back merely counts (schools, prizes, sums spent) is a statistic and left out, unless
    ``counts``. A target's year is that of its sentence, else the one its clause or the text above sets (到2025年).
    """
    placed = scenes(plan)
    broken = [damage.start for damage in plan.damage]
    reader = TableReader(plan, first_year(plan))
    found: list[Indicator] = []
    for clause in plan.clauses:
        if clause.kind in _QUIET or not clause.own:
            continue
        near = plan.damage[bisect_left(broken, clause.own[0].start) : bisect_left(broken, clause.own[-1].end)]
        clean = mend(plan.document.text, near, clause.own)
        found.extend(reader.records(clause, clean))
        if clause.kind not in ("table", "row"):
            found.extend(_text_records(plan, clause, clean, placed[clause.id], counts))
    return linked(sorted(found, key=lambda record: record.start))


def _text_records(plan: Plan, clause: Clause, clean: CleanText, scene: Scene, counts: bool) -> Iterator[Indicator]:
    if scene.process:
        return
    text = _without_rows(clean.text)
    title = _title_end(clause, text)
    first = first_year(plan)
    dues = due_years(text, first)
    for found in statements(text):
        if found.quantity.start < title:
            continue
        back, year = _role(text, found, scene, first, dues)
        if not (reached(found) or counts if back else aimed_at(found, text)):
            continue
        span = clean.span(found.start, found.end)
        value = shown(found.quantity)
        origin = shown(found.origin) if found.origin else ""
        yield Indicator(
            plan.id, found.name, year if back else found.origin_year, value if back else origin, None if back else year,
            "" if back else value, found.quantity.shown_unit, found.quantity.qualifier, "", clause.id,
            plan.document.text[span.start : span.end], span.start, span.end,
        )  # fmt: skip


def _without_rows(text: str) -> str:
    """The text with the rows of a table in it blanked, at equal length."""
    if "|" not in text and "\t" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(" " * len(line) if is_row(line) else line for line in lines)


def _title_end(clause: Clause, text: str) -> int:
    """Where a heading's words end, whose numbers are no targets; 0 where title and text are one."""
    at = text.find(clause.title, 0, len(clause.title) + 12) if clause.title else -1
    if at < 0:
        return 0
    end = at + len(clause.title)
    return end if text[end:].strip(" 。.:：\n") or clause.kind in ("heading", "annex") else 0


def _role(
    text: str, found: Statement, scene: Scene, first: int | None, dues: list[tuple[int, int]]
) -> tuple[bool, int | None]:
    """Whether a number is a baseline, and its year."""
    named = found.years[1] if found.years else None
    if scene.looks_back:
        return True, named if named and (scene.year is None or named <= scene.year) else scene.year
    if named is not None and first is not None and named < first:
        return True, named
    sentence = _SENTENCE_END.split(text[max(0, found.quantity.start - 200) : found.quantity.start])[-1]
    if _LOOKS_BACK.search(fold(sentence)) and (named is None or first is None):
        return True, named
    if named is not None:
        return False, named
    before = bisect_right(dues, (found.start, 0))
    return False, dues[before - 1][1] if before else scene.due
