"""Chinese words that the glossary lacks: by the dictionary, in two known parts, as a name by its sound where it stands
where a name does. What is none of these stays Chinese: a wrong word is worse than none."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.cues import table
from assistant.glossary import glossary
from assistant.places import bare
from assistant.sounds import sounds, surname
from index.gloss import meaning

GIVEN = 2
"""Characters of a given name."""
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文米封晏翟覃"
)
"""Characters that are a family name."""
_SUFFIX = {
    "区": "District",
    "县": "County",
    "市": "City",
    "省": "Province",
    "镇": "Town",
    "小学": "Primary School",
    "中学": "Secondary School",
    "幼儿园": "Kindergarten",
    "学院": "College",
    "大学": "University",
    "街道": "Subdistrict",
    "路": "Road",
    "街": "Street",
}
_SPOKEN_OF = {"区": "area", "小学": "primary schools", "中学": "secondary schools", "幼儿园": "kindergartens"}
"""A suffix behind a word that is no name: 试验区, 民办小学."""
_PLACES = "区县市省镇路街"
"""Last characters of the names of places that have an English of their own."""
_LAND = "坝山河湖沟岭坪坡湾堡庄寨屯村桥路街镇塘坎峡"
"""Last characters of the names of places that the segmenter leaves alone (杨家|坝)."""
_KINDS = re.compile(
    "(?:(?:实验|中心|民族|初级|高级)?(?:小学|中学|幼儿园)|外国语学校|特殊教育学校|学院|大学|职教中心|分校|分园|校区|街道|小区|社区|花园|片区|安置区|新区|组团)"
    "(?!生)"
)
SITE_LIST = re.compile(
    "(?:[\u3400-\u9fff]{2,10}、)+(?:[\u3400-\u9fff]{2,8}?)(?:小区|社区|花园|公寓|安置区|安置房|楼盘|街道|片区)"
)
"""Places one after the other: an item without a kind of its own is a name as the last one is."""


def named_behind(rest: str) -> bool:
    """Whether a school's or place's kind follows, so that what stands before it is its name."""
    return _KINDS.match(rest) is not None


def begins_name(word: str, rest: str) -> bool:
    """Whether ``word``, which the glossary lacks, is a name or its first part: a school's or place's kind follows
    (and the word is no two known ones: 知名品牌), also behind one more character, or the character of a place
    (杨家|坝|安置区)."""
    if named_behind(rest):
        return not _known_parts(word)
    return (
        len(word) == GIVEN
        and bool(rest)
        and (rest[0] in _LAND or (rest[0] not in glossary() and named_behind(rest[1:])))
    )


def inside_name(char: str, rest: str) -> bool:
    """Whether a known word of one character is in a name after all: one that makes no word stands between it and a
    school's kind (云|峰|小学), and no name has one character."""
    return len(char) == 1 and len(rest) > 1 and rest[0] not in glossary() and named_behind(rest[1:])


def is_person(run: str) -> bool:
    """Whether a whole run is the name of a person: a surname, one or two characters, no word."""
    short = len(run) - 1 in (1, GIVEN) and run[0] in SURNAMES
    return short and run not in glossary() and not meaning(run) and not _affixed(run)


def unknown_name(chars: str, rest: str = "", whole: bool = True) -> str:
    """Characters that make no known word, before ``rest``: a name by its sound (a person's with the surname apart)
    where they stand as one (``whole``: alone, between marks), a lone one by its meaning, else as they are."""
    if len(chars) < 2:
        return _alone(chars) if chars else ""
    if chars[-1] in _PLACES and len(chars) > 2:
        return f"{spelt(chars[:-1])} {_SUFFIX[chars[-1]]}"
    if named_behind(rest) or chars[-1] in _LAND:
        return spelt(chars)
    person = len(chars) - 1 in (1, GIVEN) and chars[0] in SURNAMES
    if person and (whole or not rest):
        return f"{surname(chars[0]).title()} {sounds(chars[1:])[0].title()}"
    return spelt(chars) if whole else chars


def _alone(char: str) -> str:
    """A character of no word, by its sense in these texts."""
    said = table("english")["alone"].get(char)
    return meaning(char) if said is None else str(said)


@lru_cache(maxsize=4096)
def looked_up(word: str) -> str:
    """A word that the glossary lacks: a name of a place or school, in two known parts, by the dictionary, a known word
    with a prefix or suffix; else as it is. No word is put together from its characters."""
    for suffix, said in _SUFFIX.items():
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 1:
            known = glossary().get(stem, "")
            return f"{known} {_SPOKEN_OF.get(suffix, said.lower())}" if known[:1].islower() else f"{spelt(stem)} {said}"
    return _in_two(word) or meaning(word) or _affixed(word) or _name(word)


def _known_parts(word: str) -> str:
    known = glossary()
    cuts = (at for at in range(2, len(word) - 1) if word[:at] in known and word[at:] in known)
    return next((f"{known[word[:at]]} {known[word[at:]]}" for at in cuts), "")


def _in_two(word: str) -> str:
    known = glossary()
    if said := _known_parts(word):
        return said
    for at in range(2, len(word) - 1):
        parts = [known.get(part) or meaning(part) for part in (word[:at], word[at:])]
        if all(parts):
            return " ".join(parts)
    return ""


def _affixed(word: str) -> str:
    """新课堂, 研究性: a known word with a character before or behind it that adds one thing."""
    data, known = table("english"), glossary()
    before, behind = data["prefix"].get(word[:1]), data["suffix"].get(word[-1:])
    if len(word) > GIVEN and before is not None and (rest := known.get(word[1:]) or meaning(word[1:])):
        return f"{before} {rest}"
    if len(word) > GIVEN and behind is not None and (rest := known.get(word[:-1]) or meaning(word[:-1])):
        return f"{rest} {behind}".strip()
    return ""


def _name(word: str) -> str:
    """A place or person by sound; any other word as it is."""
    person = word[0] in SURNAMES and len(word) - 1 in (1, GIVEN)
    return spelt(word) if person or word[-1:] in _LAND or word[-1:] in "宫门寺塔楼阁" else word


def spelt(name: str) -> str:
    """A name by its sound: 黔江 → Qianjiang."""
    return str(sounds(bare(name) if len(name) > 2 else name)[0]).title() if name else ""
