"""An exchange as JSON and back: the form in which a conversation is kept.

What a later version added to an answer is absent from an older row, what it dropped is left out of it: reading
goes by the fields that both know.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any, TypeVar

from assistant.answer import Answer, Citation, Derivation, Notice, Operand, Retrieved, Sentence
from ui.talk import Exchange

T = TypeVar("T")


def to_json(one: Exchange) -> str:
    """One line of JSON that ``from_json`` reads back; how long each stage took is left out."""
    answer = one.answer and replace(one.answer, ms={})
    return json.dumps(asdict(replace(one, answer=answer)), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Exchange:
    """The exchange that ``to_json`` wrote. KeyError, TypeError or ValueError for another form."""
    data: dict[str, Any] = json.loads(text)
    answer = data["answer"]
    return _known(
        Exchange, data | {"plans": tuple(data["plans"]), "answer": _answer(answer) if answer is not None else None}
    )


def _answer(data: dict[str, Any]) -> Answer:
    many = {"citations": Citation, "retrieved": Retrieved, "notices": Notice}
    parts: dict[str, Any] = {name: tuple(_known(kind, one) for one in data[name]) for name, kind in many.items()}
    return _known(Answer, data | parts | {"sentences": tuple(map(_sentence, data["sentences"]))})


def _sentence(data: dict[str, Any]) -> Sentence:
    derived = tuple(
        _known(Derivation, one | {"operands": tuple(_known(Operand, part) for part in one["operands"])})
        for one in data["derived"]
    )
    return _known(
        Sentence, data | {"citations": tuple(data["citations"]), "derived": derived, "reasons": tuple(data["reasons"])}
    )


def _known(kind: type[T], data: dict[str, Any]) -> T:
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in data.items() if name in names})
