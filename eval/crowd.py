"""Plans of invented districts in any number, for benchmarks of large stores: the sample plans' sentences shuffled.

    for name, text in plans(clauses=100_000, seed=7): ...

A seed gives the same texts always. The districts' names are pairs of characters drawn by the seed; headings and
sentences are the samples' own with other districts and figures in them, so that words are as common as in a plan.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import index
from index.load import load_plan

SAMPLES = Path(index.__file__).parent / "samples"
_FIRST = "青白玄朱苍素墨赤翠碧银金玉石竹松柏梅兰菊荷枫桂槐柳杏桃李棠榆云霞岚雾霜露雪雨风月"
_SECOND = "溪河湖江泉潭浦湾洲渡桥坡岭峰谷原坪坝岗台川田园林苑畈墩塘堰滩屿岬峡洞岩崖垭坳甸淀"
_CHAPTERS = ("发展基础", "总体要求", "主要任务", "重点工程", "保障措施")
_SECTIONS, _ITEMS = (3, 5), (3, 6)
_NUMERALS = "一二三四五六七八九十"
_SENTENCE = re.compile(r"[^。；\n]{8,90}[。；]")
_PLACE = re.compile("桐溪|望澜|望瀾|鹤渚|鶴渚")


@cache
def _stock() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headings and sentences of the sample plans."""
    clauses = [clause for path in sorted(SAMPLES.glob("*-*")) for clause in load_plan(path).clauses]
    titles = sorted({clause.title for clause in clauses if 4 <= len(clause.title) <= 20 and "（" not in clause.title})
    found = (_SENTENCE.findall(clause.text) for clause in clauses if clause.kind != "row")
    return tuple(titles), tuple(sorted({one.strip() for some in found for one in some}))


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
    for place in districts(seed):
        if made >= clauses:
            return
        text, held = _plan(place, rng)
        made += held
        yield place, text


def _plan(place: str, rng: random.Random) -> tuple[str, int]:
    titles, sentences = _stock()

    def said(text: str) -> str:
        figures = re.sub(r"(?<!\d)\d{1,2}(?=[.\d]*[%个所名人间万])", lambda _: str(rng.randrange(3, 99)), text)
        return _PLACE.sub(place[:-1], figures)

    lines = [f"{place}教育事业发展“十五五”规划（2026—2030年）", "（虚构示例）"]
    for chapter, title in enumerate(_CHAPTERS):
        lines.append(f"{_NUMERALS[chapter]}、{title}")
        for section in range(rng.randint(*_SECTIONS)):
            lines.append(f"（{_NUMERALS[section]}）{said(rng.choice(titles))}")
            for item in range(rng.randint(*_ITEMS)):
                body = "".join(said(one) for one in rng.sample(sentences, rng.randint(1, 4)))
                lines.append(f"{item + 1}.{said(rng.choice(titles))}。{body.rstrip('；')}")
    return "\n".join(lines) + "\n", len(lines) - 1
