"""What is asked of the time to come is told by what a plan sets out, not by its review of the years before."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.ahead import only_past, set_out
from assistant.likely import Likely
from assistant.question import read_question
from assistant.scene import Found, Scene
from index.library import Library
from index.plan import Clause

AS_OF = date(2026, 3, 1)


def _scene(text: str, library: Library) -> Scene:
    return Scene(read_question(text, (), library, AS_OF), [], library, AS_OF)


def _clause(path: str, library: Library) -> Clause:
    found = library.clause(f"xs#{path}")
    assert found is not None
    return found


def _rated(path: str, chance: float, meant: float, library: Library) -> Likely:
    from assistant.pieces import body

    clause = _clause(path, library)
    return Likely(clause, chance, (Found(body(clause)[-1], 0.0, meant, 0.0, 0.0),))


@pytest.mark.parametrize(
    ("text", "meant", "first"),
    [
        ("霞山区会缩小校际差距吗？", 1.0, "三、二是"),
        ("Will Xiashan District spend more?", 1.0, "三、二是"),
        ("霞山区会缩小校际差距吗？", 0.0, "一、(一)"),
        ("霞山区校际差距缩小了吗？", 1.0, "一、(一)"),
    ],
)
def test_what_is_set_out_goes_first_where_it_is_about_the_question(
    text: str, meant: float, first: str, library: Library
) -> None:
    rated = [_rated("一、(一)", 0.6, 1.0, library), _rated("三、二是", 0.3, meant, library)]
    assert set_out(_scene(text, library), rated)[0].clause.path == first


def test_an_unlikely_clause_does_not_go_first(library: Library) -> None:
    rated = [_rated("一、(一)", 0.9, 1.0, library), _rated("三、二是", 0.1, 1.0, library)]
    assert set_out(_scene("霞山区会缩小校际差距吗？", library), rated) == rated


def test_only_the_past_is_told(library: Library) -> None:
    scene = _scene("霞山区会缩小校际差距吗？", library)
    assert only_past(scene, [_clause("一、(一)", library)])
    assert not only_past(scene, [_clause("一、(一)", library), _clause("三、二是", library)])
    assert not only_past(_scene("霞山区投入了多少？", library), [_clause("一、(一)", library)])
