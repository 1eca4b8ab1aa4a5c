"""What one plan says on the matter that plans are compared on: a cell's sentences and the one value they give."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.asked import asked_units, best_value, other_stage, times, values
from assistant.certain import EVEN
from assistant.compose_indicator import in_english, matching
from assistant.cues import has, table
from assistant.draft import DraftSentence, Quote
from assistant.likely import likely
from assistant.likeness import names_matter, near, plain, same_thing
from assistant.misplaced import misplaced
from assistant.numbers import rank
from assistant.pieces import Piece
from assistant.records import name, of_row, record_cell, value
from assistant.scene import Found, Scene, flat, sentence
from assistant.spread import one_of_several, spread
from assistant.stated import narrow
from assistant.support import ALIKE, LIKED, MEANT, everyday
from index.plan import Indicator, Plan
from index.quantity import Quantity, find_quantities
from index.script import fold
from index.thesaurus import concepts, outright, telling

SURE = 0.3
"""Search score of a plan's best clause from which it is taken to speak of the matter, where no plan has its words."""
LEAST = 0.34
"""Cover from which a plan is taken to speak of the matter."""
OFFICIAL = 0.6
"""Cover that some plan's sentence has where the question is in the plans' words: then the others are held to them."""
SHARE, LIKE = 0.65, 0.25
"""Share of the words, measured by the plan that has most, that a plan's sentence must have; that is enough where the
concepts agree."""
KNOWN, HELD = 0.8, 0.85
"""Share of the question's words known to the plans from which it is in their words; what a sentence is then measured
by where none of the plans compared has more."""
KEY = 0.85
"""Share of the weight of a question's rarest word from which a word of it tells what is asked."""
CELL = 60
"""Characters from which a cell is cut to the segments that matter."""
BESIDE = 0.2
"""Chance from which a plan's second clause stands in a cell beside its likeliest."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one plan says: its sentences (none: nothing), the one value they give with the quote that holds it, what
    that value is of, and whether that is only near what was asked. ``each`` are the values where there are several of
    one unit (小学500元、初中600元), ``more`` the most that the plan adds to them, ``per`` the time they are for."""

    plan: Plan
    said: tuple[DraftSentence, ...] = ()
    value: Quantity | None = None
    name: str = ""
    near: bool = False
    proof: tuple[Quote, ...] = ()
    each: tuple[Quantity, ...] = ()
    more: Decimal = Decimal(0)
    per: frozenset[str] = frozenset()


def rows_of(scene: Scene, loose: bool = True) -> list[Row]:
    """A row for each plan asked about. ``loose``: where no plan has the question's words, what comes nearest counts."""
    found = {plan.id: scene.found([hit for hit in scene.hits if hit.clause.plan_id == plan.id]) for plan in scene.plans}
    if scene.question.language == "en":
        found = _naming(scene, found)
    top = max((one.cover for told in found.values() for one in told), default=0.0)
    if top < OFFICIAL and scene.ground.known() >= KNOWN and not everyday(scene):
        top = HELD
    rows = [_row(scene, plan, found[plan.id], top) for plan in scene.plans]
    if loose and not any(row.said for row in rows):
        rows = [_row(scene, plan, found[plan.id], 0.0) for plan in scene.plans]
    return _same_figure(scene, rows)


def _naming(scene: Scene, found: dict[str, list[Found]]) -> dict[str, list[Found]]:
    """Of each plan's sentences those that name what an English question names outright (artificial intelligence),
    where any does: what a dictionary gives for its single words (intelligence) is another matter."""
    asked = [concepts()[number] for _, number in outright(scene.question.standalone)]

    def names(one: Found) -> bool:
        text = fold(one.piece.text)
        ways = (fold(way) for concept in asked for way in (concept.term, *concept.also))
        return any(way in text for way in ways) or any(all(x in text for x in telling(one.term)) for one in asked)

    named = {plan: [one for one in told if names(one)] for plan, told in found.items()}
    return named if any(named.values()) else found


def nearest_rows(scene: Scene) -> list[Row]:
    """For each plan the sentence nearest in meaning, where it is near at all: for questions in everyday words, which
    no plan's sentence need share."""
    rows = []
    for plan in scene.plans:
        found = scene.found([hit for hit in scene.hits if hit.clause.plan_id == plan.id])
        said: tuple[DraftSentence, ...] = ()
        for first in likely(scene, found)[:1]:
            best = first.sentences[0]
            if best.like >= LIKED or (first.chance >= EVEN and best.meant > 0):
                said = (_cell(scene, best.piece),)
        rows.append(Row(plan, said))
    return rows


def _row(scene: Scene, plan: Plan, found: list[Found], top: float) -> Row:
    told = _bearing(scene, found, top)
    number = number_asked(scene)
    if number or _english_figure(scene) or has(scene.question.folded, "rank", "goal"):
        row = _recorded(scene, plan) or _nearly(scene, plan) or _valued(scene, plan, found, top)
        if row is not None or (number and not (told and top >= OFFICIAL)):
            return row or Row(plan)
        if number and scene.question.language != "en" and not _of_amounts(scene, told[0], top):
            return Row(plan)
        if number:
            said = (DraftSentence(scene.say("no_figure"), frame=True), _cell(scene, told[0].piece))
            return Row(plan, said, near=True)
    if not told:
        return Row(plan)
    best = told[0]
    meant = [one.clause for one in likely(scene, found)[:2] if one.chance >= BESIDE]
    others = (one for one in told[1:] if one.piece.clause != best.piece.clause)
    also = next((one for one in others if one.piece.clause in meant), None)
    return Row(plan, tuple(_cell(scene, one.piece) for one in (best, also) if one))


def _bearing(scene: Scene, found: Sequence[Found], top: float) -> list[Found]:
    """The sentences of a plan about the matter, measured against the best that any of the plans compared says of it.

    Where one plan says it in the asker's words, another that has few of them says something else; where none does,
    search and the concepts named are all there is to go by.
    """
    chances = {one.clause.id: one.chance for one in likely(scene, found)}
    english = scene.question.language == "en"
    figure = number_asked(scene) or _english_figure(scene)
    if top >= OFFICIAL and (figure or not english):  # English words are guessed from a dictionary
        told = [one for one in found if one.cover >= max(LEAST, SHARE * top)]
        told = told or [
            one
            for one in found
            if one.meant >= MEANT and one.cover >= LIKE * top and (english or _says_key(scene, one))
        ]
    else:
        scores = {hit.clause.id: hit.score for hit in scene.hits}
        sure = math.inf if english else SURE
        wide = figure or not scene.question.plans or scene.question.all_plans
        liked = math.inf if not english else ALIKE if wide else LIKED
        told = [
            one
            for one in found
            if max(one.cover - LEAST, one.meant - MEANT, one.like - liked, scores[one.piece.clause.id] - sure) >= 0
        ]
    if not english:
        told = [one for one in told if _says_key(scene, one)]
    return sorted(told, key=lambda one: (-chances[one.piece.clause.id], -one.near - one.cover))


def _of_amounts(scene: Scene, one: Found, top: float) -> bool:
    """Whether a sentence without the number asked is about the figure all the same: by its words, and, of a rate, in
    that it speaks of how much or many there is to be."""
    amounts = table("asked")["amounts"]
    rate = re.search(amounts["rate"], scene.question.folded)
    return one.cover >= SHARE * top and (not rate or re.search(amounts["told"], fold(one.piece.text)) is not None)


def _says_key(scene: Scene, one: Found) -> bool:
    """Whether a sentence, or a heading over it, says one of the rarest words of what a question calls by its name
    (校长职级制): of the same field, 校长负责制 is another matter. True where it names nothing so."""
    runs = (re.search(table("asked")["name"], run) for run in (*scene.question.focus, *scene.question.quoted))
    named = [run["name"] for run in runs if run]
    terms = [term for term in scene.ground.own if any(way in run for run in named for way in term.ways)]
    top = max((term.weight for term in terms), default=0.0)
    text = f"{scene.text_of(one.piece.clause)[one.piece.start : one.piece.end]} {scene.heading(one.piece.clause)}"
    return not terms or any(way in text for term in terms if term.weight >= KEY * top for way in term.ways)


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
        records = in_english(scene, plan)
    first = _first(scene, plan, records)
    return None if first and one_of_several(scene, first) else _of_record(scene, plan, first, near=False)


def _nearly(scene: Scene, plan: Plan) -> Row | None:
    """The row of a plan that has only a figure defined in another way, which is said. Asked for a bare 比例 the
    definition is left open."""
    units = asked_units(scene.question.folded)
    records = near(scene.question.focus, plan.indicators) if units and "%" in units else []
    open_to_any = re.search(table("asked")["any_rate"], scene.question.folded) is not None
    return _of_record(scene, plan, _first(scene, plan, records), near=not open_to_any)


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
    held = told[0] if len(told) == 1 else None
    return Row(plan, (*frame, cell), held, plain(name(record)), near, proof, per=times(f"{record.unit} {record.quote}"))


def _valued(scene: Scene, plan: Plan, told: list[Found], top: float) -> Row | None:
    """The row of a plan that gives a number for what is asked in a sentence that bears on it."""
    ranked = [one for one in rank(scene, told) if values(scene, one.piece.text) and not _silent(scene, one, top)]
    bearing = (one for one in ranked if one.cover >= LEAST or one.meant >= MEANT)
    best = next((one for one in bearing if not other_stage(scene, one.piece) and not misplaced(scene, one.piece)), None)
    if best is None:
        return None
    if best.piece.clause.kind == "row" and not has(scene.question.folded, "columns"):
        asked = plain("".join(run for run in scene.question.focus if not run[0].isdigit()))
        records = [one for one in scene.library.indicators_of(best.piece.clause.id) if names_matter(asked, one)]
        if not records and scene.question.language != "en":
            return None
        row = _of_record(scene, plan, _first(scene, plan, records), near=False)
        if row is not None:
            return row
    part, held = best_value(scene, best.piece) or (None, _one_value(scene, best))
    if other_stage(scene, part or best.piece):
        return None
    cell = _cell(scene, best.piece)
    per = times(part.text if part is not None else best.piece.text)
    if held is None:
        each, more = spread(scene, best.piece)
        return Row(plan, (cell,), None, plain(best.piece.text), False, cell.quotes[-1:], each, more, per)
    subject = re.split(r"\d", fold(part.text))[0] if part is not None else ""
    proof = (scene.quote(part),) if part else cell.quotes[-1:]
    return Row(plan, (cell,), held, plain(subject), proof=proof, per=per)


def _silent(scene: Scene, one: Found, top: float) -> bool:
    """Whether a sentence lacks most of the words that say what is asked (家长学校覆盖率: 家长)."""
    if scene.question.language == "en" or not top:
        return one.cover < SHARE * top
    if top >= OFFICIAL and one.cover < SHARE * top and one.like < ALIKE:
        return True
    text = f"{scene.text_of(one.piece.clause)[one.piece.start : one.piece.end]} {scene.heading(one.piece.clause)}"
    return 3 * len(scene.ground.lacking(text)) > 2 * len(scene.ground.lacking(""))


def number_asked(scene: Scene) -> bool:
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
