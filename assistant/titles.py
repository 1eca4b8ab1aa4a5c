"""A clause's heading as a piece of its text."""

from __future__ import annotations

from assistant.ground import pieces_of
from assistant.pieces import Piece
from index.plan import Clause


def title_piece(clause: Clause) -> Piece:
    """The clause's heading, or its first sentence where the heading runs on."""
    end = len(clause.number) + len(clause.title)
    at = clause.text.find(clause.title)
    if clause.title and 0 <= at <= len(clause.number) + 3:
        return Piece(clause, 0, at + len(clause.title))
    return pieces_of(clause)[0] if pieces_of(clause) else Piece(clause, 0, min(end, len(clause.text)))
