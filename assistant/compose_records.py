"""A plan's indicators as a list: all of them, those of a stage or matter, those of a nature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import kinds
from assistant.compose_indicator import matching
from assistant.cues import table
from assistant.decline import missing
from assistant.draft import Draft, DraftSentence
from assistant.likeness import plain, stages_of
from assistant.records import in_text, record_line
from assistant.scene import Scene
from index.plan import Indicator
from index.script import fold

ELSE = 3
"""Characters of other content from which a question is not about the indicators alone."""
KINDS = frozenset({kinds.LIST, kinds.NUMBER, kinds.FACT})
"""Questions that may ask for a list of indicators."""


def compose_records(scene: Scene) -> Draft | None:
    """The indicator records that the question asks to be listed; None where it asks for none, or for one by name, or
    more than one plan is asked. A plan without any is said to give none."""
    question = scene.question
    cues = table("asked")["records"]
    natures = [nature for nature, way in table("asked")["nature"] if re.search(way, question.folded)]
    rest = _rest(scene)
    listed = any(re.search(cues[which], question.folded) for which in ("table", "any"))
    listed = listed or (not rest and re.search(cues["alone"], question.folded) is not None)
    if len(scene.plans) != 1 or question.kind not in KINDS or not (natures or listed):
        return None
    known = scene.plans[0].indicators
    if natures:
        return None if len("".join(rest)) > ELSE else _of_nature(scene, natures)
    records = [one for one in known if one.target and _about(scene, one, rest)]
    if records and matching(question, scene.library, [scene.plans[0].id]):
        return None
    rows = [one for one in records if _in_table(scene, one)]
    if rows and not re.search(cues["any"], question.folded):
        records = rows
    if not records:
        return None if rest or known else missing(scene, "near_miss", "no_records")
    scene.page.say(DraftSentence(scene.say("list_plain", label=scene.label(scene.plans[0])), frame=True))
    return _items(scene, records)


def _rest(scene: Scene) -> list[str]:
    """What the question says beside that it wants indicators."""
    asked = table("asked")
    natures = (way for _, way in asked["nature"])
    words = "|".join((*natures, asked["records"]["words"], *asked["common"][1:]))
    rest = (re.sub(words, "", word).strip() for word in scene.question.focus)
    return [word for word in rest if word and not re.fullmatch(r"[\d.%]+", word)]


def _of_nature(scene: Scene, natures: Sequence[str]) -> Draft | None:
    if matching(scene.question, scene.library, [scene.plans[0].id]):
        return None
    known = [one for one in scene.plans[0].indicators if one.nature]
    records = [one for one in known if one.nature in natures]
    if not records:
        return None if known else missing(scene, "near_miss", "no_nature")
    return _items(scene, records)


def _items(scene: Scene, records: Sequence[Indicator]) -> Draft:
    scene.page.items(list(dict.fromkeys(_item(scene, one) for one in records)))
    return scene.page.draft()


def _item(scene: Scene, record: Indicator) -> DraftSentence:
    """A record: of running text the part of the sentence that gives it."""
    clause = scene.library.clause(record.clause_id)
    told = in_text(scene, clause, record) if clause is not None and clause.kind != "row" else None
    return told or record_line(scene, record)


def _about(scene: Scene, record: Indicator, rest: Sequence[str]) -> bool:
    """Whether a record is of the stages that the question names and of what else it says."""
    clause = scene.library.clause(record.clause_id)
    name = fold(record.name if clause is None or clause.kind == "row" else f"{clause.title} {record.name}")
    stages = zip(stages_of(scene.question.folded), stages_of(name), strict=True)
    return all(not asked or asked & told for asked, told in stages) and all(plain(one) in plain(name) for one in rest)


def _in_table(scene: Scene, record: Indicator) -> bool:
    clause = scene.library.clause(record.clause_id)
    return clause is not None and clause.kind == "row"
