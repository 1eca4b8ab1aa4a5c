"""Files into a store: reads what changed, writes a new generation beside the current one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from index import catalogue, originals, record
from index.changes import Change, change
from index.embed import Embedder
from index.fill import Progress as Progress  # callers know it by what they call
from index.fill import fill_vectors, fill_words
from index.generation import MANIFEST, StoreError
from index.library import Library
from index.load import load_plan
from index.place import Place, Writer, place_of, settled
from index.plan import Plan
from index.read import SUFFIXES, UnreadableError
from index.salvage import Entry, Held, holdings, lost_line, reader_version
from index.soundness import database
from index.store import Manifest, read_plans
from index.vectors import CACHE, VectorCache


@dataclass(frozen=True)
class Report:
    """``plans`` are those of the given files, in their order; ``changes`` all that happened in the store;
    ``failures`` one line for each file left out."""

    plans: tuple[Plan, ...]
    changes: tuple[Change, ...]
    failures: tuple[str, ...] = ()


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files among ``paths``; folders are searched through for readable ones, hidden ones left out. Sorted."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file == path or (file.suffix.lower() in SUFFIXES and file.is_file() and not hidden):
                found[file] = None
    return list(found)


def index_files(
    where: str | Path, files: Sequence[Path], embedder: Embedder, progress: Progress, anew: bool = False
) -> Report:
    """Bring ``files`` into the store at ``where``; plans of other files stay. ``anew`` reads also what has not changed.

    A file that cannot be read is left out and named in ``failures``; what was indexed of it before stays.
    StoreError when the store cannot be written.
    """
    place = place_of(where)
    standing = None if anew else _standing(place, files, embedder)
    if standing is not None:
        with suppress(OSError):  # a store that only reads
            originals.keep(place, _sources(files, standing.plans))
        return standing
    with place.writer() as writer, place.asked():
        held = holdings(place)
        read, failures = _read(files, {} if anew else held.entries, progress)
        fresh = {entry.plan.id: entry for entry in read}
        origins = {entry.origin for entry in read}
        kept = (one for one in held.entries.values() if one.plan.id not in fresh and one.origin not in origins)
        entries = {one.plan.id: one for one in kept} | fresh
        originals.keep(place, ((Path(entry.origin), entry.plan.document.sha256) for entry in read))
        changes = _write(place, writer, entries, held, embedder, progress, anew)
        originals.sweep(place, {entry.plan.document.sha256 for entry in entries.values()})
        failures += [lost_line(plan) for plan in held.lost if plan not in entries]
        return Report(tuple(entry.plan for entry in read), changes, tuple(failures))


def remove_plans(
    where: str | Path, plans: Collection[str], embedder: Embedder, progress: Progress
) -> tuple[Change, ...]:
    """Take plans out of the store. StoreError for one that it does not hold."""
    place = place_of(where)
    with place.writer() as writer, place.asked():
        held = holdings(place)
        for plan in plans:
            if plan not in held.entries:
                raise StoreError(f"no plan {plan} in {place}: `eduplan plans` lists what is indexed")
        kept = {plan: entry for plan, entry in held.entries.items() if plan not in plans}
        changes = _write(place, writer, kept, held, embedder, progress)
        originals.sweep(place, {entry.plan.document.sha256 for entry in kept.values()})
        return changes


def reembed(where: str | Path, embedder: Embedder, progress: Progress) -> tuple[str, ...]:
    """Rebuild the store with ``embedder``, mending what is damaged; a line for each plan that could not be saved."""
    place = place_of(where)
    with place.writer() as writer, place.asked():
        held = holdings(place)
        if not (held.entries or held.whole):
            raise StoreError(f"{place} is damaged beyond mending: restore a backup, or index the plans elsewhere")
        originals.mend(place, [(Path(one.origin), one.plan.document.sha256) for one in held.entries.values()])
        if database(place.cache / CACHE):
            (place.cache / CACHE).unlink(missing_ok=True)
        _write(place, writer, held.entries, held, embedder, progress, anew=True)
        return tuple(map(lost_line, held.lost))


def _standing(place: Place, files: Sequence[Path], embedder: Embedder) -> Report | None:
    """The report where the store already holds just these files as they are; needs no lock. None otherwise."""
    try:
        return settled(place, lambda name: _as_it_stands(place, name, files, embedder))
    except StoreError:  # damaged, or of another version: for the writer to mend
        return None


def _as_it_stands(place: Place, name: str, files: Sequence[Path], embedder: Embedder) -> Report | None:
    manifest = Manifest.load(place.files(name))
    if (manifest.embedder, manifest.reader) != (embedder.fingerprint, reader_version()):
        return None
    held = {(facts["origin"], facts["sha256"]): plan for plan, facts in manifest.plans.items()}
    wanted = [held.get((str(file.resolve()), _sha256(file)), "") for file in files]
    if not all(wanted):
        return None
    plans = {plan.id: plan for plan in read_plans(place.files(name), manifest, wanted)}
    return Report(tuple(plans[name] for name in wanted), tuple(Change(name, "unchanged") for name in wanted))


def _sources(files: Sequence[Path], plans: Sequence[Plan]) -> list[tuple[Path, str]]:
    return [(file, plan.document.sha256) for file, plan in zip(files, plans, strict=True)]


def _read(files: Sequence[Path], stored: Mapping[str, Entry], progress: Progress) -> tuple[list[Entry], list[str]]:
    known = {entry.plan.document.sha256: entry.plan for entry in stored.values()}
    entries: dict[str, Entry] = {}
    failures: list[str] = []
    for done, file in enumerate(files):
        progress("read", done, len(files))
        try:
            plan = known.get(_sha256(file)) or load_plan(file)
        except UnreadableError as error:
            failures.append(str(error))
            continue
        if plan.id in entries:
            failures.append(f"{file}: the same plan as {entries[plan.id].origin} ({plan.title}); index one of them")
            continue
        entries[plan.id] = Entry(plan, str(file.resolve()))
    progress("read", len(files), len(files))
    return list(entries.values()), failures


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError:
        return ""


def _write(
    place: Place,
    writer: Writer,
    entries: Mapping[str, Entry],
    held: Held,
    embedder: Embedder,
    progress: Progress,
    anew: bool = False,
) -> tuple[Change, ...]:
    """A new generation of ``entries``, unless it would be the one that stands and is not wanted ``anew``."""
    stored, made_by = held.entries, (embedder.fingerprint, reader_version())
    changes = [change(stored[plan].plan if plan in stored else None, entry.plan) for plan, entry in entries.items()]
    changes += [Change(plan, "removed") for plan in stored if plan not in entries]
    if not anew and held.whole and held.made_by == made_by and all(one.state == "unchanged" for one in changes):
        return tuple(changes)
    moved = dict(held.moved)
    moved |= {old: new for one in changes for old, new in one.moved}
    library = Library(entry.plan for entry in entries.values())
    with writer.generation() as fresh:
        facts = _write_plans(place, fresh.files, entries)
        catalogue.write(fresh.files, ((entry.plan, facts[plan]["file"]) for plan, entry in entries.items()))
        fill_words(fresh, library, progress)
        fill_vectors(fresh, library, embedder, VectorCache(place.cache / CACHE), progress)
        made = Manifest(embedder.fingerprint, embedder.dimension, reader_version(), facts, moved)
        part = fresh.files / f"{MANIFEST}.part"  # last, and whole: it says that the rest is there
        part.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(fresh.files / MANIFEST)
    return tuple(changes)


def _write_plans(place: Place, folder: Path, entries: Mapping[str, Entry]) -> dict[str, dict[str, str]]:
    (folder / "plans").mkdir()
    facts = {}
    for plan, entry in entries.items():
        name = hashlib.sha256(plan.encode()).hexdigest()[:16] + ".json"
        (folder / "plans" / name).write_text(record.to_json(entry.plan), encoding="utf-8")
        sha256 = entry.plan.document.sha256
        kept = {"kept": "yes"} if originals.original(place, sha256) else {}
        facts[plan] = {"file": name, "sha256": sha256, "origin": entry.origin} | kept
    return facts
