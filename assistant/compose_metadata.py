"""What a document says of itself: number, dates, issuer, period, title, basis; each value quoted where it stands."""

from __future__ import annotations

import re

from assistant.confirm import box_date, confirmed, verdict
from assistant.cues import pattern
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftSentence
from assistant.fields import field_of, labelled_in, written
from assistant.ground import grams, pieces_of
from assistant.notices import is_reading
from assistant.pieces import Piece
from assistant.scene import Scene, flat, sentence
from index.plan import Plan
from index.quantity import find_quantities
from index.script import fold

OTHER = 0.5
"""Share of the question's words, the plan's own title off, from which a sentence is about the other document named."""
LONG = 6
"""Characters of a title from which a question that holds it is about that document."""
_LABELLED = ("label", "source")
"""Fields that stand in the box over a document alone."""


def compose_metadata(scene: Scene) -> Draft:
    """The fields asked for, plan by plan; says so where a document does not give one."""
    numbered = scene.question.fields == ("doc_no",) and not any(
        confirmed(scene, plan, "doc_no") is not None for plan in scene.plans
    )
    other = _other_document(scene) if numbered else None
    other = other or (_titled_otherwise(scene) if "issued" in scene.question.fields else None)
    if other is not None:
        scene.page.say(quoted(scene, other))
        return scene.page.draft()
    if "reading" in scene.question.fields:
        return _reading(scene)
    reason = verdict(scene, scene.plans[0]) if len(scene.plans) == 1 else ""
    said = _labels(scene)
    fields = [
        field
        for asked in scene.question.fields
        for field in ((asked, "published") if asked == "issued" else (asked,))
        if field not in _LABELLED
    ]
    if len(scene.plans) > 1 and any(field_of(plan, field) for plan in scene.plans for field in fields):
        return _side_by_side(scene, fields)
    told = [_say_field(scene, plan, field) for plan in scene.plans for field in fields]
    said = said or any(told)
    if not said:
        if len(scene.plans) == 1:
            if not fields:
                names = "、".join(dict.fromkeys(pattern("metadata", "label").findall(scene.question.folded))) or "来源"
                scene.page.frame(scene.say("no_field", plans=scene.label(scene.plans[0]), field=names))
            dated = _dated(scene) if "issued" in fields else None
            if dated is None:
                return scene.page.draft("declined", "near_miss")
            scene.page.frame(scene.say("nearest"))
            scene.page.items([quoted(scene, dated)])
            return scene.page.draft("partial", "near_miss")
        return missing(scene, "no_evidence", "no_evidence")
    return scene.page.draft("answered", reason)


def _say_field(scene: Scene, plan: Plan, field: str) -> bool:
    """The values of one field, or that the document does not give it; whether it gives any."""
    found = field_of(plan, field)
    label = scene.label(plan)
    box = box_date(plan) if field == "issued" else None
    name = scene.say("signed" if box else field)
    told = [(name, *one) for one in found] + [(scene.say("box_date"), *one) for one in (box,) if one]
    for called, value, piece in told:
        text = scene.say("field_is", label=label, field=called, value=value)
        scene.page.say(sentence(scene, text, piece))
    if field == "period" and found and plan.metadata.period:
        scene.page.frame(scene.say("period_over" if _over(scene, plan) else "period_on", label=label))
        newer = scene.library.successor(plan)
        if newer is not None:
            scene.page.frame(scene.say("superseded", label=label, title=newer.title))
    if not found and len(scene.plans) == 1 and field in scene.question.fields and not _either_date(plan, field):
        scene.page.frame(scene.say("no_field", plans=label, field=name))
    return bool(told)


def _dated(scene: Scene) -> Piece | None:
    """A dated sentence about most of what the question names, where the document bears no date of its own."""
    best = scene.found(scene.hits[:5])[:5]
    told = (one.piece for one in best if one.cover >= OTHER)
    return next((piece for piece in told if any(one.kind == "date" for one in find_quantities(piece.text))), None)


def _labels(scene: Scene) -> bool:
    """Says what stands in the box over a document under the labels that the question names; whether it said any."""
    said = False
    names = dict.fromkeys(pattern("metadata", "label").findall(scene.question.folded))
    if "source" in scene.question.fields:
        names |= dict.fromkeys(["来源"])
    if "issuer" in scene.question.fields:  # who put it online may be another than who issued it
        names |= dict.fromkeys(["发布机构"])
    for plan in scene.plans:
        for name in names:
            if found := labelled_in(plan, name):
                value, line = found
                text = scene.say("field_is", label=scene.label(plan), field=name, value=flat(value.text))
                scene.page.say(sentence(scene, text, line))
                said = True
    return said


def _side_by_side(scene: Scene, fields: list[str]) -> Draft:
    """A row a plan, a column a field that some plan gives; then which periods are over."""
    given = [field for field in dict.fromkeys(fields) if any(field_of(plan, field) for plan in scene.plans)]
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    rows = [
        [[sentence(scene, value, piece) for value, piece in field_of(plan, field)] or absent for field in given]
        for plan in scene.plans
    ]
    labels = tuple(scene.label(plan) for plan in scene.plans)
    header = [scene.say("district"), *(scene.say(field) for field in given)]
    if "period" in given:
        _standing(scene)
        header.append(scene.say("standing"))
        for plan, row in zip(scene.plans, rows, strict=True):
            over = _over(scene, plan)
            key = "not_mentioned" if over is None else "over" if over else "on"
            row.append([DraftSentence(scene.say(key), frame=True)])
    scene.page.table(tuple(header), labels, rows)
    return scene.page.draft()


def _standing(scene: Scene) -> None:
    """Which of the plans are over on the day of the question and which are not."""
    glue = ", " if scene.question.language == "en" else "、"
    for key, over in (("period_over", True), ("period_on", False)):
        if names := [scene.label(plan) for plan in scene.plans if _over(scene, plan) is over]:
            scene.page.frame(scene.say(key, label=glue.join(names)))
        elif over is False:
            scene.page.frame(scene.say("none_on"))


def _over(scene: Scene, plan: Plan) -> bool | None:
    """Whether a plan's period is over on the day of the question; None where it gives none."""
    return plan.metadata.period[1] < scene.as_of.year if plan.metadata.period else None


def _reading(scene: Scene) -> Draft:
    """Whether what is indexed is a plan or only a reading of it; the title is quoted where the document has one."""
    for plan in scene.plans:
        key = "notice_reading" if is_reading(plan) else "whole_plan"
        title = compose_title(scene, plan)
        frame = DraftSentence(scene.say(key, plan=scene.label(plan)), frame=True)
        scene.page.say(*((frame, title) if title else (frame,)))
    return scene.page.draft()


def _either_date(plan: Plan, field: str) -> bool:
    return field == "issued" and bool(plan.metadata.published)


def _other_document(scene: Scene) -> Piece | None:
    """A sentence with a document number about a document other than the plan: one that the question names."""
    if re.search("依据|根据|上位|basis|based", scene.question.folded):
        for plan in scene.plans:
            for clause in plan.clauses:
                if clause.kind == "preamble":
                    for piece in pieces_of(clause):
                        if any(one.kind == "docno" for one in find_quantities(piece.text)):
                            return piece
    names = {gram for plan in scene.plans for gram in grams([fold(plan.title)])} | set(grams(["发文字号", "文件文号"]))
    rest = [term for term in scene.ground.own if not set(term.ways) <= names]
    total = sum(term.weight for term in rest)
    if not total:
        return None
    best, most = None, OTHER
    for found in scene.found(scene.hits[:5]):
        text = scene.text_of(found.piece.clause)[found.piece.start : found.piece.end]
        share = sum(term.weight for term in rest if any(way in text for way in term.ways)) / total
        if share >= most and any(one.kind == "docno" for one in find_quantities(text)):
            best, most = found.piece, share
    return best


def _titled_otherwise(scene: Scene) -> Piece | None:
    """A dated sentence about a document that the question names by its title, which is none of the plans'."""
    asked = re.sub(r"\W", "", scene.question.folded)
    own = {re.sub(r"\W", "", fold(plan.title)) for plan in scene.plans}
    for found in scene.found(scene.hits[:5]):
        text = scene.text_of(found.piece.clause)[found.piece.start : found.piece.end]
        titles = {re.sub(r"\W", "", title) for title in re.findall("《([^《》]+)》", text)}
        named = any(len(title) > LONG and title in asked for title in titles - own)
        if named and any(one.kind == "date" for one in find_quantities(text)):
            return found.piece
    return None


def compose_title(scene: Scene, plan: Plan) -> DraftSentence | None:
    """The plan's district and title, quoted where the title stands; None where it stands nowhere whole."""
    found = written(plan, plan.title)
    if found is None:
        return None
    return sentence(scene, scene.say("english_text", label=scene.label(plan), text=found[0]), found[1])
