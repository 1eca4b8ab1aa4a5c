"""Whatever a file holds, the whole reading stands: nobody's text is lost, every quote is verbatim, ids are unique."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clean import mend
from index.load import load_plan, plan_from
from index.plan import Document, Plan
from index.read import UnreadableError
from index.record import from_json, to_json
from tests.plans.odd import ODD

SAMPLES = sorted((Path(__file__).parents[2] / "index" / "samples").glob("*-20*"))
INK = [
    "达到95%以上",
    "98.5",
    "|",
    "\t",
    "序号\n",
    "专栏一\n",
    "到2030年，",
    "不低于",
    "三所",
    "1—2项",
    "。",
    "；",
    "\n",
    "?",
]
INK += ["根据《青禾区规划》", "（责任单位：区教育局）", "規(guī)", "其中：小学", "1.1 ", "附件1\n", "2031年5月6日\n"]


def stands(plan: Plan) -> None:
    source = plan.document.text
    spans = sorted(span for clause in plan.clauses for span in clause.own)
    assert all(a.end <= b.start for a, b in pairwise(spans)), "two clauses own the same text"
    assert all(0 <= a.start <= a.end <= len(source) for a in spans)
    clauses = {clause.id: clause for clause in plan.clauses}
    assert len(clauses) == len(plan.clauses)
    for clause in plan.clauses:
        assert clause.start <= clause.end and clause.id == f"{plan.id}#{clause.path}"
        assert all(clause.start <= span.start <= span.end <= clause.end for span in clause.own)
        if clause.parent is not None:
            assert clauses[clause.parent].start <= clause.start and clause.end <= clauses[clause.parent].end
    for record in plan.indicators:
        assert record.quote == source[record.start : record.end] != ""
        holder = clauses[record.clause_id]
        assert holder.start <= record.start <= record.end <= holder.end
        assert record.baseline or record.target
        for other in record.conflicts:
            assert other.rpartition("@")[0] in clauses
    assert all(source[one.start : one.end] == one.before for one in plan.damage)
    clean = mend(source, plan.damage)
    assert all(a <= b for a, b in pairwise(clean.origin)) and len(clean.origin) == len(clean.text)
    assert from_json(to_json(plan)) == plan


def read(text: str) -> Plan:
    return plan_from(Document("x.txt", "txt", "0" * 64, text))


def dropped(data: bytearray, chance: random.Random) -> bytearray:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randrange(1, 8)]
    return bytearray(b"\n".join(lines))


def joined(data: bytearray, chance: random.Random) -> bytearray:
    return bytearray(data.replace(b"\n", b"", chance.randrange(1, 40)))


def doubled(data: bytearray, chance: random.Random) -> bytearray:
    start, end = sorted(chance.randrange(len(data)) for _ in "ab")
    return data[:end] + data[start : min(end, start + 3000)] + data[end:]


def flipped(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def inked(data: bytearray, chance: random.Random) -> bytearray:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(INK).encode() * chance.randrange(1, 4) + data[at:]


MUTATIONS: list[Callable[[bytearray, random.Random], bytearray]] = [dropped, joined, doubled, flipped, inked]


def mutate(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 6)):
        data = chance.choice(MUTATIONS)(data, chance) or bytearray(b"\n")
    return bytes(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(INK + [odd.text for odd in ODD]) | st.text(max_size=5), max_size=12).map("".join))
def test_any_text_is_read_whole(text: str) -> None:
    stands(read(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_sample_plans_stand(path: Path) -> None:
    stands(load_plan(path))


@pytest.mark.plans
@pytest.mark.parametrize("turn", range(5))
def test_mutated_plans_stand(turn: int, real_plans: list[Path], tmp_path: Path) -> None:
    """Bytes flipped, lines dropped, joined, doubled, words put in: read as a file, from bytes to indicators."""
    chance = random.Random(turn)
    for _ in range(4):
        path = tmp_path / "plan.txt"
        path.write_bytes(mutate(real_plans[turn % len(real_plans)].read_bytes(), chance))
        try:
            stands(load_plan(path))
        except UnreadableError as error:
            assert str(error).startswith("plan.txt: ")
