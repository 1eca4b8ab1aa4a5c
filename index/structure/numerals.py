"""Chinese and Arabic ordinals of outline markers."""

from __future__ import annotations

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
DIGITS |= {"两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_NAMES = "零一二三四五六七八九"

STROKES = "-—–―－ー一"
"""What a scanner or a keyboard makes of 一."""


def ordinal(text: str) -> int | None:
    """``二十一``, ``十``, ``一〇三`` or ``21`` as a number; None where it is none of these."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text in STROKES and len(text) == 1:
        return 1
    if len(text) > 1 and text[-1] in STROKES and text[-2] in _UNITS:
        text = text[:-1] + "一"
    if not any(char in _UNITS for char in text):
        value = 0
        for char in text:
            if char not in DIGITS:
                return None
            value = value * 10 + DIGITS[char]
        return value if text else None
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in DIGITS:
            digit = DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def chinese(number: int) -> str:
    """1..999 in Chinese: ``十二``, ``二十``, ``一百零三``."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = _NAMES[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _NAMES[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_NAMES[ones] if ones or not number else "")
