"""Counting as word processors number their paragraphs: 一, 十二, 一百零一, 甲, ①, iv, ab."""

from __future__ import annotations

from index.structure.numerals import chinese

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_CYCLES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_BLOCKS = {
    "decimalEnclosedCircle": ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    "decimalEnclosedCircleChinese": ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    "decimalEnclosedFullstop": ((1, 20, 0x2488),),
    "decimalEnclosedParen": ((1, 20, 0x2474),),
    "ideographEnclosedCircle": ((1, 10, 0x3280),),
}
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"} | {
    5: "v",
    4: "iv",
    1: "i",
}


def _letters(number: int) -> str:
    """a … z, aa, bb … as Word counts."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 100)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        text += letters * count
    return text


def numbered(number: int, form: str) -> str:
    """``number`` in a number format of WordprocessingML (``w:numFmt``); unknown formats count in plain digits."""
    if not 0 < number < 1000:
        return str(number)
    if form in _CYCLES:
        return _CYCLES[form][(number - 1) % len(_CYCLES[form])]
    for low, high, code in _BLOCKS.get(form, ()):
        if low <= number <= high:
            return chr(code + number - low)
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return ("壹" if 10 <= number < 20 else "") + chinese(number).translate(_LEGAL)
    if form.startswith(("chineseCounting", "taiwaneseCounting", "japaneseCounting")):
        return chinese(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form.startswith("decimalFullWidth"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form in {"lowerLetter", "upperLetter"}:
        return _letters(number) if form == "lowerLetter" else _letters(number).upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return str(number)
