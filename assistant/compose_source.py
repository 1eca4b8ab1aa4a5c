"""The source of a quotation (“……”这句话是哪个区的): the plans that have it word for word; those that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant import kinds
from assistant.cues import has
from assistant.decline import names, quoted
from assistant.draft import Draft
from assistant.ground import folded_text, pieces_of
from assistant.pieces import Piece
from assistant.scene import MANY, Scene
from index.plan import Clause, Plan
from index.script import fold

LETTERS, LONG, PART = 6, 12, 2
"""Characters from which a quotation is a sentence; from which it is one though the question does not call it so; of a
part between gaps, of which one is as long as a sentence."""
NEAREST = 0.5
"""Share of its pairs of characters from which a sentence comes near a quotation."""

_MARKED = re.compile('[“"「『]([^“”"「」『』]{4,400})[”"」』]')
_BARE = re.compile("^(.{8,400}?)[,，。：: ]*(?:这|那)一?(?:句|段)(?:话|文字)?(?=[^，。]{0,12}(?:哪|谁|出处|原话|出自))")
_GAP = re.compile(r"…+|\.{2,}|。{2,}|\*+|——+")


def compose_source(scene: Scene) -> Draft | None:
    """Where a quotation stands; None where no source of one is asked for."""
    parts = _quotation(scene.question.standalone)
    if not parts or scene.question.kind == kinds.RESPONSIBLE:
        return None
    plans = tuple(scene.library.plans.values()) if len(scene.library.plans) <= MANY else scene.plans
    held = {plan.id: piece for plan in plans if (piece := _in_plan(plan, parts)) is not None}
    page = scene.page
    if not held:
        page.frame(scene.say("no_such_sentence", plans=names(plans, scene.question.language)))
        if (near := _near(plans, "".join(parts))) is not None:
            page.frame(scene.say("nearest"))
            page.items([quoted(scene, near)])
        return page.draft("partial" if near else "declined", "near_miss")
    with_it = [plan for plan in plans if plan.id in held]
    others = [plan for plan in plans if plan.id not in held]
    page.frame(scene.say("source_of", plans=names(with_it, scene.question.language)))
    page.items([quoted(scene, held[plan.id]) for plan in with_it])
    if others and len(others) <= MANY:
        page.frame(scene.say("not_theirs", plans=names(others, scene.question.language)))
    return page.draft()


def _quotation(question: str) -> tuple[str, ...]:
    """The quotation whose source is asked for, bare of marks, its parts between gaps each; empty for none."""
    folded = fold(question)
    marked = max((match.group(1) for match in _MARKED.finditer(question)), key=len, default="")
    called = has(folded, "source", "sentence")
    text = marked or (match.group(1) if (match := _BARE.search(question)) else "")
    rest = fold(question.replace(text, "")) if text else ""
    size = len(_bare(text)[0])
    if size < LETTERS or not has(rest, "source") or not (called or size >= LONG):
        return ()
    parts = tuple(filter(None, (_bare(part)[0] for part in _GAP.split(text))))
    long = any(len(part) >= LETTERS for part in parts)
    return parts if long and all(len(part) >= PART for part in parts) else ()


def _bare(text: str) -> tuple[str, list[int]]:
    """Folded ``text`` without marks and blanks, and where each character stood."""
    at = [place for place, char in enumerate(text) if re.match(r"\w", char)]
    return fold("".join(text[place] for place in at)), at


def _in_plan(plan: Plan, parts: Sequence[str]) -> Piece | None:
    """Where a clause of ``plan`` has all ``parts``, one after the other: the sentences that they stand in."""
    return next((piece for clause in plan.clauses if (piece := _in_clause(clause, parts)) is not None), None)


def _in_clause(clause: Clause, parts: Sequence[str]) -> Piece | None:
    text, at = _bare(folded_text(clause))
    first, end = -1, 0
    for part in parts:
        start = text.find(part, end)
        if start < 0:
            return None
        first, end = (start if first < 0 else first), start + len(part)
    return _widened(clause, at[first], at[end - 1] + 1)


def _widened(clause: Clause, start: int, end: int) -> Piece:
    """The run of whole sentences around ``start:end``."""
    before = max((clause.text.rfind(mark, 0, start) for mark in "。！？；\n"), default=-1)
    after = [place for mark in "。！？；\n" if (place := clause.text.find(mark, end - 1)) >= 0]
    return Piece(clause, before + 1, min(after) + 1 if after else len(clause.text))


def _near(plans: Sequence[Plan], quotation: str) -> Piece | None:
    """The sentence most like the quotation; None where none is."""
    pairs = {quotation[at : at + 2] for at in range(len(quotation) - 1)}
    rated = ((sum(pair in _bare(fold(piece.text))[0] for pair in pairs), piece) for piece in _sentences(plans))
    best = max(rated, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= NEAREST * len(pairs) else None


def _sentences(plans: Sequence[Plan]) -> Iterator[Piece]:
    return (piece for plan in plans for clause in plan.clauses for piece in pieces_of(clause))
