"""Amounts in Chinese numerals: 三十 is 30, 两千三百 2300, 二〇二五 2025, 三点五 3.5 (markers: numerals.py)."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"亿": 10**8, "万": 10**4}

# What a Chinese numeral is written with, as the inside of a character class (folded text).
CHARS = "零〇○一二两三四五六七八九十百千万亿"

_DIGIT = "[一二两三四五六七八九]"
_SECTION = re.compile(
    rf"(?:(?P<千>{_DIGIT})千)?零?(?:(?P<百>{_DIGIT})百)?零?(?:(?P<十>{_DIGIT})?(?P<ten>十))?零?(?P<one>{_DIGIT})?"
)
_LONGEST = 24


def _section(text: str) -> int | None:
    """A numeral below 10,000 with its places written out; None if it is not one."""
    match = _SECTION.fullmatch(text)
    if match is None or not text.strip("零"):
        return None
    value = DIGITS[match["one"]] if match["one"] else 0
    if match["ten"]:
        value += 10 * (DIGITS[match["十"]] if match["十"] else 1)
    for place in "百千":
        value += PLACES[place] * (DIGITS[match[place]] if match[place] else 0)
    return value


def _whole(text: str) -> int | None:
    if len(text) >= 4 and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    text = text.replace("〇", "零").replace("○", "零")
    value = 0
    for myriad, size in MYRIADS.items():
        head, found, tail = text.partition(myriad)
        if not found:
            continue
        section = _section(head)
        if section is None:
            return None
        value += section * size
        text = tail
    if not text:
        return value or None
    section = _section(text)
    return None if section is None else value + section


def numeral(text: str) -> Decimal | None:
    """The value of a folded Chinese numeral; None where ``text`` is not a well-formed one.

    Places must be written out (三百五十, not 三百五); a bare row of digits is read only from four on
    (二〇二五), so that 三四 (three or four) and 八五 (a name) are not numbers.
    A lone 百, 千, 万, 亿 counts as one of it.
    """
    if len(text) > _LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point and not (fraction and all(char in DIGITS for char in fraction)):
        return None
    if whole in PLACES or whole in MYRIADS:
        value: int | None = (PLACES | MYRIADS)[whole]
    elif whole in ("零", "〇"):
        value = 0
    else:
        value = _whole(whole)
    if value is None:
        return None
    digits = "".join(str(DIGITS[char]) for char in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)
