"""Answers that are lists: measures, tasks, goals, one cited item a line."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked import off_year
from assistant.choose import choose, clauses, telling
from assistant.compose_person import compose_person
from assistant.compose_responsible import compose_by_unit
from assistant.compose_rows import compose_rows
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftSentence
from assistant.enumeration import enumerated, named_alike, unlisted, unnamed
from assistant.ground import pieces_of
from assistant.headings import counted, enumerates, named_heading, of_so_many
from assistant.likely import Likely, likely
from assistant.only_near import only_near
from assistant.pieces import FRONT, Piece
from assistant.records import of_row
from assistant.scene import Found, Scene, flat, sentence
from assistant.support import CLAUSES, supported
from assistant.titles import title_piece
from index.plan import Clause
from index.script import fold

CHANCE = 0.3
"""What a sentence gains of a clause that surely answers the question, of the less sure less."""
NAMED = 2
"""Sentences told that have the words which a question quotes (“两个目标”指什么)."""
LETTERS = 4
"""Characters of a title that stands in a question by no accident."""
TITLED = 0.5
"""How far a clause's title must be what the question names for the whole clause to be its list."""


def compose_list(scene: Scene) -> Draft:
    """All that is asked for, one cited item a line."""
    by_unit = compose_by_unit(scene)
    if by_unit is not None:
        return by_unit
    if (told := compose_rows(scene) or compose_person(scene)) is not None:
        return told
    found = scene.found(scene.hits[:CLAUSES])
    if not supported(scene, found):
        return only_near(scene, found) or missing(scene, "no_evidence", "no_evidence")
    rated = likely(scene, found)
    chances = {one.clause.id: CHANCE * one.chance for one in rated}
    found.sort(key=lambda one: -one.score - enumerates(scene, one.piece) - chances[one.piece.clause.id])
    titled = _titled(scene)
    heading = of_so_many(scene) or named_heading(scene)
    if titled is not None and (heading is None or heading not in (titled, *scene.library.ancestors(titled))):
        heading = None
        if own := [one for one in found if one.piece.clause is titled]:
            found, rated = own, likely(scene, own)
    best = found[0]
    if heading is None and off_year(scene, best.piece):
        return missing(scene, "near_miss", "no_year", (best.piece,))
    heading = heading or counted(scene, best.piece)
    if heading is None and (name := unlisted(scene)):
        return missing(scene, "near_miss", "not_listed", tuple(one.piece for one in found[:1]), name=name)
    if heading is not None:
        list_parts(scene, heading)
        return scene.page.draft()
    near = tuple(one.piece for one in choose(scene, found, rated))
    if frame := unnamed(scene, near):
        return missing(scene, "near_miss", frame, near[:2])
    clause = best.piece.clause
    label = scene.label(scene.library.plan_of(clause))
    scene.page.say(DraftSentence(scene.say("list_plain", label=label), frame=True))
    summed = next((one.piece for one in found if named_alike(scene, one.piece)), None)
    if summed is not None:
        scene.page.items(_items(scene, summed))
        return scene.page.draft()
    about = scene.ground.cover(fold(clause.title)) + scene.ground.meant(fold(clause.title))
    if about >= TITLED:
        pieces = [piece for piece in pieces_of(clause) if len(flat(piece.text)) > 1]
        scene.page.items([sentence(scene, flat(piece.text), piece) for piece in pieces])
        _beside(scene, rated, clause)
        return scene.page.draft()
    chosen = _quoting(scene, found) or choose(scene, found, rated)
    for one in chosen:
        items = _items(scene, one.piece) if len(chosen) == 1 or one.piece is best.piece else []
        scene.page.items(items or [of_row(scene, one.piece) or sentence(scene, flat(one.piece.text), one.piece)])
    return scene.page.draft()


def _beside(scene: Scene, rated: Sequence[Likely], clause: Clause) -> None:
    """What else probably answers a question that ``clause`` is the list of."""
    others = [one for one in clauses(rated) if one.clause is not clause and one.clause.kind != FRONT]
    scene.page.items([quoted(scene, one.piece) for other in others for one in telling(other.sentences, 1)])


def _titled(scene: Scene) -> Clause | None:
    """The clause without parts whose title the question has word for word (工作目标包括哪三方面)."""
    leaves = (hit.clause for hit in scene.hits[:CLAUSES] if not scene.library.children(hit.clause.id))
    named = (one for one in leaves if len(one.title) >= LETTERS and fold(one.title) in scene.question.folded)
    return max(named, key=lambda one: len(one.title), default=None)


def _quoting(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The sentences with the name that a question quotes, where it asks for nothing else (“两个目标”指什么)."""
    names = scene.question.quoted
    if any(not any(word in name for name in names) for word in scene.ground.lacking("")):
        return []
    return [one for one in found if any(name in fold(one.piece.text) for name in names)][:NAMED]


def list_parts(scene: Scene, clause: Clause) -> None:
    """Tells the titles of what stands under ``clause``, each cited."""
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


def _items(scene: Scene, piece: Piece) -> list[DraftSentence]:
    text = piece.clause.text
    spans = enumerated(scene, piece) if piece.clause.kind != "row" else []
    return [
        sentence(scene, flat(text[span.start : span.end]).rstrip("、；;，,。"), Piece(piece.clause, *span))
        for span in spans
    ]
