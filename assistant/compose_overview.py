"""A plan as a whole (概括一下, what is it about): what it is, its goal, its tasks, its other parts; each cited."""

from __future__ import annotations

import re

from assistant.compose_contents import first_rank
from assistant.compose_list import list_parts
from assistant.compose_part import headed, sentences_of
from assistant.cues import table
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.pieces import Piece
from assistant.scene import Scene, flat, sentence
from assistant.titles import title_piece
from index.plan import Plan
from index.script import fold

GOALS = 2
"""Sentences told of the part that sets the goals."""


def compose_overview(scene: Scene) -> Draft | None:
    """Title, goal, tasks and parts of the plan asked about; None where the question asks of a matter in it, or of more
    than one plan."""
    if len(scene.plans) != 1 or scene.question.clause_refs or not _asked(scene):
        return None
    plan = scene.plans[0]
    top = first_rank(plan)
    if not top:
        return None
    label = scene.label(plan)
    titled = _titled(plan)
    if titled is not None:
        text = scene.say("field_is", label=label, field=scene.say("title"), value=plan.title)
        scene.page.say(sentence(scene, text, titled))
    titles = {part["name"]: part["titles"] for part in table("parts")["part"] if "name" in part}
    goals, tasks = headed(plan, titles["goals"] + titles["approach"]), headed(plan, titles["tasks"])
    if goals is not None and (told := sentences_of(scene, goals)[:GOALS]):
        scene.page.frame(scene.say("goal_of", label=label))
        scene.page.items(told)
    if tasks is not None and len(scene.library.children(tasks.id)) > 1:
        list_parts(scene, tasks)
    scene.page.frame(scene.say("parts_of", label=label))
    scene.page.items([_heading(scene, title_piece(part)) for part in top])
    return scene.page.draft()


def _asked(scene: Scene) -> bool:
    """Whether the question asks for the whole plan and for nothing in it."""
    parts = table("parts")
    if not re.search(parts["overview"]["asked"], scene.question.folded):
        return False
    words = "|".join((parts["overview"]["asked"], parts["overview"]["beside"], parts["words"]["beside"]))
    return not re.sub(words, "", " ".join(scene.question.focus)).strip()


def _titled(plan: Plan) -> Piece | None:
    """Where a document says its own title."""
    wanted = re.sub(r"\W", "", fold(plan.title))
    pieces = (piece for clause in plan.clauses for piece in pieces_of(clause))
    return next((piece for piece in pieces if wanted in re.sub(r"\W", "", fold(piece.text))), None)


def _heading(scene: Scene, piece: Piece) -> DraftSentence:
    return sentence(scene, flat(piece.text).replace(" | ", "："), piece)
