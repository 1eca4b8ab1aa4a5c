"""A rate counted out: 88%以上 of those it counts is at least 88 of every hundred. Only where that is exact. Pure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from assistant.amounts import amount
from assistant.english import place
from assistant.records import value as shown
from assistant.terms import named
from assistant.wording import phrase
from index.plan import Indicator
from index.quantity import find_quantities
from index.script import fold

_BOUNDS = {"": "", "以上": "least", "不低于": "least", "不少于": "least", "至少": "least", "以下": "most",
           "不超过": "most", "不高于": "most", "以内": "most", "左右": "about", "约": "about"}  # fmt: skip
"""Qualifiers that a count can carry; 超过 and 近 cannot: more than 95% need not be 96 of a hundred."""


def per_hundred(record: Indicator, district: str, language: str) -> str:
    """The record's target as a sentence that counts it out, in zh-Hans or English; empty where it is no whole
    percentage between 1 and 99, or what it counts is not known (a rate of rural schools, say)."""
    term = named(bare(record.name))
    counted = dict(term.hundred).get("en" if language == "en" else "zh") if term else None
    count = whole(record.target)
    if not counted or count is None or record.unit != "%" or record.qualifier not in _BOUNDS:
        return ""
    if not record.target_year:
        return ""
    bound = _BOUNDS[record.qualifier]
    key = f"hundred_{bound}" if bound else "hundred"
    who, what = counted
    where = place(district) if language == "en" else district
    speech = "en" if language == "en" else "zh-Hans"
    told = phrase(key, speech, who=who, what=what, n=str(count))
    value = shown(record.target, record, record.qualifier)
    value = amount(find_quantities(value)[0]) if language == "en" else value
    year = str(record.target_year)
    return phrase("hundred_of", speech, place=where, year=year, name=bare(record.name), value=value, told=told)


def bare(name: str) -> str:
    """An indicator's name, folded, without the unit that a table puts behind it."""
    return re.sub(r"[(（]%[)）]$", "", fold(name))


def whole(target: str) -> int | None:
    """A percentage that is a whole number from 1 to 99."""
    try:
        value = Decimal(target)
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() and 0 < value < 100 else None
