"""Numbers between Chinese and English: as English writes them, and English numbers put as the plans write them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.cues import table
from index.alternation import alternation
from index.quantity import Quantity

_LARGE = (("billion", Decimal(10**9)), ("million", Decimal(10**6)))
_SCALE = {"billion": Decimal(10**9), "million": Decimal(10**6), "thousand": Decimal(1000), "hundred": Decimal(100)}
_SCALED = re.compile(r"(\d[\d,]*(?:\.\d+)?)[\s-](billion|million|thousand|hundred)\b", re.IGNORECASE)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_DAY_ONLY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?! \d{{4}})")
_DOCNO = re.compile(r"\bNo\. ?(\d+) of ((?:19|20)\d\d)", re.IGNORECASE)
_RANK = re.compile(r"\bno\. ?(\d+)\b")
"""The ordinals of ``word_for_word``: no. 51 secondary school."""
_RANGE = re.compile(r"(\b\d[\d.]*–\d[\d.]*) (?=[A-Za-z])")
"""A range before an English word: a number reader would take its end for one with the word as its unit."""
_PER = {
    "学期": "term",
    "学年": "school year",
    "平方米": "square metre",
    "课时": "class period",
    "人": "person",
    "生": "pupil",
    "名": "person",
    "年": "year",
    "月": "month",
    "周": "week",
    "天": "day",
    "日": "day",
    "班": "class",
    "校": "school",
    "园": "kindergarten",
    "所": "school",
    "师": "teacher",
    "次": "time",
    "户": "household",
}


def amount(quantity: Quantity) -> str:
    """A number as English writes it: 5,898万元 → 58.98 million yuan; 90%以上 → at least 90%."""
    if quantity.kind != "amount":
        return quantity.text
    words = table("english")
    low = _written(quantity.value * quantity.scale)
    high = f"–{_written(quantity.high * quantity.scale)}" if quantity.high is not None else ""
    bound = words["bound"].get(quantity.bound, ("",))[0]
    if quantity.qualifier == "近":
        bound = "nearly "
    unit = quantity.unit if quantity.unit.isascii() else words["unit"].get(quantity.unit, "")
    if quantity.value * quantity.scale == 1 and quantity.high is None:
        unit = unit.removesuffix("s")
    per = "".join(f" per {_PER[one]}" for one in quantity.per.split("·") if one in _PER)
    return f"{bound}{low}{high}{unit}{per}"


def _written(value: Decimal) -> str:
    for word, size in _LARGE:
        if value >= size and value % (size / 10000) == 0:
            return f"{(value / size).normalize():f} {word}"
    return f"{value.normalize():,f}"


def in_plan_words(text: str, spelt: bool = True) -> str:
    """``text`` with English numbers, units and bounds put as the plans write them: at least two million
    yuan → 不低于2000000元. ``spelt``: numbers in words count too."""
    text = _DOCNO.sub(r"〔\2〕\1号", text)
    text = _RANK.sub(r"第\1", text)
    text = _DAY.sub(lambda match: f"{match[3]}年{MONTHS.index(match[2].title()) + 1}月{match[1]}日", text)
    text = _DAY_ONLY.sub(lambda match: f"{MONTHS.index(match[2].title()) + 1}月{match[1]}日", text)
    if spelt:
        text = _number_words().sub(lambda match: _VALUES[match.group().lower()], text)
    text = _SCALED.sub(
        lambda match: f"{(Decimal(match[1].replace(',', '')) * _SCALE[match[2].lower()]).normalize():f}", text
    )
    words = table("english")
    text = re.sub(r"(?<=\d)(?: per cent\b| percent\b(?!age))", "%", text, flags=re.IGNORECASE)
    for said, written in words["behind"].items():
        text = re.sub(rf"(\d[\d,.]*(?:%| [a-z]+){{0,2}}?) {said}\b", rf"{written}\1", text, flags=re.IGNORECASE)
    for said, written in words["said"].items():
        text = re.sub(rf"\b{said} (?=\d)", written, text, flags=re.IGNORECASE)
    for written, said in words["unit"].items():
        singular = said[:-1] if said.endswith("s") else said
        text = re.sub(rf"(?<=\d)[ -]?{singular.strip()}s?\b", written, text)
    return _RANGE.sub(r"\1, ", text)


_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60"}
_VALUES = {word: str(number) for number, word in enumerate(_SMALL, 2)} | _TENS


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(_VALUES)})\b(?=[ -])", re.IGNORECASE)
