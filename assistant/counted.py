"""The thing that a question counts (多少所公办小学, 公办小学有几所), and the numbers of a text that count just it."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.cues import table
from assistant.likeness import plain
from index.quantity import Quantity

_COUNTER = "[所个家座块枚面名位支间处项门]"
_BEHIND = re.compile(f"(?:多少|几|好多){_COUNTER}?的?(?=(?P<noun>[\u4e00-\u9fff]{{2,10}}))")
_BEFORE = re.compile(
    "(?P<noun>[\u4e00-\u9fff]{2,10}?)(?:一共|总共|共|现在?|目前|各|都|也|还|分别|要|会|将|打算|准备|计划|新|改扩?|扩|增|再)*"
    f"(?:建设?|设|办|增|有|是|达到?|为)*了?(?:多少|几|好多){_COUNTER}"
)
_SUCH = re.compile(
    f"(?:多少|几|好多){_COUNTER}(?P<noun>[\u4e00-\u9fff]{{2,6}}?)是(?P<which>[\u4e00-\u9fff]{{2,6}}?)的?[?？。]*$"
    f"|(?P<whole>[\u4e00-\u9fff]{{2,6}}?)(?:里面?|当?中)?有?(?:多少|几|好多){_COUNTER}是(?P<part>[\u4e00-\u9fff]{{2,6}}?)的?[?？。]*$"
)
"""有几所幼儿园是普惠的: of the 普惠 ones."""
_VERB = re.compile("^(?:新建|改扩?建|扩建|建设|建成|建立|创建|新增|增加|培养|培育|选树|打造|组建|成立|招聘|获得)(?=..)")
_AND, _AND_AT_END = re.compile("[和与及、]+"), re.compile("[和与及、]+$")
REACH = 24
"""Characters beside a number in which the name of what it counts stands."""


@lru_cache(maxsize=256)
def nouns_asked(folded: str, focus: tuple[str, ...]) -> tuple[str, ...]:
    """What the folded question counts, each a run of its content in one word for what plans call by several; empty
    where it counts nothing, or anything (学校, 项目)."""
    if such := _SUCH.search(folded):
        noun = such["noun"] or next((run for run in focus if such["whole"].endswith(run)), "")
        return (plain((such["which"] or such["part"]) + noun),)
    found: list[str] = []
    for match in _BEHIND.finditer(folded):
        right = match["noun"]
        while run := next((run for run in focus if len(run) > 1 and right.startswith(run)), ""):
            found.append(run)
            right = _AND.sub("", right[len(run) :], 1) if _AND.match(right[len(run) :]) else ""
    for match in _BEFORE.finditer(folded) if not found else ():
        left = match["noun"]
        while run := next((run for run in focus if len(run) > 1 and left.endswith(run)), ""):
            found.append(run)
            left = _AND_AT_END.sub("", left[: -len(run)]) if _AND_AT_END.search(left[: -len(run)]) else ""
    named = (_VERB.sub("", run) for run in found)
    return tuple(dict.fromkeys(plain(run) for run in named if not re.fullmatch(table("asked")["any_noun"], run)))


def counts(noun: str, text: str, value: Quantity) -> bool:
    """Whether a number of folded ``text`` counts what ``noun`` names and nothing narrower: 49所公办小学 and
    公办小学49所 are of 公办小学, 城区小学38所 is not of 小学."""
    if value.kind != "amount" or not noun:
        return False
    if plain(text[value.end : value.end + REACH]).startswith((noun, f"的{noun}")):
        return True
    whole = table("asked")["stock"]
    before = plain(re.sub(f"(?:{whole['counted']})+$", "", text[max(0, value.start - REACH) : value.start]))
    return re.search(f"(?:^|[^\u4e00-\u9fff]|{whole['whole']}|[有和及建其中]){re.escape(noun)}$", before) is not None


def narrower(noun: str, text: str, value: Quantity) -> bool:
    """Whether a number of folded ``text`` counts only some of what ``noun`` names: 城区小学38所 of 小学."""
    head = noun[-2:]
    before, behind = plain(text[max(0, value.start - REACH) : value.start]), plain(text[value.end : value.end + REACH])
    same = before.endswith(head) or re.match(f"[\u4e00-\u9fff]{{0,4}}{re.escape(head)}", behind) is not None
    return same and not counts(noun, text, value)
