"""Who holds an office: the line with its label (副组长：…) and those that go on with it, under the heading meant."""

from __future__ import annotations

import re

from assistant.decline import missing
from assistant.draft import Draft
from assistant.pieces import Piece
from assistant.scene import Scene, flat, label_of, labelled, sentence
from assistant.support import CLAUSES, COVER
from index.script import fold

_ASKED = re.compile("谁|叫什么|姓什么|哪一?位|哪几位|哪几个人|哪些人|几位|\\bwho\\b")
_OFFICE = re.compile(
    "((?:副?[区县市镇乡局校园部所院组科处]长|主任|书记|主席))(?:是|叫|由)?(?:谁|叫什么|姓什么|什么名|哪一?位)"
)
_OF_OFFICE = re.compile("办公室|\\boffice\\b")
NEAREST = 5
"""Best sentences of which one must speak of an office for it to be looked for in them."""
_LINE = re.compile(r"[^\n]+")


def compose_person(scene: Scene) -> Draft | None:
    """Every name that stands under the label asked for, one an item; None where no person or no such line is asked."""
    if not _ASKED.search(scene.question.folded):
        return None
    lines = _lines(scene)
    if not lines:
        return _unnamed(scene)
    label = scene.label(scene.library.plan_of(lines[0].clause))
    scene.page.frame(scene.say("list_plain", label=label))
    named = [piece for line in lines for piece in _block(line)]
    scene.page.items([sentence(scene, flat(piece.text), piece) for piece in named])
    return scene.page.draft()


def _unnamed(scene: Scene) -> Draft | None:
    """Says that nobody is named for an office (区长是谁) that none of the best sentences says anybody holds."""
    office = _OFFICE.search(scene.question.folded)
    best = scene.found(scene.hits[:CLAUSES])[:NEAREST]
    if office is None:
        return None
    holds = re.compile(f"{office[1]}(?:兼任?|担任|由|是|[:：])|(?:任|兼|担任)[^，。,;；]{{0,10}}{office[1]}")
    if any(holds.search(fold(one.piece.text)) for one in best):
        return None
    return missing(scene, "near_miss", "no_holder")


def _lines(scene: Scene) -> list[Piece]:
    """The lines with the labels asked for, of the clause whose heading is nearest to what is asked."""
    told = {
        one.piece: label_of(scene.text_of(one.piece.clause)[one.piece.start :])
        for one in scene.found(scene.hits[:CLAUSES])
        if labelled(scene.text_of(one.piece.clause)[one.piece.start :], scene.labels)
    }
    titled = {piece: scene.ground.cover(fold(piece.clause.title)) for piece in told}
    top = max(titled.values(), default=0.0)
    if top < COVER:
        return []
    named = {
        piece: scene.question.folded.rfind(fold(piece.clause.title)) for piece in told if len(piece.clause.title) > 2
    }
    last = max(named.values(), default=-1)  # 领导小组的规划建设组: the narrower group is named last
    first = next(piece.clause for piece in titled if (named.get(piece) == last if last >= 0 else titled[piece] == top))
    if _OF_OFFICE.search(scene.question.folded):  # a group's 组长 does not head its office
        told = {piece: name for piece, name in told.items() if "主任" in name}
    own = {piece: name for piece, name in told.items() if piece.clause is first}
    # 副组长 asks for no 组长: of the labels that a word ends with the longest is meant
    meant = {max((name for name in own.values() if run.endswith(name)), key=len, default="") for run in scene.labels}
    chosen = [piece for piece, name in own.items() if name in meant] or list(own)[:1]
    return sorted(chosen, key=lambda piece: piece.start)


def _block(line: Piece) -> list[Piece]:
    """The line and those below it that have no label of their own."""
    text = line.clause.text
    found = [Piece(line.clause, *match.span()) for match in _LINE.finditer(text, line.start)]
    own = [found[0]]
    for piece in found[1:]:
        if label_of(fold(piece.text)) or piece.text.rstrip().endswith(("。", "；", ";")):
            break
        own.append(piece)
    return own
