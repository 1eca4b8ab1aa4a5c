"""Editions of one plan: which of the indexed plans has been followed by a later one. Pure.

Two plans are editions of one where they are of the same place and kind and their titles differ in nothing but
the place's name, years and ordinals (``十四五``, ``2026—2028年``, ``修订``). The later is the one whose period begins
later, or, with the same period, the one issued later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.plan import Plan
from index.script import fold

_EDITION = re.compile(
    r"第?[一二三四五六七八九十]{1,3}个五年|[一二三四五六七八九十]{1,3}五(?=期间|时期|规划|教育|事业|学前|义务|发展|[”\"])|"
    r"(?:19|20)\d\d|[一二三四五六七八九十\d]{1,2}年|年度?|(?:修订|修改|试行|暂行|征求意见)稿?|"
    r"事业|[^\w]|[—–―_-]"
)


def successors(plans: Iterable[Plan]) -> dict[str, str]:
    """Plan id → id of the newest edition of the same plan, for every plan that is not the newest itself."""
    series: dict[tuple[str, ...], list[Plan]] = {}
    for plan in plans:
        key = _series(plan)
        if key is not None:
            series.setdefault(key, []).append(plan)
    found: dict[str, str] = {}
    for editions in series.values():
        newest = max(editions, key=_edition)
        found |= {plan.id: newest.id for plan in editions if _edition(plan) < _edition(newest)}
    return found


def _series(plan: Plan) -> tuple[str, ...] | None:
    """Place, kind and title without what tells editions apart; None where place or date is not known."""
    meta = plan.metadata
    place = (meta.province, meta.city, meta.district)
    if not any(place) or not meta.kind or not any(_edition(plan)[0]):
        return None
    title = fold(meta.title)
    for name in filter(None, place):
        short = fold(name)[:-1] if len(name) > 2 else fold(name)
        title = title.replace(fold(name), "").removeprefix(short)
    # The district alone tells the place: another edition may not name its province.
    return (meta.district or meta.city or meta.province, meta.kind, _EDITION.sub("", title).removesuffix("纲要"))


def _edition(plan: Plan) -> tuple[tuple[int, int], str]:
    """Period (else the year it was issued in), then the day it was issued."""
    meta = plan.metadata
    day = meta.issued or meta.published
    year = int(day[:4]) if day else 0
    return meta.period or (year, year), day
