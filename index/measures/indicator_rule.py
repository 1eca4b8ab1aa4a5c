"""Which statements of a number are indicators: a measurable aim, or the level of a measure reached. Pure."""

from __future__ import annotations

import re

from index.measures import indicator_words as words
from index.measures.indicator_name import measured
from index.measures.indicator_text import Statement
from index.script import fold

_LEVEL_END = re.compile(rf"(?:{words.LEVEL})$")
_MAKING_END = re.compile(rf"(?:{words.MAKING})(?:了|共)?$")
_PER_HEAD = re.compile(words.PER_HEAD)
_CONDITION = re.compile(r"的(?:[,，。;；:：、]|$)|内(?!容|部|涵)")
_WHICH = re.compile(r"的(?!标准|要求|水平|目标|任务|规模|比例|基础)")
_GIVEN = re.compile(r"(?:含|按|按照|每|满|距|指.{0,20})$")
_TIMES = frozenset({"年", "学年", "学期", "个月", "周", "岁", "分", "届"})
_RATES = frozenset({"%", "‰", "百分点", "成"})


def aimed_at(found: Statement, text: str) -> bool:
    """Whether ``text`` sets the number as something to reach or to keep.

    Left out: conditions and time limits (满50%的, 10日内, 每30名, 超过3000人的村), what is to be done away
    with (消除56人以上大班额), ages and scores unless a level verb stands before them, and Chinese
    numerals in phrases (三种模式).
    """
    quantity, before = found.quantity, fold(text[max(0, found.quantity.start - 24) : found.quantity.start])
    behind = fold(text[quantity.end : quantity.end + 3])
    if found.abolished or _CONDITION.match(behind) or _GIVEN.search(before) or found.name.endswith("的"):
        return False
    if quantity.qualifier and quantity.unit not in _RATES and _WHICH.match(behind):
        return False
    if quantity.unit in _TIMES and (before.endswith("为") or not _LEVEL_END.search(before)):
        return quantity.unit == "年" and (not quantity.qualifier or measured(found.name))
    if quantity.unit in _RATES:
        return found.verb or bool(quantity.qualifier) or not before.endswith("的")
    if quantity.unit == "人次":
        return True
    if not quantity.unit:
        return measured(found.name)
    if not re.search(r"\d|分之", fold(quantity.text)):
        return bool(_MAKING_END.search(before)) or quantity.qualifier in ("不低于", "不超过")
    return found.verb or bool(quantity.qualifier or quantity.per) or measured(found.name)


def reached(found: Statement) -> bool:
    """Whether a number in a part that looks back is the level of a measure: a rate, a standard a head. Mere counts
    (schools, prizes, sums spent) are statistics."""
    if found.quantity.unit in _RATES:
        return True
    return found.quantity.unit == "元" and bool(found.quantity.per or _PER_HEAD.search(fold(found.name)))
