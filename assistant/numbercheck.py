"""Numbers of a restatement that its evidence does not give: value, unit, bound, level or change, years, ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.breaks import PART, SENTENCE
from assistant.draft import DraftDerivation
from index.quantity import Quantity, find_quantities, same
from index.script import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_CODE = re.compile(r"[a-z\d]*\d[a-z\d]*(?:[+.·-][a-z\d]+)*")
_LETTERS = re.compile(r"[a-z]{2,}")
_LEVEL = re.compile(r"(?:达到?|到|至|为|是|保持(?:在)?|稳定在|不低于|不超过)[^\d\u3400-\u9fff]{0,3}$")
_HELD = re.compile(r"建成|达|到|有|为|保持|形成|占")
_RISE, _FALL = re.compile(r"增|提高|提升|上升|扩大|涨|新"), re.compile(r"降|减|缩|压|下调")
_STRAY = re.compile(r"(?:约|大约|近|超过?|逾|不超过|不低于|不少于|至少|至多|最多|低于|不足)$")
"""A bound that other words part from its number (约每人每月)."""
_AFTER = re.compile(r"年(?:底|末)?(?:以后|之后|后)")
_MEMBERS = re.compile(r"个?大?(?:方面|部分|维度|层面|环节|领域)[^，,。；;:：、]{0,6}[:：](?P<all>[^。；;:：]+)")
_LISTED = re.compile(r"(?:包括|包含|涵盖|分为|即|有|为|是|:)(?P<all>[^，,。；;:：]+)这?$")
_KINDS = ("种", "个", "项", "类", "方面")
_MEMBER = re.compile(r"[、,，]|以及|[和与及]")
_PEOPLE = ("人", "名", "位")
"""Units that English puts as people; 31个 (bases) is none of them beside a gloss, though 个 may count people."""
_NUMERALS = dict(zip("23456789", "二三四五六七八九", strict=True))
_TENS = "(?<![一二三四五六七八九十百千万〇零两])"
_YEARS = ("year", "year_range")


def numbers(
    said: str,
    ground: str,
    context: str,
    derived: Sequence[DraftDerivation],
    english: bool = False,
    glossed: bool = False,
) -> list[str]:
    """What is wrong with the numbers of folded ``said``; ``context`` may lend years and document numbers. ``english``:
    it is; ``glossed``: with the original words beside it."""
    known = find_quantities(ground)
    named = [one for one in find_quantities(context) if one.kind in (*_YEARS, "docno")]
    computed = [one for result in derived for one in find_quantities(fold(result.result))]
    reasons = []
    for one in find_quantities(said):
        if any(same(one, other) for other in computed):
            continue
        if (english or glossed) and _in_words(one, said, ground, known, glossed):
            continue
        if one.unit == "年" and said.startswith(("间", "来"), one.end) and _between(one, known):
            continue
        if one.kind == "ordinal":
            reasons += _ordinal(one, f"{ground}\n{context}")
        elif not (one.kind in _YEARS and year_known(one, [*known, *named])):
            rivals = [other for other in known if other.unit != "个"] if glossed and one.unit in _PEOPLE else known
            reasons += _amount(one, said, ground, rivals, named)
    late = _AFTER.search(said)
    return [*reasons, f"{late.group()} put in"] if late and not _AFTER.search(ground) else reasons


def _between(one: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether so many years lie between two that the evidence gives (五年间: 2020, 2025)."""
    years = {year for other in known for year in other.years or ()}
    return any(year + one.value in years for year in years)


def _in_words(one: Quantity, said: str, ground: str, known: Sequence[Quantity], glossed: bool) -> bool:
    """Whether an English number stands in the evidence as a count of times (five times: 5次), in a word (five-star:
    五星) or, beside the original words, as a code that is no figure there (信息化2.0)."""
    if one.unit == "倍":
        return any(same(replace(one, unit="次"), other) for other in known)
    if one.unit:
        return False
    numeral = _NUMERALS.get(str(one.value), "") if one.high is None and not one.bound else ""
    word = rf"(?<!第){_TENS}{numeral}(?![一二三四五六七八九十百千万亿〇零年月])[\u3400-\u9fff]"
    if numeral and said.startswith("-", one.end) and re.search(word, ground):
        return True
    return glossed and re.search(rf"(?<![\d.]){re.escape(one.text)}(?![\d.]|万|亿|千|百)", ground) is not None


def _amount(one: Quantity, said: str, ground: str, known: Sequence[Quantity], named: Sequence[Quantity]) -> list[str]:
    alike = [other for other in known if same(one, other) or _dated(one, other)]
    alike = alike or [other for other in named if same(one, other)]
    if not alike and one.unit and one.unit in ground:  # a table keeps the unit in a cell of its own
        cells = (other for other in known if other.kind == "amount" and not other.unit)
        alike = [other for other in cells if other.value == one.value and other.high == one.high]
    if not alike and not one.unit:  # its unit is read into the next word (3所在农村)
        alike = [other for other in known if other.unit and other.value == one.value and _follows(other, said, one.end)]
    if not alike and counts_itself(one, said, said):
        return []
    if not alike and not one.unit and not _HAN.search(said[one.end : one.end + 2]):
        plain = [other for other in known if other.kind not in ("ordinal", "date")]
        alike = [other for other in plain if one.canonical[0] in (other.canonical[0], other.high)]
    if not alike and one.bound == "about":
        alike = [other for other in known if _rounded(one, other)]
        return [] if alike else [f"number {one.text}"]
    if not alike:
        return [f"{'year' if one.kind.startswith('year') else 'number'} {one.text}"]
    stray = _STRAY.search(said[: one.start])
    if stray and not one.bound and not any(ground[: other.start].endswith(stray.group()) for other in alike):
        return [f"qualifier of {one.text}"]
    if not any(one.bound == other.bound for other in alike):
        return [f"qualifier of {one.text}"]
    if not any(_same_way(one, said, other, ground) for other in alike):
        return [f"direction of {one.text}"]
    return []


def _follows(other: Quantity, said: str, end: int) -> bool:
    return other.scale == 1 and other.high is None and said.startswith(other.unit, end)


def counts_itself(one: Quantity, part: str, said: str) -> bool:
    """Whether a number of ``part`` counts the members that the sentence itself names behind it (三个方面:甲、乙) or
    before it (甲、乙和丙三种)."""
    at = said.find(part)
    behind = _MEMBERS.match(said, at + one.end)
    if behind and one.unit == "个" and len(_MEMBER.split(behind["all"])) == one.value:
        return True
    before = _LISTED.search(said[: at + one.start])
    return bool(before) and one.unit in _KINDS and len(_MEMBER.split(before["all"])) == one.value  # type: ignore[index]


def _dated(one: Quantity, other: Quantity) -> bool:
    """Whether a date is the other with its year or its day left out (5月12日 of 2008年5月12日)."""
    if one.kind != "date" or other.kind != "date" or one.high is not None or other.high is not None:
        return False
    mine, theirs = _ymd(one), _ymd(other)
    return any(mine) and all(part in (None, whole) for part, whole in zip(mine, theirs, strict=True))


def _ymd(date: Quantity) -> tuple[str | None, str | None, str | None]:
    """Year, month and day of a date quantity, None for what it leaves out."""
    digits = str(date.value)
    year = digits[:4] if len(digits) >= 6 else None
    rest = digits[4:] if year else digits.zfill(4 if len(digits) > 2 else 2)
    return year, rest[:2] or None, rest[2:4] or None


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether ``one`` (约0.5亿元) is ``other`` rounded to the places it shows."""
    if one.kind != other.kind or one.canonical[1] != other.canonical[1] or one.high is not None:
        return False
    size = one.canonical[0] / one.value if one.value else Decimal(1)
    step = Decimal(1).scaleb(int(one.value.as_tuple().exponent))
    return (other.canonical[0] / size).quantize(step, ROUND_HALF_UP) == one.value


def _same_way(one: Quantity, said: str, other: Quantity, ground: str) -> bool:
    """Whether both are levels or both changes of one sign, as far as the words before them tell."""
    if one.polarity and other.polarity:
        return one.polarity == other.polarity
    if one.polarity and not other.polarity:
        verb = _RISE if one.polarity == "up" else _FALL
        if not verb.search(PART.split(said[: one.start])[-1]):
            return True  # read from across a break
        whole = SENTENCE.split(ground[: other.start])[-1]
        part = PART.split(whole)[-1]
        changes = verb.search(part) or (not _HELD.search(part) and verb.search(whole))
        return bool(changes) and not _LEVEL.search(part[-8:])
    if other.polarity and not one.polarity:
        return not _LEVEL.search(said[max(0, one.start - 8) : one.start])
    return True


def _ordinal(one: Quantity, names: str) -> list[str]:
    """第三轮, 二级, 3.5级 must stand in the evidence; an item's number (1.) is layout."""
    if not one.unit and not one.text.startswith("第"):
        return []
    if one.value == 1 and one.text.startswith("第") and "首" in names:
        return []
    if one.text in names or any(_ranked(one, other) for other in find_quantities(names)):
        return []
    return [f"number {one.text}"]


def _ranked(one: Quantity, other: Quantity) -> bool:
    return other.value == one.value and (other.unit == one.unit or not (other.unit and one.unit))


def codes(said: str, names: str) -> list[str]:
    """Names with digits that are no quantity (“666”, 5+2, 2.0) and Latin words that ``names`` lacks; folded."""
    text = said
    for one in find_quantities(said):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    found = [code for code in (*_CODE.findall(text), *_LETTERS.findall(text)) if code not in names]
    return [f"{code} put in" for code in dict.fromkeys(found)]


def year_known(one: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether a year or run of years is one that ``known`` gives: as such, in a date, or, where no single year is
    given at all, as the last of the period named last (a clause's heading comes after its plan's title)."""
    for other in known:
        dated = other.kind == "date" and other.value >= 10**5 and one.kind == "year"
        if dated and str(other.value)[:4] == str(one.value):
            return True
        if other.years and one.years == other.years:
            return True
    single = any(other.kind == "year" for other in known)
    ranges = [other.years for other in known if other.kind == "year_range" and other.years]
    return (
        one.kind == "year" and not single and one.years is not None and bool(ranges) and one.years[0] == ranges[-1][1]
    )
