"""What a document says of itself: number, dates, issuer, period, title, basis; each value quoted where it stands."""

from __future__ import annotations

import re
from datetime import date

from assistant.cues import pattern
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftSentence
from assistant.ground import grams, pieces_of
from assistant.notices import is_reading
from assistant.pieces import Piece
from assistant.scene import Scene, flat, sentence
from index.plan import Clause, Plan
from index.quantity import find_quantities
from index.script import fold

OTHER = 0.5
"""Share of the question's words, the plan's own title off, from which a sentence is about the other document named."""
LONG = 6
"""Characters of a title from which a question that holds it is about that document."""
MOST = 5
"""Documents named as basis that are listed."""
_LABELLED = ("label", "source")
"""Fields that stand in the box over a document alone."""


def compose_metadata(scene: Scene) -> Draft:
    """The fields asked for, plan by plan; says so where a document does not give one."""
    other = _other_document(scene) if scene.question.fields == ("doc_no",) else None
    other = other or (_titled_otherwise(scene) if "issued" in scene.question.fields else None)
    if other is not None:
        scene.page.say(quoted(scene, other))
        return scene.page.draft()
    if "reading" in scene.question.fields:
        return _reading(scene)
    said = _labels(scene)
    fields = [
        field
        for asked in scene.question.fields
        for field in ((asked, "published") if asked == "issued" else (asked,))
        if field not in _LABELLED
    ]
    if len(scene.plans) > 1 and any(_field(plan, field) for plan in scene.plans for field in fields):
        return _side_by_side(scene, fields)
    for plan in scene.plans:
        for field in fields:
            found = _field(plan, field)
            label = scene.label(plan)
            name = scene.say(field)
            for value, piece in found:
                said = True
                text = scene.say("field_is", label=label, field=name, value=value)
                scene.page.say(sentence(scene, text, piece))
            if field == "period" and found and plan.metadata.period:
                over = plan.metadata.period[1] < scene.as_of.year
                scene.page.frame(scene.say("period_over" if over else "period_on", label=label))
                newer = scene.library.successor(plan)
                if newer is not None:
                    scene.page.frame(scene.say("superseded", label=label, title=newer.title))
            if not found and len(scene.plans) == 1 and field in scene.question.fields and not _either_date(plan, field):
                scene.page.frame(scene.say("no_field", plans=label, field=name))
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
    return scene.page.draft()


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
            for clause in (one for one in plan.clauses if one.kind == "front"):
                found = re.search(
                    f"{name}\\s*[:：|]?[ \\t]*([^\\s|][^\\n|]*?)(?=\\s*(?:\\||\\n|$)|\\s+\\S+[:：])", fold(clause.text)
                )
                if found:
                    value = Piece(clause, *found.span(1))
                    text = scene.say("field_is", label=scene.label(plan), field=name, value=flat(value.text))
                    scene.page.say(sentence(scene, text, Piece(clause, *found.span())))
                    said = True
                    break
    return said


def _side_by_side(scene: Scene, fields: list[str]) -> Draft:
    """A row a plan, a column a field that some plan gives; then which periods are over."""
    given = [field for field in dict.fromkeys(fields) if any(_field(plan, field) for plan in scene.plans)]
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    rows = [
        [[sentence(scene, value, piece) for value, piece in _field(plan, field)] or absent for field in given]
        for plan in scene.plans
    ]
    labels = tuple(scene.label(plan) for plan in scene.plans)
    scene.page.table((scene.say("district"), *(scene.say(field) for field in given)), labels, rows)
    if "period" in given:
        for key, over in (("period_over", True), ("period_on", False)):
            told = [one for one in scene.plans if one.metadata.period]
            names = [scene.label(one) for one in told if (one.metadata.period[1] < scene.as_of.year) is over]  # type: ignore[index]
            if names:
                scene.page.frame(scene.say(key, label=(", " if scene.question.language == "en" else "、").join(names)))
    return scene.page.draft()


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


def _field(plan: Plan, field: str) -> list[tuple[str, Piece]]:
    about = plan.metadata
    if field in ("issued", "published"):
        value = about.issued if field == "issued" else about.published
        dated = _date(plan, value) if value else None
        return [dated] if dated else []
    if field == "period":
        return _period(plan)
    if field == "basis":
        found = [_text(plan, value) for value in about.basis[:MOST]]
        return [one for one in found if one]
    value = {"doc_no": about.doc_no, "issuer": about.issuer, "title": about.title}[field]
    one = _text(plan, value) if value else None
    return [one] if one else []


def _front_first(plan: Plan) -> list[Clause]:
    return sorted(plan.clauses, key=lambda clause: (clause.kind not in ("front", "preamble"), clause.start))


def _text(plan: Plan, value: str) -> tuple[str, Piece] | None:
    """``value`` where it stands first, line breaks and blanks within it allowed."""
    loose = re.compile(r"\s*".join(re.escape(char) for char in re.sub(r"\s", "", fold(value))))
    for clause in _front_first(plan):
        match = loose.search(fold(clause.text))
        if match:
            piece = Piece(clause, *match.span())
            return flat(piece.text), piece
    return None


def _date(plan: Plan, value: str) -> tuple[str, Piece] | None:
    """An ISO date where it is written, in either form."""
    wanted = int(date.fromisoformat(value).strftime("%Y%m%d")) if len(value) == 10 else int(value.replace("-", ""))
    for clause in _front_first(plan):
        for one in find_quantities(clause.text):
            if one.kind == "date" and one.value == wanted:
                return _day(one.text), Piece(clause, one.start, one.end)
    return None


def _day(text: str) -> str:
    """A date without the time of day behind it."""
    return re.sub(r"\s+\d{1,2}:\d\d.*$", "", text.strip())


def _period(plan: Plan) -> list[tuple[str, Piece]]:
    """The period as the plan writes it: a run of years in figures, else its five-year plan with the years it is, else
    its last year."""
    period = plan.metadata.period
    if not period:
        return []
    named: tuple[str, Piece] | None = None
    for clause in _front_first(plan):
        for one in find_quantities(clause.text):
            if one.kind != "year_range" or one.years != period:
                continue
            piece = Piece(clause, one.start, one.end)
            if re.search(r"\d{4}", one.text):
                return [(one.text.strip(), piece)]
            named = named or (f"{one.text.strip()}（{period[0]}—{period[1]}年）", piece)
    if named:
        return [named]
    for clause in plan.clauses:
        for one in find_quantities(clause.text):
            if one.kind == "year" and one.years and one.years[0] == period[1]:
                return [(one.text.strip(), Piece(clause, one.start, one.end))]
    return []


def compose_title(scene: Scene, plan: Plan) -> DraftSentence | None:
    """The plan's district and title, quoted where the title stands; None where it stands nowhere whole."""
    found = _text(plan, plan.title)
    if found is None:
        return None
    return sentence(scene, scene.say("english_text", label=scene.label(plan), text=found[0]), found[1])
