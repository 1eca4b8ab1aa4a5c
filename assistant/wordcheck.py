"""Words that must not change in a restatement: places, modality, hedges, negation, opposites, and single edits."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from assistant.cues import table
from index.script import fold

ALIGNED = 0.5
"""Share of a segment's character pairs that a segment of the evidence must hold to be compared with it."""
CLOSE = 0.7
"""Share from which a segment is taken for the evidence's own words, so that a word changed in it is an edit."""
FAR = 8
"""Characters that must agree beside a number for another number in its place to be an edit of it."""
FEW = 4
"""In a short segment so many pairs may be lost all the same: one word exchanged."""

_PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2}(?:区|县|市|省|州|旗|镇)(?![级域内外属直里管])))")
_CUT = re.compile(r"[，,。；;！!？?\n：:—|]")
_QUOTES = re.compile(r"[“”\"「」『』‘’《》]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


def places(said: str, names: str) -> list[str]:
    """Places in folded ``said`` that ``names`` lacks; words that only end like one (社区) are none."""
    common = frozenset(table("places")["common"].split())
    reasons = []
    for place in _PLACE.findall(said):
        if place in names or place[1:] in common or place in common:
            continue
        reasons.append(f"place {place}")
    return reasons


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters of folded ``text``, within runs of Han characters, letters or digits."""
    return [run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]+|[a-z]+|\d+", text) for i in range(len(run) - 1)]


def _segments(text: str) -> list[str]:
    return [part for part in (one.strip() for one in _CUT.split(_QUOTES.sub("", text))) if part]


def wording(said: str, ground: str, names: str) -> list[str]:
    """Each segment of ``said`` against the segment of the evidence that is most like it. All folded; ``names`` is the
    evidence with the names that may be used of it."""
    others = [(other, set(pairs(other))) for other in _segments(ground)]
    firm = table("strength")["modality"]["words"]
    reasons = [f"modality {word}" for word in firm if word in said and word not in names]
    for segment in _segments(said):
        own = set(pairs(segment))
        if len(own) < 3:
            continue
        alike, best = max(((len(own & held), other) for other, held in others), default=(0, ""))
        share = alike / len(own)
        close = share >= CLOSE or (share >= ALIGNED and len(own) - alike <= FEW)
        if share >= ALIGNED:
            reasons += _modality(segment, best, close) + exchanged(segment, best)
        if close:
            reasons += _edits(segment, best, names)
            reasons += _negation(segment, best)
    return reasons


def _modality(segment: str, best: str, close: bool) -> list[str]:
    data = table("strength")["modality"]
    mine, theirs = ({word for word in data["words"] if word in text} for text in (segment, best))
    reasons = [f"modality {word}" for word in sorted(mine - theirs)]
    if close:
        lost = {word for word in (*data["words"], *data["hedges"]) if word in best and word not in segment}
        reasons += [f"{word} left out" for word in sorted(lost) if _within(word, segment, best)]
    return reasons


def _within(word: str, segment: str, best: str) -> bool:
    """Whether ``segment`` takes over words on both sides of ``word`` in ``best``, or all that follows it: what it
    quotes from behind the word only, or from before it, leaves the word out rightly."""
    at = best.find(word)
    before, after = best[max(0, at - 2) : at], best[at + len(word) : at + len(word) + 2]
    return (not before or before in segment) and bool(after) and after in segment


def exchanged(segment: str, best: str) -> list[str]:
    """Opposites of which ``segment`` has one and ``best`` the other."""
    reasons = []
    for a, b in table("strength")["opposites"]["pairs"]:
        for one, other in ((a, b), (b, a)):
            if one in segment and one not in best and other in best and other not in segment:
                reasons.append(f"{one} for {other}")
    return reasons


def _edits(segment: str, best: str, names: str) -> list[str]:
    """A word or number exchanged, or one put in that the evidence does not have, in a segment otherwise its own."""
    soft = soft_words()
    reasons = []
    blocks = SequenceMatcher(None, best, segment, autojunk=False).get_opcodes()
    for place, (kind, i, j, m, n) in enumerate(blocks):
        if kind not in ("replace", "insert"):
            continue
        left = blocks[place - 1][2] - blocks[place - 1][1] if place else 0
        right = blocks[place + 1][2] - blocks[place + 1][1] if place + 1 < len(blocks) else 0
        old, new = best[i:j], segment[m:n]
        if max(left, right) < 3 or not _word_like(new):
            continue
        if new.isdecimal() and left + right < FAR:
            continue
        sure = min(left, right) >= 1 or max(left, right) >= 5
        named = old in soft and new in names
        if kind == "replace" and sure and _word_like(old) and not named and not {old, new} <= soft:
            reasons.append(f"{new} for {old}")
        elif kind == "insert" and len(new) > 1 and new not in names and new not in soft:
            reasons.append(f"{new} put in")
    return reasons


def _word_like(text: str) -> bool:
    return text.isdecimal() or (_HAN_RUN.fullmatch(text) is not None and len(text) <= 6)


@cache
def soft_words() -> frozenset[str]:
    """Words that a restatement may put in, leave out or exchange for each other without changing what is said."""
    return frozenset(fold(word) for word in (*table("strength")["soft"]["words"].split(), *frame_words()))


@cache
def frame_words() -> frozenset[str]:
    """Words of the answerer's own sentences that carry no fact: those listed, and what stands between the gaps of its
    frames."""
    frames = table("frames")
    texts = (entry["zh"] for entry in frames.values() if isinstance(entry, dict))
    parts = (part for text in texts for part in re.split(r"\{\w+\}|[，。：；“”（）]", text))
    return frozenset(fold(word) for word in (*frames["frame_words"], *(part for part in parts if len(part) > 1)))


def _negated(text: str) -> list[tuple[str, int]]:
    """Negations in folded ``text`` with their places, those of fixed words (不断) left out."""
    opposites = table("strength")["opposites"]
    masked = re.sub(opposites["not_negation"], lambda match: "　" * len(match.group()), text)
    return [(match.group(), match.start()) for match in re.finditer(opposites["negations"], masked)]


def added_negation(segment: str, best: str) -> bool:
    """Whether ``segment`` negates and ``best`` does not."""
    return bool(_negated(segment)) and not _negated(best)


def _negation(segment: str, best: str) -> list[str]:
    """A negation put in, or one left out from between words that the segment takes over."""
    mine, theirs = _negated(segment), _negated(best)
    reasons = []
    if len(mine) > len(theirs):
        reasons.append("negation put in")
    for word, at in theirs:
        before, after = best[max(0, at - 2) : at], best[at + len(word) : at + len(word) + 2]
        if len(mine) < len(theirs) and after in segment and before in segment and word not in segment:
            reasons.append(f"negation {word} left out")
    return reasons
