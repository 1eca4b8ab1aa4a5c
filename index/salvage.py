"""What a store's current generation holds, for its writer: also of one that an older version wrote or that is damaged.

A plan whose record is not as it was written is taken from an earlier generation, else read again from the kept
original, else from the file it came from. Only what is found nowhere is lost, and then it is said.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from index import originals, record, sums
from index.generation import MANIFEST, StoreError
from index.load import load_plan, plan_from
from index.place import Place
from index.plan import Plan
from index.read import UnreadableError
from index.store import FORMAT


@dataclass(frozen=True)
class Entry:
    """A plan of the store and the file it was read from."""

    plan: Plan
    origin: str


@dataclass(frozen=True)
class Held:
    """``entries`` by plan id, understood by today's reader; ``moved`` old clause ids; ``made_by`` the embedder and the
    reader. ``whole`` is false where something had to be mended; ``lost`` are ids of plans that could not be."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    made_by: tuple[str, str] | None = None
    whole: bool = True
    lost: tuple[str, ...] = ()


def lost_line(plan: str) -> str:
    """What to say of a lost plan."""
    return f"{plan} was damaged in the store and its file is gone: give the file again"


@cache
def reader_version() -> str:
    """Changes whenever the code that reads plans does, so that a new reader reads everything again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".toml", ".gz"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def holdings(place: Place) -> Held:
    """What the current generation of ``place`` holds. StoreError where a newer version wrote it."""
    name = place.current()
    if name is None:
        return Held()
    with place.salvaged(name) as (folder, whole):
        held = _held(place, folder)
        return held if whole else replace(held, whole=False)


def _held(place: Place, folder: Path) -> Held:
    manifest = _manifest(folder)
    said: dict[str, Any] = manifest or next(filter(None, map(_manifest, _others(folder))), {})
    facts = said.get("plans", {}) if manifest else _facts(folder, said.get("plans", {}))
    entries, lost, whole = {}, [], manifest is not None and manifest.get("format") == FORMAT
    wanted = sums.read(folder) or {}
    for plan, about in facts.items():
        path = f"plans/{about['file']}"
        found = _recorded(folder, path, wanted.get(path))
        whole = whole and found is not None
        found = found or _elsewhere(place, folder, path, wanted.get(path), about)
        if found is None:
            lost.append(plan)
        elif manifest is None or said.get("reader") != reader_version():
            found = plan_from(found.document)
        if found is not None:
            entries[found.id] = Entry(found, about["origin"])
    made_by = (said.get("embedder", ""), said.get("reader", ""))
    return Held(entries, said.get("moved", {}), made_by, whole, tuple(lost))


def _manifest(folder: Path) -> dict[str, Any] | None:
    """None for one that is missing or broken."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if data["format"] > FORMAT:
            raise StoreError(
                f"the store at {folder} was written by a newer version: use that one, or another store (--store)"
            )
        for about in data["plans"].values():
            about["file"], about["sha256"], about["origin"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, StoreError):
            raise
        return None
    wanted = (sums.read(folder) or {}).get(MANIFEST)
    return data if wanted is None or sums.intact(folder, MANIFEST, wanted) else None


def _others(folder: Path) -> Iterator[Path]:
    """The other generations that are at hand, the latest first."""
    siblings = (path for path in folder.parent.iterdir() if (path / MANIFEST).is_file() and path != folder)
    return iter(sorted(siblings, reverse=True))


def _facts(folder: Path, before: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What the manifest would say of the plans whose records lie in ``folder``; ``before`` is an earlier one's."""
    origins = {about["sha256"]: about["origin"] for about in before.values()}
    found = {}
    for path in sorted((folder / "plans").glob("*.json")):
        plan = _recorded(folder, f"plans/{path.name}", None)
        if plan is not None:
            file, sha256 = plan.document.name, plan.document.sha256
            found[plan.id] = {"file": path.name, "sha256": sha256, "origin": origins.get(sha256, file)}
    return found


def _recorded(folder: Path, path: str, wanted: str | None) -> Plan | None:
    """The plan whose record is the file ``path``; None where that is not as it was written. A record of another
    version is understood by its document."""
    if wanted is not None and not sums.intact(folder, path, wanted):
        return None
    with suppress(OSError, ValueError):
        text = (folder / path).read_text(encoding="utf-8")
        with suppress(KeyError, TypeError):
            return record.from_json(text)
        with suppress(KeyError, TypeError):
            return plan_from(record.document(text))
    return None


def _elsewhere(place: Place, folder: Path, path: str, wanted: str | None, about: Mapping[str, str]) -> Plan | None:
    for other in _others(folder) if wanted else ():
        found = _recorded(other, path, wanted)
        if found is not None and found.document.sha256 == about["sha256"]:
            return found
    for file in (originals.original(place, about["sha256"]), Path(about["origin"])):
        with suppress(OSError, UnreadableError, StoreError):
            if file is not None and sums.digest(file) == about["sha256"]:
                return _read_as(file, Path(about["origin"]).name)
    return None


def _read_as(file: Path, name: str) -> Plan:
    """The plan in ``file``, which is kept under another name than the one that says its format."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / name
        shutil.copyfile(file, copy)
        return load_plan(copy)
