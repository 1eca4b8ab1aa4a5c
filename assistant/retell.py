"""The answer before told once more: where it stands, its very words, what else is there, what has come of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import DECLINED
from assistant.clause_ref import arabic
from assistant.decline import missing, quoted
from assistant.draft import Draft, DraftSentence, Quote
from assistant.ground import pieces_of
from assistant.pieces import Piece
from assistant.scene import Scene, flat
from assistant.titles import title_piece
from index.plan import Clause

CLAUSES = 5
"""Clauses of an answer that are gone back to."""
MORE = 8
"""Further sentences told of a clause."""
BESIDE = 4
"""Clauses named that stand beside one that says no more."""


def retell(scene: Scene, draft: Draft) -> Draft:
    """``draft``, which answers the question before, as the follow-up asks for it; ``draft`` itself where it cites
    nothing to go back to."""
    quotes = tuple(dict.fromkeys(quote for one in draft.sentences for quote in one.quotes))
    clauses = [clause for name in dict.fromkeys(q.clause for q in quotes) if (clause := scene.library.clause(name))]
    clauses = [one for one in clauses if one.kind != "table"] or clauses
    again = scene.question.again
    if not clauses or (draft.status == DECLINED and again != "source"):
        return draft
    fresh = scene.about(scene.question)
    if again == "done":
        return _outcome(fresh, draft, clauses, quotes)
    if again == "more":
        return _more(fresh, draft, clauses, quotes)
    for clause in clauses[:CLAUSES]:
        fresh.page.frame(_at(fresh, "said_there" if again == "sure" else "stands_in", clause))
        fresh.page.items([quoted(fresh, piece) for piece in _cited(fresh, clause, quotes)])
    return fresh.page.draft(draft.status, draft.reason)


def _at(scene: Scene, key: str, clause: Clause) -> str:
    """A frame that names a clause by its path and headings."""
    rank = (*scene.library.ancestors(clause), clause)
    titles = dict.fromkeys(flat(one.title) for one in rank if one.title and one.kind != "row")
    label = scene.label(scene.library.plan_of(clause))
    if scene.question.language != "en":
        return scene.say(key, label=label, path=clause.path, heading=" › ".join(titles))
    numbers = (re.sub("[一二三四五六七八九十]+", lambda found: str(arabic(found[0])), one.number) for one in rank)
    path = ", ".join(digits for one in numbers if (digits := re.sub(r"[^()\d]", "", one)))
    heading = ", ".join(f"“{title}”" for title in titles)
    return scene.say(key, label=label, path=path or "its front page", heading=heading)


def _cited(scene: Scene, clause: Clause, quotes: Sequence[Quote]) -> list[Piece]:
    """The sentences of a clause that the quotes are of; its heading where they are of no sentence."""
    own = [quote for quote in quotes if quote.clause == clause.id]
    found = [piece for piece in pieces_of(clause) if any(_meet(scene.quote(piece), quote) for quote in own)]
    return found or [title_piece(clause)]


def _meet(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end


def _more(scene: Scene, draft: Draft, clauses: Sequence[Clause], quotes: Sequence[Quote]) -> Draft:
    """The other sentences of the clauses cited; where there are none, what stands under or beside them."""
    told = False
    for clause in clauses[:CLAUSES]:
        cited = _cited(scene, clause, quotes)
        under = [title_piece(one) for one in scene.library.children(clause.id)]
        others = [piece for piece in pieces_of(clause) if piece not in cited] + under
        others = [piece for piece in others if flat(piece.text) != flat(clause.title)]
        if others:
            told = True
            scene.page.frame(_at(scene, "more_there", clause))
            scene.page.items([quoted(scene, piece) for piece in others[:MORE]])
    if not told:
        first = clauses[0]
        scene.page.frame(_at(scene, "no_more", first))
        scene.page.items([quoted(scene, piece) for piece in _cited(scene, first, quotes)])
        if beside := _beside(scene, first):
            scene.page.frame(scene.say("beside_there"))
            scene.page.items(beside)
    return scene.page.draft(draft.status, draft.reason)


def _beside(scene: Scene, clause: Clause) -> list[DraftSentence]:
    """The first sentences of the clauses next to ``clause`` under the same heading."""
    rank = scene.library.children(clause.parent) if clause.parent else ()
    at = next((place for place, one in enumerate(rank) if one.id == clause.id), 0)
    near = sorted((abs(place - at), place) for place in range(len(rank)) if place != at)[:BESIDE]
    return [quoted(scene, title_piece(rank[place])) for _, place in sorted(near, key=lambda pair: pair[1])]


def _outcome(scene: Scene, draft: Draft, clauses: Sequence[Clause], quotes: Sequence[Quote]) -> Draft:
    """That a plan sets a target and does not know the result; a review of the years before it is left as it is."""
    period = scene.plans[0].metadata.period if len(scene.plans) == 1 else None
    if period and any(year < period[0] for year in scene.question.years):
        return draft
    pieces = tuple(piece for clause in clauses[:2] for piece in _cited(scene, clause, quotes))
    return missing(scene, "near_miss", "no_result", pieces)
