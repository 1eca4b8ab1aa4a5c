"""Several values of one kind that a sentence gives (小学500元、初中600元), and what it adds to them."""

from __future__ import annotations

from decimal import Decimal

from assistant.asked import values
from assistant.compose_indicator import piece_of
from assistant.likeness import stages_of
from assistant.pieces import Piece, segments
from assistant.scene import Scene
from assistant.stated import AMENDS, narrow
from index.plan import Indicator, Span
from index.quantity import Quantity
from index.script import fold


def spread(scene: Scene, piece: Piece) -> tuple[tuple[Quantity, ...], Decimal]:
    """The values of a sentence's part where they are of one unit, and the most of what is added to them."""
    base: list[Quantity] = []
    added: list[Quantity] = []
    for part in narrow(scene, piece):
        for span in segments(part.clause.text, Span(part.start, part.end)):
            text = part.clause.text[span.start : span.end]
            (added if AMENDS.match(fold(text)) else base).extend(values(scene, text))
    if len({one.canonical[1] for one in (*base, *added)}) != 1 or any(one.high is not None for one in base):
        return (), Decimal(0)
    return tuple(base), max((one.canonical[0] for one in added), default=Decimal(0))


def one_of_several(scene: Scene, record: Indicator) -> bool:
    """Whether a record is of one stage of several that its sentence gives values for, and the question of them all."""
    piece = piece_of(scene, record)
    staged = any(stages_of(fold(record.name))) and not any(stages_of(scene.question.folded))
    return piece is not None and staged and len(spread(scene, piece)[0]) > 1
