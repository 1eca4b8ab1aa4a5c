"""A case: a question in a user's own words and what a right answer must hold.

Cases are JSON lines; the plans they were written against stand beside them in ``plans.toml``
(key → file name and sha256), so that a case never depends on an id a parser made. A gold clause
is ``<plan key>#<path>``; without a ``plans.toml`` the key is the file's name itself.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.history import ROLES, Turn
from index.jsonl import json_lines

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SPLITS = ("dev", "test")
AS_OF = date(2026, 6, 1)
"""The day a case is asked on unless it says otherwise."""

Alternatives = tuple[str, ...]


class CaseError(ValueError):
    """A case file is not right; one line that names the place and what to write instead."""


@dataclass(frozen=True, slots=True)
class PlanRef:
    """The file a key stands for. ``sha256`` is of the file's bytes, empty where no hash is pinned."""

    key: str
    source: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its gold. ``turns`` ends with the question that is scored.

    ``gold`` and ``must`` are conjunctions of alternatives: every group needs one of its members.
    ``weights`` (one per group of ``must``, else all 1) weigh the fact score; ``must_not`` may not stand
    in the answer. ``cells`` are a comparison's values, plan key by plan key: each has to be given as that
    plan's. For an unanswerable case ``reasons`` are the reasons that count as a right decline (any, where
    empty). ``as_of`` is the date the question is asked on.
    """

    id: str
    turns: tuple[Turn, ...]
    persona: str
    language: str
    type: str
    plans: tuple[str, ...]
    gold: tuple[Alternatives, ...] = ()
    must: tuple[Alternatives, ...] = ()
    weights: tuple[float, ...] = ()
    must_not: Alternatives = ()
    cells: tuple[tuple[str, Alternatives], ...] = ()
    answerable: bool = True
    reasons: Alternatives = ()
    as_of: date = AS_OF
    split: str = "dev"
    slices: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        return self.turns[-1].content

    @property
    def history(self) -> tuple[Turn, ...]:
        return self.turns[:-1]

    @property
    def all_slices(self) -> tuple[str, ...]:
        """The named slices and those that follow from the other fields."""
        found = [*self.slices, self.type, self.persona, self.language, self.split]
        found.append("answerable" if self.answerable else "unanswerable")
        if self.history:
            found.append("multi-turn")
        return tuple(dict.fromkeys(found))


def load_cases(path: Path, refs: Mapping[str, PlanRef] | None = None) -> tuple[Case, ...]:
    """The cases of one ``.jsonl`` file; with ``refs``, plan keys must be among them.

    Raises :class:`CaseError` with file and line.
    """
    if not path.is_file():
        raise CaseError(f"{path}: no such case file; give a .jsonl file")
    cases: dict[str, Case] = {}
    for number, line in json_lines(path.read_text(encoding="utf-8")):
        try:
            case = parse_case(json.loads(line), refs)
        except json.JSONDecodeError as error:
            raise CaseError(f"{path}:{number}: not JSON ({error.msg}); write one object per line") from None
        except CaseError as error:
            raise CaseError(f"{path}:{number}: {error}") from None
        if case.id in cases:
            raise CaseError(f"{path}:{number}: id {case.id!r} occurs twice; give each case its own")
        cases[case.id] = case
    if not cases:
        raise CaseError(f"{path}: holds no case; write one JSON object per line")
    return tuple(cases.values())


def parse_case(record: Any, refs: Mapping[str, PlanRef] | None = None) -> Case:
    """One record as a case. ``question`` may stand in place of ``turns``. Raises :class:`CaseError`."""
    if not isinstance(record, dict):
        raise CaseError("a case is a JSON object")
    unknown = set(record) - _FIELDS
    if unknown:
        raise CaseError(f"unknown field {min(unknown)!r}; known are {', '.join(sorted(_FIELDS))}")
    identity = _text(record, "id")
    answerable = record.get("answerable", True)
    if not isinstance(answerable, bool):
        raise CaseError("'answerable' is true or false")
    case = Case(
        id=identity,
        turns=_turns(record),
        persona=_text(record, "persona", "staff"),
        language=_one_of(record, "language", LANGUAGES, "zh-Hans"),
        type=_text(record, "type", "fact"),
        plans=_texts(record, "plans"),
        gold=_groups(record, "gold"),
        must=_groups(record, "must"),
        weights=_weights(record),
        must_not=_texts(record, "must_not"),
        cells=_cells(record),
        answerable=answerable,
        reasons=_texts(record, "reasons"),
        as_of=_date(record),
        split=_one_of(record, "split", SPLITS, "dev"),
        slices=_texts(record, "slices"),
    )
    _check(case, refs)
    return case


def load_refs(path: Path) -> dict[str, PlanRef]:
    """``plans.toml``: ``[key]`` tables with ``source`` and ``sha256``. Empty where there is no file."""
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {key: PlanRef(key, **table) for key, table in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise CaseError(f"{path}: {error}; write [key] tables with source and sha256") from None


_FIELDS = set(Case.__dataclass_fields__) | {"question"}


def _text(record: dict[str, Any], name: str, default: str | None = None) -> str:
    value = record.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"{name!r} is a text that is not empty")
    return value


def _texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise CaseError(f"{name!r} is a list of texts")
    return tuple(value)


def _groups(record: dict[str, Any], name: str) -> tuple[Alternatives, ...]:
    """A list of groups; a bare text is a group of one."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise CaseError(f"{name!r} is a list of lists of alternatives")
    groups = [[item] if isinstance(item, str) else item for item in value]
    for group in groups:
        if not isinstance(group, list) or not group or not all(isinstance(t, str) and t.strip() for t in group):
            raise CaseError(f"{name!r} is a list of lists of alternatives, none of them empty")
    return tuple(tuple(group) for group in groups)


def _weights(record: dict[str, Any]) -> tuple[float, ...]:
    value = record.get("weights", [])
    if not isinstance(value, list) or not all(isinstance(item, (int, float)) and item > 0 for item in value):
        raise CaseError("'weights' is a list of numbers above 0, one per group of 'must'")
    return tuple(float(item) for item in value)


def _cells(record: dict[str, Any]) -> tuple[tuple[str, Alternatives], ...]:
    """Plan key → alternatives; a bare text is one alternative."""
    value = record.get("cells", {})
    if not isinstance(value, dict):
        raise CaseError("'cells' is an object: plan key to a list of alternatives")
    groups = _groups({"cells": list(value.values())}, "cells")
    return tuple(zip(value, groups, strict=True))


def _one_of(record: dict[str, Any], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = record.get(name, default)
    if value not in allowed:
        raise CaseError(f"{name!r} is one of {', '.join(allowed)}, not {value!r}")
    return str(value)


def _date(record: dict[str, Any]) -> date:
    value = record.get("as_of")
    if value is None:
        return AS_OF
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CaseError(f"'as_of' is a date as 2026-01-15, not {value!r}") from None


def _turns(record: dict[str, Any]) -> tuple[Turn, ...]:
    if "question" in record:
        if "turns" in record:
            raise CaseError("give 'question' or 'turns', not both")
        return (Turn("user", _text(record, "question")),)
    value = record.get("turns")
    if not isinstance(value, list) or not value:
        raise CaseError("'turns' is a list of {role, content}, the last one the question")
    turns = tuple(_turn(item) for item in value)
    if turns[-1].role != "user":
        raise CaseError("the last of 'turns' is the user's question")
    return turns


def _turn(item: Any) -> Turn:
    if not isinstance(item, dict) or item.get("role") not in ROLES:
        raise CaseError("a turn is {role: user or assistant, content}")
    return Turn(item["role"], _text(item, "content"))


def _check(case: Case, refs: Mapping[str, PlanRef] | None) -> None:
    for name in _plan_names(case):
        if name not in case.plans:
            raise CaseError(f"gold names plan {name!r}, which 'plans' does not list")
    for name in case.plans:
        if refs and name not in refs:
            raise CaseError(f"plan {name!r} stands in no plans.toml; known are {', '.join(sorted(refs))}")
    if any(plan not in case.plans for plan, _ in case.cells):
        raise CaseError("'cells' names a plan that 'plans' does not list")
    if case.weights and len(case.weights) != len(case.must):
        raise CaseError("'weights' has one number per group of 'must'")
    members = [clause for group in case.gold for clause in group]
    if len(set(members)) < len(members):
        raise CaseError("a clause stands in 'gold' twice; name it in one group only")
    if case.answerable and not case.must and not case.gold:
        raise CaseError("an answerable case needs 'gold' or 'must'")
    if case.answerable and case.reasons:
        raise CaseError("'reasons' belong to unanswerable cases")


def _plan_names(case: Case) -> Iterator[str]:
    for group in case.gold:
        for clause in group:
            name, mark, path = clause.partition("#")
            if not (name and mark and path):
                raise CaseError(f"a gold clause is <plan>#<path>, not {clause!r}")
            yield name
