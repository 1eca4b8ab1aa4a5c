"""Which heading a question means: by its title, by how many parts it has, or by the parts that search found."""

from __future__ import annotations

import re

from assistant.clause_ref import arabic
from assistant.ground import grams
from assistant.pieces import Piece
from assistant.scene import Scene
from assistant.support import CLAUSES
from index.plan import Clause
from index.quantity import find_quantities
from index.script import fold

TITLED = 0.5
"""Share of the question's words that a heading and the titles of its parts must hold to be what it counts."""
MOST = 4
"""Clauses found first whose headings may be the one with as many parts as are asked for."""

_COUNT = re.compile("([一二三四五六七八九十两]|\\d{1,2})(?:个|项|条|大|方面|类|种|点|步|座|名|所)")

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT_EN = re.compile(
    rf"\b({'|'.join(_ENGLISH[1:])}) (?:(?:main|key|major|basic|big|working) )?"
    r"(?:tasks|principles|measures|campaigns|projects|goals|targets|aims|areas|groups|stages|phases|points|parts|safeguards)\b"
)


def _says_so(scene: Scene, parts: tuple[Clause, ...]) -> bool:
    """Whether one of the parts speaks of as many things itself (持续打造三大品牌): then these are what is counted."""
    told = [match.group() for match in _COUNT.finditer(scene.question.folded)]
    return any(one in fold(part.text) for part in parts for one in told)


def counts(folded: str) -> list[int]:
    """How many things a question says there are (哪四项, 五个组, the ten tasks)."""
    english = [_ENGLISH.index(number) + 1 for number in _COUNT_EN.findall(folded)]
    return [arabic(number.replace("两", "二")) for number in _COUNT.findall(folded)] + english


def enumerates(scene: Scene, piece: Piece) -> float:
    """A gain for a sentence that lists as many things as the question counts (哪四项)."""
    asked = counts(scene.question.folded)
    count = len(re.findall("[、；;]", piece.text)) + 1
    return 0.3 if any(1 < number <= count + 1 for number in asked) else 0.0


def named_heading(scene: Scene, least: float = 0.6) -> Clause | None:
    """A clause whose title is what the question names and that has parts: among the hits and what stands over them."""
    best: tuple[float, Clause] | None = None
    for rank, hit in enumerate(scene.hits[:CLAUSES]):
        for clause in (hit.clause, *scene.library.ancestors(hit.clause)):
            if len(scene.library.children(clause.id)) < 2:
                continue
            cover = scene.ground.cover(fold(clause.title))
            own = grams([fold(clause.title)])
            exact = sum(pair in scene.question.folded for pair in own) / (len(own) or 1)
            value = cover + 0.3 * exact - 0.01 * rank
            if cover >= least and (best is None or value > best[0]):
                best = value, clause
    return best[1] if best else None


def counted(scene: Scene, piece: Piece) -> Clause | None:
    """The clause whose sentence says how many parts it has (由5个工作组组成), where just so many stand below it."""
    parts = len(scene.library.children(piece.clause.id))
    counts = {one.value for one in find_quantities(piece.text) if one.kind == "amount"}
    return piece.clause if parts > 1 and parts in counts else None


def of_so_many(scene: Scene) -> Clause | None:
    """The heading with just so many parts as the question says (哪三个阶段), itself or most of its parts found."""
    asked = {number for number in counts(scene.question.folded) if number > 1}
    hits = [hit.clause for hit in scene.hits[:CLAUSES]]
    for clause in hits[:MOST] if asked else ():
        for heading in (clause, *reversed(scene.library.ancestors(clause))):
            parts = scene.library.children(heading.id)
            held = sum(part in hits for part in parts)
            if len(parts) not in asked or _says_so(scene, parts):
                continue
            titles = fold(" ".join(one.title for one in (heading, *parts)))
            if any(name not in titles and name in fold(hits[0].text) for name in scene.question.quoted):
                continue  # 四个“文化识别系统” stand in a sentence
            found = heading is hits[0] or 2 * held > len(parts)
            first = set(hits[: len(parts)]) == set(parts)  # search found just the parts: no more proof is needed
            if first or (found and scene.ground.cover(titles) >= TITLED):
                return heading
    return None
