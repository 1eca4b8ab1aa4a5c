"""The clause that a number names (第三条是什么): its title, its text, and the titles of what stands below it."""

from __future__ import annotations

import re

from assistant.clause_ref import is_ordinal, named_clauses, within
from assistant.compose_contents import say_number
from assistant.compose_responsible import say_units
from assistant.cues import has
from assistant.decline import missing
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import named_heading
from assistant.pieces import Piece, responsible
from assistant.records import by_columns, record_cell
from assistant.scene import Scene, flat, sentence
from assistant.titles import title_piece
from index.plan import Clause

LONG = 700
"""A clause of more characters is shown by its first sentences and the titles below it."""
SPOKEN = 3
"""First hits of a follow-up among which the heading stands that it counts the parts of."""
MOST = 3
"""Clauses shown of those that one number may mean."""

_HOW_MANY = re.compile("(?:几|多少)(?:条|项|个|点|方面)|\\bhow many\\b")


def compose_clause(scene: Scene) -> Draft:
    """The clause that a number names: its text, and the titles of what stands below it."""
    heading = (named_heading(scene) if scene.question.focus else None) or _spoken_of(scene)
    found = meant(scene, heading)
    if not found:
        return missing(scene, "no_evidence", "no_clause")
    if len({clause.plan_id for clause in found}) > 1 and not scene.question.plans:
        labels = "、".join(scene.label(plan) for plan in scene.plans)
        scene.page.frame(scene.say("which_plan", plans=labels))
        return scene.page.draft("partial", "which_plan")
    if heading is not None and heading not in found and _HOW_MANY.search(scene.question.folded):
        say_number(scene, heading, heading.title, scene.library.children(heading.id))
    for clause in found[:MOST]:
        _whole(scene, clause)
        if has(scene.question.folded, "responsible") and responsible(clause):
            say_units(scene, clause)
    return scene.page.draft()


def meant(scene: Scene, heading: Clause | None) -> list[Clause]:
    """The clauses that the question's numbers name, each once; counted within ``heading`` where it names one. A heading
    over another of them only says where that one stands (“二、工作举措”第9点)."""
    found: list[Clause] = []
    for plan in scene.plans:
        for ref in scene.question.clause_refs:
            own = _within(scene, ref, heading) if heading and heading.plan_id == plan.id else None
            found += named_clauses(ref, plan.id, scene.library) if own is None else own
    over = {above.id for clause in found for above in scene.library.ancestors(clause)}
    return [clause for clause in dict.fromkeys(found) if clause.id not in over]


def _spoken_of(scene: Scene) -> Clause | None:
    """The heading that the conversation is about, for a follow-up that counts its parts (第二个板块呢)."""
    if not scene.question.said:
        return None
    clauses = [hit.clause for hit in scene.hits[:SPOKEN]]
    return next((clause for clause in clauses if len(scene.library.children(clause.id)) > 1), None)


def _within(scene: Scene, ref: str, heading: Clause) -> list[Clause] | None:
    """保障措施的第三条: the part of ``heading`` with that number, none where it has fewer; None where ``ref`` is
    a number of the whole plan. Numbers that run on over its parts (工作举措的第19条) go first."""
    match = re.fullmatch(r"第\(?(\d+)\)?(?:条|项|点|款|部分)", ref)
    if match is None or not is_ordinal(ref):
        return None
    parts = scene.library.children(heading.id)
    plan = scene.library.plan_of(heading)
    below = [clause for clause in plan.clauses if heading in scene.library.ancestors(clause)]
    running = within(ref, [clause for clause in below if clause not in parts], scene.library)
    if len(running) == 1:
        return running
    number = int(match[1])
    return [parts[number - 1]] if 1 <= number <= len(parts) else []


def _whole(scene: Scene, clause: Clause) -> None:
    title = title_piece(clause)
    pieces = pieces_of(clause)
    if clause.kind != "row" and clause.title and pieces and title.end <= pieces[0].start and flat(title.text):
        scene.page.quote(sentence(scene, flat(title.text), title))
    taken: list[Piece] = []
    for piece in pieces:
        if taken and piece.end - taken[0].start > LONG:
            break
        taken.append(piece)
    if taken:
        run = Piece(clause, taken[0].start, taken[-1].end)
        texts = [flat(piece.text) for piece in taken]
        if clause.kind == "table":
            texts = ["、".join(filter(None, texts)).replace(" | ", "、")]
        scene.page.quote(*[sentence(scene, text, run) for text in texts if text])
    children = scene.library.children(clause.id)
    if children:
        scene.page.frame(scene.say("children_of"))
        scene.page.items([_below(scene, child) for child in children])


def _below(scene: Scene, clause: Clause) -> DraftSentence:
    """What stands below a heading, by its title; a table's row with its values."""
    records = scene.library.indicators_of(clause.id) if clause.kind == "row" else ()
    row = record_cell(scene, records[0]) if records else by_columns(scene, clause) if clause.kind == "row" else None
    return row or sentence(scene, flat(title_piece(clause).text), title_piece(clause))
