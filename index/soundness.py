"""Whether a store is as it was written: what is damaged in it, and what to do.

Every file that does not change is held against its checksum. Chroma's embedded form writes into its own files when it
is opened, so its database is looked through by SQLite, and its vectors are held against the plans and their copies.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index import generation, originals, record, sums
from index.generation import StoreError
from index.nearby import PASSAGES, Nearby
from index.place import Folder, Place, settled
from index.store import Manifest
from index.vectors import CACHE

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

MEND = "`eduplan store reembed` builds it anew from the plans"
REREAD = "`eduplan store reembed` reads the plan again from its kept file"
RETAKE = "`eduplan store reembed` takes it from where the plan came from, if it is still there"
SLACK = 2e-3
"""By how much the cosine of a vector and its copy of 16 bits may fall short of one."""
_BATCH = 1000


@dataclass(frozen=True)
class Fault:
    """``what`` is damaged, and what to do about it."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Soundness:
    """What was looked through and the faults found; ``generation`` is the current one's name."""

    store: str
    generation: str
    plans: int
    clauses: int
    embedder: str
    faults: tuple[Fault, ...]


def examine(place: Place) -> Soundness | None:
    """All parts of the current generation held against each other; None where nothing was indexed yet. StoreError
    where a newer version wrote it."""
    return settled(place, lambda name: _held(place, name))


def _held(place: Place, name: str) -> Soundness:
    lock = place.hold(name)
    try:
        return _examine(place, name)
    finally:
        if lock is not None:
            lock.close()


def _examine(place: Place, name: str) -> Soundness:
    folder = place.files(name)
    faults = [*_pointer(place), *(_files(folder) if isinstance(place, Folder) else _fetched(place, name, folder))]
    try:
        manifest = Manifest.load(folder)
    except StoreError as error:
        faults.append(Fault(str(error), MEND))
        return Soundness(str(place), name, 0, 0, "", tuple(faults))
    owners: dict[str, str] = {}
    for plan, facts in manifest.plans.items():
        try:
            read = record.from_json((folder / "plans" / facts["file"]).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            faults.append(Fault(f"plans/{facts['file']} ({plan}) cannot be read ({type(error).__name__})", REREAD))
            continue
        owners |= {clause.id: plan for clause in read.clauses}
    if not any(fault.what.startswith(("plans/", PASSAGES)) for fault in faults):  # else there is nothing to hold to
        faults += _vectors(place, name, owners)
    faults += _originals(place, manifest)
    faults += _cache(place)
    return Soundness(str(place), name, len(manifest.plans), len(owners), manifest.embedder, tuple(_once(faults)))


def _once(faults: list[Fault]) -> Iterator[Fault]:
    """A damaged file is named once, by the first who noticed."""
    seen: set[str] = set()
    for fault in faults:
        subject = fault.what.partition(" ")[0]
        if subject not in seen:
            yield fault
        seen.add(subject)


def _pointer(place: Place) -> Iterator[Fault]:
    if isinstance(place, Folder) and generation.named(place.root) is None:
        yield Fault(f"{generation.POINTER} names no generation; the last finished one serves", MEND)


def _files(folder: Path) -> Iterator[Fault]:
    if sums.read(folder) is None:
        yield Fault(f"{sums.FILE} is missing or unreadable: an older version made the store, or it is damaged", MEND)
    for path in sums.damaged(folder):
        state = "is not as it was written" if (folder / path).exists() else "is missing"
        yield Fault(f"{path} {state}", REREAD if path.startswith("plans/") else MEND)


def _fetched(place: Place, name: str, folder: Path) -> Iterator[Fault]:
    """Of a store on a server: the files as it has them, and as this machine's cache ``folder`` does."""
    from index.server import Server

    if sums.read(folder) is None or sums.damaged(folder):
        yield Fault(f"{folder} is not as it was fetched", "remove it: it is fetched again")
    if isinstance(place, Server):
        with TemporaryDirectory() as scratch:
            try:
                place.fetch(name, Path(scratch))
            except StoreError as error:
                yield Fault(str(error), MEND)


def _originals(place: Place, manifest: Manifest) -> Iterator[Fault]:
    """A file that was never kept is no fault: it had changed or gone when its plan was indexed."""
    for plan, facts in manifest.plans.items():
        kept = originals.original(place, facts["sha256"])
        subject = f"{originals.FOLDER}/{facts['sha256']} ({plan})"
        if kept is None and "kept" in facts:
            yield Fault(f"{subject} is missing", RETAKE)
        elif kept is not None and not sums.intact(kept.parent, kept.name, kept.name):
            yield Fault(f"{subject} is not as it was written", RETAKE)


def _cache(place: Place) -> Iterator[Fault]:
    file = place.cache / CACHE
    if file.is_file() and (wrong := database(file)):
        yield Fault(f"{file.name} {wrong}", MEND)


def _vectors(place: Place, name: str, owners: dict[str, str]) -> Iterator[Fault]:
    """``owners`` maps the ids of the clauses that ought to have vectors to their plans."""
    try:
        near = Nearby.load(place.files(name), PASSAGES)
    except StoreError as error:
        yield Fault(f"{PASSAGES}.npy or {PASSAGES}-of.npy cannot be read ({error.__cause__})", MEND)
        return
    if isinstance(place, Folder) and (wrong := database(place.files(name) / "chroma" / "chroma.sqlite3")):
        yield Fault(f"chroma/chroma.sqlite3 {wrong}", MEND)
        return
    if isinstance(place, Folder) and (empty := _empty(place.files(name) / "chroma")):
        yield Fault(f"chroma/{empty} is empty", MEND)
        return
    try:
        client, collection = place.vectors(name)
        try:
            held = client.get_collection(collection, embedding_function=None)
            yield from _collection(held, near, owners)
        finally:
            place.release(client)
    except Exception as error:  # what a damaged database makes Chroma raise is not one class
        yield Fault(f"chroma cannot be read ({' '.join(str(error).split())[:200]})", MEND)


def _empty(chroma: Path) -> str:
    """The name of a file of Chroma's graph that holds nothing, which Chroma itself notices only sometimes."""
    files = (file for part in ("data_level0.bin", "length.bin") for file in chroma.rglob(part))
    return next((file.name for file in files if not file.stat().st_size), "")


def _collection(collection: Collection, near: Nearby, owners: dict[str, str]) -> Iterator[Fault]:
    held: list[str] = collection.get(include=[])["ids"]
    astray = owners.keys() ^ {passage.rpartition("@")[0] for passage in held}
    if astray:
        yield Fault(f"chroma does not hold the plans' clauses: {len(astray)} differ, {min(astray)} among them", MEND)
        return
    names = _names(list(owners), near)
    wrong = len(set(names) ^ set(held))
    for at in range(0, len(names) if not wrong else 0, _BATCH):
        rows = {name: at + n for n, name in enumerate(names[at : at + _BATCH])}
        got: Any = collection.get(ids=list(rows), include=["embeddings", "metadatas"])
        order = [rows[name] for name in got["ids"]]
        cosines = _cosines(got["embeddings"], near.vectors[order])
        plans = [owners[name.rpartition("@")[0]] for name in got["ids"]]
        wrong += sum(
            cosine < 1 - SLACK or about.get("plan") != plan
            for cosine, about, plan in zip(cosines, got["metadatas"], plans, strict=True)
        )
    if not wrong:
        wrong = sum(not _finds(collection, near.vectors[row]) for row in range(0, len(names), len(names) // 20 + 1))
    if wrong:
        yield Fault(f"chroma differs from the plans in {wrong} of {len(names)} vectors", MEND)


def _finds(collection: Collection, vector: NDArray[np.float16]) -> bool:
    """Whether a search for a vector finds it."""
    asked: Any = vector.astype(np.float32)[None, :]
    found = collection.query(query_embeddings=asked, n_results=1, include=["distances"])
    return bool((found["distances"] or [[1.0]])[0][0] < SLACK)


def _names(clauses: list[str], near: Nearby) -> list[str]:
    """The ids of the passages in the order of their rows; ``clauses`` are in the order of theirs."""
    names, last, count = [], -1, 0
    for owner in near.owners.tolist():
        count = count + 1 if owner == last else 0
        last = owner
        names.append(f"{clauses[owner]}@{count}")
    return names


def _cosines(some: Any, others: Any) -> NDArray[np.float64]:
    """Of rows; -1 where a number is not finite. In 64 bits, since a damaged number may be of any size."""
    with np.errstate(all="ignore"):
        one, other = np.asarray(some, np.float64), np.asarray(others, np.float64)
        lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
        cosines: NDArray[np.float64] = np.einsum("ij,ij->i", one, other) / lengths
    return np.where(np.isfinite(cosines), cosines, -1.0)


def database(file: Path) -> str:
    """What SQLite finds wrong with ``file``, as the end of a sentence; empty for a sound one. Writes nothing, but for
    what a writer that was killed has left in the journal to be undone."""
    mode = "rw" if file.with_name(f"{file.name}-journal").exists() else "ro"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as base:
            said = [row[0] for row in base.execute("PRAGMA integrity_check(1)").fetchall()]
    except sqlite3.Error as error:
        return f"cannot be read ({error})"
    return "" if said == ["ok"] else f"is damaged ({' '.join(str(said[0]).split())})"
