"""Numbers of a sentence that are of something else than what is asked, though of the unit asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import values
from assistant.cues import table
from assistant.dated import single_years
from assistant.likeness import of_superior, stages_of
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
    if any(
        of(scene, piece)
        for of in (_of_another, _of_what_there_is, _of_his_superior, _of_all, _of_another_year, _of_another_deed)
    ):
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


def _of_another(scene: Scene, piece: Piece) -> bool:
    """Whether a rate or a grade of teachers is asked for by name (近视率, 特级教师) and each value of a sentence is of
    another of its kind (达标率100%, 正高级17人)."""
    grades, asked = table("asked")["grades"], scene.question.folded
    rates = _RATE.findall(asked)
    graded = [one for one in grades if re.search(one, asked)]
    return _of_its_kind(scene, piece, rates, _RATE) or _of_its_kind(scene, piece, graded, re.compile("|".join(grades)))


def _of_what_there_is(scene: Scene, piece: Piece) -> bool:
    """Whether it is asked how many are wanting (缺多少老师) and a sentence only says how many there are."""
    wanting = table("asked")["wanting"]
    return bool(re.search(wanting, scene.question.folded)) and not re.search(wanting, fold(piece.text))


def _of_his_superior(scene: Scene, piece: Piece) -> bool:
    """Whether a deputy is asked about (副班主任) and the sentence only has the one whose deputy he is."""
    return of_superior(scene.question.folded, fold(piece.text))


def _of_another_deed(scene: Scene, piece: Piece) -> bool:
    """Whether it is asked how many something was done to (采纳了多少条) and the clause says nothing of that."""
    deeds = re.findall("([\u4e00-\u9fff]{2})[了过](?:多少|几)", scene.question.folded)
    text = f"{scene.text_of(piece.clause)} {scene.heading(piece.clause)}"
    return any(deed not in text and deed in scene.ground.lacking(text) for deed in deeds)


def _valued(scene: Scene, piece: Piece) -> list[str]:
    """The folded parts of a sentence that have a fitting amount."""
    text = piece.clause.text
    parts = (text[span.start : span.end] for span in segments(text, Span(piece.start, piece.end)))
    return [fold(part) for part in parts if any(one.kind == "amount" for one in values(scene, part))]


def _of_all(scene: Scene, piece: Piece) -> bool:
    """Whether a stage of education is asked about and the values are of schools of all kinds together."""
    asked = [stages for stages in stages_of(scene.question.folded) if stages]
    valued = _valued(scene, piece)
    told = (any(any(map(bool, stages_of(part))) for _ in asked) for part in valued)
    return bool(asked and valued) and all("各级各类" in part for part in valued) and not any(told)


def _of_another_year(scene: Scene, piece: Piece) -> bool:
    """Whether years are asked for and each value stands beside another one (2020年比例达到60%，2021年……)."""
    asked = single_years(scene.question.folded)
    named = [single_years(part) for part in _valued(scene, piece)]
    return bool(asked and named) and all(years and not years & asked for years in named)


def _of_its_kind(scene: Scene, piece: Piece, asked: Sequence[str], kind: re.Pattern[str]) -> bool:
    """Whether each part of a sentence with a value names something of a ``kind``, but none of those ``asked`` for."""
    if not asked or any(re.search(one, scene.heading(piece.clause)) for one in asked):
        return False
    text = piece.clause.text
    parts = (text[span.start : span.end] for span in segments(text, Span(piece.start, piece.end)))
    valued = [fold(part) for part in parts if values(scene, part)]
    others = (kind.search(part) and not any(re.search(one, part) for one in asked) for part in valued)
    return bool(valued) and all(others)
