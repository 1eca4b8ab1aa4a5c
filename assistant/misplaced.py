"""Numbers of a sentence that are of something else than what is asked, though of the unit asked for."""

from __future__ import annotations

import re

from assistant.asked import values
from assistant.cues import table
from assistant.pieces import Piece, segments
from assistant.scene import Scene
from index.plan import Span
from index.script import fold

_RATE = re.compile("([\u4e00-\u9fff]{2})(?<![比效概速频])率(?!先)")


def complement(scene: Scene, piece: Piece) -> bool:
    """Whether a rate is asked for and the sentence gives only what is left of it: retention where drop-out is asked."""
    pairs = table("asked")["complement"]
    text = f"{scene.text_of(piece.clause)[piece.start : piece.end]} {scene.heading(piece.clause)}"
    return any(
        re.search(asked, scene.question.folded) and re.search(left, text) and not re.search(asked, text)
        for asked, left in pairs
    )


def misplaced(scene: Scene, piece: Piece) -> bool:
    """Whether the fitting numbers of a sentence all stand before anything that the question names (照明达标率达到100%，
    近视……): then they are of something else."""
    if piece.clause.kind == "row":
        return False
    if _of_another_rate(scene, piece) or _of_another_grade(scene, piece):
        return True
    if not scene.ground.lacking(""):
        return False
    text, folded = piece.clause.text, scene.text_of(piece.clause)
    words, heading = scene.ground.lacking(""), scene.heading(piece.clause)
    if len(scene.ground.lacking(heading)) < len(words):
        return False
    spans = segments(text, Span(piece.start, piece.end))
    # a date leads its sentence (自2025年起，……): only amounts may be of something else
    valued = [s for s in spans if any(one.kind == "amount" for one in values(scene, text[s.start : s.end]))]
    if not valued:
        return False
    told = len(scene.ground.lacking(folded[piece.start : piece.end]))
    return told < len(words) == len(scene.ground.lacking(folded[piece.start : valued[-1].end]))


def _of_another_grade(scene: Scene, piece: Piece) -> bool:
    """Whether a grade of teachers is asked for (特级教师) and each value of a sentence is of another (正高级17人)."""
    grades = [re.compile(one) for one in table("asked")["grades"]]
    asked = [one for one in grades if one.search(scene.question.folded)]
    text, heading = piece.clause.text, scene.heading(piece.clause)
    spans = segments(text, Span(piece.start, piece.end))
    parts = [fold(text[span.start : span.end]) for span in spans if values(scene, text[span.start : span.end])]
    told = [
        any(one.search(part) or one.search(heading) for one in asked) or not any(one.search(part) for one in grades)
        for part in parts
    ]
    return bool(asked and parts) and not any(told)


def _of_another_rate(scene: Scene, piece: Piece) -> bool:
    """Whether a rate is asked for by name (近视率) and each value of a sentence is of another (达标率100%)."""
    named = _RATE.findall(scene.question.folded)
    heading, text = scene.heading(piece.clause), piece.clause.text
    spans = segments(text, Span(piece.start, piece.end))
    parts = [fold(text[span.start : span.end]) for span in spans if values(scene, text[span.start : span.end])]
    told = [any(one in part or one in heading for one in named) or not _RATE.search(part) for part in parts]
    return bool(named and parts) and not any(told)
