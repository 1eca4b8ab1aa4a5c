"""A number that the asker puts to a plan for a yes or no (要降10%，没记错吧): whether the plan gives it, or another.

The question is read as one for the number, and its answer held against the number claimed; 都是 claims all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant import kinds
from assistant.asked import best_value, other_stage, values, year_bonus
from assistant.choose import choose
from assistant.close import close
from assistant.compose_indicator import in_words, matching
from assistant.cues import table
from assistant.decline import missing
from assistant.draft import Draft, DraftSentence, Quote
from assistant.misplaced import complement, misplaced
from assistant.numbers import PLAIN, rank
from assistant.pieces import Piece
from assistant.question import Question, read_question
from assistant.records import in_text, quotes_of, record_line, value
from assistant.scene import Found, Scene
from assistant.stated import shown, stated
from assistant.support import ALIKE, CLAUSES, MEANT
from index.measures.units import PEOPLE
from index.plan import Indicator
from index.quantity import Quantity, find_quantities
from index.script import fold

KINDS = frozenset({kinds.FACT, kinds.NUMBER, kinds.LIST, kinds.POLICY})
ALL = Decimal(100)
"""Percent that 都 claims."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the plan gives: the value as it shows it, its number, the sentence that says so, and the same told whole."""

    value: Quantity
    said: DraftSentence
    whole: DraftSentence


def compose_claim(scene: Scene) -> Draft | None:
    """A verdict first, then the plan's words; None where no number is put to one plan, or it gives none to compare."""
    question = scene.question
    if len(scene.plans) != 1 or question.kind not in KINDS or question.language == "en":
        return None
    data = table("claim")
    if not re.search(data["asks"], question.folded) or re.search(data["open"], question.folded):
        return None
    told = (one for one in find_quantities(question.folded) if one.kind == "amount")
    claimed = [one for one in told if one.unit not in data["units"]]
    if len(claimed) == 1 and _plain_claim(question.folded, claimed[0]):
        number = question.folded[: claimed[0].start] + _how_many(claimed[0]) + question.folded[claimed[0].end :]
        unit, amount, said = _of_people(claimed[0].canonical[1]), claimed[0].canonical[0], claimed[0].text.strip()
    elif not claimed and re.search(data["all"], question.folded):
        number = f"{scene.plans[0].metadata.district}{''.join(question.focus)}比例是多少"
        unit, amount, said = "%", ALL, scene.say("claim_all")
    else:
        return None
    given = _given(scene, _asking(scene, number), unit)
    if given is None:
        return _never_given(scene, claimed[0]) if claimed else None
    alike = given.value.canonical[0] == amount
    if (alike or not claimed) and not _whole_claim(scene, given):
        return None
    key = "claim_true" if alike else "claim_false"
    scene.page.say(DraftSentence(scene.say(key, claimed=said), frame=True), given.said)
    scene.page.say(given.whole)
    return scene.page.draft("answered", "" if alike else "false_premise")


def _whole_claim(scene: Scene, given: _Given) -> bool:
    """Whether what holds the value claimed has all that is claimed of it: 1.44 times the pay of others than those whom
    the question names is no proof."""
    clauses = (scene.library.clause(quote.clause) for quote in given.whole.quotes)
    headings = (scene.heading(clause) for clause in clauses if clause is not None)
    return not scene.ground.lacking(" ".join((fold(given.whole.text), *headings)))


def _never_given(scene: Scene, claimed: Quantity) -> Draft | None:
    """That the plan does not have a share or multiple claimed of it, where nothing found has any such number; the
    claim is not repeated."""
    if claimed.canonical[1] not in ("%", "倍"):
        return None
    found = scene.found(scene.hits[:CLAUSES])
    told = (one for sentence in found for one in find_quantities(sentence.piece.text))
    if any(one.canonical[1] == claimed.canonical[1] for one in told):
        return None
    near = tuple(one.piece for one in close(choose(scene, found)))
    return missing(scene, "near_miss", "no_such_value", near)


def _plain_claim(folded: str, claimed: Quantity) -> bool:
    """Whether a number is claimed for what it is, not as a limit (超过50%)."""
    data = table("claim")
    before = folded[max(0, claimed.start - 6) : claimed.start]
    limit = re.search(data["limit"], before) or re.match(data["limit_behind"], folded[claimed.end :])
    return bool(claimed.unit) and claimed.high is None and not limit


def _how_many(claimed: Quantity) -> str:
    return "多少" + ("" if claimed.canonical[1] == "%" else claimed.unit)


def _of_people(unit: str) -> str:
    """One unit for 名, 位 and 人."""
    return "人" if unit in PEOPLE else unit


def _asking(scene: Scene, text: str) -> Question:
    """``text``, a claim with its number taken out, as the question for that number."""
    data = table("claim")
    plain = re.sub(data["tag"], "", re.sub(data["lead"], "", text))
    plain = re.sub(data["whether"], "", plain).rstrip("，,。?？ ")
    asked = read_question(plain, (), scene.library, scene.as_of)
    return replace(asked, kind=kinds.NUMBER, plans=scene.question.plans, language=scene.question.language)


def _given(scene: Scene, asked: Question, unit: str) -> _Given | None:
    """The one value of ``unit`` that the plan gives for ``asked``."""
    about = scene.about(asked)
    records = matching(asked, scene.library, tuple(plan.id for plan in scene.plans))
    numbers = {number for one in records if (number := _number(asked, one))}
    if len(numbers) == 1:
        return _of_record(about, records[0], unit)
    if any(one.conflicts for one in records):
        return None
    ranked = rank(about, about.found(about.hits[:CLAUSES]))
    best = next((one for one in ranked if values(about, one.piece.text)), None)
    if best is None or not _bears(about, best):
        return None
    held = best_value(about, best.piece) or _only(about, best.piece)
    if held is None or _of_people(held[1].canonical[1]) != unit:
        return None
    said = _say(scene, shown(held[1]), (scene.quote(held[0]),))
    return _Given(held[1], said, stated(about, best.piece))


def _say(scene: Scene, told: str, quotes: tuple[Quote, ...]) -> DraftSentence:
    label = scene.label(scene.plans[0])
    return DraftSentence(scene.say("claim_given", label=label, value=told), quotes)


def _bears(scene: Scene, one: Found) -> bool:
    """Whether a sentence is about what is asked, of its stage and year."""
    about = one.cover >= PLAIN or one.meant >= MEANT or one.like >= ALIKE
    wrong = misplaced(scene, one.piece) or complement(scene, one.piece) or other_stage(scene, one.piece)
    return about and not wrong and year_bonus(scene, one.piece) >= 0


def _only(scene: Scene, piece: Piece) -> tuple[Piece, Quantity] | None:
    held = values(scene, piece.text)
    return (piece, held[0]) if len(held) == 1 and held[0].high is None else None


def _number(asked: Question, record: Indicator) -> str:
    past = record.baseline and (not record.target or asked.years == (record.baseline_year,))
    return record.baseline if past else record.target


def _of_record(scene: Scene, record: Indicator, unit: str) -> _Given | None:
    number = _number(scene.question, record)
    told = value(number, record, record.qualifier if number == record.target else "")
    held = [one for one in find_quantities(told) if _of_people(one.canonical[1]) == unit]
    if len(held) != 1:
        return None
    whole = in_words(scene, record) or record_line(scene, record)
    clause = scene.library.clause(record.clause_id)
    part = in_text(scene, clause, record) if clause is not None and clause.kind != "row" else None
    if part is not None and any(one.polarity for one in find_quantities(part.text)):
        told = part.text.rstrip("。")  # 降低3%: a change is told as one
    quotes = part.quotes if part is not None else tuple(quotes_of(scene, record, False))
    return _Given(held[0], _say(scene, told, quotes), whole)
