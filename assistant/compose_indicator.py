"""Answers from the indicator records: baseline, target, unit, nature, and both sides of a contradiction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.asked import asked_units
from assistant.contradiction import notice_of
from assistant.cues import has, table
from assistant.dated import head_years, single_years
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence
from assistant.ground import grams, pieces_of
from assistant.likely import likely
from assistant.likeness import grams_of, names_matter, of_superior, official, plain, says_nothing
from assistant.numbers import say_gap_of_years
from assistant.pieces import Piece
from assistant.question import Question
from assistant.records import name, of_row, quotes_of, record_line
from assistant.scene import Scene
from assistant.stated import stated
from assistant.support import CLAUSES
from index.library import Library
from index.plan import Indicator, Plan
from index.quantity import find_quantities
from index.script import fold

NAMED, ASKED = 0.5, 0.6
"""Share of a record's name that a part of the question must hold, and of that part that the name must hold."""
ASKED_FIRST = 4
"""How much more it counts that a name holds what is asked than that it says nothing else."""
_RATE = ("率", "占比", "比例")
SURE = 0.75
"""Chance from which a row is the one whose target is asked for, whatever it is called."""
WHOLE = 0.7
"""Share of the question's words that the records found must name: else they answer only half of it."""


def matching(question: Question, library: Library, plans: Sequence[str]) -> list[Indicator]:
    """The records that the question names: for each part of it the best named, and those that contradict them.

    Empty where the question asks for more than records hold, or for another year than they give.
    """
    parts = [plain(part) for part in question.focus if not (re.fullmatch(r"[\d.%]+", part) or says_nothing(part))]
    years = single_years(question.folded)
    known = [record for plan in plans for record in library.plans[plan].indicators]
    found: list[Indicator] = []
    for part in ["".join(parts), *parts]:
        found += [one for one in best_named(part, known) if one not in found]
    found = [
        one for one in found if _of_years(years, one, library) and not of_superior(question.folded, fold(one.name))
    ]
    several = len({one.name for one in found}) > 1  # 入学比例、受教育年限: the units asked for are not of each
    found = [one for one in found if _counted_so(question, one) or (several and _by_name(question, one))]
    own = grams(parts)
    named = set().union(*(grams([plain(one.name)]) for one in found)) if found else set()
    total = sum(own.values())
    if not total or sum(weight for gram, weight in own.items() if gram in named) < WHOLE * total:
        return []
    by_id = {one.id: one for one in known}
    return list(dict.fromkeys(x for one in found for x in (one, *(by_id[c] for c in one.conflicts if c in by_id))))


def in_english(scene: Scene, plan: Plan) -> list[Indicator]:
    """The records of ``plan`` whose names the field's terms for an English question give, those most like it."""
    rates = [way for way in scene.labels if way.endswith(_RATE)]
    terms = [plain(way) for way in (*official(scene.question.standalone), *rates)]
    named = [one for way in terms for one in best_named(way, plan.indicators) if _of_owner(scene.question, one)]
    covers = [scene.ground.cover(fold(one.name)) for one in named]
    return [one for one, cover in zip(named, covers, strict=True) if cover >= max(covers)]


def _of_owner(question: Question, record: Indicator) -> bool:
    """Whether a record is of public or of private schools where an English question asks of the one."""
    kinds = (one for one in table("english")["claims"] if one["name"] in ("public", "private"))
    return all(
        re.search(one["zh"], fold(record.name))
        for one in kinds
        if re.search(rf"\b(?:{one['en']})", question.folded, re.IGNORECASE)
    )


def row_meant(scene: Scene) -> list[Indicator]:
    """The record that an English question asks for by the field's terms, where it is the row of a table that search
    takes to be the answer; else none."""
    found = scene.found(scene.hits[:CLAUSES])
    first = next(iter(likely(scene, found)), None)
    if scene.question.language != "en" or len(scene.plans) != 1 or first is None or first.clause.kind != "row":
        return []
    own = [one for one in scene.plans[0].indicators if one.clause_id == first.clause.id]
    named = [one for way in official(scene.question.standalone) for one in best_named(plain(way), own)]
    years = single_years(scene.question.folded)
    if not named and first.chance >= SURE and has(scene.question.folded, "rank", "goal"):
        named = own  # a name that no dictionary gives in these words (dual-qualified teachers)
    named = [one for one in named if _of_years(years, one, scene.library)]
    return [one for one in named if one.clause_id == first.clause.id and _counted_so(scene.question, one)][:1]


def _of_years(years: frozenset[int], record: Indicator, library: Library) -> bool:
    """Whether a record gives a value for one of the years asked; for any, where none is."""
    held = {record.baseline_year, record.target_year} | head_years(library, library.clause(record.clause_id))
    return not years or bool(years & held)


def _counted_so(question: Question, record: Indicator) -> bool:
    """Whether a record's value is of a unit that the question asks for: a rate is no answer to how many have left,
    hours are none to how many pupils there are; a rate asked for by its name is."""
    units = asked_units(question.folded)
    told = find_quantities(f"{record.target or record.baseline}{record.unit}")
    if not units or units == {"年"} or not record.unit:  # since when is a question to any record
        return True
    rate = _by_name(question, record)
    return any(units & {one.unit, one.canonical[1]} or (rate and one.canonical[1] == "%") for one in told)


def _by_name(question: Question, record: Indicator) -> bool:
    return any(one in plain(question.folded) for one in (plain(name(record)), _core(name(record))))


def best_named(part: str, known: Sequence[Indicator]) -> list[Indicator]:
    """The records whose name is most like ``part``, equals included (a table's row beside running text)."""
    own = grams([part])
    total = sum(own.values())
    scored = []
    for record in known if total else ():
        name = grams_of(plain(record.name))
        asked = sum(weight for gram, weight in own.items() if gram in name) / total
        if asked < ASKED or not names_matter(part, record):
            continue
        held = max(_held(name, own), _held(grams_of(_core(record.name)), own))
        if held >= NAMED:
            scored.append((held + ASKED_FIRST * asked, record))
    top = max((score for score, _ in scored), default=0.0)
    return [record for score, record in scored if score >= top - 0.02]


def _held(name: Mapping[str, float], own: Mapping[str, float]) -> float:
    return sum(weight for gram, weight in name.items() if gram in own) / (sum(name.values()) or 1.0)


def _core(name: str) -> str:
    """A record's name without whom it is of (儿童青少年总体近视率, 学前普惠率): asked for, it goes unsaid."""
    return re.sub(table("asked")["whose"], "", plain(name))


def compose_indicator(scene: Scene, records: list[Indicator]) -> Draft:
    """One line a record; a contradiction within a plan is shown from both places and said."""
    said: list[DraftSentence] = []
    for record in _asked_for(scene, records):
        clause = scene.library.clause(record.clause_id)
        row = of_row(scene, Piece(clause, 0, len(clause.text))) if clause is not None else None
        one = in_words(scene, record) or row or record_line(scene, record)
        if one in said:
            continue
        said.append(one)
        scene.page.say(one)
        piece = piece_of(scene, record)
        if has(scene.question.folded, "rank", "change") and not (piece and say_gap_of_years(scene, piece)):
            _change(scene, record)
    _conflicts(scene, records)
    if any(record.target for record in records):
        scene.page.notice("target", scene.say("notice_target"))
    for record in records:
        if record.baseline_year and record.target_year and record.baseline and record.target:
            both = {"baseline": str(record.baseline_year), "target": str(record.target_year)}
            scene.page.notice("years", scene.say("notice_years", name=name(record), **both), record.clause_id)
    return scene.page.draft()


def _asked_for(scene: Scene, records: list[Indicator]) -> list[Indicator]:
    """``records``; where a target is asked for and no year, those that set one, if any does."""
    goals = [one for one in records if one.target]
    aimed = has(scene.question.folded, "rank", "goal") and not has(scene.question.folded, "rank", "state")
    return goals if goals and aimed and not single_years(scene.question.folded) else records


def in_words(scene: Scene, record: Indicator) -> DraftSentence | None:
    """A record of running text in the plan's own words, its value first; None for a table's row."""
    piece = piece_of(scene, record)
    if piece is None:
        return None
    number = record.target or record.baseline
    one = stated(scene, piece)
    return one if number in one.text.replace(",", "") or "-" in number else None


def piece_of(scene: Scene, record: Indicator) -> Piece | None:
    """The sentence that a record of running text stands in; None for a table's row."""
    clause = scene.library.clause(record.clause_id)
    if clause is None or clause.kind == "row":
        return None
    for piece in pieces_of(clause):
        whole = scene.quote(piece)
        if whole.start <= record.start and record.end <= whole.end:
            return piece
    return None


def _change(scene: Scene, record: Indicator) -> None:
    """By how much the target is above or below the baseline, with both cited."""
    plain = all(re.fullmatch(r"\d+(?:\.\d+)?", number) for number in (record.baseline, record.target))
    if not plain or record.baseline == record.target:
        return
    from decimal import Decimal

    gap = abs(Decimal(record.target) - Decimal(record.baseline)).normalize()
    result = f"{gap:f}{'个百分点' if record.unit == '%' else record.unit}"
    operands = (DraftOperand(record.target, record.unit, 0), DraftOperand(record.baseline, record.unit, 0))
    derived = DraftDerivation("difference", operands, result)
    scene.page.say(
        DraftSentence(scene.say("difference", result=result), tuple(quotes_of(scene, record, True)), (derived,))
    )


def _conflicts(scene: Scene, records: list[Indicator]) -> None:
    """Says each contradiction once, with the values that the plan gives for one year."""
    said: set[str] = set()
    for record in records:
        others = [other for other in records if other.id in record.conflicts and other.id not in said]
        said.add(record.id)
        if others and (notice := notice_of(scene, record, others)):
            scene.page.notice(notice.kind, notice.text, notice.clause)
