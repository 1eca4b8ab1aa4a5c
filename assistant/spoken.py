"""Whether a sentence speaks of the matter that a question asks about, so that what it promises is promised of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.cues import table
from assistant.scene import Found, Scene
from assistant.support import MEANT
from index.quantity import find_quantities
from index.script import fold
from index.thesaurus import concepts, named


def speaks(scene: Scene, one: Found) -> bool:
    """Whether a sentence or the headings over it say a word of the matter asked about, or a way of a concept that the
    question names by more than a stage of education (高中) or whom it is for; so they do where it names none. English
    words have many ways, and are judged elsewhere (``compose_fact``)."""
    if scene.question.language == "en":
        return True
    clause, piece = one.piece.clause, one.piece
    text = f"{scene.text_of(clause)[piece.start : piece.end]} {scene.heading(clause)}"
    words, ways = _words(scene), _ways(scene.question.folded)
    if not words and not ways:
        return True
    return bool(words - set(scene.ground.lacking(text))) or any(way in text for way in ways)


def named_elsewhere(scene: Scene, best: Found, found: Sequence[Found]) -> Found | None:
    """Of a question that names only a concept of the field, of which ``best`` is silent (每天睡够十个小时: 睡眠管理),
    the first sentence found that speaks of it."""
    if best.meant or _words(scene) or not _ways(scene.question.folded):
        return None
    return next((one for one in found if one.meant >= MEANT and speaks(scene, one)), None)


def _words(scene: Scene) -> set[str]:
    """The words that name what is asked about: no stage, nobody it is for, no amount or time."""
    amounts = "".join(one.text for one in find_quantities(scene.question.folded))
    return {word for word in scene.ground.lacking("") if word not in amounts and _whom().sub("", word)}


def _ways(folded: str) -> set[str]:
    """How plans call the concepts that ``folded`` names without its stages."""
    known = concepts()
    numbers = named(_whom().sub(" ", folded))
    return {fold(way) for number in numbers for way in (known[number].term, *known[number].also) if not way.isascii()}


@cache
def _whom() -> re.Pattern[str]:
    asked = table("asked")
    stages = [way for group in asked["stage"] for one in group for way in one.split("|") if not way.isascii()]
    people = [way for one in asked["people"] for way in one.split("|")]
    return re.compile("|".join(sorted({*stages, *people, "中小学", "生", "小时", "分钟"}, key=len, reverse=True)))
