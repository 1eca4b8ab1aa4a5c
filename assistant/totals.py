"""Sums that the plan does not state: values of what the question joins, each cited, added with the working shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.asked import values
from assistant.cues import has, pattern
from assistant.draft import DraftDerivation, DraftOperand, DraftSentence
from assistant.ground import grams
from assistant.pieces import Piece, segments
from assistant.scene import Found, Scene
from index.plan import Span
from index.quantity import Quantity
from index.script import fold

NAMES = 0.3
"""Share of a part's character pairs that a segment, or a heading over it, must hold to be about that part."""


@dataclass(frozen=True, slots=True)
class _Value:
    piece: Piece
    quantity: Quantity
    text: str
    heading: str


def compose_total(scene: Scene, found: list[Found]) -> bool:
    """Says the sum where the question asks for one of parts that each have one value; whether it did."""
    if not has(scene.question.folded, "rank", "total"):
        return False
    known = _values(scene, found)
    chosen: dict[tuple[str, int], _Value] = {}
    for part in scene.question.focus:
        one = _for_part(scene, pattern("rank", "total").sub("", part), known)
        if one:
            chosen[one.piece.clause.id, one.piece.start] = one
    parts = list(chosen.values())
    if len(parts) < 2 or len({one.quantity.canonical[1] for one in parts}) > 1:
        return False
    scene.page.say(_sum(scene, parts))
    return True


def _values(scene: Scene, found: list[Found]) -> list[_Value]:
    """The segments with just one fitting value."""
    result = []
    for one in found:
        clause = one.piece.clause
        for span in segments(clause.text, Span(one.piece.start, one.piece.end)):
            held = values(scene, clause.text[span.start : span.end])
            if len(held) == 1 and held[0].high is None:
                piece = Piece(clause, *span)
                result.append(_Value(piece, held[0], fold(piece.text), scene.heading(clause)))
    return result


def _for_part(scene: Scene, part: str, known: list[_Value]) -> _Value | None:
    """The value that is about ``part``; None where none is, or where the part tells none apart from the others."""
    pairs = [pair for pair in grams([part]) if len(pair) > 1]
    if not pairs:
        return None

    def about(one: _Value) -> float:
        return sum(1.0 if pair in one.text else 0.8 if pair in one.heading else 0.0 for pair in pairs) / len(pairs)

    named = [one for one in known if about(one) >= NAMES]
    if not named or (len(named) == len(known) and len({about(one) for one in named}) == 1):
        return None
    return max(named, key=lambda one: about(one) + scene.ground.cover(one.text))


def _sum(scene: Scene, parts: list[_Value]) -> DraftSentence:
    units = {one.quantity.shown_unit for one in parts}
    unit = units.pop() if len(units) == 1 else parts[0].quantity.canonical[1]
    amounts = [one.quantity.value if not units else one.quantity.canonical[0] for one in parts]
    total = sum(amounts, Decimal(0)).normalize()
    result = f"{total:f}{unit}"
    operands = tuple(
        DraftOperand(f"{one.quantity.value.normalize():f}", one.quantity.shown_unit, i) for i, one in enumerate(parts)
    )
    working = " + ".join(one.quantity.text for one in parts)
    label = scene.label(scene.library.plan_of(parts[0].piece.clause))
    text = scene.say("total", label=label, result=result, working=working)
    return DraftSentence(
        text, tuple(scene.quote(one.piece) for one in parts), (DraftDerivation("sum", operands, result),)
    )
