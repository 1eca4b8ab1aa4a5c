"""Words of a restatement that its evidence does not have: places, bodies, opposites, and words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from assistant.claimword import added, plain, same_sense
from assistant.cues import table
from assistant.numbercheck import counts_itself, quantities
from assistant.polarity import dense, negations, pairs, strength_words
from index.quantity import same
from index.script import fold
from index.words import part_of_speech, segment

ALIGNED = 0.4
"""Share of a segment's character pairs that a segment of the evidence must hold to be compared with it."""
BESIDE = 2
"""Characters that must agree on both sides of a word for another in its place to be an edit."""
GAP = 2
"""Characters that an abbreviation may leave out (初中 for 初级中学)."""

NAME = 8
"""Characters of the longest name of a place."""
LIST = 6
"""Characters that it may leave out before its last one (提名权 for 提名考察聘任权)."""

_PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2}(?:区|县|市|省|州|旗|镇)(?![级域内外属直里管])))")
_CUT = re.compile(r"[，,。；;！!？?\n：:—|…()]")
_COMMA, _STOP = re.compile(r"[，,。；;！!？?\n：:…|]"), re.compile(r"[。；;]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_BODY = re.compile(
    r"[区县市省](?:委|[\u3400-\u9fff]{1,8}?(?:局|委员会|委|办公室|办|厅|处|联|部|政府))"
    r"(?=$|[、和及与等，,。；;)牵负承主共联组统])"
)
_EACH = re.compile(r"每(?:半年|学期|学年|季度|[两三]年|[年月周天日生人校班所])")
_POST = re.compile(r"(副)?(组长|主任|部长|局长|区长|书记)(?:为|是|由|:|之一为|之一是)\s*([\u3400-\u9fff]{2,3})")
_DOUBLE = re.compile(r"([\u3400-\u9fff\d]{2,8})(?:、|和|及|与|到|至)\1")
_NUMERALS = dict(zip("一两二三四五六七八九", "1223456789", strict=True))
_SHARES = re.compile(r"[一二三四五六七八九十\d]+[个大]?(?:部分|方面)")
_SAME_EACH = {
    "每年": ("逐年",),
    "每日": ("每天",),
    "每人": ("人",),
    "每生": ("生",),
    "每所": ("校校",),
    "每班": ("班班",),
}


def places(said: str, names: str) -> list[str]:
    """Places in folded ``said`` that ``names`` lacks; words that only end like one (社区) are none."""
    common = frozenset(table("places")["common"].split())
    reasons = []
    for place in _PLACE.findall(said):
        if (
            place in names
            or place[1:] in common
            or place in common
            or place[:2] in neutral()
            or place[0] in "在从到由向于和与及"
            or place[1] in "位和是为及与有括由在把被向从对给到以用经将"
        ):
            continue
        reasons.append(f"place {place}")
    return reasons


def bodies(said: str, names: str) -> list[str]:
    """Bodies named as answering for something (区教育局、区财政局) that ``names`` lacks."""
    held = dense(names)
    return [f"body {one}" for one in _BODY.findall(dense(said)) if one not in held]


def rhythm(said: str, ground: str) -> list[str]:
    """How often or for whom: 每学期, 每生 … that ``ground`` lacks."""
    found = dict.fromkeys(_EACH.findall(said))
    ways = {one: (one, f"/{one[1:]}", f"·{one[1:]}", *_SAME_EACH.get(one, ())) for one in found}
    return [f"per {one}" for one in found if not any(way in ground for way in ways[one])]


def doubled(said: str, ground: str) -> list[str]:
    """Members named twice side by side (初中、初中) where ``ground`` does not do so."""
    found = (match.group() for match in _DOUBLE.finditer(said))
    return [f"{one} put in" for one in found if one not in ground]


def roles(said: str, ground: str) -> list[str]:
    """Who holds a post: 组长 for the one whom ``ground`` names as 副组长, or a name it has not at all."""
    reasons = []
    for match in _POST.finditer(said):
        held = [post for post in _POST.finditer(ground) if post[3][:2] == match[3][:2]]
        unknown = match[3] not in ground and all(len(word) == 1 for word in segment(match[3]))
        if unknown or (held and not any(post[1] == match[1] and post[2] == match[2] for post in held)):
            reasons.append(f"{match[1] or ''}{match[2]}{match[3]}")
    return reasons


def wording(said: str, ground: str, names: str) -> list[str]:
    """Each segment of ``said``: opposites against the segment of the evidence most like it, and its own words against
    ``names``, the evidence with the names that may be used of it. All folded."""
    over = names.removeprefix(ground)
    held, context = dense(names), dense(over)
    others = [(other, set(pairs(other))) for other in _segments(ground)]
    reasons: list[str] = []
    for part in _segments(said):
        if part in held:
            continue
        own = set(pairs(part))
        alike, best = max(((len(own & known), other) for other, known in others), default=(0, ""))
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
    held = [(dense(part), quantities(part)) for part in windows]
    reasons = []
    whole = dense("\n".join(evidence))
    for part in _COMMA.split(said):
        given = [] if dense(part) in whole else [one for one in quantities(part) if one.kind == "amount"]
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
            if one in part and one not in best and other in best and other not in part:
                reasons.append(f"{one} for {other}")
    return reasons


def _replaced(part: str, best: str, context: str) -> list[str]:
    """A word exchanged for another between words that are the evidence's own; names over it (``context``) are none."""
    reasons = []
    blocks = SequenceMatcher(None, best, part, autojunk=False).get_opcodes()
    for place, (kind, i, j, m, n) in enumerate(blocks):
        old, new = best[i:j], part[m:n]
        if kind != "replace" or not (_says(old) and _says(new)) or _otherwise(new, old) or _otherwise(old, new):
            continue
        if all(word in best or word in context for word in content(new)):  # moved, not exchanged
            continue
        if _reworded(content(new), content(old), best):
            continue
        left = blocks[place - 1][2] - blocks[place - 1][1] if place else 0
        right = blocks[place + 1][2] - blocks[place + 1][1] if place + 1 < len(blocks) else 0
        if (left >= BESIDE and right >= BESIDE) or (not place and right >= 2 * BESIDE):
            reasons.append(f"{new} for {old}")
    return reasons


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
    own = (word for word in content(part) if len(word) > 1 and word not in held and word not in strength_words())
    return [word for word in own if not _otherwise(word, held)]


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """The words of folded ``text`` that say something: numbers with their units and neutral words left out."""
    for one in reversed(quantities(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    text = _phrases().sub(" ", _SHARES.sub(" ", text))
    words = (word for run in _HAN_RUN.findall(text) for word in segment(run))
    return tuple(word for word in words if word not in neutral())


def _otherwise(word: str, held: str) -> bool:
    """Whether ``held`` has ``word`` in parts, as an abbreviation's full form or by a synonym."""
    if any(way in held for way in ways(word)) or "、".join(word) in held:  # 省市区 for 省、市、区
        return True
    if word[0] in "各全每该本" and word[1:] in held:
        return True
    if word[0] in _NUMERALS and f"{_NUMERALS[word[0]]}{word[1:]}" in held:
        return True
    if len(word) == 3 and re.search(rf"{word[:2]}[\u3400-\u9fff]{{1,{LIST}}}{word[2]}", held):
        return True  # 提名权 for 提名聘任权
    if len(word) == 3 and word[:2] in neutral() and word[2] in held:
        return True  # cut across two words
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if len(word) > 2 and _known(left, held) and _known(right, held):
            return True
    if re.fullmatch("[和与及或由在][区县市省校]", word) and word[1] in held:
        return True  # cut across two words
    if len(word) == 2:
        return re.search(rf"{word[0]}[\u3400-\u9fff]{{1,{GAP}}}{word[1]}", held) is not None
    return False


def _known(part: str, held: str) -> bool:
    if part in neutral() or any(way in held for way in ways(part)):
        return True
    return len(part) > 1 and part in held


def ways(word: str) -> tuple[str, ...]:
    """Other words for ``word`` that say the same."""
    return _ways().get(word, ())


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    """Word → those that say the same."""
    found: dict[str, tuple[str, ...]] = {}
    for group in table("check")["same"]["groups"]:
        for word in group:
            found[word] = (*found.get(word, ()), *(other for other in group if other != word))
    return found


@cache
def neutral() -> frozenset[str]:
    """Words that a restatement may put in, leave out or exchange for each other without changing what is said."""
    return frozenset(fold(word) for word in (*table("check")["neutral"]["words"].split(), *frame_words()))


@cache
def _own_words(computed: bool) -> re.Pattern[str]:
    """What stands between the gaps of the answerer's frames; of superlatives only where they were computed."""
    frames = {key: entry["zh"] for key, entry in table("frames").items() if isinstance(entry, dict)}
    texts = (text for key, text in frames.items() if computed or key not in ("highest", "lowest", "equal"))
    parts = {fold(part) for text in texts for part in re.split(r"\{\w+\}|[，。：；“”（）]", text)}
    return re.compile("|".join(re.escape(one) for one in sorted(parts, key=len, reverse=True) if len(one) > 2))


def without_frames(said: str, computed: bool) -> str:
    """Folded ``said`` without the answerer's own words, which say how a plan puts a thing (没有承诺结果)."""
    return _own_words(computed).sub(" ", said)


@cache
def _phrases() -> re.Pattern[str]:
    """Neutral words too long to be cut out as one word."""
    return re.compile("|".join(re.escape(one) for one in sorted(neutral(), key=len, reverse=True) if len(one) > 3))


@cache
def frame_words() -> frozenset[str]:
    """Words of the answerer's own sentences that carry no fact: those listed, and what stands between the gaps of its
    frames."""
    frames = table("frames")
    texts = (entry["zh"] for entry in frames.values() if isinstance(entry, dict))
    parts = (part for text in texts for part in re.split(r"\{\w+\}|[，。：；“”（）]", text))
    return frozenset(fold(word) for word in (*frames["frame_words"], *(part for part in parts if len(part) > 1)))
