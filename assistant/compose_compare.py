"""Comparisons: a table of plans with what each says on the matter, cited to its own clauses or 未提及."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import ANSWERED, PARTIAL
from assistant.compare_row import Row, nearest_rows, rows_of
from assistant.cues import has
from assistant.decline import missing
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence, Quote
from assistant.likeness import plain, same_thing
from assistant.scene import Scene
from assistant.stated import shown
from assistant.support import everyday
from index.quantity import Quantity


def compose_comparison(scene: Scene) -> Draft:
    """A row a plan, a column an aspect; who is highest or lowest where all give one value of one kind."""
    parts = scene.question.parts or (scene.question,)
    several = len(parts) > 1
    columns = [rows_of(scene.about(part) if several else scene, loose=not several) for part in parts]
    if not any(row.said for rows in columns for row in rows):
        near = nearest_rows(scene) if not several and everyday(scene) else []
        if any(row.said for row in near):
            return _loosely(scene, near)
        return missing(scene, "no_evidence", "no_evidence")
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    labels = tuple(scene.label(plan) for plan in scene.plans)
    heads = tuple(part.standalone for part in parts) if scene.question.parts else (scene.say("content"),)
    cells = [[list(row.said) or absent for row in rows] for rows in columns]
    scene.page.table((scene.say("district"), *heads), labels, [list(row) for row in zip(*cells, strict=True)])
    for part, rows in zip(parts, columns, strict=True):
        lead = (DraftSentence(f"{part.standalone}:", frame=True),) if scene.question.parts else ()
        _conclude(scene, [row for row in rows if row.said], lead)
    gaps = any(not row.said or row.near for rows in columns for row in rows) and not scene.question.all_plans
    return scene.page.draft(PARTIAL if gaps else ANSWERED, "near_miss" if gaps else "")


def _loosely(scene: Scene, rows: Sequence[Row]) -> Draft:
    """What each plan says that comes nearest to a question in everyday words, said to be no more than that."""
    scene.page.frame(scene.say("loose"))
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    labels = tuple(scene.label(row.plan) for row in rows)
    cells = [[list(row.said) or absent] for row in rows]
    scene.page.table((scene.say("district"), scene.say("content")), labels, cells)
    return scene.page.draft(PARTIAL, "near_miss")


def _conclude(scene: Scene, rows: Sequence[Row], lead: tuple[DraftSentence, ...]) -> None:
    """Who is highest or lowest, or by how much two differ, where every row gives one value of one unit and they are
    of the same thing; says so where they are not."""
    folded = scene.question.folded
    order = next((key for key in ("lowest", "highest", "gap", "versus") if has(folded, "rank", key)), "")
    several = any(row.each for row in rows)
    names = [row.name for row in rows if row.value is not None]
    if len(names) > 1 and (any(row.near for row in rows) or (order and not same_thing(names) and not several)):
        told = "、".join(dict.fromkeys(re.sub(r"\d", "", one) for one in names if one))
        scene.page.say(*lead, DraftSentence(scene.say("differ", names=told), frame=True))
        return
    if len({row.per for row in rows if row.per}) > 1:  # a month's pay is not compared with a year's
        return
    if several:
        scene.page.say(*(_apart(scene, rows, order) if order in ("highest", "lowest") else ()))
        return
    known = [(row, row.value) for row in rows if row.value is not None]
    if not order or len(known) < 2 or len(known) < len(rows) or len({one.canonical[1] for _, one in known}) > 1:
        return
    said = [*_ranked(scene, known, order)]
    if len(known) == 2 and has(folded, "rank", "gap"):
        said += _gap(scene, known)
    if said:
        scene.page.say(*lead, *said)


def _operands(known: Sequence[tuple[Row, Quantity]]) -> tuple[DraftOperand, ...]:
    return tuple(DraftOperand(f"{one.value.normalize():f}", one.shown_unit, i) for i, (_, one) in enumerate(known))


def _quotes(known: Sequence[tuple[Row, Quantity]]) -> tuple[Quote, ...]:
    """The quote of each row's value, in the order of the operands."""
    return tuple(quote for row, _ in known for quote in row.proof)


def _ranked(scene: Scene, known: Sequence[tuple[Row, Quantity]], order: str) -> list[DraftSentence]:
    """The first of the order asked, those that are equal to it beside it."""
    if order == "gap":
        return []
    key, choose, op = ("lowest", min, "min") if order == "lowest" else ("highest", max, "max")
    best = choose(one.canonical[0] for _, one in known)
    first = [(row, one) for row, one in known if one.canonical[0] == best]
    text = shown(first[0][1])
    derived = DraftDerivation(op, _operands(known), text)
    label = "、".join(scene.label(row.plan) for row, _ in first)
    said = scene.say("equal", value=text) if len(first) == len(known) else scene.say(key, label=label, value=text)
    return [DraftSentence(said, _quotes(known), (derived,))]


def _apart(scene: Scene, rows: Sequence[Row], order: str) -> list[DraftSentence]:
    """The first of the order asked where rows give several values, if it is whichever of them is taken."""
    asked = plain("".join(scene.question.focus))
    if not all(asked in plain("".join(one.text for one in row.said)) for row in rows):
        return []
    held = [(row, row.each or ((row.value,) if row.value is not None else ())) for row in rows]
    if len(held) < 2 or not all(each for _, each in held) or len({e[0].canonical[1] for _, e in held}) > 1:
        return []
    low = {row.plan.id: min(one.canonical[0] for one in each) for row, each in held}
    high = {row.plan.id: max(one.canonical[0] for one in each) + row.more for row, each in held}
    for row, each in held:
        mine, rest = row.plan.id, [other.plan.id for other, _ in held if other is not row]
        above = all(low[mine] > high[other] for other in rest)
        below = all(high[mine] < low[other] for other in rest)
        if not (above if order == "highest" else below):
            continue
        choose, op = (max, "max") if order == "highest" else (min, "min")
        text = shown(choose(each, key=lambda one: one.canonical[0]))
        all_of = [(one, value) for one, values in held for value in values]
        quotes = tuple(dict.fromkeys(quote for row, _ in held for quote in row.proof))
        operands = tuple(
            DraftOperand(f"{one.value.normalize():f}", one.shown_unit, quotes.index(row.proof[0]))
            for row, one in all_of
        )
        said = scene.say(order, label=scene.label(row.plan), value=text)
        return [DraftSentence(said, quotes, (DraftDerivation(op, operands, text),))]
    return []


def _gap(scene: Scene, known: Sequence[tuple[Row, Quantity]]) -> list[DraftSentence]:
    """By how much two values differ."""
    (_, a), (_, b) = known
    alike = a.shown_unit == b.shown_unit
    gap = abs(a.value - b.value) if alike else abs(a.canonical[0] - b.canonical[0])
    if not gap:
        return []
    unit = "个百分点" if a.unit == "%" else a.shown_unit if alike else a.canonical[1]
    result = f"{gap.normalize():f}{unit}"
    derived = DraftDerivation("difference", _operands(known), result)
    key = "difference" if a.bound == b.bound else "difference_bound"
    return [DraftSentence(scene.say(key, result=result), _quotes(known), (derived,))]
