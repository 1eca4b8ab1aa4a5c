"""Why a plan was made: the sentence in which it says so (为……，制定本规划), most often its first."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.cues import has, pattern
from assistant.decline import quoted
from assistant.draft import Draft
from assistant.ground import pieces_of
from assistant.pieces import Piece
from assistant.scene import Scene
from index.plan import Plan
from index.script import fold

ELSE = 1
"""Characters of other content from which a question is about a matter and not about the plan itself."""

_MADE = re.compile("(?:制[定订]|编制|出台)(?:了|好)?(?:本|该|此|教育)[^，。；;]{0,16}(?:规划|方案|计划)|特制[定订]")


def compose_purpose(scene: Scene) -> Draft | None:
    """The sentence, or that there is none; None where the question asks something else."""
    question = scene.question
    if len(scene.plans) != 1 or question.kind not in (kinds.WHY, kinds.FACT, kinds.LIST, kinds.POLICY):
        return None
    if not has(question.folded, "purpose") or not _bare(question.focus):
        return None
    piece = purpose(scene.plans[0])
    if piece is None:
        name, label = scene.say("purpose"), scene.label(scene.plans[0])
        scene.page.frame(scene.say("no_field", plans=label, field=name))
        return scene.page.draft("declined", "near_miss")
    scene.page.items([quoted(scene, piece)])
    return scene.page.draft()


def purpose(plan: Plan) -> Piece | None:
    """The sentence of a plan that says why it is made, its preamble before other clauses."""
    clauses = sorted(plan.clauses, key=lambda clause: (clause.kind != "preamble", clause.start))
    told = (piece for clause in clauses if clause.kind != "front" for piece in pieces_of(clause))
    return next((piece for piece in told if _MADE.search(fold(piece.text))), None)


def _bare(focus: tuple[str, ...]) -> bool:
    """Whether the words of a question name no matter beside the plan."""
    return len("".join(pattern("purpose", "own").sub("", word) for word in focus)) <= ELSE
