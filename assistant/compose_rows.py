"""Lists out of a table: the rows that a question's date, unit or words pick."""

from __future__ import annotations

import re

from assistant.clause_ref import named_clauses
from assistant.draft import Draft, DraftSentence
from assistant.ground import grams
from assistant.pieces import Piece
from assistant.records import by_columns
from assistant.scene import Scene, flat, sentence
from index.plan import Clause
from index.quantity import find_quantities
from index.script import fold

CELL = 3
"""Characters of a cell that a question may name (区教育局)."""


def compose_rows(scene: Scene) -> Draft | None:
    """The rows of the table asked about, one an item; None where no table is, or nothing in the question picks rows."""
    rows = _rows(scene)
    picked = _picked(scene, rows)
    if not rows or not picked:
        return None
    label = scene.label(scene.library.plan_of(rows[0]))
    scene.page.say(DraftSentence(scene.say("list_plain", label=label), frame=True))
    items = [by_columns(scene, row) or _flat(scene, row) for row in picked]
    scene.page.items(items)
    return scene.page.draft()


def _flat(scene: Scene, row: Clause) -> DraftSentence:
    whole = Piece(row, 0, len(row.text))
    return sentence(scene, flat(row.text), whole)


def _rows(scene: Scene) -> list[Clause]:
    """The rows of the table that the question names (附件1), else of the one most of the first hits are rows of."""
    plans = [plan.id for plan in scene.plans]
    for ref in scene.question.clause_refs if len(plans) == 1 else ():
        for clause in named_clauses(ref, plans[0], scene.library):
            for node in (clause, *scene.library.children(clause.id)):
                rows = [one for one in scene.library.children(node.id) if one.kind == "row"]
                if rows:
                    return rows
    first = [hit.clause for hit in scene.hits[:3]]
    parents = {clause.parent if clause.kind == "row" else clause.id for clause in first}
    if len(first) == 3 and len(parents) == 1:
        return [one for one in scene.library.children(parents.pop() or "") if one.kind == "row"]
    return []


def _picked(scene: Scene, rows: list[Clause]) -> list[Clause]:
    """Rows with every date and cell that the question names; of these, those with its other words where some have
    them. Empty where it names no date and no cell."""
    asked = scene.question.folded
    texts = {row.id: fold(row.text) for row in rows}
    dates = [re.sub(r"\s", "", one.text) for one in find_quantities(asked) if one.kind in ("date", "year")]
    cells = {cell.strip() for text in texts.values() for cell in re.split(r"[|、，,；;]", text)}
    named = {cell for cell in cells if len(cell) >= CELL and cell in asked and not cell.isdigit()}
    wanted = [one for one in (*dates, *named) if any(one in text for text in texts.values())]
    if not wanted:
        return []
    kept = [row for row in rows if all(one in texts[row.id] for one in wanted)]
    for word in (gram for gram, weight in grams(scene.question.focus).items() if weight == 1.0 and len(gram) > 1):
        kept = [row for row in kept if word in texts[row.id]] or kept
    return kept
