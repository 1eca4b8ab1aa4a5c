"""Files into a store: reads what changed, writes a new generation beside the current one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from index import originals, record
from index.changes import Change, change
from index.embed import Embedder
from index.generation import Fresh, StoreError
from index.library import Library
from index.load import load_plan, plan_from
from index.nearby import PASSAGES, SENTENCES, Nearby
from index.passage import passages, sentences, words_text
from index.place import Place, place_of
from index.plan import Plan
from index.read import SUFFIXES, UnreadableError
from index.store import Manifest, read_plans
from index.vectors import VectorCache, Vectors
from index.words import terms

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is."""


@dataclass(frozen=True)
class Report:
    """``plans`` are those of the given files, in their order; ``changes`` all that happened in the store;
    ``failures`` one line for each file left out."""

    plans: tuple[Plan, ...]
    changes: tuple[Change, ...]
    failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """A plan of the store and the file it was read from."""

    plan: Plan
    origin: str


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
        originals.keep(place, _sources(files, standing.plans))
        return standing
    with place.writer():
        manifest, stored = _stored(place)
        read, failures = _read(files, {} if anew else stored, progress)
        fresh = {entry.plan.id: entry for entry in read}
        origins = {entry.origin for entry in read}
        kept = {plan: entry for plan, entry in stored.items() if plan not in fresh and entry.origin not in origins}
        changes = _write(place, kept | fresh, stored, manifest, embedder, progress, anew)
        originals.keep(place, ((Path(entry.origin), entry.plan.document.sha256) for entry in read))
        originals.sweep(place, {entry.plan.document.sha256 for entry in (kept | fresh).values()})
        return Report(tuple(entry.plan for entry in read), changes, tuple(failures))


def remove_plans(
    where: str | Path, plans: Collection[str], embedder: Embedder, progress: Progress
) -> tuple[Change, ...]:
    """Take plans out of the store. StoreError for one that it does not hold."""
    place = place_of(where)
    with place.writer():
        manifest, stored = _stored(place)
        for plan in plans:
            if plan not in stored:
                raise StoreError(f"no plan {plan} in {place}: `eduplan plans` lists what is indexed")
        kept = {plan: entry for plan, entry in stored.items() if plan not in plans}
        changes = _write(place, kept, stored, manifest, embedder, progress)
        originals.sweep(place, {entry.plan.document.sha256 for entry in kept.values()})
        return changes


def reembed(where: str | Path, embedder: Embedder, progress: Progress) -> None:
    """Rebuild the store with ``embedder``."""
    place = place_of(where)
    with place.writer():
        manifest, stored = _stored(place)
        _write(place, stored, stored, manifest, embedder, progress)


@cache
def reader_version() -> str:
    """Changes whenever the code that reads plans does, so that a new reader reads everything again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".toml", ".gz"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _standing(place: Place, files: Sequence[Path], embedder: Embedder) -> Report | None:
    """The report where the store already holds just these files as they are; needs no lock. None otherwise."""
    name = place.current()
    if name is None or not _made_by(manifest := Manifest.load(place.files(name)), embedder):
        return None
    held = {(facts["origin"], facts["sha256"]): plan for plan, facts in manifest.plans.items()}
    wanted = [held.get((str(file.resolve()), _sha256(file)), "") for file in files]
    if not all(wanted):
        return None
    plans = {plan.id: plan for plan in read_plans(place.files(name), manifest, wanted)}
    return Report(tuple(plans[name] for name in wanted), tuple(Change(name, "unchanged") for name in wanted))


def _sources(files: Sequence[Path], plans: Sequence[Plan]) -> list[tuple[Path, str]]:
    return [(file, plan.document.sha256) for file, plan in zip(files, plans, strict=True)]


def _made_by(manifest: Manifest, embedder: Embedder) -> bool:
    return (manifest.embedder, manifest.reader) == (embedder.fingerprint, reader_version())


def _stored(place: Place) -> tuple[Manifest | None, dict[str, _Entry]]:
    """What the current generation holds, understood by today's reader."""
    name = place.current()
    if name is None:
        return None, {}
    manifest = Manifest.load(place.files(name))
    entries = {}
    for plan in read_plans(place.files(name), manifest):
        current_plan = plan if manifest.reader == reader_version() else plan_from(plan.document)
        entries[current_plan.id] = _Entry(current_plan, manifest.plans[plan.id]["origin"])
    return manifest, entries


def _read(files: Sequence[Path], stored: Mapping[str, _Entry], progress: Progress) -> tuple[list[_Entry], list[str]]:
    known = {entry.plan.document.sha256: entry.plan for entry in stored.values()}
    entries: dict[str, _Entry] = {}
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
        entries[plan.id] = _Entry(plan, str(file.resolve()))
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
    entries: Mapping[str, _Entry],
    stored: Mapping[str, _Entry],
    manifest: Manifest | None,
    embedder: Embedder,
    progress: Progress,
    anew: bool = False,
) -> tuple[Change, ...]:
    """A new generation of ``entries``, unless it would be the one that stands and is not wanted ``anew``."""
    changes = [change(stored[plan].plan if plan in stored else None, entry.plan) for plan, entry in entries.items()]
    changes += [Change(plan, "removed") for plan in stored if plan not in entries]
    if not anew and manifest and _made_by(manifest, embedder) and all(one.state == "unchanged" for one in changes):
        return tuple(changes)
    moved = dict(manifest.moved) if manifest else {}
    moved |= {old: new for one in changes for old, new in one.moved}
    library = Library(entry.plan for entry in entries.values())
    with place.generation() as fresh:
        facts = _write_plans(fresh.files, entries)
        _write_words(fresh.files, library, progress)
        _write_vectors(fresh, library, embedder, VectorCache(place.cache / "vectors.sqlite"), progress)
        made = Manifest(embedder.fingerprint, embedder.dimension, reader_version(), facts, moved)
        (fresh.files / "manifest.json").write_text(
            json.dumps(asdict(made), ensure_ascii=False, indent=1), encoding="utf-8"
        )
    return tuple(changes)


def _write_plans(folder: Path, entries: Mapping[str, _Entry]) -> dict[str, dict[str, str]]:
    (folder / "plans").mkdir()
    facts = {}
    for plan, entry in entries.items():
        name = hashlib.sha256(plan.encode()).hexdigest()[:16] + ".json"
        (folder / "plans" / name).write_text(record.to_json(entry.plan), encoding="utf-8")
        facts[plan] = {"file": name, "sha256": entry.plan.document.sha256, "origin": entry.origin}
    return facts


def _write_words(folder: Path, library: Library, progress: Progress) -> None:
    import bm25s

    clauses = list(library.clauses())
    bags = []
    for done, clause in enumerate(clauses):
        bags.append(terms(words_text(clause, library)))
        if done % 100 == 0:
            progress("words", done, len(clauses))
    progress("words", len(clauses), len(clauses))
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(bags or [[""]], show_progress=False)
    index.save(folder / "bm25")
    names = json.dumps([clause.id for clause in clauses], ensure_ascii=False)
    (folder / "bm25" / "clauses.json").write_text(names, encoding="utf-8")


def _write_vectors(fresh: Fresh, library: Library, embedder: Embedder, cache: VectorCache, progress: Progress) -> None:
    clauses = list(library.clauses())
    parts = [passages(clause, library) for clause in clauses]
    said = [sentences(clause) for clause in clauses]
    texts = [text for cut in (*parts, *said) for text in cut]
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress("embed", done, len(texts))

    vectors = cache.embed(texts, embedder, count)
    size = sum(map(len, parts))
    Nearby.save(fresh.files, PASSAGES, vectors[:size], _owners(parts))
    Nearby.save(fresh.files, SENTENCES, vectors[size:], _owners(said))
    names = [
        (f"{clause.id}@{n}", clause.plan_id)
        for clause, cut in zip(clauses, parts, strict=True)
        for n in range(len(cut))
    ]
    _fill_collection(fresh, names, vectors[:size])


def _owners(cuts: Sequence[Sequence[str]]) -> list[int]:
    return [row for row, cut in enumerate(cuts) for _ in cut]


def _fill_collection(fresh: Fresh, names: Sequence[tuple[str, str]], vectors: Vectors) -> None:
    """``names``: each passage's id and its plan's."""
    collection = fresh.client.create_collection(
        fresh.collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    step = fresh.client.get_max_batch_size()
    for at in range(0, len(names), step):
        part = names[at : at + step]
        collection.add(
            ids=[name for name, _ in part],
            embeddings=vectors[at : at + step],
            metadatas=[{"plan": plan} for _, plan in part],
        )


def vectors_held(place: Place, name: str) -> set[str]:
    """Ids of the clauses that have a vector in the generation ``name``."""
    client, collection = place.vectors(name)
    found = client.get_collection(collection, embedding_function=None).get(include=[])
    return {passage.rpartition("@")[0] for passage in found["ids"]}
