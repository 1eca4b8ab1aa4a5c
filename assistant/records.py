"""Indicator records as sentences."""

from __future__ import annotations

import re

from assistant.cues import has
from assistant.cues import table as cue_table
from assistant.draft import DraftSentence, Quote
from assistant.ground import pieces_of
from assistant.pieces import Piece
from assistant.scene import Scene
from index.plan import Clause, Indicator
from index.quantity import find_quantities


def of_row(scene: Scene, piece: Piece) -> DraftSentence | None:
    """The sentence of the record that a table's row gives; None for any other piece."""
    if piece.clause.kind != "row":
        return None
    records = scene.library.indicators_of(piece.clause.id)
    if not records or _asks_more(scene, records[0]):
        return _by_columns(scene, piece.clause) or (record_line(scene, records[0]) if records else None)
    return record_line(scene, records[0])


def _asks_more(scene: Scene, record: Indicator) -> bool:
    """Whether the question is about other columns than baseline, target and nature."""
    asked = {one.years[0] for one in find_quantities(scene.question.folded) if one.kind == "year" and one.years}
    return bool(asked - {record.baseline_year, record.target_year}) or has(scene.question.folded, "columns")


def _by_columns(scene: Scene, row: Clause) -> DraftSentence | None:
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
    first = 1 if head[0] in cue_table("asked")["counter"] else 0
    columns = list(zip(head, shown, strict=True))[first + 1 :]
    told = "；".join(f"{name}：{cell}" for name, cell in columns if cell)
    label = scene.label(scene.library.plan_of(row))
    whole = (scene.quote(Piece(clause, 0, len(clause.text))) for clause in (row, table))
    return DraftSentence(scene.say("row", label=label, name=cells[first], cells=told), tuple(whole))


def record_line(scene: Scene, record: Indicator) -> DraftSentence:
    """One record as a sentence, its values with units and qualifiers as the plan gives them."""
    label = scene.label(scene.library.plans[record.plan_id])
    nature = f"（{record.nature}）" if record.nature else ""
    low = value(record.baseline, record, "" if record.target else record.qualifier) if record.baseline else ""
    high = value(record.target, record, record.qualifier) if record.target else ""
    words = {"label": label, "name": name(record), "nature": nature}
    years = {record.baseline_year, record.target_year}
    dated = bool(years & set(scene.question.years)) or has(scene.question.folded, "rank", "change")
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


def quotes_of(scene: Scene, record: Indicator, dated: bool) -> list[Quote]:
    """The record's own quote and, where its years are told, the head of its table that gives them."""
    found = [Quote(record.clause_id, record.start, record.end)]
    clause = scene.library.clause(record.clause_id)
    for piece in pieces_of(clause) if clause is not None and clause.kind != "row" else ():
        whole = scene.quote(piece)
        if whole.start <= record.start and record.end <= whole.end:
            found = [whole]
    head = (
        scene.library.clause(clause.parent)
        if dated and clause is not None and clause.kind == "row" and clause.parent
        else None
    )
    if head is not None and head.own:
        found.append(Quote(head.id, head.own[0].start, head.own[-1].end))
    return found


def name(record: Indicator) -> str:
    """A record's name without the unit that a table puts behind it."""
    return re.sub(r"[(（][^()（）]*[)）]$", "", record.name) if record.unit else record.name


def value(number: str, record: Indicator, qualifier: str) -> str:
    """A record's number with unit and qualifier, the qualifier on the side where it reads."""
    if qualifier in ("以上", "以下", "左右", "以内"):
        return f"{number}{record.unit}{qualifier}"
    return f"{qualifier}{number}{record.unit}"
