"""What a generation holds, read from disk as it is asked for: facts of every plan, clauses one by one.

As Python objects a country's plans take some 7 KB a clause. Here only the facts of the plans (all but their text) are
in memory; a clause is a line of a file, found by its row; a row is found by the hash of the clause's id; whole plans
are read where their text or outline is wanted, and the last few kept.
"""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.contents import Contents, StoredPlan
from index.generation import reading
from index.plan import Clause, Document, Indicator, Metadata, Plan
from index.plan import Span as Own
from index.postings import Span, mapped
from index.record import from_json, tuples
from index.script import fold

PLANS, CLAUSES, STARTS = "plans.jsonl", "clauses.jsonl", "clauses-at.npy"
KEYS, KEYS_OF = "keys.npy", "keys-of.npy"
NAMES, NAMES_OF = "indicator-names.json", "indicator-names-of.npy"
PLANS_KEPT, CLAUSES_KEPT = 128, 4096
"""Whole plans and single clauses that stay in memory."""

_CLAUSE = [field.name for field in fields(Clause)]
_INDICATOR = [field.name for field in fields(Indicator)]


class _Facts(NamedTuple):
    """A line of ``PLANS``: ``file`` under ``plans/`` has the plan whole, ``rows`` are its clauses, ``names`` the part
    of ``NAMES_OF`` that has the names of its indicators."""

    id: str
    metadata: dict[str, Any]
    document: dict[str, Any]
    warnings: list[str]
    file: str
    rows: list[int]
    names: list[int]


def write(folder: Path, plans: Iterable[tuple[Plan, str]]) -> None:
    """Write the catalogue of ``plans``, each with the file under ``plans/`` that has it whole. Rows of clauses count on
    from plan to plan, in text order."""
    names: dict[str, int] = {}
    named: list[int] = []
    starts, keys = [0], bytearray()
    with (folder / PLANS).open("w", encoding="utf-8") as facts, (folder / CLAUSES).open("wb") as lines:
        for plan, file in plans:
            held, row, name = Contents(plan), len(starts) - 1, len(named)
            for clause in plan.clauses:
                starts.append(starts[-1] + lines.write(_line(clause, held.indicators_of(clause.id))))
                keys += _key(clause.id)
            named += [names.setdefault(one, len(names)) for one in held.indicator_names]
            about = asdict(plan.document) | {"text": ""}
            own = _Facts(
                plan.id, asdict(plan.metadata), about, list(plan.warnings), file, [row, len(starts) - 1],
                [name, len(named)],
            )  # fmt: skip
            facts.write(_dumps(own) + "\n")
    found = np.frombuffer(bytes(keys), np.uint64)
    order = np.argsort(found, kind="stable")
    np.save(folder / STARTS, np.array(starts, np.int64))
    np.save(folder / KEYS, found[order])
    np.save(folder / KEYS_OF, order.astype(np.int32))
    np.save(folder / NAMES_OF, np.array(named, np.int32))
    (folder / NAMES).write_text(_dumps([[one, fold(one)] for one in names]), encoding="utf-8")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _key(clause_id: str) -> bytes:
    return blake2b(clause_id.encode(), digest_size=8).digest()


def _line(clause: Clause, indicators: Iterable[Indicator]) -> bytes:
    """Values without their names: a clause is read in some 20 µs."""
    values = [getattr(clause, name) for name in _CLAUSE]
    records = [[getattr(one, name) for name in _INDICATOR] for one in indicators]
    return f"{_dumps([values, records])}\n".encode()


class _Line(NamedTuple):
    """A line of ``CLAUSES``: a clause and the values of its indicators, few of which are ever asked for."""

    clause: Clause
    records: list[list[Any]]

    @classmethod
    def read(cls, line: bytes) -> _Line:
        values, records = json.loads(line)
        clause = dict(zip(_CLAUSE, values, strict=True))
        clause["own"], clause["responsible"] = tuple(Own(*span) for span in clause["own"]), tuple(clause["responsible"])
        return cls(Clause(**clause), records)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(Indicator(**tuples(dict(zip(_INDICATOR, one, strict=True)))) for one in self.records)


class Catalogue:
    """Read access to the plans of one generation's folder. Safe to call from several threads."""

    def __init__(self, folder: Path, plans: Collection[str]) -> None:
        """``plans`` are the ids of those that it was written of. StoreError where a file of it is missing or broken,
        here as in all that is asked of it later."""
        self._folder = folder
        with reading(folder, CLAUSES):
            self._lines = os.open(folder / CLAUSES, os.O_RDONLY)
            weakref.finalize(self, os.close, self._lines)
        with reading(folder, PLANS):
            lines = (folder / PLANS).read_text(encoding="utf-8").split("\n")  # not at U+2028, which JSON may hold
            self._facts = {facts.id: facts for facts in (_Facts(*json.loads(line)) for line in lines if line)}
        self._starts, self._keys, self._keys_of, self._names_of = (
            mapped(folder, name) for name in (STARTS, KEYS, KEYS_OF, NAMES_OF)
        )
        self._hold(plans)
        self._whole = lru_cache(PLANS_KEPT)(self._read)
        self._line = lru_cache(CLAUSES_KEPT)(self._read_line)
        self._row = lru_cache(CLAUSES_KEPT)(self._find_row)

    def _hold(self, plans: Collection[str]) -> None:
        """The files against each other: StoreError where one is shorter than it was."""
        with reading(self._folder, PLANS):
            if self._facts.keys() != set(plans):
                raise ValueError(f"{len(self._facts)} plans where there were {len(plans)}")
            rows = max((facts.rows[1] for facts in self._facts.values()), default=0)
            names = max((facts.names[1] for facts in self._facts.values()), default=0)
        self._hold_size(STARTS, len(self._starts), rows + 1)
        self._hold_size(CLAUSES, os.fstat(self._lines).st_size, int(self._starts[-1]))
        self._hold_size(KEYS, len(self._keys), rows)
        self._hold_size(KEYS_OF, len(self._keys_of), rows)
        self._hold_size(NAMES_OF, len(self._names_of), names)

    def _hold_size(self, file: str, held: int, wanted: int) -> None:
        with reading(self._folder, file):
            if held != wanted:
                raise ValueError(f"{held} where there were {wanted}")

    def __len__(self) -> int:
        """How many clauses there are."""
        return len(self._starts) - 1

    def plans(self, scope: Collection[str] = ()) -> Iterator[Plan]:
        """The plans, of ``scope`` only where it is not empty."""
        for plan, facts in self._facts.items():
            if not scope or plan in scope:
                with reading(self._folder, PLANS):
                    metadata, document = Metadata(**tuples(facts.metadata)), Document(**tuples(facts.document))
                yield StoredPlan(plan, metadata, document, tuple(facts.warnings), self)

    def rows(self, plan: str) -> Span | None:
        """The rows of a plan's clauses; they lie side by side."""
        facts = self._facts.get(plan)
        return (facts.rows[0], facts.rows[1]) if facts else None

    def row(self, clause_id: str) -> int | None:
        """The row of a clause; None where there is no such one."""
        return self._row(clause_id)

    def name(self, row: int) -> str:
        """The id of the clause in a row."""
        return self._line(row).clause.id

    def clause(self, clause_id: str) -> Clause | None:
        row = self._row(clause_id)
        return None if row is None else self._line(row).clause

    def indicators_of(self, clause_id: str) -> tuple[Indicator, ...]:
        row = self._row(clause_id)
        return () if row is None else self._line(row).indicators

    def whole(self, plan_id: str) -> Contents:
        return self._whole(plan_id)

    def names(self, plan_id: str) -> Mapping[str, str]:
        begin, end = self._facts[plan_id].names
        with reading(self._folder, NAMES):
            return dict(self._names[place] for place in self._names_of[begin:end])

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        return [(name, folded) for name, folded in json.loads((self._folder / NAMES).read_text(encoding="utf-8"))]

    def _read(self, plan_id: str) -> Contents:
        file = f"plans/{self._facts[plan_id].file}"
        with reading(self._folder, file):
            return Contents(from_json((self._folder / file).read_text(encoding="utf-8")))

    def _read_line(self, row: int) -> _Line:
        begin, end = int(self._starts[row]), int(self._starts[row + 1])
        with reading(self._folder, CLAUSES):
            return _Line.read(os.pread(self._lines, end - begin, begin))

    def _find_row(self, clause_id: str) -> int | None:
        key = np.frombuffer(_key(clause_id), np.uint64)[0]
        for place in range(int(self._keys.searchsorted(key)), len(self._keys)):
            if self._keys[place] != key:
                break
            row = int(self._keys_of[place])
            if self.name(row) == clause_id:
                return row
        return None
