"""A whole part that plans of this genre have (挑战, 基本原则, 保障措施), by whatever name the plan calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import kinds
from assistant.compose_list import list_parts
from assistant.cues import table
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import counts
from assistant.scene import Scene, flat, sentence
from assistant.titles import title_piece
from index.plan import Clause, Plan
from index.script import fold

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.WHY, kinds.METADATA})
"""Questions that may ask for a part."""
UNDER, ELSE = 2, 2
"""Rank down to which a heading is that of a part of the plan, not of one of its measures; characters that one below the
first rank may say beside the name of the part."""


def compose_part(scene: Scene) -> Draft | None:
    """What stands under the heading of the part that the question asks for; None where it asks for more than a part
    (学前教育的发展目标), or the plan has none of that kind."""
    if len(scene.plans) != 1 or scene.question.kind not in KINDS or scene.question.clause_refs:
        return None
    heading = named_part(scene)
    many = counts(scene.question.folded)
    if heading is None or (many and len(scene.library.children(heading.id)) not in many):
        return None
    own = sentences_of(scene, heading)
    parts = len(scene.library.children(heading.id)) > 1
    if not own and not parts:
        return None
    if own:
        scene.page.say(DraftSentence(scene.say("list_plain", label=scene.label(scene.plans[0])), frame=True))
        scene.page.items(own)
    if parts:
        list_parts(scene, heading)
    return scene.page.draft()


def sentences_of(scene: Scene, heading: Clause) -> list[DraftSentence]:
    """What a heading's own text says, its title off."""
    pieces = [piece for piece in pieces_of(heading) if flat(piece.text) and piece.text != title_piece(heading).text]
    return [sentence(scene, flat(piece.text), piece) for piece in pieces]


def named_part(scene: Scene) -> Clause | None:
    """The heading of the part that the question names, and nothing else, in the one plan that it is about."""
    return next((found for titles in _asked(scene) if (found := headed(scene.plans[0], titles))), None)


def _asked(scene: Scene) -> Iterator[list[str]]:
    """The titles of each kind of part that the question names and says nothing beside; the longest name first."""
    parts = table("parts")
    named = []
    for part in parts["part"]:
        match = re.search(part["asked"], scene.question.folded)
        rest = re.sub(f"{part['asked']}|{parts['words']['beside']}", "", " ".join(scene.question.focus))
        if match and not rest.strip():
            named.append((len(match.group()), part["titles"]))
    yield from (titles for _, titles in sorted(named, key=lambda one: -one[0]))


def headed(plan: Plan, titles: list[str]) -> Clause | None:
    """The heading of ``plan`` that is called by the likeliest of ``titles``, one that says more (总体思路和发展目标)
    only where none is."""
    headings = [one for one in plan.clauses if one.kind in _HEADINGS and one.level <= UNDER]
    called = ((_else(one, title), at, one) for at, title in enumerate(titles) for one in headings)
    found = [(more > ELSE, at, more, one) for more, at, one in called if more is not None]
    return min(found, key=lambda one: one[:3])[3] if found else None


def _else(heading: Clause, title: str) -> int | None:
    """How many characters a heading says beside ``title`` and of what it is; None where it is not called so. One of a
    lower rank that says more (提高督导成效) is a measure."""
    told = re.search(title, fold(heading.title))
    if told is None:
        return None
    beside = len(_OF.sub("", fold(heading.title).replace(told.group(), "", 1)))
    return beside if heading.level == 1 or beside <= ELSE else None


_HEADINGS = ("heading", "item", "leadin")
_OF = re.compile(r"[《“‘\"'].{1,6}[》”’\"']|期间|时期|教育|事业|发展|工作|[的(（)）]")
"""What the heading of a part says of what it is."""
