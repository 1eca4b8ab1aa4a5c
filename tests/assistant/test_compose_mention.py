"""Asked which plans mention a matter, the first sentence names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]


def test_those_that_do_are_named_first(ask_wide: Ask) -> None:
    reply = ask_wide("哪些区提到近视？")
    assert reply.text.startswith("提到“近视”的是：霞山区。")
    assert reply.paths == ["xs#二、(二)"]


def test_those_that_do_not_are_named_first(ask_wide: Ask) -> None:
    first = ask_wide("哪些区没有提到近视？").text.splitlines()[0]
    assert first == "没有提到“近视”的是：柳湾县、云渡区。"


def test_none_does(ask_wide: Ask) -> None:
    assert "都没有提到“校车”" in ask_wide("哪些区没提到校车").text
    assert ask_wide("哪些区提到校车").declined
