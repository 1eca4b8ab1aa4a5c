"""Questions about every plan but those they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant import kinds
from assistant.question import read_question
from index.library import Library
from tests.assistant.conftest import Reply

AS_OF = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("asked", "districts"),
    [
        ("除了霞山区，哪个区还有公办园", {"柳湾县", "云渡区"}),
        ("除霞山区以外还有哪些区办公办园", {"柳湾县", "云渡区"}),
        ("霞山区除外，哪些区有公办园", {"柳湾县", "云渡区"}),
        ("霞山区办公办园，其他区呢", {"柳湾县", "云渡区"}),
        ("Which districts besides 霞山区 have public kindergartens?", {"柳湾县", "云渡区"}),
        ("除了霞山区和柳湾县，别的区有没有公办园", {"云渡区"}),
        ("霞山区和其他区比，公办园占比哪个高", {"霞山区", "柳湾县", "云渡区"}),
        ("除了语文，霞山区还教什么", {"霞山区"}),
    ],
)
def test_those_named_behind_except_are_left_out(wide: Library, asked: str, districts: set[str]) -> None:
    question = read_question(asked, (), wide, AS_OF)
    assert {wide.plans[plan].metadata.district for plan in question.plans} == districts


def test_such_a_question_compares_the_rest(wide: Library, ask_wide: Callable[..., Reply]) -> None:
    assert read_question("除霞山区以外还有哪些区办公办园", (), wide, AS_OF).kind == kinds.COMPARISON
    reply = ask_wide("除了霞山区，还有哪些区的公办园在园幼儿占比有目标")
    assert "60%" in reply.text
    assert "| 霞山区 |" not in reply.text
