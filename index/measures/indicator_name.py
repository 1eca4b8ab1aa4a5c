"""Names of indicators, cut out of the words around a number. Names keep the text's own script. Pure."""

from __future__ import annotations

import re

from index.measures import indicator_words as words
from index.quantity import find_quantities
from index.script import fold

ACTION_END = re.compile(rf"(?:{words.ACTION})(?:了|好|共)?$")
LEVEL_END = re.compile(rf"(?:{words.LEVEL})(?:均|约|近|每年|每月|共|了|的)?$")
MAKING_END = re.compile(rf"(?:{words.MAKING})(?:了|共)?$")
MEASURE_END = re.compile(rf"(?:{words.MEASURE})(?:均|都|各|共|分别)?$")
BREAK = re.compile(words.BREAK)
BEHIND = re.compile(words.BEHIND)

_LEVEL = re.compile(words.LEVEL)
_BARE = re.compile(rf"(?:{words.BARE})(?:均|都)?")
_BARE_END = re.compile(rf"(?:{words.BARE}|{words.MEASURE})$")
_ONLY_VERB = re.compile(rf"(?:{words.ACTION})")
_EMPTY = re.compile(rf"(?:.{{0,2}}[个项大条])?(?:{words.EMPTY})?")
_STAGE = re.compile(words.STAGES)
_ONLY_STAGE = re.compile(rf"(?:{words.STAGES})(?:\([^()]*\))?")
_ENUMERATION = re.compile(rf"^\s*(?:{words.ENUMERATION})\s*")
_SPAN_LEAD = re.compile(r"^[一二三四五六七八九十两\d]{1,3}年(?:之?内|来|间|中|(?=计划|公开|招聘|投入|统筹|新增|累计))")
_LEAD = re.compile(rf"^(?:[\s、,，。:：;；\"”’』」)）]|{words.LEADING}(?!率))+(?=\S\S)")
_TRAIL = re.compile(rf"(?:[\s、,，:：(（“‘「『\"]|{words.LEVEL}|{words.TRAILING})+$")
_TRAIL_BUT_VERB = re.compile(r"(?:[\s、,，:：(（“‘「『\"]|每|每年|共)+$")
_PARTICLES = re.compile(rf"(?:{words.LEADING}|{words.TRAILING}|[、和及与或])*")
_NOTHING = re.compile(rf"(?:{words.LEVEL}|{words.LEADING}|{words.TRAILING}|[\s、,，和及与或])*")
_BELOW = re.compile(r"(.{2,})(?:不低于|不少于|不超过|不高于)(.{2,})$")
_SPENT = re.compile(r"^(?:保障|安排|用于|列支|设立|提取|落实|预算)+")
_QUOTES = ("“”", "‘’", "「」", "『』")
_LONG_NOUN, _LONG_SUBJECT, _LONG_HEAD = 20, 9, 26


def clean(raw: str, keep_verb: bool = False) -> str:
    """A name without the years, particles, level verbs and markers around it; empty where nothing else is there."""
    name = _without_years(_ENUMERATION.sub("", raw)).replace("在此基础上", "")
    folded = fold(name)
    for opening in (_SPAN_LEAD, _LEAD):
        if found := opening.match(folded):
            name, folded = name[found.end() :], folded[found.end() :]
    trail = (_TRAIL_BUT_VERB if keep_verb else _TRAIL).search(folded)
    name = unquoted(name[: trail.start()] if trail else name)
    return "" if _PARTICLES.fullmatch(fold(name)) else name


def _without_years(name: str) -> str:
    """What stands behind the last year; before it, where only particles follow (巩固率2023年为…)."""
    for year in reversed([q for q in find_quantities(name) if q.kind in ("year", "year_range", "date")]):
        behind = name[year.end :]
        if not _NOTHING.fullmatch(fold(behind)):
            return behind
        name = name[: year.start]
    return name


def unquoted(name: str) -> str:
    """Blanks and quotes off the ends, a quote only where its partner is missing or it stands around everything."""
    name = name.strip(" 、,，\t\u3000")
    for pair in _QUOTES:
        first, last = pair[0], pair[1]
        if name.startswith(first) and (last not in name or name.find(last) == len(name) - 1):
            name = name[1:]
        if name.endswith(last) and first not in name:
            name = name[:-1]
        if name.count(first) != name.count(last):
            name = name.replace(first, "").replace(last, "")
    return name.strip(' "')


def noun(behind: str) -> str:
    """What a number counts, out of the words behind it: up to the next verb; of a long phrase the part behind 的."""
    folded = fold(behind)
    broken = None if BEHIND.search(folded) else BREAK.search(folded, 2)
    found = unquoted(behind[: broken.start()] if broken and len(behind) > 8 else behind)
    head, cut, tail = found.rpartition("的")
    return tail if cut and tail and len(found) > _LONG_NOUN and not _LEVEL.search(fold(head)) else found


def with_noun(head: str, behind: str) -> str:
    """Verb and noun: 新建 + 小学. A long head before a verb of making gives only that verb."""
    folded = fold(head)
    making, action = MAKING_END.search(folded), ACTION_END.search(folded)
    if making and len(head) > _LONG_SUBJECT:
        head = head[making.start() :]
    elif action and len(head) > _LONG_HEAD:
        head = head[action.start() :]
    return head + noun(behind)


def share(of: str, behind: str = "") -> str:
    """按不低于工资总额1.5%安排培训经费 → 培训经费占工资总额."""
    return f"{_SPENT.sub('', noun(behind))}占{of.rstrip('的')}"


def unbounded(name: str) -> str:
    """培训经费不低于公用经费 → 培训经费占公用经费."""
    found = _BELOW.match(fold(name))
    return name[: found.end(1)] + share(name[found.start(2) :]) if found else name


def bare(name: str) -> bool:
    """Whether a name needs a subject: 占比, 合格率, or nothing."""
    return not name or bool(_BARE.fullmatch(fold(name)))


def empty(name: str) -> bool:
    """Whether a name names nothing: a character, 四个目标."""
    return not re.search(r"\w\w", name) or bool(_EMPTY.fullmatch(fold(name)))


def only_verb(name: str) -> bool:
    return bool(_ONLY_VERB.fullmatch(fold(name))) and not bare(name)


def measured(name: str) -> bool:
    """Whether a name ends as a measure does: 率, 面积, 津贴."""
    return bool(MEASURE_END.search(fold(name)))


def subject(previous: str, predicate: str) -> str:
    """What of the name before is the subject of a bare one: 体质达标率 + 优秀率 → 体质; growth takes the whole."""
    if not predicate or re.search("[增升降减提]", fold(predicate)):
        return previous
    return previous[: len(_BARE_END.sub("", fold(previous)))] or previous


def members(name: str) -> tuple[str, ...]:
    """骨干教师、学科带头人比例, of which numbers are given one by one (分别): each with the measure of the last."""
    parts = re.split(r"[、和与及]", name)
    measure = _BARE_END.search(fold(parts[-1]))
    if len(parts) < 2 or measure is None or not all(parts):
        return ()
    return tuple(part if measured(part) else part + parts[-1][measure.start() :] for part in parts)


def has_stage(name: str) -> bool:
    return bool(_STAGE.search(fold(name)))


def is_stage(name: str) -> bool:
    return bool(_ONLY_STAGE.fullmatch(fold(name)))


def restaged(name: str, stage: str) -> str:
    """The same measure of another stage: 小学班额 + 初中 → 初中班额; named behind it where it has none."""
    found = _STAGE.search(fold(name))
    return name[: found.start()] + stage + name[found.end() :] if found else f"{name}({stage})"
