"""What a question takes for granted (决定关闭民办园，孩子怎么安置): corrected where no clause says so."""

from __future__ import annotations

import re

from assistant import kinds
from assistant.claimed import say_claim
from assistant.compose_why import in_the_plans, put_right
from assistant.cues import table
from assistant.decline import quoted
from assistant.draft import Draft
from assistant.ground import pieces_of
from assistant.quoted import says_english
from assistant.scene import Scene
from assistant.support import CLAUSES
from assistant.wordcheck import added_negation
from index.quantity import Quantity, find_quantities, same
from index.script import fold
from index.words import segment

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.NUMBER, kinds.RESPONSIBLE, kinds.ELSEWHERE})
"""Questions that may take something for granted; a 为什么 or a yes-or-no question is looked at where it is answered."""
NEAR = 0.5
"""Share of what is claimed that the sentence with its verb must hold."""
APART = 24
"""Characters within which the verb and what it is said of must stand."""
CLAIM, LONG = 4, 30
"""Characters of a claim that is worth repeating, and to which it is cut."""
NOUN = 6
"""Characters behind a number in which what it counts stands."""
FIRST = 5
"""Best sentences that may give the figure a question states."""
ABSENT = 0.5
"""Share of a stated decision's words that no sentence found may lack."""
OF, SAID = 8, 0.3
"""Characters between 每, 均 … and whom it is said of; cover that a sentence must have beside to be of the matter."""
WITHIN = 4
"""Characters between the words of a thing that is named."""
MANY = 5
"""Number from which a plan gives a number and no list."""
_THOSE = re.compile("[那这](?P<many>[\\d一二三四五六七八九十百千万两]+[所家名位座栋间])")
_HEARD = re.compile("^(?:我)?(?:听说|据说|听讲|都说|都在传|网上说|有人说|既然|不是说)[，,]?")
NEGATED = 3
"""Characters before a verb in which a negation is of that verb."""


def correct_premise(scene: Scene) -> Draft | None:
    """The correction of a premise that the plans do not bear out; None where there is none, or where they do."""
    if scene.question.kind not in KINDS or not scene.hits:
        return None
    if (stated := _of_every(scene)) is not None:
        return stated
    if _so_many(scene) or _no_such(scene):
        return _corrected(scene, "")
    claim = _claim(scene.question.folded)
    if not claim:
        return _stated_figure(scene)
    verbs = next((group for group in table("premise")["ends"] if re.search(group[0], claim)), None)
    if verbs is not None and not _borne_out(scene, claim, verbs):
        return _corrected(scene, claim)
    if verbs is None and _invented(scene, claim):
        return _corrected(scene, claim)
    return _other_figure(scene) or _stated_figure(scene)


def _no_such(scene: Scene) -> bool:
    """Whether a plan is said to speak of a thing (方案里要修的那所国际学校) that it never names, though its words are
    official ones."""
    folded = scene.question.folded
    found = next((match for cue in table("premise")["the"] if (match := re.search(cue, folded))), None)
    if found is None or not scene.question.plans:
        return False
    if scene.question.language == "en":
        return not any(says_english(scene, plan, found["what"]) for plan in scene.plans)
    words = [word for word in segment(found["what"]) if len(word) > 1]
    texts = [scene.text_of(clause) for plan in scene.plans for clause in plan.clauses]
    known = all(any(word in text for text in texts) for word in words)
    beside = re.compile(f"[^，,。；;、]{{0,{WITHIN}}}".join(map(re.escape, words)))
    return bool(words) and known and not any(beside.search(text) for text in texts)


def _so_many(scene: Scene) -> bool:
    """Whether a question speaks of so many schools or people as known (那20所小学) whom its plans do not count so; few
    ones a plan may list one by one."""
    found = _THOSE.search(scene.question.folded)
    if found is None or not scene.question.plans:
        return False
    claimed = [one for one in find_quantities(found["many"]) if one.kind == "amount" and one.value >= MANY]
    return bool(claimed) and not in_the_plans(scene, claimed)


def _stated_figure(scene: Scene) -> Draft | None:
    """The correction of a figure that a question states of the district before it asks (每年新建十所，钱从哪来): where
    the sentences most about it count the same thing otherwise. Not of what the asker says of a child."""
    statement, _, asks = scene.question.folded.replace("，", ",").partition(",")
    if not asks or not _shows("figure", statement) or _shows("open", statement) or _shows("own", statement):
        return None
    claimed = [one for one in find_quantities(statement) if one.kind == "amount" and one.unit]
    for found in scene.found(scene.hits[:CLAUSES])[:FIRST]:
        text = fold(found.piece.text)
        given = [one for one in find_quantities(text) if one.kind == "amount"]
        pairs = [(a, b) for a in claimed for b in given if a.unit == b.unit and _one_noun(statement, a, text, b)]
        if any(a.value == b.value or same(a, b) for a, b in pairs):
            return None
        if pairs:
            scene.page.frame(scene.say("not_this_value"))
            scene.page.items([quoted(scene, found.piece)])
            return scene.page.draft("answered", "false_premise")
    return None


def _one_noun(a: str, first: Quantity, b: str, second: Quantity) -> bool:
    """Whether two numbers count the same thing: what stands behind them shares two characters."""
    behind, other = a[first.end : first.end + NOUN], b[second.end : second.end + NOUN]
    return any(behind[at : at + 2] in other for at in range(len(behind) - 1))


def _claim(folded: str) -> str:
    """The part of a question that states something, before what it asks; empty where it only asks."""
    if _shows("open", folded):
        return ""
    for cue in table("premise")["cues"]:
        found = re.search(cue, folded)
        if found:
            return found.group("claim").strip(" ，,")
    return ""


def _of_every(scene: Scene) -> Draft | None:
    """The correction of what is stated of every one of a kind (每位教师发……) where no sentence found says anything of
    every such one; None where none is stated, or one does."""
    folded = scene.question.folded
    found = next((match for cue in table("premise")["every"] if (match := re.search(cue, folded))), None)
    if found is None or _shows("open", folded) or _shows("asks", found.group("claim")):
        return None
    ways = scene.ground.first_matter(found.group("whom"), scene.question.language)
    if not ways:
        return None
    named = "|".join(map(re.escape, ways))
    before, behind = table("premise")["before"], table("premise")["behind"]
    every = re.compile(f"(?:{before})[^，,。；;、]{{0,{OF}}}(?:{named})|(?:{named})[^，,。；;、]{{0,{OF}}}(?:{behind})")
    most = len(scene.ground.lacking("")) // 2
    for hit in scene.hits[:CLAUSES]:
        for piece in pieces_of(hit.clause):
            text = fold(piece.text)
            if every.search(text) and scene.ground.cover(text) >= SAID and len(scene.ground.lacking(text)) <= most:
                return None
    return _corrected(scene, found.group("claim").strip(" ，,"))


def _shows(key: str, folded: str) -> bool:
    return any(re.search(one, folded) for one in table("premise")[key])


def _borne_out(scene: Scene, claim: str, verbs: list[str]) -> bool:
    """Whether a sentence found says, near such a verb that is not negated, most of what it is said of."""
    verb = re.compile(verbs[1])
    rest = re.sub(verbs[0], " ", claim)
    terms = [term for term in scene.ground.own if _part_of(term.ways, rest)] or list(scene.ground.own)
    total = sum(term.weight for term in terms)
    for hit in scene.hits[:CLAUSES]:
        for piece in pieces_of(hit.clause):
            text = fold(piece.text)
            for found in verb.finditer(text):
                around = text[max(0, found.start() - APART) : found.end() + APART]
                held = sum(term.weight for term in terms if any(way in around for way in term.ways))
                before = text[max(0, found.start() - NEGATED) : found.end()]
                if held >= NEAR * total and not added_negation(before, found.group()):
                    return True
    return False


def _part_of(ways: tuple[str, ...], claim: str) -> bool:
    return any(way in claim for way in ways)


def _invented(scene: Scene, claim: str) -> bool:
    """Whether a decision is stated of whose words no sentence found has even half."""
    if not _shows("decided", scene.question.folded):
        return False
    words = [word for word in scene.ground.lacking("") if word in claim]
    found = scene.found(scene.hits[:CLAUSES])[:5]
    texts = [scene.text_of(one.piece.clause) + scene.heading(one.piece.clause) for one in found]
    lacked = [sum(word in scene.ground.lacking(text) for word in words) for text in texts]
    return bool(words) and min(lacked, default=0) > ABSENT * len(words)


def _other_figure(scene: Scene) -> Draft | None:
    """A list or a duty asked for with a figure that the plan gives otherwise (规定每天锻炼3小时，怎么落实)."""
    if scene.question.kind not in (kinds.LIST, kinds.RESPONSIBLE):
        return None
    found = scene.found(scene.hits[:CLAUSES])[:2]
    reason = say_claim(scene, found)
    if not reason:
        return None
    scene.page.items([quoted(scene, one.piece) for one in found[:1]])
    return scene.page.draft("answered", reason)


def _corrected(scene: Scene, claim: str) -> Draft:
    found = scene.found(scene.hits[:CLAUSES])
    said = _HEARD.sub("", re.split(r"\d", claim)[0]).strip(" ，,")[:LONG]
    return put_right(scene, found, said if len(said) >= CLAIM else "")
