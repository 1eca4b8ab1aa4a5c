"""What a number in a text is, as a value, and when two say the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from index.measures.units import BOUNDS, COUNTERS, PEOPLE, SCALES, UNITS
from index.script import fold


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with what belongs to it; ``text`` is ``source[start:end]`` with unit and adjoining qualifiers.

    ``value`` (and ``high`` of a range) is as printed: 1096 for 1,096万元, with ``scale`` 10000 and ``unit`` 元.
    ``unit`` is spelled normally (平米 → 平方米), empty where none is given; ``per`` is what it is for
    (元/人·月 → 人·月).
    ``kind``: amount; year; year_range (also 十四五); ordinal (第二, 二级, an item's number); date (value yyyymmdd,
    or as much of it as is given); docno (value the number, ``high`` its year). ``polarity`` is up or down where the
    number is a change (增长50%), empty where it is a level (提高到50%).
    """

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    scale: Decimal = Decimal(1)
    per: str = ""
    qualifier: str = ""
    kind: str = "amount"
    polarity: str = ""

    @property
    def canonical(self) -> tuple[Decimal, str]:
        """Value in the base unit, and that unit: 0.1096亿元 and 1096万元 are both (10960000, 元)."""
        _, base, size = UNITS.get(self.unit, (self.unit, self.unit, Decimal(1)))
        return self.value * self.scale * size, base

    @property
    def shown_unit(self) -> str:
        """Unit as the text writes it, with its scale and its per: 万元, 元/人·月."""
        if self.unit == "比":
            return ""
        scale = next((word for word, size in SCALES.items() if size == self.scale), "")
        return scale + self.unit + (f"/{self.per}" if self.per else "")

    @property
    def bound(self) -> str:
        """ge, gt, le, lt, about or empty: what the qualifier says (以上 and 不低于 say the same)."""
        return BOUNDS.get(self.qualifier, "")

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of a year or year range; None for anything else."""
        if self.kind not in ("year", "year_range"):
            return None
        return int(self.value), int(self.value if self.high is None else self.high)


def shown(quantity: Quantity) -> str:
    """The value as a decimal string: 98.5, a range 8-10, a ratio as printed (1:16)."""
    if quantity.unit == "比":
        return fold(quantity.text).replace(" ", "")
    return str(quantity.value) if quantity.high is None else f"{quantity.value}-{quantity.high}"


def same(a: Quantity, b: Quantity) -> bool:
    """Whether both name the same number: kind, value, range and unit. Qualifier and polarity are not compared.

    名, 位 and 人 are one unit; 个 agrees with any counting word; ``per`` is compared only where both give one.
    """
    if a.kind != b.kind:
        return False
    (low, unit), (other, other_unit) = a.canonical, b.canonical
    if low != other or not _same_unit(unit, other_unit):
        return False
    if a.kind == "year" and a.unit != b.unit and "学年" in (a.unit, b.unit):
        return False
    if (a.high is None) != (b.high is None):
        return False
    if a.high is not None and replace(a, value=a.high).canonical[0] != replace(b, value=b.high or a.high).canonical[0]:
        return False
    mine, theirs = set(a.per.split("·")), set(b.per.split("·"))
    return not (a.per and b.per) or mine <= theirs or theirs <= mine


def _same_unit(a: str, b: str) -> bool:
    if a == b or (a in PEOPLE and b in PEOPLE):
        return True
    return "个" in (a, b) and a in COUNTERS and b in COUNTERS and not {a, b} & {"人次", "学位"}
