"""Plans of invented districts in any number, for benchmarks of large stores: the sample plans' sentences shuffled.

    for name, text in plans(clauses=100_000, seed=7): ...

A seed gives the same texts always. Each district has several plans; its name is a pair of characters drawn by the
seed. Headings and sentences are the samples' own, with other districts and figures in them and the beginning of one
sentence before the end of another, so that words are as common as in a plan and hardly any clause stands twice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import count

from eval.suites import SAMPLES
from index.load import load_plan

_FIRST = "青白玄朱苍素墨赤翠碧银金玉石竹松柏梅兰菊荷枫桂槐柳杏桃李棠榆云霞岚雾霜露雪雨风月"
_SECOND = "溪河湖江泉潭浦湾洲渡桥坡岭峰谷原坪坝岗台川田园林苑畈墩塘堰滩屿岬峡洞岩崖垭坳甸淀"
_KINDS = (
    "教育事业发展“十五五”规划（2026—2030年）",
    "学前教育普惠发展行动计划（2026—2028年）",
    "义务教育优质均衡实施方案（2027—2030年）",
    "教师队伍建设行动计划（2026—2029年）",
)
_CHAPTERS = ("发展基础", "总体要求", "主要任务", "重点工程", "保障措施")
_SECTIONS, _ITEMS = (3, 5), (3, 6)
_NUMERALS = "一二三四五六七八九十"
_SENTENCE = re.compile(r"[^。；\n]{8,90}[。；]")
_MARKER = re.compile(r"^(?:\d{1,2}\.|（[一二三四五六七八九十\d]{1,2}）|[一二三四五六七八九十]、)")
_PLACE = re.compile("桐溪|望澜|望瀾|鹤渚|鶴渚")


@cache
def _stock() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headings and sentences of the sample plans."""
    clauses = [clause for path in sorted(SAMPLES.glob("*-*")) for clause in load_plan(path).clauses]
    titles = sorted({clause.title for clause in clauses if 4 <= len(clause.title) <= 20 and "（" not in clause.title})
    found = (_SENTENCE.findall(clause.text) for clause in clauses if clause.kind != "row")
    said = {_MARKER.sub("", one.strip()) for some in found for one in some}
    return tuple(titles), tuple(sorted(said))


def districts(seed: int) -> Iterator[str]:
    """Names of districts, each once."""
    rng = random.Random(seed)
    names = [first + second for first in _FIRST for second in _SECOND]
    rng.shuffle(names)
    yield from (f"{name}{kind}" for kind in ("区", "县", "市") for name in names)
    yield from (f"{rng.choice(names)}{rng.choice(names)}{number}区" for number in count(1))


def plans(clauses: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """A district's name and its plan's text, until about ``clauses`` clauses are made."""
    rng = random.Random(seed)
    made = 0
    for place, kind in ((place, kind) for place in districts(seed) for kind in _KINDS):
        if made >= clauses:
            return
        text, held = _plan(place, kind, rng)
        made += held
        yield place, text


def _plan(place: str, kind: str, rng: random.Random) -> tuple[str, int]:
    titles, sentences = _stock()

    def said(text: str) -> str:
        figures = re.sub(r"(?<!\d)\d{1,2}(?=[.\d]*[%个所名人间万])", lambda _: str(rng.randrange(3, 99)), text)
        return _PLACE.sub(place[:-1], figures)

    def joined() -> str:
        (begin, comma, whole), (_, _, end) = (rng.choice(sentences).partition("，") for _ in range(2))
        return said(begin + comma + (end if comma and end else whole))

    lines = [f"{place}{kind}", "（虚构示例）"]
    for chapter, title in enumerate(_CHAPTERS):
        lines.append(f"{_NUMERALS[chapter]}、{title}")
        for section in range(rng.randint(*_SECTIONS)):
            lines.append(f"（{_NUMERALS[section]}）{said(rng.choice(titles))}")
            for item in range(rng.randint(*_ITEMS)):
                body = "".join(joined() for _ in range(rng.randint(1, 4)))
                lines.append(f"{item + 1}.{said(rng.choice(titles))}。{body.rstrip('；')}")
    return "\n".join(lines) + "\n", len(lines) - 1
