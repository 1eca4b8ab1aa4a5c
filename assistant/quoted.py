"""Names that a question puts in quotation marks or 《》 (“蓝鲸阅读计划”) and that no plan asked about has."""

from __future__ import annotations

import re
from functools import cache

from assistant import kinds
from assistant.ground import folded_text
from assistant.misspelt import slip
from assistant.quotation import LETTERS, QUOTED, is_time, quoted_by
from assistant.scene import Scene
from index.plan import Plan
from index.quantity import find_quantities
from index.script import fold
from index.thesaurus import concepts

KINDS = frozenset({kinds.FACT, kinds.LIST, kinds.POLICY, kinds.WHY, kinds.NUMBER, kinds.RESPONSIBLE})
"""Questions about a matter of the plans."""
SHARE = 0.75
"""Share of a name's pairs of characters (of an English name's words) that one clause must have to speak of it: names
are quoted from memory."""

_ENGLISH = re.compile('[“"]([^“”"?!]{3,60}?)[,.]?[”"]')

_DICTATED = re.compile(
    "(?:请|先|只|都|必须|务必|一律|开头|结尾|末尾|最后|一遍|一句)[^，。；？?！!“”]{0,8}"
    "(?:说|写|答|输出|重复|复述|念|加)[^，。；？?！!“”]{0,4}$|(?:一遍|一句)[:：]?$"
    r"|(?:^|[.,;:!?]\s*|\b(?:please|then|first|and|just|only|with)\s+)"
    r"(?:say|write|print|repeat|output|reply|answer|begin|start|end)(?:\s+\w+){0,2}\s*:?\s*$",
    re.IGNORECASE,
)
"""Before a quote: it is what the answer is told to say, and no name."""


_SAYS = re.compile(
    "(?:说|讲|道|问|喊|吓|骂|劝|念叨|告诉|传|回|答|嘀咕)[^，。；？?！!“”「」]{0,6}[:：,，]?$"
    r"|\b(?:says?|said|told|tells|claims?|heard|shouted|asked|keeps? saying|wrote)\b[^.;?!“”]{0,16}$",
    re.IGNORECASE,
)
_PLAN = re.compile(
    "(?:规划|计划|方案|文件|通知|里|中|上)[^，。；？?！!“”]{0,8}$|\\b(?:plan|document|programme)\\b[^.;?!“”]{0,24}$",
    re.I,
)
_PERSON = re.compile("[我你他她咱俺您]|[了吧嘛啊哦呢吗呀哟]$")


def _spoken(before: str, quote: str) -> bool:
    """Whether a quote is what somebody said (邻居老说“学校不贴出来”) and no name, unless the plan is said to say it."""
    return bool(_PERSON.search(quote)) or (bool(_SAYS.search(before)) and not _PLAN.search(before))


def missing_name(scene: Scene) -> str:
    """The first name quoted in the question, as it stands there, where the plans asked about have none of those
    quoted; else empty."""
    if scene.question.kind not in KINDS:
        return ""
    english = scene.question.language == "en"
    asked = scene.question.standalone
    held = list((_ENGLISH if english else QUOTED).finditer(asked))
    if any(_DICTATED.search(asked[: match.start()]) for match in held):
        return ""
    told = [match for match in held if not _spoken(asked[: match.start()], quoted_by(match))]
    names = [name for name in map(quoted_by, told) if not is_time(name)]
    said = says_english if english else _says
    if any(_states(name, english) for name in names):
        return ""
    if any(len(name) < LETTERS or any(said(scene, plan, fold(name)) for plan in scene.plans) for name in names):
        return ""
    return names[0] if names else ""


def _states(quote: str, english: bool) -> bool:
    """Whether a quote holds an amount: it is somebody's claim and no name, and an answer does not repeat it."""
    found = [one for one in find_quantities(quote) if one.kind == "amount" and one.unit != "年"]
    return any(english or one.unit for one in found)


def _says(scene: Scene, plan: Plan, name: str) -> bool:
    """Whether a clause of ``plan``, with the headings over it, or its title has most of a folded ``name``, all of it
    but for a slip of the pen, or a way in which the field calls the same thing (托管: 课后服务)."""
    plain = re.sub(r"[\W_]", "", name)
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    ways = _official().get(name, ())
    for text in _texts(scene, plan):
        bare = re.sub(r"[\W_]", "", text)
        if sum(pair in bare for pair in pairs) >= SHARE * len(pairs) or any(way in text for way in ways):
            return True
        if slip(plain, bare):
            return True
    return False


@cache
def _official() -> dict[str, tuple[str, ...]]:
    """Folded words for a concept → the folded ways in which plans call all that they may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for concept in concepts():
        official = tuple(map(fold, (concept.term, *concept.also)))
        for word in dict.fromkeys((*official, *map(fold, concept.everyday))):
            found[word] = (*found.get(word, ()), *official)
    return found


def says_english(scene: Scene, plan: Plan, name: str) -> bool:
    """The same of an English name, whose words a dictionary must know to tell."""
    words = scene.ground.spoken(name)
    if not words:
        return True
    return any(
        sum(any(way in text for way in ways) for ways in words) >= SHARE * len(words) for text in _texts(scene, plan)
    )


def _texts(scene: Scene, plan: Plan) -> list[str]:
    """Folded title of the plan, then its clauses, each with the headings over it."""
    return [
        fold(plan.title),
        *(f"{folded_text(clause)} {scene.heading(clause)}" for clause in plan.clauses),
    ]
