"""What re-reading a plan did to its clauses: added, changed, renumbered, removed."""

from __future__ import annotations

from dataclasses import dataclass

from index.plan import Plan
from index.script import fold


@dataclass(frozen=True)
class Change:
    """What happened to one plan; ``state`` is added, changed, unchanged or removed.

    ``added``, ``changed`` and ``removed`` are clause ids, ``moved`` pairs of old and new id.
    """

    plan: str
    state: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


def change(before: Plan | None, after: Plan) -> Change:
    """Compare two readings of one plan. A clause whose words stand under another number was moved."""
    if before is None:
        return Change(after.id, "added", added=tuple(clause.id for clause in after.clauses))
    if before == after:
        return Change(after.id, "unchanged")
    old = {clause.id: _words(clause.text, clause.number) for clause in before.clauses}
    new = {clause.id: _words(clause.text, clause.number) for clause in after.clauses}
    gone = {words: name for name, words in old.items() if words and new.get(name) != words}
    moved = tuple((gone[words], name) for name, words in new.items() if words in gone and old.get(name) != words)
    here = {name for _, name in moved}
    left = {name for name, _ in moved}
    return Change(
        after.id,
        "changed",
        added=tuple(name for name in new if name not in old and name not in here),
        changed=tuple(name for name in new if name in old and old[name] != new[name] and name not in here),
        removed=tuple(name for name in old if name not in new and name not in left),
        moved=moved,
    )


def _words(text: str, number: str) -> str:
    """Folded text without its marker, which is what a renumbering changes."""
    folded = "".join(fold(text).split())
    return folded.removeprefix("".join(fold(number).split()))
