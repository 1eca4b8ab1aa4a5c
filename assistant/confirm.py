"""Whether what a question says of a document (its date, number, issuer, title, period) is as the document has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cues import has, pattern
from assistant.fields import field_of, labelled_in
from assistant.pieces import FRONT, Piece
from assistant.scene import Scene, flat
from index.plan import Plan
from index.quantity import find_quantities
from index.script import fold

FIELDS = ("doc_no", "issuer", "period", "title")
"""Fields beside the date of which a question may say what they are."""
YEARS = 1900
"""A number of four figures from which it is a year, and no day (1210)."""

_BOX = re.compile(r"(?:成文|签发|印发)日期[\s:：|]*(?=\d)")
_DAY = re.compile(r"(?<=\d)号")


def verdict(scene: Scene, plan: Plan) -> str:
    """Says first whether what the question says of the document is so; the reason of the answer, empty where it is or
    where nothing is said."""
    label = scene.label(plan)
    if "issued" in scene.question.fields:
        return _dated(scene, plan, label)
    told = [confirmed(scene, plan, field) for field in scene.question.fields if field in FIELDS]
    return _say(scene, label, [one for one in told if one is not None])


def _say(scene: Scene, label: str, known: Sequence[bool]) -> str:
    if known:
        scene.page.frame(scene.say("is_so" if all(known) else "is_not_so", label=label))
    return "" if all(known) else "false_premise"


def _dated(scene: Scene, plan: Plan, label: str) -> str:
    """The same of its date: the one under the text, the one of its page, or both where the document has two."""
    posted = has(scene.question.folded, "posted") and bool(plan.metadata.published)
    asked, other = ("published", "issued") if posted else ("issued", "published")
    asked, other = (asked, other) if field_of(plan, asked) else (other, asked)
    box = box_date(plan) if asked == "issued" else None
    so = _on_day(scene, [value for value, _ in field_of(plan, asked)])
    if box and (so or _on_day(scene, [box[0]])):
        scene.page.frame(scene.say("dates_differ", label=label))
        return ""
    if so is False and _on_day(scene, [value for value, _ in field_of(plan, other)]):
        scene.page.frame(scene.say("other_date", label=label, field=scene.say(other), other=scene.say(asked)))
        return "false_premise"
    return _say(scene, label, [so] if so is not None else [])


def confirmed(scene: Scene, plan: Plan, field: str) -> bool | None:
    """Whether a field of ``FIELDS`` is what the question says; None where it says nothing of it, does not ask whether,
    or the document gives none."""
    folded = scene.question.folded
    given = [fold(value) for value, _ in field_of(plan, field)]
    if not given or not has(folded, "whether"):
        return None
    if field == "doc_no":
        numbers = [_dense(one.text) for one in find_quantities(folded) if one.kind == "docno"]
        return all(any(one in _dense(value) for value in given) for one in numbers) if numbers else None
    if field == "period":
        told = {year for value in given for year in re.findall(r"\d{4}", value)}
        years = {str(year) for year in scene.question.years}
        return years <= told if years and told else None
    if field == "issuer":
        online = labelled_in(plan, "发布机构")
        given += [fold(flat(online[0].text))] if online else []
        named = pattern("bodies").findall(folded)
        return any(one in value for value in given for one in named) if named else None
    return any(_dense(value) in _dense(folded) for value in given) or None


def box_date(plan: Plan) -> tuple[str, Piece] | None:
    """The date of issue that the box over a document gives, where it is not the one under its text."""
    other = re.sub(r"\D", "", plan.metadata.issued)
    for clause in plan.clauses if other else ():
        found = _BOX.search(fold(clause.text)) if clause.kind == FRONT else None
        for one in find_quantities(clause.text) if found else ():
            if one.kind == "date" and found and one.start == found.end():
                same = _same_day(f"{int(one.value)}", other)
                return None if same else (one.text.strip(), Piece(clause, one.start, one.end))
    return None


def _on_day(scene: Scene, given: Sequence[str]) -> bool | None:
    """Whether the dates ``given`` are what the question says; a day without its year, or a year alone, is enough."""
    folded = _DAY.sub("日", scene.question.folded)
    told = [one for one in find_quantities(folded) if one.kind in ("date", "year")]
    said = [f"{int(one.value)}" for one in told]
    held = [f"{int(one.value)}" for value in given for one in find_quantities(value) if one.kind == "date"]
    if not said or not held or not has(folded, "whether"):
        return None
    return all(any(_same_day(one, other) for other in held) for one in said)


def _same_day(said: str, held: str) -> bool:
    """Whether the part of a date that is said (8, 825, 2022, 202208) is that of the other, which has its year."""
    if len(said) <= 2:
        return held[4:6] == said.zfill(2)
    if len(said) < 5 and int(said) < YEARS:
        return held[4:] == said.zfill(4)
    return held.startswith(said)


def _dense(text: str) -> str:
    return re.sub(r"[\s《》“”\"'‘’(（)）〔〕\[\]—-]", "", text)
