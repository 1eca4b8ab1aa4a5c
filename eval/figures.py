"""Numeric fidelity: every number of an answer stands in what its sentence cites, or is computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.amounts import in_plan_words
from assistant.answer import Answer, Citation, Derivation, Sentence
from assistant.cues import table
from assistant.verify import is_english
from eval.metrics import MARKER
from index.library import Library
from index.measures.units import AFTER
from index.plan import Clause, Indicator, Plan
from index.quantity import Quantity, find_quantities, same
from index.script import fold

_TOLERANCE = Decimal("0.0005")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH_YEAR = re.compile(r"([\d.,]+%?) (in \d{4})\b")
"""English puts the year behind its value: 54% in 2020."""
_ENGLISH_BOUNDS = (
    (re.compile(r"(at least|no less than|not less than|no fewer than|more than|over|above) *$"), ("ge", "gt")),
    (re.compile(r"(at most|no more than|not more than|up to|within|less than|under|below) *$"), ("le", "lt")),
    (re.compile(r"(about|around|approximately) *$"), ("about",)),
)
"""English words before a number and the bounds they may stand for."""


def number_faults(answer: Answer, library: Library) -> tuple[str, ...]:
    """Every number, year and number with unit of a sentence stands in a clause that *this* sentence cites, with the
    same unit and the same bound (以上, 不超过 …), or results from a declared computation that recomputes.

    A value of a table's row keeps its year. A sentence that cites nothing may only repeat numbers of the question.
    Numeric fidelity = answers without a fault / answers with a number.
    """
    return tuple(fault for sentence in answer.sentences for fault in _sentence_faults(sentence, answer, library))


def numbers(text: str) -> list[Quantity]:
    """The quantities of a sentence, citation markers left out."""
    return list(find_quantities(MARKER.sub(" ", text)))


def _sentence_faults(sentence: Sentence, answer: Answer, library: Library) -> Iterator[str]:
    cited = [citation for citation in answer.citations if citation.n in sentence.citations]
    if cited:
        evidence = [quantity for citation in cited for quantity in _evidence(citation, library)]
        evidence += [quantity for citation in cited for quantity in _context(citation, library)]
    else:
        evidence = [*find_quantities(answer.question), *find_quantities(answer.standalone)]
        evidence += [quantity for plan in library.plans.values() for quantity in find_quantities(_about(plan))]
        evidence += find_quantities(str(table("hotlines"))) if answer.reason == "danger" else []
    for one in sentence.derived:
        computed, fault = _recompute(one, answer, library)
        if fault:
            yield f"{fault} in: {sentence.text}"
        evidence += computed
    years = {year for known in evidence for year in _years(known)}
    text = MARKER.sub(" ", sentence.text)
    if is_english(text):
        text = in_plan_words(text, spelt=False)  # a gloss spells out numerals that are no figures (三个)
    if not cited:  # the number in an indicator's name (九年义务教育巩固率) is no figure
        text = _without_names(text, library)
    for quantity in find_quantities(text):
        if quantity.kind == "ordinal" or (quantity.years and years.issuperset(quantity.years)):
            continue
        matching = [known for known in evidence if _agree(quantity, known)]
        if not matching:
            yield f"{quantity.text} is not in what it cites: {sentence.text}"
        elif not any(_same_bound(quantity, text, known, answer.language) for known in matching):
            yield f"{quantity.text} is bounded otherwise in what it cites: {sentence.text}"
    yield from _misdated(sentence, cited, library)


def _without_names(text: str, library: Library) -> str:
    for name in {record.name for record in library.indicators() if find_quantities(record.name)}:
        text = text.replace(name, " ")
    return text


def _same_bound(said: Quantity, text: str, known: Quantity, language: str) -> bool:
    """Whether the bound is the known one's. English says it in words of its own or leaves it to the quoted original;
    a bare table cell says none."""
    if language != "en" and not _HAN.search(text):
        return True
    if language != "en" or said.bound:
        return said.bound == known.bound
    before = text[max(0, said.start - 24) : said.start].lower()
    spoken = next((bounds for words, bounds in _ENGLISH_BOUNDS if words.search(before)), None)
    return spoken is None or known.bound in spoken


def _misdated(sentence: Sentence, cited: Iterable[Citation], library: Library) -> Iterator[str]:
    """Values of cited table rows that follow a year which the row gives another value."""
    records = [record for citation in cited for record in library.indicators_of(citation.clause)]
    rows = [record for record in records if (clause := library.clause(record.clause_id)) and clause.kind == "row"]
    dated = {(year, value) for record in rows for year, value in _values(record)}
    year: int | None = None
    text = _ENGLISH_YEAR.sub(r"\2 \1", sentence.text)
    for quantity in numbers(text):
        if quantity.kind == "year":
            year = int(quantity.value)
        value = str(quantity.value)
        known = {when for when, what in dated if what == value}
        if quantity.kind == "amount" and known and year not in known and year in {when for when, _ in dated}:
            yield f"{quantity.text} is not the value of {year}: {sentence.text}"


def _values(record: Indicator) -> Iterator[tuple[int, str]]:
    for year, value in ((record.baseline_year, record.baseline), (record.target_year, record.target)):
        if year is not None and value:
            yield year, value


def _years(known: Quantity) -> tuple[int, ...]:
    """The years that a year, a range of years (its ends) or a date names."""
    if known.kind == "date" and known.value >= 10**5:
        return (int(str(known.value)[:4]),)
    return known.years or ()


def _agree(said: Quantity, known: Quantity) -> bool:
    """The same number; a unit may be left out (English, table cells), never changed."""
    if same(said, known):
        return True
    bare = said.kind == known.kind and not said.unit and said.canonical[0] == known.value * known.scale
    return bare and said.high == known.high


def _evidence(citation: Citation, library: Library) -> Iterator[Quantity]:
    """The numbers of the quote and of the clause it is taken from, table cells with their unit and years."""
    yield from find_quantities(citation.shown)
    clause = library.clause(citation.clause)
    if clause is None:
        return
    yield from find_quantities(clause.text)
    # Records of running text are left out: their years are a reading of the text, and the text is here itself.
    for record in library.indicators_of(clause.id) if clause.kind == "row" else ():
        yield from find_quantities("；".join(_cells(record)))


def _cells(record: Indicator) -> Iterator[str]:
    for year, value in ((record.baseline_year, record.baseline), (record.target_year, record.target)):
        if year is not None:
            yield f"{year}年"
        if value:
            qualifier = record.qualifier if value == record.target else ""
            after = qualifier in AFTER.values()
            yield value + record.unit + qualifier if after else qualifier + value + record.unit


def _context(citation: Citation, library: Library) -> Iterator[Quantity]:
    """Years and dates that hold for a clause from above it: headings, lead sentences, the plan's own title."""
    clause = library.clause(citation.clause)
    if clause is None:
        return
    above: list[Clause] = list(library.ancestors(clause))
    texts = [_about(library.plan_of(clause)), *(parent.text for parent in above)]
    for text in texts:
        yield from (quantity for quantity in find_quantities(text) if quantity.kind != "amount")


def _about(plan: Plan) -> str:
    """What a plan's title says of its time. Dates of issue are facts: they need the citation that states them."""
    period = plan.metadata.period
    return f"{plan.title}；{period[0]}年；{period[1]}年" if period else plan.title


def _recompute(one: Derivation, answer: Answer, library: Library) -> tuple[list[Quantity], str]:
    """The quantities a declared computation bears out, or what is wrong with it."""
    known = {citation.n: citation for citation in answer.citations}
    values = []
    for operand in one.operands:
        citation = known.get(operand.citation)
        if citation is None:
            return [], f"operand {operand.value}{operand.unit} cites nothing"
        if one.op == "count":  # its operands are the things counted, by name
            held = fold(operand.value) in fold(citation.shown)
            values.append(Decimal(1))
        else:
            said = find_quantities(operand.value + operand.unit)
            held = bool(said) and any(_agree(said[0], found) for found in _evidence(citation, library))
            values += [quantity.canonical[0] for quantity in said[:1]]
        if not held:
            return [], f"operand {operand.value}{operand.unit} is not in [{operand.citation}]"
    result = list(find_quantities(one.result))
    expected = compute(one.op, values)
    if not result or expected is None:
        return [], f"{one.op} cannot be recomputed"
    got = result[0].canonical[0]
    if abs(got - expected) > max(abs(expected) * _TOLERANCE, _rounding(result[0])):
        return [], f"{one.op} gives {expected}, not {one.result}"
    return result, ""


def _rounding(result: Quantity) -> Decimal:
    """Half a unit of the last digit that is printed, in base units."""
    digits = -int(result.value.as_tuple().exponent)
    whole = result.canonical[0] / result.value if result.value else Decimal(1)
    return whole * Decimal(10) ** -digits / 2


def compute(op: str, values: Iterable[Decimal]) -> Decimal | None:
    """sum, difference (largest less smallest for two), ratio (first / second), share (in %), max, min, count."""
    operands = list(values)
    if op == "count":
        return Decimal(len(operands))
    if not operands:
        return None
    if op in ("sum", "max", "min"):
        return {"sum": sum(operands, Decimal(0)), "max": max(operands), "min": min(operands)}[op]
    if len(operands) != 2:
        return None
    if op == "difference":
        return abs(operands[0] - operands[1])
    if not operands[1]:
        return None
    return {"ratio": operands[0] / operands[1], "share": operands[0] / operands[1] * 100}.get(op)
