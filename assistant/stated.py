"""A number as an answer states it: the value first, the sentence cut to what was asked."""

from __future__ import annotations

import re

from assistant.amounts import amount
from assistant.asked import asked_units, best_value, values
from assistant.cues import has
from assistant.draft import DraftSentence
from assistant.pieces import Piece, segments
from assistant.records import of_row
from assistant.scene import Scene, flat, sentence
from index.plan import Span
from index.quantity import Quantity, find_quantities

VALUED = 0.35
"""What a segment gains that holds a number of the kind asked."""
SHORT, LOOSE = 50, 130
"""A sentence of so many characters is given whole; for an English question, whose words match loosely."""
TOLD = 0.2
"""Cover from which a segment with a value belongs to the answer."""

AMENDS = re.compile(
    r"\s*[^，,]{0,10}?(?:在[此这]基础上|(?:分别)?再(?:提高|增加|上浮|补助|给予)|另(?:外|行)?(?:再|加|增|给))[^，,]*\d"
)
"""A segment that adds to the figures before it (寄宿制学校在此基础上再提高100元): cut off they would be told wrong."""


def stated(scene: Scene, piece: Piece) -> DraftSentence:
    """The value first where there is just one, then the words around it; a table's row as its record."""
    row = of_row(scene, piece)
    if row is not None:
        return row
    cut = narrow(scene, piece)
    label = scene.label(scene.library.plan_of(piece.clause))
    text = "……".join(flat(one.text) for one in cut)
    held = values(scene, "".join(one.text for one in cut))
    several = len(held) > 1 and scene.question.language != "en"
    best = best_value(scene, piece) if several else None
    held = [best[1]] if best else held
    if len(held) == 1 and not has(scene.question.folded, "each") and len(text) > len(held[0].text) + 4:
        value = shown(held[0])
        if scene.question.language == "en" and amount(held[0]) != value:
            value = f"{amount(held[0])} ({value})"
        return sentence(scene, scene.say("english_value", label=label, value=value, text=text), *cut)
    return sentence(scene, scene.say("english_text", label=label, text=text), *cut)


def shown(quantity: Quantity) -> str:
    """A number as the plan writes it, with a qualifier that stands apart from it put to it."""
    text = quantity.text.strip()
    return text if not quantity.qualifier or quantity.bound == _bound(text) else f"{quantity.qualifier}{text}"


def _bound(text: str) -> str:
    return next((one.bound for one in find_quantities(text)), "")


def narrow(scene: Scene, piece: Piece) -> list[Piece]:
    """``piece`` cut to the segments that hold the value and the question's words, with the segment that dates it."""
    if has(scene.question.folded, "each") or len(piece.text) <= (LOOSE if scene.question.language == "en" else SHORT):
        return [piece]
    text = piece.clause.text
    parts = segments(text, Span(piece.start, piece.end))
    folded = scene.text_of(piece.clause)
    held = [bool(values(scene, text[part.start : part.end])) for part in parts]
    words = [
        scene.ground.cover(folded[part.start : part.end]) + scene.ground.meant(folded[part.start : part.end])
        for part in parts
    ]
    scored = [cover + (VALUED if has_value else 0.0) for cover, has_value in zip(words, held, strict=True)]
    best = max(range(len(parts)), key=lambda i: scored[i])
    if not words[best]:
        return [piece]
    wanted = [
        i
        for i in range(len(parts))
        if i == best or (words[i] > 0 and (scored[i] >= 0.5 * scored[best] or (held[i] and words[i] >= TOLD)))
    ]
    first, last = min(wanted), max(wanted)
    while not any(held[first : last + 1]) and (first > 0 or last + 1 < len(parts)):
        first, last = max(0, first - 1), min(len(parts) - 1, last + 1)
    first, last = _every_unit(scene, [text[part.start : part.end] for part in parts], first, last)
    while held[last] and last + 1 < len(parts) and AMENDS.match(folded[parts[last + 1].start : parts[last + 1].end]):
        last += 1
    run = Piece(piece.clause, parts[first].start, parts[last].end)
    lead = Piece(piece.clause, *parts[0])
    dated = any(one.kind in ("year", "year_range") for one in find_quantities(lead.text))
    return [lead, run] if first > 0 and dated and len(lead.text) < 30 else [run]


def _every_unit(scene: Scene, parts: list[str], first: int, last: int) -> tuple[int, int]:
    """``parts[first:last + 1]`` widened to parts that hold units asked for and not yet told (多大面积、几门课)."""
    asked = asked_units(scene.question.folded) or frozenset()
    told = {one.unit for part in parts[first : last + 1] for one in values(scene, part)}
    for at, part in enumerate(parts):
        fresh = {one.unit for one in values(scene, part)} & asked - told
        if fresh and len(asked) > 1 and asked & told:
            first, last = min(first, at), max(last, at)
            told |= fresh
    return first, last
