"""Where a plan says something (依据是哪一条, 在哪一部分提到): the headings over the clause, then its words."""

from __future__ import annotations

from assistant.choose import choose
from assistant.cues import has
from assistant.decline import missing, quoted
from assistant.draft import Draft
from assistant.scene import Scene, flat, sentence
from assistant.support import CLAUSES, supported
from assistant.titles import title_piece


def compose_where(scene: Scene) -> Draft | None:
    """The headings from the part down to the clause, each cited, and the sentences there; None where the question
    does not ask where."""
    if not has(scene.question.folded, "where"):
        return None
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return missing(scene, "no_evidence", "no_evidence")
    chosen = choose(scene, found)
    clause = chosen[0].piece.clause
    above = [one for one in (*scene.library.ancestors(clause), clause) if one.title and one.kind != "row"]
    scene.page.frame(scene.say("stands_under", label=scene.label(scene.library.plan_of(clause))))
    scene.page.items([sentence(scene, flat(title_piece(one).text), title_piece(one)) for one in above])
    scene.page.items([quoted(scene, one.piece) for one in chosen if one.piece.clause == clause])
    return scene.page.draft()
