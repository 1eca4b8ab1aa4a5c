"""Numbers in running text as data: value, unit, qualifier, kind. Pure and linear in the length of the text.

``find_quantities("力争达到3.5万人以上")`` gives one quantity: value 3.5, scale 10000, unit 人, qualifier 以上.
What is no quantity is left out: slogans (“666”工程), formulas (5+2), versions (2.0), generations (5G), and 一 where
it is an article (一批, 建成一所); 一 counts only behind 每 or 至少 (每校一名, 至少听取一次).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from index.measures import quantity_grammar as grammar
from index.measures.chinese_number import CHARS, numeral
from index.measures.measure import Quantity, same
from index.measures.units import AFTER, BEFORE, PER, RANKS, SCALES, UNITS, WITHIN
from index.script import fold

__all__ = ["Period", "Quantity", "find_quantities", "periods", "same"]

KEPT = 8192
"""Texts whose numbers are kept: the same sentences are read again and again, in one answer and in the next."""


class Period(NamedTuple):
    """A year or run of years named in ``text[start:end]``; ``first`` and ``last`` are inclusive."""

    start: int
    end: int
    first: int
    last: int


def periods(text: str) -> list[Period]:
    """The years a text names: 2025年, 2019—2021, 十四五 (2021 to 2025), “十四五”末 (2025), dates."""
    found = []
    for quantity in find_quantities(text):
        years = quantity.years
        if quantity.kind == "date" and quantity.value >= 10**5:
            year = int(str(quantity.value)[:4])
            years = (year, year)
        if years is None:
            continue
        end = grammar.PERIOD_END.match(fold(text[quantity.end : quantity.end + 3]))
        if end and quantity.kind == "year_range":
            found.append(Period(quantity.start, quantity.end + end.end(), years[1], years[1]))
        else:
            found.append(Period(quantity.start, quantity.end, *years))
    return found


@lru_cache(maxsize=KEPT)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of ``text`` in order, not overlapping; any script and width; offsets count in ``text``."""
    folded = fold(text.translate(grammar.CIRCLED))
    found: list[Quantity] = []
    at = 0
    while start := grammar.START.search(folded, at):
        at = start.start()
        if marker := _item_marker(folded, at):
            found.append(marker)
            at = marker.end
            continue
        match = grammar.TOKEN.match(folded, at)
        if match is None:
            at = grammar.LATIN.match(folded, at).end() if folded[at].isascii() and folded[at].isalnum() else at + 1  # type: ignore[union-attr]
            continue
        quantity = _READ[match.lastgroup or ""](match, folded)
        if quantity is None:
            at = _past(folded, match)
            continue
        found.append(quantity)
        at = quantity.end
    found = _with_header_units(found, folded)
    return tuple(replace(quantity, text=text[quantity.start : quantity.end]) for quantity in found)


def _item_marker(text: str, at: int) -> Quantity | None:
    """``1.`` or ``三、`` where an item may begin: at a line's start or behind another marker."""
    before = text[max(0, at - 3) : at].rstrip(" \t\u3000")
    if (before and before[-1] not in "\n\r)、。;；") or (before[-1:] == "、" and text[at] in CHARS):
        return None
    match = grammar.MARKER.match(text, at)
    value = numeral(match[0][:-1]) if match and text[at] in CHARS else None
    if match is None or (value is None and text[at] in CHARS):
        return None
    return Quantity(at, match.end(), "", value or Decimal(match[0][:-1]), kind="ordinal")


def _with_header_units(found: list[Quantity], text: str) -> list[Quantity]:
    """Bare numbers in cells behind a name that ends with its unit, ``入园率(%) | 85 | >90``, take that unit."""
    rows = grammar.HEADER.finditer(text)
    row, result = next(rows, None), []
    for quantity in found:
        while row and row.end() <= quantity.start:
            row = next(rows, None)
        if row and row.end(1) < quantity.start and quantity.end <= row.end() and quantity.kind in ("amount", "year"):
            quantity = replace(quantity, kind="amount", unit=UNITS[row[1]][0])
        result.append(quantity)
    return result


def _past(text: str, match: re.Match[str]) -> int:
    """Where to go on behind a match that was no quantity: past its leading number, or one character."""
    if match.lastgroup in ("junk", "ratio") or ":" in match[0]:
        return match.end()
    run = grammar.NUMBER_RUN.match(text, match.start())
    return max(match.start() + 1, run.end() if run else 0)


def _docno(match: re.Match[str], text: str) -> Quantity | None:
    number, year = Decimal(match["doc_number"]), Decimal(match["doc_year"])
    return Quantity(match.start(), match.end(), "", number, year, unit="号", kind="docno")


def _date(match: re.Match[str], text: str) -> Quantity | None:
    year = match["year"] or match["iso_year"]
    month = match["month"] or match["iso_month"] or match["only_month"] or match["dot_month"]
    day = match["day"] or match["iso_day"] or match["only_day"] or match["dot_day"]
    if month is None:
        return None
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    value = Decimal(f"{year or ''}{int(month):02}{f'{int(day):02}' if day else ''}")
    if match["from_month"]:
        return Quantity(match.start(), match.end(), "", Decimal(match["from_month"]), value, "日期", kind="date")
    return Quantity(match.start(), match.end(), "", value, unit="日期", kind="date")


def _plan(match: re.Match[str], text: str) -> Quantity | None:
    """A five-year plan period: the sixth began in 1981, the fourteenth in 2021."""
    nth = numeral(match["fifth"] or match["nth"] or match["bare"])
    if nth is None or not 6 <= nth <= 30:
        return None
    first = Decimal(1981) + 5 * (nth - 6)
    return Quantity(match.start(), match.end(), "", first, first + 4, unit="年", kind="year_range")


def _span(match: re.Match[str], text: str) -> Quantity | None:
    first, last = Decimal(match["first"]), Decimal(match["last"])
    return Quantity(match.start(), match.end(), "", first, last, unit="年", kind="year_range")


def _year(match: re.Match[str], text: str) -> Quantity | None:
    value = Decimal(match["number"]) if match["number"] else numeral(match["words"])
    if value is None:
        return None
    unit = "学年" if match["mark"].startswith("学年") else "年"
    return Quantity(match.start(), match.end(), "", value, unit=unit, kind="year")


def _rank(match: re.Match[str], text: str) -> Quantity | None:
    words = match["nth_rank"]
    value = Decimal(words) if words.isdecimal() else numeral(words)
    if value is None:
        return None
    return Quantity(match.start(), match.end(), "", value, unit=match["rank_unit"] or "", kind="ordinal")


def _bracketed(match: re.Match[str], text: str) -> Quantity | None:
    words = match["bracketed"]
    value = Decimal(words) if words.isdecimal() else numeral(words)
    return None if value is None else Quantity(match.start(), match.end(), "", value, kind="ordinal")


def _junk(match: re.Match[str], text: str) -> Quantity | None:
    return None


def _percent(match: re.Match[str], text: str) -> Quantity | None:
    value = _number(match["share"])
    high = _number(match["share_high"]) if match["share_high"] else None
    if value is None:
        return None
    end = match.end() if high is not None or not match["share_high"] else match.end("share")
    unit = "%" if match["base"] == "百" else "‰"
    return _qualified(Quantity(match.start(), end, "", value, high, unit), match["percent_pre"], "", text)


def _ratio(match: re.Match[str], text: str) -> Quantity | None:
    if not (right := Decimal(match["right"])):
        return None
    return Quantity(match.start(), match.end(), "", Decimal(match["left"]) / right, unit="比")


def _number(words: str) -> Decimal | None:
    return Decimal(words.replace(",", "")) if words[0].isdecimal() else numeral(words)


def _qualified(quantity: Quantity, before: str | None, within: str, text: str) -> Quantity:
    """``quantity`` with its qualifier and polarity read from around it; a qualifier behind it joins its span."""
    after = grammar.POST.match(text, quantity.end)
    near = text[max(0, quantity.start - 22) : quantity.start]
    far = grammar.FAR.search(near)
    if quantity.unit in ("年", "天", "个月", "周", "学年") and before == "近":
        before = None  # 近三年 is the last three years
    qualifier = BEFORE.get(before or "") or (AFTER[after[1]] if after else "")
    qualifier = qualifier or WITHIN.get(within, "") or (BEFORE[far[1]] if far else "")
    change = grammar.CHANGE.search(near)
    polarity = "" if change is None else "up" if change["up"] else "down"
    return replace(quantity, end=after.end() if after else quantity.end, qualifier=qualifier, polarity=polarity)


def _amount(match: re.Match[str], text: str) -> Quantity | None:
    value = _number(match["d1"] or match["h1"])
    unit, scale = match["u1"], match["s1"]
    if value is None:
        return None
    high = _high(match)
    end = match.end() if high is not None else max(match.end(group) for group in ("d1", "s1", "h1", "v1", "u1", "p1"))
    if high is not None:
        unit, scale = unit or match["u2"], scale or match["s2"]
    within = match["w1"] or match["v1"] or ""
    if match["v1"] and not unit:
        within, end = "", match.start("v1")
    if not _reads_as_amount(match, text, end, unit):
        return None
    if high is None and _is_year(match, unit):
        return Quantity(match.start("d1"), match.end("d1"), "", value, unit="年", kind="year")
    per = "·".join(re.findall(PER, match["per"] or match["p1"] or match["p2"] or ""))
    normal = UNITS[unit][0] if unit else ""
    kind = "ordinal" if unit in RANKS and not scale else "amount"
    size = SCALES[scale] if scale else Decimal(1)
    quantity = Quantity(match.start(), end, "", value, high, normal, size, per, kind=kind)
    return _qualified(quantity, match["pre"], within, text)


def _high(match: re.Match[str]) -> Decimal | None:
    """The upper end of a range, None where what follows the dash is another number of its own."""
    if not match["range"]:
        return None
    high, low = _number(match["d2"] or match["h2"]), _number(match["d1"] or match["h1"])
    if high is None or low is None or (match["u1"] and match["u1"] != match["u2"]):
        return None
    if (match["h1"] or match["h2"]) and not match["u2"]:
        return None
    sizes = [SCALES[match[group]] if match[group] else Decimal(1) for group in ("s1", "s2")]
    if match["s1"] and sizes[0] != sizes[1]:
        return None
    return high if high > low else None


def _is_year(match: re.Match[str], unit: str | None) -> bool:
    bare = not (unit or match["s1"] or match["pre"] or match["per"])
    return bare and bool(re.fullmatch(grammar.YEAR, match["d1"] or ""))


def _reads_as_amount(match: re.Match[str], text: str, end: int, unit: str | None) -> bool:
    ahead, behind = text[end : end + 1], text[match.start() - 1 : match.start()] if match.start() else ""
    if not unit and ahead and (ahead in "年月日+" or (ahead.isascii() and ahead.isalpha())):
        return False
    if behind == "+" or grammar.CLOCK.match(text, end):
        return False
    words = match["h1"]
    if not words:
        return True
    if not unit or behind in grammar.VAGUE or (behind and behind in "“\"「『‘'" and ahead and ahead in "”\"」』’'"):
        return False
    if unit == "大" or (unit == "个" and ahead.isdecimal()):  # 五大工程, 四个100%
        return False
    if words in ("百", "千", "万", "亿"):
        return bool(match["pre"] or match["v1"])
    if words == "一" and unit != "成" and not (match["pre"] or match["per"]):
        return bool(grammar.EACH.search(text[max(0, end - 12) : end]))
    return True


_READ: dict[str, Callable[[re.Match[str], str], Quantity | None]] = {
    "docno": _docno,
    "date": _date,
    "plan": _plan,
    "span": _span,
    "yearly": _year,
    "rank": _rank,
    "marker": _bracketed,
    "junk": _junk,
    "percent": _percent,
    "ratio": _ratio,
    "amount": _amount,
}
