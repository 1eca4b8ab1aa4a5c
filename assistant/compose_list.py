"""Answers that are lists: measures, tasks, responsible units, and a clause looked up by its number."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.asked import off_year
from assistant.choose import choose
from assistant.clause_ref import named_clauses
from assistant.compose_fact import compose_fact
from assistant.compose_rows import compose_rows
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import counted, enumerates, named_heading, of_so_many
from assistant.pieces import Piece, members, responsible, segments
from assistant.scene import Scene, flat, sentence
from assistant.support import CLAUSES, COVER, supported
from index.plan import Clause, Span
from index.script import fold

UNITS = 0.55
"""Share of the best sentence's score from which a clause that names its units is the one meant."""
TITLED = 0.5
"""How far a clause's title must be what the question names for the whole clause to be its list."""
LONG = 700
"""A clause of more characters is shown by its first sentences and the titles below it."""
_NAMES = re.compile("[、，,；;]")
_NAMES_AFTER = re.compile("^.*?[:：]", re.DOTALL)
_ALL_TASKS = re.compile("哪|几(?:条|项|个)|什么(?:任务|工作|条款)|任务|which|what")
_LEADS = re.compile("(?:牵头|责任|负责|主责)(?:单位|部门|人)\\s*[:：]")
_DASHES = re.compile(r"(?=(?:[一二三四五六七八九十]是))")


def compose_list(scene: Scene) -> Draft:
    """All that is asked for, one cited item a line."""
    by_unit = compose_by_unit(scene)
    if by_unit is not None:
        return by_unit
    rows = compose_rows(scene)
    if rows is not None:
        return rows
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    found.sort(key=lambda one: -one.score - enumerates(scene, one.piece))
    heading = of_so_many(scene) or named_heading(scene)
    best = found[0]
    if heading is None and off_year(scene, best.piece):
        return missing(scene, "near_miss", "no_year", (best.piece,))
    heading = heading or counted(scene, best.piece)
    if heading is not None:
        _children(scene, heading)
        return scene.page.draft()
    clause = best.piece.clause
    label = scene.label(scene.library.plan_of(clause))
    scene.page.say(DraftSentence(scene.say("list_plain", label=label), frame=True))
    about = scene.ground.cover(fold(clause.title)) + scene.ground.meant(fold(clause.title))
    if about >= TITLED:
        pieces = [piece for piece in pieces_of(clause) if len(flat(piece.text)) > 1]
        scene.page.items([sentence(scene, flat(piece.text), piece) for piece in pieces])
        return scene.page.draft()
    chosen = choose(scene, found)
    for one in chosen:
        items = enumerated(scene, one.piece) if len(chosen) == 1 or one.piece is best.piece else []
        scene.page.items(items or [sentence(scene, flat(one.piece.text), one.piece)])
    return scene.page.draft()


def compose_by_unit(scene: Scene) -> Draft | None:
    """The clauses that a unit named in the question answers for; None where it names none of the plans' units."""
    asked = scene.question.folded
    clauses = [clause for plan in scene.plans for clause in plan.clauses if responsible(clause)]
    units = {fold(unit) for clause in clauses for unit in units_of(clause) if len(unit) > 2}
    named = [
        unit
        for unit in units
        if unit in asked and not any(unit != other and unit in other and other in asked for other in units)
    ]
    if len(named) != 1 or scene.question.clause_refs or not _ALL_TASKS.search(asked):
        return None
    label = scene.label(scene.plans[0]) if len(scene.plans) == 1 else ""
    scene.page.frame(scene.say("by_unit", label=label, unit=named[0]))
    held = [clause for clause in clauses if named[0] in {fold(unit) for unit in units_of(clause)}]
    items = []
    for clause in held:
        span = responsible(clause)
        piece = title_piece(clause)
        if span:
            items.append(sentence(scene, flat(piece.text), piece, Piece(clause, *span)))
    scene.page.items(items)
    return scene.page.draft()


def units_of(clause: Clause) -> tuple[str, ...]:
    """The responsible units of a clause, split from its text where the record lacks them."""
    span = responsible(clause)
    if clause.responsible or span is None:
        return clause.responsible
    text = clause.text[span.start : span.end].strip("()（）")
    return tuple(name.strip() for name in _NAMES.split(_NAMES_AFTER.sub("", text)) if name.strip())


def title_piece(clause: Clause) -> Piece:
    """The clause's heading, or its first sentence where the heading runs on."""
    end = len(clause.number) + len(clause.title)
    at = clause.text.find(clause.title)
    if clause.title and 0 <= at <= len(clause.number) + 3:
        return Piece(clause, 0, at + len(clause.title))
    return pieces_of(clause)[0] if pieces_of(clause) else Piece(clause, 0, min(end, len(clause.text)))


def _children(scene: Scene, clause: Clause) -> None:
    label = scene.label(scene.library.plan_of(clause))
    scene.page.say(
        sentence(
            scene,
            scene.say("list_of", label=label, title=clause.title.replace("“", "‘").replace("”", "’")),
            title_piece(clause),
        )
    )
    items = []
    for child in scene.library.children(clause.id):
        piece = title_piece(child)
        if flat(piece.text):
            items.append(sentence(scene, flat(piece.text), piece))
    scene.page.items(items)


def enumerated(scene: Scene, piece: Piece) -> list[DraftSentence]:
    """The members of an enumeration in a sentence, each cited; empty where it is none."""
    text = piece.clause.text
    inner = _bracketed(scene, piece)
    if inner:
        return [
            sentence(scene, flat(text[span.start : span.end]).rstrip("、；;，,。"), Piece(piece.clause, *span))
            for span in inner
        ]
    dashed = [piece.start + match.start() for match in _DASHES.finditer(piece.text)]
    if len(dashed) >= 2:
        bounds = [*dashed, piece.end]
        parts = [Span(a, b) for a, b in pairwise(bounds)]
    else:
        parts = _told(scene, piece)
        if len(parts) < 2:
            return []
    return [
        sentence(scene, flat(text[span.start : span.end]).rstrip("、；;，,。"), Piece(piece.clause, *span))
        for span in parts
    ]


def _told(scene: Scene, piece: Piece) -> list[Span]:
    """The segments of a sentence that say what is asked; the members of the enumeration where that is one segment."""
    folded = scene.text_of(piece.clause)
    spans = segments(piece.clause.text, Span(piece.start, piece.end))
    rated = [scene.ground.cover(folded[span.start : span.end]) for span in spans]
    told = [span for span, cover in zip(spans, rated, strict=True) if cover and cover >= 0.3 * max(rated)]
    if len(told) == 1:
        parts = [span for span in members(piece.clause.text, told[0]) if span.end - span.start > 1]
        return parts if len(parts) > 2 else []
    return told


def _bracketed(scene: Scene, piece: Piece) -> list[Span]:
    """The members of the bracket that follows what the question names: 三名工程（名校、名校长、名教师）."""
    text, folded = piece.clause.text, scene.text_of(piece.clause)
    for run in sorted(scene.question.focus, key=len, reverse=True):
        at = folded.find(run, piece.start, piece.end)
        opening = at + len(run) if at >= 0 else -1
        if len(run) < 3 or opening < 0 or folded[opening : opening + 1] != "(":
            continue
        closing = folded.find(")", opening, piece.end)
        spans = members(text, Span(opening + 1, closing)) if closing > 0 else []
        if len(spans) > 1:
            return spans
    return []


def compose_responsible(scene: Scene) -> Draft:
    """The units that answer for what is asked."""
    by_unit = compose_by_unit(scene)
    if by_unit is not None:
        return by_unit
    named = [
        clause
        for plan in scene.plans
        for ref in scene.question.clause_refs
        for clause in named_clauses(ref, plan.id, scene.library)
    ]
    if named and len(scene.plans) == 1:
        with_units = [clause for clause in named if responsible(clause)]
        if not with_units:
            return missing(scene, "near_miss", "no_units", tuple(title_piece(clause) for clause in named[:1]))
        for clause in with_units[:2]:
            _units(scene, clause)
        return scene.page.draft()
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    heading = of_so_many(scene)
    led = [item for part in scene.library.children(heading.id) for item in _leads(scene, part)] if heading else []
    if heading is not None and led:
        scene.page.say(sentence(scene, flat(title_piece(heading).text), title_piece(heading)))
        scene.page.items(led)
        return scene.page.draft()
    row = found[0].piece.clause.kind == "row"
    if row:
        scene.page.items([quoted(scene, found[0].piece)])
    for one in found:
        near = one.cover >= COVER if row else one.score >= UNITS * found[0].score
        if responsible(one.piece.clause) and near:
            _units(scene, one.piece.clause)
            return scene.page.draft()
    return scene.page.draft() if row else compose_fact(scene)


def _leads(scene: Scene, part: Clause) -> list[DraftSentence]:
    """A part's title with its line or bracket that names who answers for it."""
    span = responsible(part)
    told = [Piece(part, *span)] if span else [one for one in pieces_of(part) if _LEADS.match(fold(one.text))]
    title = title_piece(part)
    return [sentence(scene, f"{flat(title.text)}：{flat(one.text)}", title, one) for one in told[:1]]


def _units(scene: Scene, clause: Clause) -> None:
    span = responsible(clause)
    assert span is not None
    piece = Piece(clause, *span)
    label = scene.label(scene.library.plan_of(clause))
    scene.page.say(sentence(scene, scene.say("units_are", label=label), piece))
    scene.page.items([sentence(scene, name, piece) for name in units_of(clause)])


def compose_clause(scene: Scene) -> Draft:
    """The clause that a number names: its text, and the titles of what stands below it."""
    found: list[Clause] = []
    heading = named_heading(scene) if scene.question.focus else None
    for plan in scene.plans:
        for ref in scene.question.clause_refs:
            within = _within(scene, ref, heading) if heading and heading.plan_id == plan.id else None
            found += named_clauses(ref, plan.id, scene.library) if within is None else within
    if not found:
        return missing(scene, "no_evidence", "no_clause")
    if len({clause.plan_id for clause in found}) > 1 and not scene.question.plans:
        labels = "、".join(scene.label(plan) for plan in scene.plans)
        scene.page.frame(scene.say("which_plan", plans=labels))
        return scene.page.draft("partial", "which_plan")
    for clause in found[:3]:
        _whole(scene, clause)
    return scene.page.draft()


def _within(scene: Scene, ref: str, heading: Clause) -> list[Clause] | None:
    """保障措施的第三条: the part of ``heading`` with that number, none where it has fewer; None where ``ref`` is
    a number of the whole plan."""
    match = re.fullmatch(r"第(\d+)(?:条|项|点|款)", ref)
    if match is None:
        return None
    parts = scene.library.children(heading.id)
    number = int(match[1])
    return [parts[number - 1]] if 1 <= number <= len(parts) else []


def _whole(scene: Scene, clause: Clause) -> None:
    taken: list[Piece] = []
    for piece in pieces_of(clause):
        if taken and piece.end - taken[0].start > LONG:
            break
        taken.append(piece)
    if taken:
        run = Piece(clause, taken[0].start, taken[-1].end)
        scene.page.quote(*[sentence(scene, flat(piece.text), run) for piece in taken if flat(piece.text)])
    children = scene.library.children(clause.id)
    if children:
        scene.page.frame(scene.say("children_of"))
        scene.page.items([sentence(scene, flat(title_piece(child).text), title_piece(child)) for child in children])
