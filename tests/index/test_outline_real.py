"""The five real plans against outlines made by reading them: path, line, first characters of the title."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.outline import outline
from index.plan import Damage
from index.repair import find_damage
from index.script import to_simplified
from tests.index.test_outline import holds_every_character_once, read

TRUTH = Path(__file__).parent / "truth"
NAMES = ["000", "001", "002", "003", "004"]

pytestmark = pytest.mark.plans


def source(real_plans: list[Path], name: str) -> str:
    return next(path for path in real_plans if path.name.startswith(name)).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_outline_equals_the_one_made_by_hand(name: str, real_plans: list[Path]) -> None:
    rows = [line.split("\t") for line in (TRUTH / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    found = read(source(real_plans, name))
    assert [(node.line, node.path) for node in found.nodes] == [(int(line), path) for line, path, _ in rows]
    for node, (_, _, title) in zip(found.nodes, rows, strict=True):
        assert to_simplified(node.title).startswith(title), node


@pytest.mark.parametrize("name", NAMES)
def test_every_character_has_one_owner(name: str, real_plans: list[Path]) -> None:
    text = source(real_plans, name)
    holds_every_character_once(text, read(text))


def test_the_six_lost_numbers_are_marked_repaired(real_plans: list[Path]) -> None:
    found = read(source(real_plans, "004"))
    repaired = [node.path for node in found.nodes if node.repaired and node.kind == "heading"]
    assert repaired == [f"四、({number})" for number in "三四五六七八"]
    assert [record.after for record in found.damage if record.after != "表"] == [f"({n}" for n in "三四五六七八"]


def test_all_nine_shifted_runs_come_back(real_plans: list[Path]) -> None:
    text = source(real_plans, "003")
    shifted = [record for record in find_damage(text) if record.kind == "shifted"]
    assert [to_simplified(record.after) for record in shifted] == [
        "校基础", "校或设", "粒扣子。(责任单位:区", "校活力", "校考试招生方式", "校考试日常监", "地公务员", "学", "学",
    ]  # fmt: skip
    assert all(text[record.start : record.end] == record.before for record in shifted)


@pytest.mark.parametrize("name", ["001", "002", "004"])
def test_undamaged_plans_have_nothing_but_broken_lines(name: str, real_plans: list[Path]) -> None:
    assert {record.kind for record in find_damage(source(real_plans, name))} <= {"wrap"}


def mutated(text: str, chance: random.Random) -> str:
    """Lines dropped, doubled, joined, swapped, cut; characters replaced."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 12)):
        i = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[i : i + chance.randrange(1, 6)]
            case 1:
                lines.insert(i, lines[i])
            case 2:
                lines[i : i + 2] = ["".join(lines[i : i + 2])]
            case 3:
                j = chance.randrange(len(lines))
                lines[i], lines[j] = lines[j], lines[i]
            case 4:
                at = chance.randrange(len(lines[i]) + 1)
                lines[i : i + 1] = [lines[i][:at], lines[i][at:]]
            case _:
                raw = bytearray(lines[i].encode("gb18030", "replace"))
                if raw:
                    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
                lines[i] = raw.decode("gb18030", "replace").replace("\n", "").replace("\r", "")
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_mutated_plans_are_still_shared_out(name: str, real_plans: list[Path]) -> None:
    text, chance = source(real_plans, name), random.Random(int(name))
    for _ in range(12):
        changed = mutated(text, chance)
        damage: tuple[Damage, ...] = find_damage(changed)
        assert all(changed[record.start : record.end] == record.before for record in damage)
        found = outline(changed, damage)
        holds_every_character_once(changed, found)
        assert len({node.path for node in found.nodes}) == len(found.nodes)
