"""Words of a restatement that its evidence does not have: opposites, words exchanged, and words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise

from assistant.breaks import PART, dense, han_words, pairs
from assistant.claimword import added, plain, same_sense
from assistant.cues import table
from assistant.numbercheck import counts_itself
from assistant.polarity import negations, strength_words
from assistant.sameword import general, neutral, restates, spelt_out
from index.alternation import any_of
from index.quantity import find_quantities, same
from index.script import fold
from index.words import part_of_speech

ALIGNED = 0.4
"""Share of a segment's character pairs that a segment of the evidence must hold to be compared with it."""
BESIDE = 2
"""Characters that must agree on both sides of a word for another in its place to be an edit."""
NAME = 8
"""Characters of the longest name of a place."""

_CUT = re.compile(r"[，,。；;！!？?\n：:—|…()]")
_STOP = re.compile(r"[。；;]")
"""Ends a sentence, not a table's row: its cells are of one thing."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_SHARES = re.compile(r"[一二三四五六七八九十\d]+[个大]?(?:部分|方面)")


def wording(said: str, ground: str, names: str) -> list[str]:
    """Each segment of ``said``: opposites against the segment of the evidence most like it, and its own words against
    ``names``, the evidence with the names that may be used of it. All folded."""
    over = names.removeprefix(ground)
    held, context = dense(names), dense(over)
    others = [(other, set(pairs(other)), find_quantities(other)) for other in _segments(ground)]
    reasons: list[str] = []
    for part in _segments(said):
        if part in held:
            continue
        own = set(pairs(part))
        given = [one for one in find_quantities(part) if one.kind == "amount"]
        ranked = (
            (any(same(one, other) for one in given for other in known), len(own & words), text)
            for text, words, known in others
        )
        _, alike, best = max(ranked, default=(False, 0, ""))
        if own and alike >= ALIGNED * len(own):
            reasons += [*exchanged(part, best), *_replaced(part, best, context)]
        own_words = unnamed(part, over, " ")
        reasons += [f"{word} put in" for word in added(foreign(own_words, held), content(own_words), ground)]
    return reasons


def unnamed(said: str, context: str, gap: str = "") -> str:
    """Folded ``said`` without the names over its evidence (``context``, one a line): it is not they that a word of
    strength governs, nor do they make a word with what follows (a county's name before 县一中)."""
    for name in sorted(filter(None, context.split("\n")), key=len, reverse=True):
        said = said.replace(name, gap) if 1 < len(name) <= NAME else said
    return said


def astray(said: str, evidence: Sequence[str], names: str) -> list[str]:
    """Words that ``said`` puts with a number and that the sentence of the evidence that gives the number lacks, nor
    any name over it has. All folded."""
    windows = [part for text in evidence for part in _STOP.split(text) if part.strip()]
    held = [(dense(part), find_quantities(part)) for part in windows]
    reasons = []
    whole = dense("\n".join(evidence))
    for part in PART.split(said):
        given = [] if dense(part) in whole else [one for one in find_quantities(part) if one.kind == "amount"]
        told = [one for one in given if not counts_itself(one, part, said)]
        near = [text for text, known in held if told and any(same(one, other) for one in told for other in known)]
        if near:
            told_here = dense(part)
            strange = foreign(told_here, f"{''.join(near)}\n{dense(names)}")
            reasons += [f"{word} elsewhere" for word in added(strange, content(told_here), "\n".join(near))]
    return reasons


def _segments(text: str) -> list[str]:
    return [part for part in (one.strip() for one in _CUT.split(dense(text))) if part]


def exchanged(part: str, best: str) -> list[str]:
    """Opposites of which ``part`` has one and ``best`` the other."""
    reasons = []
    for a, b in table("check")["opposites"]["pairs"]:
        for one, other in ((a, b), (b, a)):
            if one in part and one not in best and other in best and (other not in part or len(one) > 3):
                reasons.append(f"{one} for {other}")
    return reasons


def _replaced(part: str, best: str, context: str) -> list[str]:
    """A word exchanged for another between words that are the evidence's own; names over it (``context``) are none."""
    reasons = []
    blocks = SequenceMatcher(None, best, part, autojunk=False).get_opcodes()
    for place, (kind, i, j, m, n) in enumerate(blocks):
        old, new = best[i:j], part[m:n]
        if kind != "replace" or not (_says(old) and _says(new)) or restates(new, old) or restates(old, new):
            continue
        if all(word in best or word in context for word in content(new)):  # moved, not exchanged
            continue
        if _kept(content(new), content(old), part, best):
            continue
        if _reworded(content(new), content(old), best):
            continue
        left = blocks[place - 1][2] - blocks[place - 1][1] if place else 0
        right = blocks[place + 1][2] - blocks[place + 1][1] if place + 1 < len(blocks) else 0
        if (left >= BESIDE and right >= BESIDE) or (not place and right >= 2 * BESIDE):
            reasons.append(f"{new} for {old}")
    return reasons


def _kept(new: Sequence[str], old: Sequence[str], part: str, best: str) -> bool:
    """Whether nothing has gone for ``new``: ``old`` stands elsewhere in ``part``, or says nothing of its own."""
    gone = [word for word in old if word not in general()]
    return not gone or (all(word in part for word in gone) and all(plain(word, best) for word in new))


def _reworded(new: Sequence[str], old: Sequence[str], best: str) -> bool:
    """Whether ``new`` puts ``old`` in other words: plain ones for several, or a like one for one."""
    if not strength_words() & set(old):  # 可以 for 应当 is another strength; beside none it has its own check
        new = [word for word in new if word not in strength_words()]
    if not all(plain(word, best) for word in new):
        return False
    if all(part_of_speech(word) == "r" for word in new):  # 他们
        return True
    return len(new) != 1 or len(old) > 1 or (len(old) == 1 and same_sense(new[0], old[0]))


def _says(text: str) -> bool:
    return _HAN_RUN.fullmatch(text) is not None and len(text) <= 6 and any(len(word) > 1 for word in content(text))


def added_negation(part: str, best: str) -> bool:
    """Whether ``part`` negates and ``best`` does not."""
    return bool(negations(part)) and not negations(best)


def foreign(part: str, held: str) -> list[str]:
    """Words of ``part`` that ``held`` has neither as such nor in another form, and that say something."""
    measures = measured(part)
    words = [word for word in content(part) if len(word) > 1 and word not in measures]
    expanded = {word for pair in pairwise(words) if spelt_out(*pair, held) for word in pair}
    own = (word for word in words if word not in held and word not in strength_words() and word not in expanded)
    return [word for word in own if not restates(word, held)]


def measured(text: str) -> frozenset[str]:
    """What the numbers of ``text`` measure (资金 of 3万元): names that say no more than the number."""
    return frozenset(word for one in find_quantities(text) for word in table("check")["measures"].get(one.unit, ()))


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """The words of folded ``text`` that say something: numbers with their units and neutral words left out."""
    for one in reversed(find_quantities(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    text = _phrases().sub(" ", _SHARES.sub(" ", text))
    return tuple(word for word in han_words(text) if word not in neutral())


@cache
def _own_words(computed: bool) -> re.Pattern[str]:
    """What stands between the gaps of the answerer's frames; of superlatives only where they were computed."""
    frames = {key: entry["zh"] for key, entry in table("frames").items() if isinstance(entry, dict)}
    texts = (text for key, text in frames.items() if computed or key not in ("highest", "lowest", "equal"))
    parts = {fold(part) for text in texts for part in re.split(r"\{\w+\}|[，。：；“”（）]", text)}
    return any_of(one for one in parts if len(one) > 2)


def without_frames(said: str, computed: bool) -> str:
    """Folded ``said`` without the answerer's own words, which say how a plan puts a thing (没有承诺结果)."""
    return _own_words(computed).sub(" ", said)


@cache
def _phrases() -> re.Pattern[str]:
    """Neutral words too long to be cut out as one word."""
    return any_of(one for one in neutral() if len(one) > 3)
