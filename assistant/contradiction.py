"""Contradictions within a plan: the values that it gives for one figure and year in two places, both told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import kinds
from assistant.answer import DECLINED, Notice
from assistant.asked import asked_units
from assistant.dated import single_years
from assistant.draft import PARAGRAPH, Block, Draft, DraftSentence
from assistant.likeness import NEAR, grams_of, names_matter, plain
from assistant.pieces import Piece
from assistant.records import in_text, name, of_row, record_line, value
from assistant.scene import Scene
from index.plan import Indicator


def notice_of(scene: Scene, record: Indicator, others: Sequence[Indicator]) -> Notice | None:
    """The notice that ``record`` and ``others`` give unlike values for a year; None where they do not."""
    told = [_by_year(one) for one in (record, *others)]
    both = sorted({year for other in others for year in _unlike(record, other)})
    numbers = dict.fromkeys(value(one[year], record, "") for year in both for one in told if year in one)
    if len(numbers) < 2:
        return None
    label = scene.label(scene.library.plans[record.plan_id])
    text = scene.say("notice_conflict", plan=label, name=name(record), values="、".join(numbers))
    return Notice("conflict", text, record.clause_id)


def with_conflicts(draft: Draft, scene: Scene) -> Draft:
    """``draft`` with the other value of each figure it tells that its plan contradicts, and a notice, whatever way the
    sentence was found by; asked for a number the other sentence stands below, else the notice alone."""
    if draft.status == DECLINED or scene.question.kind not in (kinds.NUMBER, kinds.FACT, kinds.COMPARISON):
        return draft
    years = single_years(scene.question.folded)
    more: list[DraftSentence] = []
    notices = list(draft.notices)
    for plan in scene.plans:
        by_id = {one.id: one for one in plan.indicators}
        for record in plan.indicators:
            known = [by_id[one] for one in record.conflicts if one in by_id]
            others = [one for one in known if not years or years & _unlike(record, one)]
            if not _asked_for(scene, record):
                continue
            if not others or not any(_tells(one, record, scene) for one in draft.sentences):
                continue
            if (notice := notice_of(scene, record, others)) and not any(one.kind == "conflict" for one in notices):
                notices.append(notice)
            untold = [one for one in others if not any(_tells(said, one, scene) for said in draft.sentences)]
            more += [_line(scene, one) for one in untold if scene.question.kind == kinds.NUMBER]
    first = len(draft.sentences)
    blocks = tuple(Block(PARAGRAPH, (((first + at,),),)) for at in range(len(more)))
    said = (*draft.sentences, *more)
    return replace(draft, sentences=said, notices=tuple(notices), layout=(*draft.layout, *blocks))


def _asked_for(scene: Scene, record: Indicator) -> bool:
    """Whether a figure is what is asked for, and not one told beside it: its unit and the matter of its name."""
    units = asked_units(scene.question.folded)
    matter = plain("".join(run for run in scene.question.focus if not run[0].isdigit()))
    asked, told = grams_of(matter), grams_of(plain(record.name))
    shared = sum(weight for gram, weight in asked.items() if gram in told)
    named = shared >= NEAR * sum(asked.values()) > 0
    return (units is None or record.unit in units) and named and names_matter(matter, record)


def _tells(sentence: DraftSentence, record: Indicator, scene: Scene) -> bool:
    """Whether a sentence rests on the words that a record was read from and says its value."""
    number = record.target or record.baseline
    at = any(
        quote.clause == record.clause_id and quote.start < record.end and record.start < quote.end
        for quote in sentence.quotes
    )
    return at and number in sentence.text.replace(",", "")


def _line(scene: Scene, record: Indicator) -> DraftSentence:
    clause = scene.library.clause(record.clause_id)
    if clause is None:
        return record_line(scene, record)
    if row := of_row(scene, Piece(clause, 0, len(clause.text))):
        return row
    if (told := in_text(scene, clause, record)) is None:
        return record_line(scene, record)
    label = scene.label(scene.library.plan_of(clause))
    return replace(told, text=scene.say("english_text", label=label, text=told.text))


def _unlike(record: Indicator, other: Indicator) -> set[int]:
    """The years (0 where none is given) for which two records give unlike values."""
    mine, theirs = _by_year(record), _by_year(other)
    return {year for year in mine.keys() & theirs.keys() if mine[year] != theirs[year]}


def _by_year(record: Indicator) -> dict[int, str]:
    """Year (0 where none is given) → value of a record."""
    pairs = ((record.baseline_year, record.baseline), (record.target_year, record.target))
    return {year or 0: number for year, number in pairs if number}
