"""Comparisons: a table of plans with what each says on the matter, cited to its own clauses or 未提及."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import PARTIAL
from assistant.asked import best_value, values
from assistant.compose_indicator import matching, piece_of
from assistant.cues import has
from assistant.decline import missing
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence, Quote
from assistant.ground import grams
from assistant.numbers import rank
from assistant.pieces import Piece
from assistant.records import name, of_row, record_line, value
from assistant.scene import Found, Scene, flat, sentence
from assistant.stated import narrow, shown
from assistant.support import MEANT
from index.plan import Indicator, Plan
from index.quantity import Quantity, find_quantities
from index.script import fold

SURE = 0.3
"""Search score of a plan's best clause from which it is taken to speak of the matter."""
LEAST = 0.34
"""Cover from which a plan is taken to speak of the matter."""
CELL = 60
"""Characters from which a cell is cut to the segments that matter."""
ALIKE = 0.7
"""Share of their names' character pairs that two indicators must have in common to be ranked together."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one plan says: its sentence (None: nothing), the one value it gives, and what that value is of."""

    plan: Plan
    said: DraftSentence | None
    value: Quantity | None = None
    name: str = ""


def compose_comparison(scene: Scene) -> Draft:
    """One row a plan; who is highest or lowest where all give one value of one kind."""
    rows = [_row(scene, plan) for plan in scene.plans]
    if not any(row.said for row in rows):
        return missing(scene, "no_evidence", "no_evidence")
    absent = DraftSentence(scene.say("not_mentioned"), frame=True)
    labels = tuple(scene.label(row.plan) for row in rows)
    scene.page.table((scene.say("district"), scene.say("content")), labels, [[[row.said or absent]] for row in rows])
    _conclude(scene, [row for row in rows if row.said])
    gaps = any(row.said is None for row in rows) and not scene.question.all_plans
    return scene.page.draft(PARTIAL if gaps else "answered", "near_miss" if gaps else "")


def _row(scene: Scene, plan: Plan) -> Row:
    hits = [hit for hit in scene.hits if hit.clause.plan_id == plan.id]
    found = scene.found(hits)
    said = _valued(scene, plan, found) if _number_asked(scene) or has(scene.question.folded, "rank", "goal") else None
    if said is not None or _number_asked(scene):
        return said or Row(plan, None)
    sure = bool(hits) and hits[0].score >= SURE
    best = next((one for one in found if sure or one.cover >= LEAST or one.meant >= MEANT), None)
    return Row(plan, _cell(scene, best.piece) if best else None)


def _valued(scene: Scene, plan: Plan, found: list[Found]) -> Row | None:
    """The row of a plan that gives a number for what is asked: from a record, else from a sentence found."""
    record = _record(scene, plan)
    if record is not None:
        told = find_quantities(value(record.target or record.baseline, record, record.qualifier))
        piece = piece_of(scene, record)
        said = _cell(scene, piece) if piece else record_line(scene, record)
        return Row(plan, said, told[0] if len(told) == 1 else None, fold(name(record)))
    ranked = [one for one in rank(scene, found) if values(scene, one.piece.text)]
    best = next((one for one in ranked if one.cover >= LEAST or one.meant >= MEANT), None)
    return Row(plan, _cell(scene, best.piece), _one_value(scene, best)) if best else None


def _number_asked(scene: Scene) -> bool:
    folded = scene.question.folded
    return has(folded, "number") or any(has(folded, "rank", key) for key in ("highest", "lowest", "gap"))


def _record(scene: Scene, plan: Plan) -> Indicator | None:
    """The record that the question names: with a target before without, a table's row before running text."""
    records = matching(scene.question, scene.library, [plan.id])
    rows = {clause.id for clause in plan.clauses if clause.kind == "row"}
    return min(records, key=lambda one: (not one.target, one.clause_id not in rows), default=None)


def _cell(scene: Scene, whole: Piece) -> DraftSentence:
    row = of_row(scene, whole)
    if row is not None:
        return row
    cut = narrow(scene, whole) if len(whole.text) > CELL else [whole]
    return sentence(scene, "……".join(flat(piece.text) for piece in cut), *cut)


def _one_value(scene: Scene, found: Found) -> Quantity | None:
    held = values(scene, "".join(piece.text for piece in narrow(scene, found.piece)))
    if len(held) == 1:
        return held[0] if held[0].high is None else None
    best = best_value(scene, found.piece)
    return best[1] if best else None


def _conclude(scene: Scene, rows: Sequence[Row]) -> None:
    """Who is highest or lowest, or by how much two differ, where every row gives one value of one unit and they are
    of the same thing; says so where they are not."""
    folded = scene.question.folded
    order = next((key for key in ("lowest", "highest", "gap") if has(folded, "rank", key)), "")
    known = [(row, row.value) for row in rows if row.value is not None]
    if not order or len(known) < 2 or len(known) < len(rows):
        return
    if len({one.canonical[1] for _, one in known}) > 1 or not _same_thing([row.name for row, _ in known]):
        names = "、".join(dict.fromkeys(row.name for row, _ in known if row.name))
        if names:
            scene.page.frame(scene.say("differ", names=re.sub(r"\d", "", names)))
        return
    operands = tuple(DraftOperand(_plain(one), one.shown_unit, i) for i, (_, one) in enumerate(known))
    quotes = tuple(row.said.quotes[-1] for row, _ in known if row.said)
    if order != "gap":
        row, one = (min if order == "lowest" else max)(known, key=lambda pair: pair[1].canonical[0])
        text = scene.say(order, label=scene.label(row.plan), value=shown(one))
        derived = DraftDerivation("min" if order == "lowest" else "max", operands, shown(one))
        scene.page.say(DraftSentence(text, quotes, (derived,)))
    if len(known) == 2 and has(folded, "rank", "gap"):
        _gap(scene, known[0][1], known[1][1], operands, quotes)


def _gap(scene: Scene, a: Quantity, b: Quantity, operands: tuple[DraftOperand, ...], quotes: tuple[Quote, ...]) -> None:
    alike = a.shown_unit == b.shown_unit
    gap = abs(a.value - b.value) if alike else abs(a.canonical[0] - b.canonical[0])
    if not gap:
        return
    unit = "个百分点" if a.unit == "%" else a.shown_unit if alike else a.canonical[1]
    result = f"{gap.normalize():f}{unit}"
    derived = DraftDerivation("difference", operands, result)
    scene.page.say(DraftSentence(scene.say("difference", result=result), quotes, (derived,)))


def _same_thing(names: Sequence[str]) -> bool:
    """Whether the names of what is compared are near enough; a value from running text has none and is let pass."""
    known = [set(grams([one])) for one in names if one]
    return all(len(a & b) >= ALIKE * min(len(a), len(b)) for a in known for b in known)


def _plain(quantity: Quantity) -> str:
    return f"{quantity.value.normalize():f}"
