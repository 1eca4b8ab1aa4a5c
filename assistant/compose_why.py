"""Questions that take something for granted: where the plan does not bear it out, the premise is corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant import kinds
from assistant.compose_fact import compose_fact
from assistant.compose_indicator import matching
from assistant.cues import has, pattern, table
from assistant.decline import missing
from assistant.draft import Draft
from assistant.ground import pieces_of
from assistant.likely import likely
from assistant.pieces import segments
from assistant.scene import Found, Scene
from assistant.support import CLAUSES, COVER, LIKED, MEANT
from assistant.wordcheck import added_negation, exchanged
from index.plan import Span
from index.quantity import Quantity, find_quantities, same
from index.script import fold

CLAIM = 4
"""Characters of a claim that is worth repeating."""
SURE = 0.75
"""Chance of a clause from which it is what an English question is about."""
GRANTED = 0.5
"""Cover that a sentence must have to bear out what a question takes for a rule (要求, 规定, 允许)."""
NEGATED = 3
"""Characters before a word in which a negation is of that word."""
_SETTLED = {"元": "元", "块": "元", "%": "%"}
"""Units of what a plan sets, fees, pay and shares, by what an asker says for them; other numbers of a question may
tell of the asker's own case."""
_NUMBER = re.compile(r"[\d.]+")
BESIDE = 0.85
"""Share of the best sentence's score that one of another clause must reach to be told beside a wrong premise."""
NEAR = 0.5
"""Share of the words of what is claimed that must stand in the sentence that makes the claim."""


def compose_why(scene: Scene) -> Draft:
    """The plan's words if a sentence found makes the claim (取消校长行政级别); else what it says instead."""
    claim = pattern("why", "claims").search(scene.question.folded)
    denied = _contradicted(scene)
    if claim is not None and not denied and (_borne_out(scene, claim.group()) or _falls(scene)):
        return compose_fact(scene)
    if denied:
        claim = pattern("why").search(scene.question.folded)
    if claim is None and not _figure_granted(scene):
        found = scene.found(scene.hits[:CLAUSES])
        least = GRANTED if has(scene.question.folded, "why", "granted") else COVER
        known = any(one.cover >= least or (one.meant >= MEANT and least == COVER) for one in found[:5])
        if known or _sure_in_english(scene, found) or has(scene.question.folded, "everyday"):
            return compose_fact(scene)
    found = scene.found(scene.hits[:CLAUSES])
    if not found or found[0].cover < 0.2:
        return missing(scene, "no_evidence", "no_evidence")
    why = pattern("why").search(scene.question.folded)
    start = claim.start() if claim and claim.group() != (why and why.group()) else why.end() if why else 0
    if why and len(scene.question.folded) - start <= CLAIM:
        start = why.end()
    said = scene.question.folded[start:].strip(" ?？。!！了呢的要会嘛啊呀哦咯啦")
    return put_right(scene, found, _told(said))


def _figure_granted(scene: Scene) -> bool:
    """Whether a question takes an amount of money or a share for settled (定成800元) that none of its plans has."""
    told = [one for one in find_quantities(scene.question.folded) if one.kind == "amount"]
    claimed = [replace(one, unit=_SETTLED[one.unit]) for one in told if one.unit in _SETTLED]
    if not claimed or not scene.question.plans:
        return False
    return not in_the_plans(scene, claimed)


def in_the_plans(scene: Scene, claimed: Sequence[Quantity]) -> bool:
    """Whether a clause of the plans asked about gives one of these amounts."""
    texts = (clause.text for plan in scene.plans for clause in plan.clauses)
    given = [one for text in texts for one in find_quantities(text) if one.kind == "amount"]
    return any(same(one, other) for one in claimed for other in given)


def _sure_in_english(scene: Scene, found: Sequence[Found]) -> bool:
    """Whether one clause most probably answers an English question, whose words no plan has, and comes near it."""
    first = next(iter(likely(scene, found)), None)
    if first is None or scene.question.language != "en" or has(scene.question.folded, "why", "granted"):
        return False
    return first.chance >= SURE and max(one.like for one in first.sentences) >= LIKED


def put_right(scene: Scene, found: Sequence[Found], claim: str) -> Draft:
    """Says that the plan has no such rule as ``claim`` (empty: it cannot be repeated), and what it says instead."""
    told = {one.piece.clause.id: one for one in reversed(found) if one.score >= BESIDE * found[0].score}
    pieces = tuple(one.piece for one in sorted(told.values(), key=lambda one: -one.score))[:2]
    key = "not_planned" if scene.question.kind == kinds.POLICY else "false_premise" if claim else "no_such_rule"
    return missing(scene, "false_premise", key, pieces, claim=claim)


def _told(said: str) -> str:
    """What the question claims, up to its first number (an answer's numbers are a plan's); empty for too little."""
    words = re.split(r"[\d，,。；;]", said)[0].strip()[:30]
    return words if len(words) >= CLAIM else ""


def _contradicted(scene: Scene) -> bool:
    """Whether the sentence most about the question forbids or negates what it takes for granted (允许 … 不得)."""
    found = scene.found(scene.hits[:CLAUSES])
    if not found:
        return False
    asked = scene.question.folded
    piece = found[0].piece
    text = scene.text_of(piece.clause)
    parts = [text[span.start : span.end] for span in segments(text, Span(piece.start, piece.end))]
    about = [part for part in parts if scene.ground.cover(part) > 0]
    change = pattern("why", "changes").search(asked)
    if change is not None and any(negated(change.group(), part) for part in about):
        return True
    granted = has(asked, "why", "granted")
    return granted and any(added_negation(part, asked) or exchanged(asked, part) for part in about)


def negated(word: str, text: str) -> bool:
    """Whether ``word`` stands in folded ``text`` behind a negation everywhere (三年内不上调)."""
    found = [match.start() for match in re.finditer(re.escape(word), text)]
    return bool(found) and all(added_negation(text[max(0, at - NEGATED) : at + len(word)], word) for at in found)


def _falls(scene: Scene) -> bool:
    """Whether a fall is asked about and the plan's own figure falls (总体近视率 48.9 → 46)."""
    if not has(scene.question.folded, "why", "fall"):
        return False
    first = scene.hits[0].clause.id if scene.hits else ""
    records = [*matching(scene.question, scene.library, [plan.id for plan in scene.plans])]
    records = records or [*scene.library.indicators_of(first)]
    pairs = [
        (one.baseline, one.target)
        for one in records
        if _NUMBER.fullmatch(one.baseline) and _NUMBER.fullmatch(one.target)
    ]
    return any(Decimal(target) < Decimal(baseline) for baseline, target in pairs)


def ends_something(scene: Scene) -> bool:
    """Whether the question asks if something is done away with (会取消中考吗) of which no clause found speaks."""
    claim = pattern("why", "ends").search(scene.question.folded)
    return claim is not None and not _borne_out(scene, claim.group())


def _borne_out(scene: Scene, word: str) -> bool:
    if word.isascii():
        return _done(scene, _ended(word))
    own = [term for term in scene.ground.own if not any(set(way) & set(word) for way in term.ways)]
    total = sum(term.weight for term in own)
    if not total:
        return False
    for hit in scene.hits[:CLAUSES]:
        for piece in pieces_of(hit.clause):
            text = fold(piece.text)
            held = sum(term.weight for term in own if any(way in text for way in term.ways))
            if word in text and held >= NEAR * total and not negated(word, text):
                return True
    return False


def _done(scene: Scene, verbs: Sequence[str]) -> bool:
    """Whether a part of a sentence found does with one of ``verbs`` what an English question speaks of."""
    for hit in scene.hits[:CLAUSES]:
        for part in re.split("[，,；;。]", scene.text_of(hit.clause)):
            about = scene.ground.cover(part) >= NEAR or scene.ground.meant(part) >= MEANT
            if about and any(verb in part and not negated(verb, part) for verb in verbs):
                return True
    return False


def _ended(word: str) -> list[str]:
    """How plans say what an English verb says (remove: 取消, 停止)."""
    groups = (told for asked, told in table("premise")["ends"] if re.search(asked, word))
    return [way for told in groups for way in told.split("|")]
