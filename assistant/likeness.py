"""Names of indicators: the same figure under another wording, and one that is defined differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.cues import table
from assistant.ground import grams
from index.plan import Indicator
from index.script import fold
from index.thesaurus import concepts
from index.thesaurus import named as named_concepts

ALIKE = 0.8
"""Share of their names' character pairs that two indicators must have in common to be of the same thing."""

NEAR = 0.5
"""Share of the words asked that a record's name must hold to be about the matter at all."""

_UNIT = re.compile(r"[(（][^()（）]{1,6}[)）]$")


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name folded, its unit off, one word for what plans call by several: 学前三年毛入园率 → 学前入园率."""
    text = _UNIT.sub("", fold(name).strip())
    for word, ways in table("asked")["same"]:
        text = re.sub(ways, word, text)
    return text


def says_nothing(part: str) -> bool:
    """Whether a part of a question (目标值) names no matter of its own."""
    return re.fullmatch(f"(?:{table('asked')['common'][1]})+", part) is not None


def same_thing(names: Sequence[str]) -> bool:
    """Whether all names mean one figure: 义务教育巩固率 and 九年义务教育巩固率 do, 普惠率 and 覆盖率 do not."""
    known = [set(grams([plain(one)])) for one in names]
    return all(len(a & b) >= ALIKE * max(len(a), len(b)) for a in known for b in known)


def other_stages(asked: str, told: str) -> bool:
    """Whether folded ``asked`` is about a stage of education (高中) and ``told`` only about another (初中)."""
    return any(
        mine and theirs and not mine & theirs for mine, theirs in zip(stages_of(asked), stages_of(told), strict=True)
    )


@lru_cache(maxsize=8192)
def stages_of(text: str) -> tuple[frozenset[str], ...]:
    """The stages that folded ``text`` names, for each set of stages that exclude each other."""
    return tuple(
        frozenset(one for one in stages if any(way in text for way in one.split("|")))
        for stages in table("asked")["stage"]
    )


@lru_cache(maxsize=8192)
def grams_of(name: str) -> Mapping[str, float]:
    """The character pairs of a plain name with their weights."""
    return grams([name])


def of_superior(asked: str, told: str) -> bool:
    """Whether folded ``asked`` is about a deputy (副班主任) and ``told`` only about the one whose deputy he is."""
    deputies = re.findall("副([\u4e00-\u9fff]{2})", asked)
    return any(one in told and f"副{one}" not in told for one in deputies)


def names_matter(part: str, record: Indicator) -> bool:
    """Whether a record is of the stage that ``part`` of a question is about, and its name holds most of what that says
    beside words of the field that say nothing of the matter (教师交流比例: 交流)."""
    if other_stages(part, fold(record.name)):
        return False
    name = grams_of(plain(record.name))
    own = grams(re.sub("|".join(table("asked")["common"]), " ", part).split())
    total = sum(own.values())
    return not total or sum(weight for gram, weight in own.items() if gram in name) > NEAR * total


def near(asked: Sequence[str], records: Sequence[Indicator]) -> list[Indicator]:
    """Rates about the matter that ``asked`` names (普惠) whose figure is defined in another way, the nearest only."""
    common = re.compile("|".join(table("asked")["common"]))
    words = grams([run for part in asked for run in common.sub(" ", plain(part)).split()])
    total = sum(words.values())
    rated = []
    for record in records:
        own = grams([plain(record.name)])
        share = sum(weight for pair, weight in words.items() if pair in own) / (total or 1.0)
        if record.unit == "%" and share > NEAR and not other_stages("".join(asked), fold(record.name)):
            rated.append((share, record))
    top = max((share for share, _ in rated), default=0.0)
    return [record for share, record in rated if share == top]


def official(question: str) -> list[str]:
    """The plans' names of what an English question asks, by the thesaurus."""
    known = concepts()
    return [way for number in sorted(named_concepts(question)) for way in (known[number].term, *known[number].also)]
