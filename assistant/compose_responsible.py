"""Who answers for what: the units of the clause asked about, or the clauses that a unit named answers for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import PARTIAL
from assistant.choose import choose
from assistant.clause_ref import named_clauses
from assistant.compose_fact import compose_fact
from assistant.compose_person import compose_person
from assistant.decline import missing, names, quoted
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import of_so_many
from assistant.likely import likely
from assistant.pieces import Piece, responsible
from assistant.scene import Found, Scene, flat, sentence
from assistant.support import CLAUSES, COVER, supported
from assistant.titles import title_piece
from index.plan import Clause
from index.script import fold

UNITS = 0.55
"""Share of the best sentence's score from which a clause that names its units is the one meant."""
NAMED = 5
"""Best sentences of which one must name somebody who leads or answers."""
LED = 2
"""Likeliest clauses of which a line that names who leads (牵头单位：…) is the answer."""
_MORE = re.compile("谁|组长|主任|职责|内容|\\bwho\\b|\\bdut(?:y|ies)\\b")
"""Asked for somebody, or for more than who leads."""
_ANSWERS = re.compile(
    "牵头|负责|主管|(?<!共同)责任|领导小组|联席会议|专班|办公室|组长|主任|[担兼]任"
    "|(?:局|委|办|部|政府|会)[^，,。；;]{0,12}(?:统筹|组织|会同|协同|配合)"
)
_NAMES = re.compile("[、，,；;]")
_NAMES_AFTER = re.compile("^.*?[:：]", re.DOTALL)
_ALL_TASKS = re.compile("哪|几(?:条|项|个)|什么(?:任务|工作|条款)|任务|which|what")
_UNITS = re.compile("(?:责任|牵头|负责|主责)(?:的)?(?:单位|部门)|由[^，,。；;]{2,12}(?:牵头|负责)")
_LEADS = re.compile("(?:牵头|责任|负责|主责)(?:单位|部门|人)\\s*[:：]")


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
            say_units(scene, clause)
        return scene.page.draft()
    if (persons := compose_person(scene)) is not None:
        return persons
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    heading = of_so_many(scene)
    led = [item for part in scene.library.children(heading.id) for item in _leads(scene, part)] if heading else []
    if heading is not None and led:
        scene.page.say(sentence(scene, flat(title_piece(heading).text), title_piece(heading)))
        scene.page.items(led)
        return scene.page.draft()
    if led := _leader(scene, found):
        scene.page.items(led)
        return scene.page.draft()
    row = found[0].piece.clause.kind == "row"
    if row:
        scene.page.items([quoted(scene, found[0].piece)])
    near = [one for one in found if (one.cover >= COVER if row else one.score >= UNITS * found[0].score)]
    if held := [one.piece.clause for one in near if responsible(one.piece.clause)]:
        say_units(scene, held[0])
        return _others(scene, held)
    if row:
        return scene.page.draft()
    first = found[0].piece.clause
    told = [one for one in found[:NAMED] if one.piece.clause is first or one.cover >= COVER]
    if not _unlisted(scene, first) and any(_ANSWERS.search(fold(one.piece.text)) for one in told):
        return compose_fact(scene)
    scene.page.frame(scene.say("nobody_named", plans=names(scene.plans, scene.question.language)))
    scene.page.items([quoted(scene, one.piece) for one in choose(scene, found)])
    return scene.page.draft(PARTIAL, "near_miss")


def _unlisted(scene: Scene, clause: Clause) -> bool:
    """Whether the units of a clause are asked for that has none, in a plan that lists those of others."""
    listed = any(responsible(one) for one in scene.library.plan_of(clause).clauses)
    return listed and bool(_UNITS.search(scene.question.folded)) and not _UNITS.search(scene.text_of(clause))


def _others(scene: Scene, held: Sequence[Clause]) -> Draft:
    """After the units of the first of the clauses ``held``, those in the other plans that the question names, and
    which of these name nobody."""
    ids = scene.question.plans if len(scene.question.plans) > 1 else ()
    others = [plan for plan in scene.plans if plan.id in ids and plan.id != scene.library.plan_of(held[0]).id]
    silent = []
    for plan in others:
        theirs = [clause for clause in held if scene.library.plan_of(clause).id == plan.id]
        for clause in theirs[:1]:
            say_units(scene, clause)
        silent += [] if theirs else [plan]
    if not silent:
        return scene.page.draft()
    scene.page.frame(scene.say("nobody_named", plans=names(silent, scene.question.language)))
    return scene.page.draft(PARTIAL, "near_miss")


def _leader(scene: Scene, found: Sequence[Found]) -> list[DraftSentence]:
    """The line of a likeliest clause that names who leads, where no more than that is asked."""
    if _MORE.search(scene.question.folded):
        return []
    return [item for one in likely(scene, found)[:LED] for item in _lines(scene, one.clause)][:1]


def _leads(scene: Scene, part: Clause) -> list[DraftSentence]:
    """A part's title with its line or bracket that names who answers for it."""
    span = responsible(part)
    return _titled(scene, part, [Piece(part, *span)]) if span else _lines(scene, part)


def _lines(scene: Scene, part: Clause) -> list[DraftSentence]:
    """The same of its line alone (牵头单位：区财政局)."""
    return _titled(scene, part, [one for one in pieces_of(part) if _LEADS.match(fold(one.text))])


def _titled(scene: Scene, part: Clause, told: list[Piece]) -> list[DraftSentence]:
    title = title_piece(part)
    return [sentence(scene, f"{flat(title.text)}：{flat(one.text)}", title, one) for one in told[:1]]


def say_units(scene: Scene, clause: Clause) -> None:
    """Who answers for ``clause``, one an item."""
    span = responsible(clause)
    assert span is not None
    piece = Piece(clause, *span)
    label = scene.label(scene.library.plan_of(clause))
    scene.page.say(sentence(scene, scene.say("units_are", label=label), piece))
    scene.page.items([sentence(scene, name, piece) for name in units_of(clause)])


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
    if re.search(f"除了?[^，,]*{re.escape(named[0])}[^，,]{{0,3}}外", asked):  # who else, of one matter
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
