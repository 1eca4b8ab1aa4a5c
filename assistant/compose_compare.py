"""Comparisons: a table of plans with what each says on the matter, cited to its own clauses or 未提及."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import PARTIAL
from assistant.asked import asked_units, best_value, other_stage, values
from assistant.compose_indicator import best_named, matching
from assistant.cues import has
from assistant.decline import missing
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence, Quote
from assistant.likeness import near, official, plain, same_thing
from assistant.numbers import rank
from assistant.pieces import Piece
from assistant.records import name, of_row, record_cell, value
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
BESIDE = 0.9
"""Share of the best sentence's words that one of another clause must count to stand in a cell beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one plan says: its sentences (none: nothing), the one value they give with the quote that holds it, what
    that value is of, and whether that is only near what was asked."""

    plan: Plan
    said: tuple[DraftSentence, ...] = ()
    value: Quantity | None = None
    name: str = ""
    near: bool = False
    proof: tuple[Quote, ...] = ()


def compose_comparison(scene: Scene) -> Draft:
    """One row a plan; who is highest or lowest where all give one value of one kind."""
    rows = _same_figure(scene, [_row(scene, plan) for plan in scene.plans])
    if not any(row.said for row in rows):
        return missing(scene, "no_evidence", "no_evidence")
    absent = (DraftSentence(scene.say("not_mentioned"), frame=True),)
    labels = tuple(scene.label(row.plan) for row in rows)
    header = (scene.say("district"), scene.say("content"))
    scene.page.table(header, labels, [[list(row.said or absent)] for row in rows])
    _conclude(scene, [row for row in rows if row.said])
    gaps = any(not row.said or row.near for row in rows) and not scene.question.all_plans
    return scene.page.draft(PARTIAL if gaps else "answered", "near_miss" if gaps else "")


def _row(scene: Scene, plan: Plan) -> Row:
    hits = [hit for hit in scene.hits if hit.clause.plan_id == plan.id]
    found = scene.found(hits)
    if _number_asked(scene) or _english_figure(scene) or has(scene.question.folded, "rank", "goal"):
        row = _recorded(scene, plan) or _nearly(scene, plan) or _valued(scene, plan, found)
        if row is not None or _number_asked(scene):
            return row or Row(plan)
    sure = bool(hits) and hits[0].score >= SURE
    told = [one for one in found if sure or one.cover >= LEAST or one.meant >= MEANT]
    if not told:
        return Row(plan)
    best = told[0]
    others = (one for one in told[1:] if one.piece.clause.id != best.piece.clause.id)
    also = next((one for one in others if one.near >= BESIDE * best.near and one.cover >= best.cover), None)
    return Row(plan, tuple(_cell(scene, one.piece) for one in (best, also) if one))


def _same_figure(scene: Scene, rows: list[Row]) -> list[Row]:
    """``rows`` with those filled that say nothing, where the plan has a record of the figure that another row gives."""
    told = next((row.name for row in rows if row.value is not None and row.name and not row.near), "")
    if not told or scene.question.language != "en":
        return rows
    filled = []
    for row in rows:
        records = [] if row.said else [one for one in row.plan.indicators if same_thing([told, one.name])]
        filled.append(_of_record(scene, row.plan, _first(scene, row.plan, records), near=False) or row)
    return filled


def _recorded(scene: Scene, plan: Plan) -> Row | None:
    """The row of a plan that has a record of what is asked."""
    records = matching(scene.question, scene.library, [plan.id])
    if not records and scene.question.language == "en":
        terms = [plain(way) for way in official(scene.question.standalone)]
        records = [one for way in terms for one in best_named(way, plan.indicators)]
    return _of_record(scene, plan, _first(scene, plan, records), near=False)


def _nearly(scene: Scene, plan: Plan) -> Row | None:
    """The row of a plan that has only a figure defined in another way, which is said."""
    units = asked_units(scene.question.folded)
    records = near(scene.question.focus, plan.indicators) if units and "%" in units else []
    return _of_record(scene, plan, _first(scene, plan, records), near=True)


def _first(scene: Scene, plan: Plan, records: Sequence[Indicator]) -> Indicator | None:
    """Of records of the same figure the one of the year asked, else with a target, a table's row before running
    text."""
    rows = {clause.id for clause in plan.clauses if clause.kind == "row"}
    years = set(scene.question.years)

    def order(one: Indicator) -> tuple[bool, bool, bool, bool]:
        dated = bool(years & {one.target_year, one.baseline_year})
        return bool(years) and not dated, not one.target, not one.baseline, one.clause_id not in rows

    return min(records, key=order, default=None)


def _of_record(scene: Scene, plan: Plan, record: Indicator | None, near: bool) -> Row | None:
    if record is None:
        return None
    past = record.baseline and (not record.target or scene.question.years == (record.baseline_year,))
    number = record.baseline if past else record.target
    told = find_quantities(value(number, record, "" if past and record.target else record.qualifier))
    frame = (DraftSentence(scene.say("near_figure"), frame=True),) if near else ()
    cell = record_cell(scene, record)
    row = cell.quotes[0].start <= record.start < cell.quotes[0].end
    proof = cell.quotes[:1] if row else cell.quotes[-1:]
    return Row(plan, (*frame, cell), told[0] if len(told) == 1 else None, plain(name(record)), near, proof)


def _valued(scene: Scene, plan: Plan, found: list[Found]) -> Row | None:
    """The row of a plan that gives a number for what is asked in a sentence found."""
    ranked = [one for one in rank(scene, found) if values(scene, one.piece.text)]
    best = next((one for one in ranked if one.cover >= LEAST or one.meant >= MEANT), None)
    if best is None:
        return None
    if best.piece.clause.kind == "row" and not has(scene.question.folded, "columns"):
        row = _of_record(
            scene, plan, _first(scene, plan, scene.library.indicators_of(best.piece.clause.id)), near=False
        )
        if row is not None:
            return row
    part, told = best_value(scene, best.piece) or (None, _one_value(scene, best))
    if other_stage(scene, part or best.piece):
        return None
    subject = re.split(r"\d", fold(part.text))[0] if part is not None else ""
    cell = _cell(scene, best.piece)
    return Row(plan, (cell,), told, plain(subject), proof=(scene.quote(part),) if part else cell.quotes[-1:])


def _number_asked(scene: Scene) -> bool:
    folded = scene.question.folded
    return has(folded, "number") or any(has(folded, "rank", key) for key in ("highest", "lowest", "gap"))


def _english_figure(scene: Scene) -> bool:
    return scene.question.language == "en" and asked_units(scene.question.folded) is not None


def _cell(scene: Scene, whole: Piece) -> DraftSentence:
    row = of_row(scene, whole)
    if row is not None:
        return row
    cut = narrow(scene, whole) if len(whole.text) > CELL else [whole]
    return sentence(scene, "……".join(flat(piece.text) for piece in cut), *cut)


def _one_value(scene: Scene, found: Found) -> Quantity | None:
    held = values(scene, "".join(piece.text for piece in narrow(scene, found.piece)))
    return held[0] if len(held) == 1 and held[0].high is None else None


def _conclude(scene: Scene, rows: Sequence[Row]) -> None:
    """Who is highest or lowest, or by how much two differ, where every row gives one value of one unit and they are
    of the same thing; says so where they are not."""
    folded = scene.question.folded
    order = next((key for key in ("lowest", "highest", "gap", "versus") if has(folded, "rank", key)), "")
    names = [row.name for row in rows if row.value is not None]
    if len(names) > 1 and (any(row.near for row in rows) or (order and not same_thing(names))):
        told = "、".join(dict.fromkeys(re.sub(r"\d", "", one) for one in names if one))
        scene.page.frame(scene.say("differ", names=told))
        return
    known = [(row, row.value) for row in rows if row.value is not None]
    if not order or len(known) < 2 or len(known) < len(rows) or len({one.canonical[1] for _, one in known}) > 1:
        return
    _rank(scene, known, order)
    if len(known) == 2 and has(folded, "rank", "gap"):
        _gap(scene, known[0][1], known[1][1], _operands(known), _quotes(known))


def _operands(known: Sequence[tuple[Row, Quantity]]) -> tuple[DraftOperand, ...]:
    return tuple(DraftOperand(_plain(one), one.shown_unit, i) for i, (_, one) in enumerate(known))


def _quotes(known: Sequence[tuple[Row, Quantity]]) -> tuple[Quote, ...]:
    """The quote of each row's value, in the order of the operands."""
    return tuple(quote for row, _ in known for quote in row.proof)


def _rank(scene: Scene, known: Sequence[tuple[Row, Quantity]], order: str) -> None:
    """The first of the order asked, those that are equal to it beside it."""
    if order == "gap":
        return
    key, choose, op = ("lowest", min, "min") if order == "lowest" else ("highest", max, "max")
    best = choose(one.canonical[0] for _, one in known)
    first = [(row, one) for row, one in known if one.canonical[0] == best]
    text = shown(first[0][1])
    derived = DraftDerivation(op, _operands(known), text)
    label = "、".join(scene.label(row.plan) for row, _ in first)
    said = scene.say("equal", value=text) if len(first) == len(known) else scene.say(key, label=label, value=text)
    scene.page.say(DraftSentence(said, _quotes(known), (derived,)))


def _gap(scene: Scene, a: Quantity, b: Quantity, operands: tuple[DraftOperand, ...], quotes: tuple[Quote, ...]) -> None:
    alike = a.shown_unit == b.shown_unit
    gap = abs(a.value - b.value) if alike else abs(a.canonical[0] - b.canonical[0])
    if not gap:
        return
    unit = "个百分点" if a.unit == "%" else a.shown_unit if alike else a.canonical[1]
    result = f"{gap.normalize():f}{unit}"
    derived = DraftDerivation("difference", operands, result)
    key = "difference" if a.bound == b.bound else "difference_bound"
    scene.page.say(DraftSentence(scene.say(key, result=result), quotes, (derived,)))


def _plain(quantity: Quantity) -> str:
    return f"{quantity.value.normalize():f}"
