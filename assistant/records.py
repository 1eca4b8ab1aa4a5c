"""Indicator records as sentences."""

from __future__ import annotations

import re

from assistant.asked import asked_units
from assistant.cues import has
from assistant.cues import table as cue_table
from assistant.dated import head_years, single_years, years
from assistant.draft import DraftSentence, Quote
from assistant.ground import pieces_of
from assistant.pieces import Piece, segments
from assistant.scene import Scene, flat, sentence
from index.measures.units import qualified
from index.plan import Clause, Indicator, Span
from index.script import fold

DATED = 30
"""Characters up to which the part before is one that only dates the sentence (到2025年，)."""


def of_row(scene: Scene, piece: Piece) -> DraftSentence | None:
    """The sentence of the record that a table's row gives; None for any other piece."""
    if piece.clause.kind != "row":
        return None
    records = scene.library.indicators_of(piece.clause.id)
    if not records or _asks_more(scene, records[0]):
        return by_columns(scene, piece.clause) or (record_line(scene, records[0]) if records else None)
    return record_line(scene, records[0])


def _asks_more(scene: Scene, record: Indicator) -> bool:
    """Whether the question is about other columns than baseline, target and nature."""
    asked = single_years(scene.question.folded)
    when = asked_units(scene.question.folded) == frozenset({"年"})
    return when or bool(asked - {record.baseline_year, record.target_year}) or has(scene.question.folded, "columns")


def by_columns(scene: Scene, row: Clause) -> DraftSentence | None:
    """Every cell of a row under the head of its column, the table's head cited beside; None where the two do not
    match cell by cell."""
    table = scene.library.clause(row.parent) if row.parent else None
    if table is None:
        return None
    cells = [cell.strip() for cell in row.text.split("|")]
    heads = [[cell.strip() for cell in line.split("|")] for line in table.text.splitlines() if line.count("|") > 0]
    head = next((line for line in heads if len(line) == len(cells)), None)
    if head is None or len(cells) < 3:
        return None
    unit = re.search(r"[(（]([^()（）]{1,4})[)）]$", cells[0])
    shown = [f"{cell}{unit[1]}" if unit and re.fullmatch(r"[\d.]+", cell) else cell for cell in cells]
    first = 1 if fold(head[0]) in cue_table("asked")["counter"] else 0
    columns = list(zip(head, shown, strict=True))[first + 1 :]
    told = "；".join(f"{name}：{cell}" for name, cell in columns if cell)
    label = scene.label(scene.library.plan_of(row))
    whole = (scene.quote(Piece(clause, 0, len(clause.text))) for clause in (row, table))
    return DraftSentence(scene.say("row", label=label, name=cells[first], cells=told), tuple(whole))


def record_line(scene: Scene, record: Indicator) -> DraftSentence:
    """One record as a sentence, its values with units and qualifiers as the plan gives them."""
    label = scene.label(scene.library.plans[record.plan_id])
    low, high, nature = _told(record)
    words = {"label": label, "name": name(record), "nature": nature}
    own = {record.baseline_year, record.target_year}
    dated = bool(own & set(scene.question.years)) or has(scene.question.folded, "rank", "change")
    quotes = tuple(quotes_of(scene, record, dated))
    if low and high and dated and len(quotes) > 1 and record.baseline_year and record.target_year:
        both = {"baseline": str(record.baseline_year), "target": str(record.target_year)}
        text = scene.say("indicator_both", low=low, high=high, **both, **words)
    elif low and high:
        text = scene.say("indicator_pair", low=low, high=high, **words)
    elif high:
        text = scene.say("indicator_target", high=high, **words)
    else:
        text = scene.say("indicator_base", low=low, **words)
    return DraftSentence(text, quotes)


def record_cell(scene: Scene, record: Indicator) -> DraftSentence:
    """One record as a table's cell: baseline → target with unit and years; of running text the words that give it."""
    clause = scene.library.clause(record.clause_id)
    if clause is not None and clause.kind != "row":
        return in_text(scene, clause, record) or record_line(scene, record)
    known = head_years(scene.library, clause)
    low, high, nature = _told(record)
    dated = {record.baseline_year if low else None, record.target_year if high else None} - {None} <= known
    words = {"name": name(record), "nature": nature}
    quotes = tuple(quotes_of(scene, record, dated and bool(known)))
    if low and high:
        both = {"baseline": str(record.baseline_year), "target": str(record.target_year)}
        key, more = ("cell_dated", both) if dated and known else ("cell_pair", {})
        return DraftSentence(scene.say(key, low=low, high=high, **more, **words), quotes)
    year = record.target_year if high else record.baseline_year
    key = "cell_one_dated" if dated and year in known else "cell_one"
    return DraftSentence(scene.say(key, value=high or low, year=str(year), **words), quotes)


def in_text(scene: Scene, clause: Clause, record: Indicator) -> DraftSentence | None:
    """The part of a sentence that gives a record, after the part that dates it."""
    for whole in pieces_of(clause):
        parts = [Piece(clause, *span) for span in segments(clause.text, Span(whole.start, whole.end))]
        quoted = [scene.quote(part) for part in parts]
        held = [i for i, one in enumerate(quoted) if one.start < record.end and record.start < one.end]
        if not held or not quoted[0].start <= record.start:
            continue
        run = Piece(clause, parts[held[0]].start, parts[held[-1]].end)
        dated = held[0] > 0 and len(parts[0].text) < DATED and record.target_year in years(parts[0].text)
        cut = (parts[0], run) if dated else (run,)
        return sentence(scene, "……".join(flat(one.text) for one in cut), *cut)
    return None


def _told(record: Indicator) -> tuple[str, str, str]:
    """Baseline and target with unit and qualifier, and the nature in brackets; each empty where there is none."""
    low = value(record.baseline, record, "" if record.target else record.qualifier) if record.baseline else ""
    high = value(record.target, record, record.qualifier) if record.target else ""
    return low, high, f"（{record.nature}）" if record.nature else ""


def quotes_of(scene: Scene, record: Indicator, dated: bool) -> list[Quote]:
    """The record's own quote and, where its years are told, the head of its table that gives them."""
    found = [Quote(record.clause_id, record.start, record.end)]
    clause = scene.library.clause(record.clause_id)
    if clause is not None and clause.kind == "row":
        found = [scene.quote(Piece(clause, 0, len(clause.text)))]
    for piece in pieces_of(clause) if clause is not None and clause.kind != "row" else ():
        whole = scene.quote(piece)
        if whole.start <= record.start and record.end <= whole.end:
            found = [whole]
    head = (
        scene.library.clause(clause.parent)
        if dated and clause is not None and clause.kind == "row" and clause.parent
        else None
    )
    dating = (
        [one for one in pieces_of(head) if years(one.text) & {record.baseline_year, record.target_year}] if head else []
    )
    if head is not None and dating:
        found.append(scene.quote(Piece(head, dating[0].start, dating[-1].end)))
    return found


def name(record: Indicator) -> str:
    """A record's name without the unit that a table puts behind it."""
    return re.sub(r"[(（][^()（）]*[)）]$", "", record.name) if record.unit else record.name


def value(number: str, record: Indicator, qualifier: str) -> str:
    """A record's number with unit and qualifier."""
    return qualified(number, record.unit, qualifier)
