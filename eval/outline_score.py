"""Score the outline against hand-made ones: ``python -m eval.outline_score FOLDER``.

FOLDER holds ``structure.json`` (file → nodes), ``traps.json`` and ``texts/``. A node is right when it begins
at the same character and has the same path (NFKC, Simplified, with or without its unnumbered parents).
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.outline import Node, outline
from index.repair import find_damage
from index.script import to_simplified

UNSCORED = {"front", "preamble", "table", "row"}
"""Kinds that the hand-made outlines do not list."""


@dataclass(frozen=True, slots=True)
class Score:
    """``missed`` and ``wrong`` are (line, path); ``trapped`` are traps taken for nodes."""

    file: str
    hits: int
    missed: tuple[tuple[int, str], ...]
    wrong: tuple[tuple[int, str], ...]
    trapped: tuple[tuple[int, str], ...]

    @property
    def f1(self) -> float:
        """2·hits / (2·hits + missed + wrong), 1 where nothing was to be found and nothing was."""
        whole = 2 * self.hits + len(self.missed) + len(self.wrong)
        return 2 * self.hits / whole if whole else 1.0


def plain(path: str) -> str:
    """A path as it is compared: NFKC, Simplified, without the brackets of unnumbered parts and without ``~2``."""
    folded = to_simplified(unicodedata.normalize("NFKC", path))
    return re.sub(r"~\d+$|[〔〕\[\]/\s]", "", folded)


def score(file: str, text: str, truth: list[dict[str, Any]], traps: list[dict[str, Any]]) -> Score:
    """Compare the outline of ``text`` with ``truth``; optional nodes may be found or not."""
    nodes = [node for node in outline(text, find_damage(text)).nodes if node.kind not in UNSCORED]
    by_start: dict[int, Node] = {node.start: node for node in nodes}
    hits, missed = 0, []
    allowed = set()
    for wanted in truth:
        found = by_start.get(wanted["offset"])
        paths = {plain(wanted["path"]), plain(wanted.get("path_without_unnumbered") or wanted["path"])}
        right = found is not None and plain(found.path) in paths
        if right or wanted.get("optional"):
            allowed.add(wanted["offset"])
        if right and not wanted.get("optional"):
            hits += 1
        elif not wanted.get("optional"):
            missed.append((wanted["line"], wanted["path"]))
    wrong = tuple((node.line, node.path) for node in nodes if node.start not in allowed)
    trapped = tuple((trap["line"], trap["starts_with"]) for trap in traps if trap["offset"] in by_start)
    return Score(file, hits, tuple(missed), wrong, trapped)


def run(folder: Path) -> list[Score]:
    """Every document of ``folder``."""
    truth = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    traps = json.loads((folder / "traps.json").read_text(encoding="utf-8"))
    scores = []
    for file, nodes in truth.items():
        text = (folder / "texts" / file).read_bytes().decode("utf-8-sig")
        scores.append(score(file, text, nodes, traps.get(file, [])))
    return scores


def together(scores: list[Score]) -> Score:
    """All documents as one."""
    return Score(
        "",
        sum(one.hits for one in scores),
        tuple(item for one in scores for item in one.missed),
        tuple(item for one in scores for item in one.wrong),
        tuple(item for one in scores for item in one.trapped),
    )


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "structure.json").is_file():
        sys.stderr.write("usage: python -m eval.outline_score FOLDER (with structure.json, traps.json and texts/)\n")
        return 2
    scores = run(Path(sys.argv[1]))
    for one in scores:
        sys.stdout.write(
            f"{one.f1:.3f}  {one.hits:4d} hit {len(one.missed):3d} missed {len(one.wrong):3d} wrong  {one.file}\n"
        )
        for name in ("missed", "wrong", "trapped"):
            for line, path in getattr(one, name):
                sys.stdout.write(f"       {name} {line}: {path[:60]!r}\n")
    whole = together(scores)
    mean = sum(one.f1 for one in scores) / len(scores)
    sys.stdout.write(f"{whole.f1:.3f}  all; mean {mean:.3f}; {len(whole.trapped)} traps taken\n")
    return 0 if whole.f1 >= 0.97 and not whole.trapped else 1


if __name__ == "__main__":
    sys.exit(main())
